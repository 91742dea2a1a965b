import type { AuthSettings, HttpSettings, JsonObject, Secret } from '../../src/kit/index.ts';
import { AssayError, type ObjectFormat, PREFIX_PATTERN } from '../../src/kit/index.ts';

export type Provider = 's3' | 'azure' | 'gcs';

/** As the loader resolves it: durations in ms, sizes in bytes, defaults filled in. */
export type ObjectStoreConfig = {
  readonly provider: Provider;
  readonly bucket: string;
  readonly prefixes: readonly string[];
  readonly url?: string;
  readonly anonymous: boolean;
  readonly region: string;
  readonly pathStyle?: boolean;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: Secret;
  readonly sessionToken?: Secret;
  readonly account?: string;
  readonly hierarchical: boolean;
  readonly accountKey?: Secret;
  readonly sasToken?: Secret;
  readonly serviceAccountKey?: Secret;
  readonly format: ObjectFormat;
  readonly delimiter: string;
  readonly recordsAt?: string;
  readonly columns?: readonly string[];
  readonly lookback: number;
  readonly lag: number;
  readonly quiet: number;
  readonly maxUnpacked: number;
  readonly maxDocument: number;
  readonly maxRowGroup: number;
};

const WHERE: JsonObject = {
  provider: {
    enum: ['s3', 'azure', 'gcs'],
    description:
      's3: Amazon S3 and servers that speak its API; azure: Azure Blob Storage; gcs: Google Cloud Storage.',
  },
  bucket: {
    type: 'string',
    pattern: '^[A-Za-z0-9$][A-Za-z0-9._-]{1,221}$',
    description: 'Bucket, or container in Azure.',
  },
  prefixes: {
    type: 'array',
    minItems: 1,
    items: { type: 'string', pattern: PREFIX_PATTERN },
    default: [''],
    description:
      'What the keys begin with. %Y %m %d %H stand for the date in UTC, * for any run of characters within a folder: ext/waf/region=*/accountId=*/eventDay=%Y%m%d/ reads a source of Amazon Security Lake.',
  },
  url: {
    type: 'string',
    format: 'http-url',
    description:
      'Address of the service where it is not that of the vendor: http://minio.internal:9000, or http://127.0.0.1:10000/devstoreaccount1.',
  },
  anonymous: {
    type: 'boolean',
    default: false,
    description: 'Ask without credentials, for a public bucket.',
  },
};

const CREDENTIALS: JsonObject = {
  region: {
    type: 'string',
    pattern: '^[a-z0-9-]+$',
    default: 'us-east-1',
    description: 'S3: region of the bucket.',
  },
  pathStyle: {
    type: 'boolean',
    description:
      'S3: whether the bucket stands in the path instead of the host name. Default: where url is given.',
  },
  accessKeyId: {
    type: 'string',
    minLength: 1,
    description:
      'S3: id of the access key. Without it the environment, a profile, or the role of the machine or container is used.',
  },
  secretAccessKey: { type: 'string', secret: true, description: 'S3: the secret of the access key.' },
  sessionToken: { type: 'string', secret: true, description: 'S3: session token of temporary keys.' },
  account: { type: 'string', pattern: '^[a-z0-9]{3,24}$', description: 'Azure: the storage account.' },
  hierarchical: {
    type: 'boolean',
    default: false,
    description:
      'Azure: the account has a hierarchical namespace (Data Lake Storage Gen2). Its listings are in another order, so that a first run over very many objects keeps more state.',
  },
  accountKey: {
    type: 'string',
    secret: true,
    description:
      'Azure: key of the account. Without it and without sasToken, the identity of the environment or the machine is used.',
  },
  sasToken: {
    type: 'string',
    secret: true,
    description: 'Azure: shared access signature with read and list.',
  },
  serviceAccountKey: {
    type: 'string',
    secret: true,
    description:
      'GCS: JSON key file of a service account. Without it application default credentials are used.',
  },
};

const CONTENT: JsonObject = {
  format: {
    enum: ['auto', 'lines', 'csv', 'json', 'parquet'],
    default: 'auto',
    description:
      'How objects are read; gzip and zstd are unpacked by themselves. auto: Parquet by its first bytes, CSV by its name, else lines (JSON or text). csv: with a header. json: one document an object.',
  },
  delimiter: {
    type: 'string',
    minLength: 1,
    maxLength: 1,
    default: ',',
    description: 'CSV: what parts two values.',
  },
  recordsAt: {
    type: 'string',
    minLength: 1,
    description:
      'JSON: member of the document that holds the records, such as Records; without it the document is an array, or one record.',
  },
  columns: {
    type: 'array',
    minItems: 1,
    items: { type: 'string', minLength: 1 },
    description:
      'Parquet: top-level columns to read, for speed and memory: [time, http_request, http_response, src_endpoint, dst_endpoint, metadata]. Default: all.',
  },
};

