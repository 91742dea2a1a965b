import {
  type CheckResult,
  type ConnectorContext,
  type ConnectorManifest,
  defineConnector,
  fixedPart,
  OBJECTS_CURSOR_SCHEMA,
  type ObjectSource,
  type ObjectStore,
  type ObjectsCursor,
  readObjects,
  runChecks,
  type StoredObject,
  UNPACK_LIMITS,
} from '../../src/kit/index.ts';
import { azureStore } from './azure-blob.ts';
import { bucketClient } from './bucket-client.ts';
import { CONFIG_SCHEMA, httpSettings, type ObjectStoreConfig } from './config.ts';
import { entryReport } from './entry-report.ts';
import { LIST_PERMISSION, READ_PERMISSION } from './faults.ts';
import { googleStore } from './google-storage.ts';
import { s3Store } from './s3.ts';

const manifest: ConnectorManifest = {
  id: 'object-store',
  title: 'Object stores (S3, Azure Blob, Google Cloud Storage)',
  description:
    'Reads logs and data-lake exports from buckets: Amazon S3 and compatible servers, Azure Blob Storage, Google Cloud Storage. Lines, CSV, JSON and Parquet, packed with gzip or zstd; prefixes with dates, among them the layout of Amazon Security Lake.',
  kinds: ['source'],
  stability: 'beta',
  configSchema: CONFIG_SCHEMA,
  mapping: null,
  hosts: [{ kind: 'property', property: 'url', description: 'The service, or the address of the vendor' }],
  permissions: [
    { name: LIST_PERMISSION, why: 'Without it no object is found.' },
    { name: READ_PERMISSION, why: 'Without it no object can be read.' },
  ],
  rateLimit: {
    concurrency: 4,
    reason:
      'S3 allows 5,500 reads a second and prefix, Azure and Google more than one agent can use; one object is read after another, and four leave room for the column ranges of Parquet.',
  },
  gaps: [
    'Objects are taken as immutable: one that is stored again under its key is reported within the lag, and read again as new after it.',
    'An object that appears later than the lag is missed, and so is one of a date that ended longer ago than that.',
    'Where the clocks of the nodes of a store differ by more than a quarter of an hour, an object that was stored the lag ago may be read twice.',
    'Dates in prefixes are UTC.',
    'Parquet that is encrypted is not read, and of LZ4 not every form; such an object is reported as damaged.',
    'Notifications (SQS, Event Grid, Pub/Sub), Iceberg tables, objects with keys of the customer, and directory buckets are not read.',
    'The default credentials of the vendors are fetched by their own packages, outside the limits and retries of this client.',
  ],
};

type Context = ConnectorContext<ObjectStoreConfig>;

export const objectStore = defineConnector<ObjectStoreConfig, ObjectsCursor>({
  manifest,
  http: httpSettings,
  source: {
    cursorSchema: OBJECTS_CURSOR_SCHEMA,
    readCalls: (context, from) => readObjects(sourceOf(context), from, context),
  },
  check,
});

/** Records of one page: as many as a page of lines holds. */
const PAGE_RECORDS = 5_000;

function sourceOf(context: Context): ObjectSource {
  const { config } = context;
  return {
    store: storeOf(context),
    prefixes: config.prefixes,
    mapping: null,
    lookbackMs: config.lookback,
    lagMs: Math.max(config.lag, config.quiet),
    quietMs: config.quiet,
    content: {
      format: config.format,
      unpack: { ratio: UNPACK_LIMITS.ratio, bytes: config.maxUnpacked },
      delimiter: config.delimiter,
      recordsAt: config.recordsAt ?? null,
      documentBytes: config.maxDocument,
      columns: config.columns ?? null,
      rowGroupBytes: config.maxRowGroup,
      pageRecords: PAGE_RECORDS,
    },
  };
}

function storeOf(context: Context): ObjectStore {
  const client = bucketClient(context);
  const report = entryReport(context.report);
  switch (context.config.provider) {
    case 's3':
      return s3Store(client, report);
    case 'azure':
      return azureStore(client, report, context.config.hierarchical);
    case 'gcs':
      return googleStore(client, report);
  }
}

function check(context: Context): Promise<CheckResult> {
  const store = storeOf(context);
  let found: StoredObject | null = null;
  return runChecks([
    {
      name: 'Objects can be listed',
      permission: LIST_PERMISSION,
      run: async () => {
        found = await firstObject(store, context.config.prefixes);
        return found === null
          ? 'The prefixes can be listed; nothing is below them.'
          : 'The prefixes can be listed.';
      },
    },
    {
      name: 'Objects can be read',
      permission: READ_PERMISSION,
      run: async () => (found === null ? 'There is no object to try.' : await readStart(store, found)),
    },
  ]);
}

/** From the first page of each prefix, up to its first date: a listing to the end could be long. */
async function firstObject(store: ObjectStore, prefixes: readonly string[]): Promise<StoredObject | null> {
  let found: StoredObject | null = null;
  for (const prefix of new Set(prefixes.map(fixedPart))) {
    for await (const { objects } of store.list({ prefix, after: null, byFolder: false })) {
      found ??= objects.find(({ sizeBytes }) => sizeBytes > 0) ?? null;
      break;
    }
  }
  return found;
}

async function readStart(store: ObjectStore, object: StoredObject): Promise<string> {
  const read = await store.read(object, { from: 0, to: 1 });
  if (read.kind === 'absent') return 'The object that was tried is archived or gone; others may be read.';
  for await (const _ of read.bytes) break;
  return 'An object can be read.';
}
