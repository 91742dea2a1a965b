import {
  type HttpResponse,
  type JsonObject,
  type JsonValue,
  type ObjectListing,
  type ObjectStore,
  type StoredObject,
} from '../../src/kit/index.ts';
import { type BucketClient, encodeText, followTokens } from './bucket-client.ts';
import type { EntryReport } from './entry-report.ts';
import { serverTime } from './faults.ts';
import { listedObject } from './listed-object.ts';
import { invalidListing } from './xml.ts';

/** Google Cloud Storage by its JSON API v1: objects.list and objects.get with `alt=media`. */
export function googleStore(client: BucketClient, report: EntryReport): ObjectStore {
  return {
    isOrdered: true,
    list: ({ prefix, after, byFolder }) =>
      followTokens(async (token) => {
        const response = await client.list('/o', {
          prefix: prefix === '' ? null : prefix,
          delimiter: byFolder ? '/' : null,
          // Inclusive: what was read last comes once more and is passed over.
          startOffset: after,
          maxResults: '1000',
          pageToken: token,
          fields: 'kind,nextPageToken,prefixes,items(name,generation,size,timeCreated)',
        });
        const listing = parse(response);
        const next = listing['nextPageToken'];
        return {
          page: pageOf(listing, serverTime(response.headers), report),
          next: typeof next === 'string' && next !== '' ? next : null,
        };
      }),
    read: (object, range) =>
      client.read(
        `/o/${encodeText(object.key)}`,
        { alt: 'media', ifGenerationMatch: object.version },
        {},
        range,
      ),
  };
}

function parse({ text }: HttpResponse): JsonObject {
  try {
    const listing = JSON.parse(text) as JsonValue;
    if (isObject(listing) && listing['kind'] === 'storage#objects') return listing;
  } catch {
    // The same error as for JSON of another form.
  }
  throw invalidListing();
}

function pageOf(listing: JsonObject, serverMs: number | null, report: EntryReport): ObjectListing {
  const objects: StoredObject[] = [];
  for (const item of itemsOf(listing['items'])) {
    const object = listedObject({
      key: textAt(item, 'name'),
      version: textAt(item, 'generation'),
      size: textAt(item, 'size'),
      modified: textAt(item, 'timeCreated'),
    });
    if (object === null) report.unlistable();
    else objects.push(object);
  }
  const folders = itemsOf(listing['prefixes']).filter((folder) => typeof folder === 'string');
  return { objects, folders, serverMs };
}

function itemsOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  if (isJsonArray(value)) return value;
  throw invalidListing();
}

function textAt(item: JsonValue, name: string): string | null {
  const value = isObject(item) ? item[name] : undefined;
  return typeof value === 'string' ? value : null;
}

function isJsonArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