const BOUNDS: JsonObject = {
  lookback: {
    type: 'string',
    format: 'duration',
    default: '30d',
    description:
      'How far back the first run goes: by the date of the prefix, or by when an object was stored.',
  },
  lag: {
    type: 'string',
    format: 'duration',
    default: '24h',
    description:
      'How late an object may appear, after the time under which it is stored and after the end of its date. Later ones are missed; a longer lag costs listings and memory.',
  },
  quiet: {
    type: 'string',
    format: 'duration',
    default: '0ms',
    description:
      'Objects stored less than this ago are left for a later run. For objects that grow, such as hourly append blobs of Azure: 75m.',
  },
  maxUnpacked: {
    type: 'string',
    format: 'size',
    default: '64GiB',
    description:
      'What one packed object may unpack to; beyond it, or beyond a hundred times its size, the rest is refused.',
  },
  maxDocument: {
    type: 'string',
    format: 'size',
    default: '64MiB',
    description: 'JSON: the largest document, unpacked; it is held in memory whole.',
  },
  maxRowGroup: {
    type: 'string',
    format: 'size',
    default: '256MiB',
    description: 'Parquet: the largest row group, unpacked, of the columns that are read.',
  },
};

export const CONFIG_SCHEMA: JsonObject = {
  title: 'ObjectStoreConfig',
  type: 'object',
  additionalProperties: false,
  required: ['provider', 'bucket'],
  properties: { ...WHERE, ...CREDENTIALS, ...CONTENT, ...BOUNDS },
};

/** Address of the bucket: every request of a listing or an object is below it. Without a slash at its end. */
export function bucketUrl(config: ObjectStoreConfig): string {
  const { provider, bucket, region } = config;
  const given = config.url?.replace(/\/+$/, '');
  switch (provider) {
    case 's3': {
      const url = given ?? `https://s3.${region}.amazonaws.com`;
      // A certificate for *.s3… does not cover a name with further dots.
      const isInPath = config.pathStyle ?? (given !== undefined || bucket.includes('.'));
      return isInPath ? `${url}/${bucket}` : url.replace('://', `://${bucket}.`);
    }
    case 'azure':
      return `${given ?? `https://${requireAccount(config)}.blob.core.windows.net`}/${bucket}`;
    case 'gcs':
      return `${given ?? 'https://storage.googleapis.com'}/storage/v1/b/${encodeURIComponent(bucket)}`;
  }
}

export function httpSettings(config: ObjectStoreConfig): HttpSettings {
  // A listing of a thousand objects takes well under this; a download has the deadline between two pieces.
  return { baseUrl: bucketUrl(config), auth: authOf(config), timeoutMs: 60_000 };
}

function authOf(config: ObjectStoreConfig): AuthSettings {
  if (config.anonymous) return { kind: 'none' };
  if (config.provider === 's3') return s3Auth(config);
  if (config.provider === 'azure') return azureAuth(config);
  return { kind: 'google', serviceAccount: config.serviceAccountKey ?? null, scope: GCS_READ_SCOPE };
}

const GCS_READ_SCOPE = 'https://www.googleapis.com/auth/devstorage.read_only';
const AZURE_SCOPE = 'https://storage.azure.com/.default';

function s3Auth({ region, accessKeyId, secretAccessKey, sessionToken }: ObjectStoreConfig): AuthSettings {
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
    throw incomplete('accessKeyId and secretAccessKey');
  const keys =
    accessKeyId === undefined || secretAccessKey === undefined
      ? null
      : { accessKeyId, secretAccessKey, sessionToken: sessionToken ?? null };
  return { kind: 'sigv4', service: 's3', region, keys };
}

function azureAuth(config: ObjectStoreConfig): AuthSettings {
  if (config.sasToken !== undefined) return { kind: 'azure-sas', token: config.sasToken };
  if (config.accountKey === undefined) return { kind: 'azure-identity', scope: AZURE_SCOPE };
  return { kind: 'azure-shared-key', account: requireAccount(config), key: config.accountKey };
}

function requireAccount({ account }: ObjectStoreConfig): string {
  if (account === undefined) throw incomplete('account');
  return account;
}

function incomplete(what: string): AssayError {
  return new AssayError({
    code: 'OBJECT_STORE_INCOMPLETE',
    kind: 'config',
    message: `An object store of this provider needs ${what}.`,
    fix: 'Add what is missing, or leave all credentials out to use those of the platform.',
  });
}
