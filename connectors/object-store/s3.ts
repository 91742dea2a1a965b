import type { ObjectListing, ObjectStore, StoredObject } from '../../src/kit/index.ts';
import { type BucketClient, followTokens, keyPath } from './bucket-client.ts';
import type { EntryReport } from './entry-report.ts';
import { serverTime } from './faults.ts';
import { listedObject } from './listed-object.ts';
import { children, invalidListing, parseListing, textOf, type XmlElement } from './xml.ts';

/** S3 by ListObjectsV2 and GetObject (Amazon S3 API reference, 2006-03-01); compatible servers have both. */
export function s3Store(client: BucketClient, report: EntryReport): ObjectStore {
  return {
    isOrdered: true,
    list: ({ prefix, after, byFolder }) =>
      followTokens(async (token) => {
        const response = await client.list('/', {
          'list-type': '2',
          'encoding-type': 'url',
          prefix,
          delimiter: byFolder ? '/' : null,
          'start-after': token === null ? after : null,
          'continuation-token': token,
        });
        const listing = parseListing(response.text, 'ListBucketResult', ['Contents', 'CommonPrefixes']);
        return { page: pageOf(listing, serverTime(response.headers), report), next: nextOf(listing) };
      }),
    read: (object, range) => {
      const path = keyPath(object.key);
      if (path === null) return report.unaddressable(object.key);
      return client.read(path, {}, { 'if-match': object.version }, range);
    },
  };
}

function nextOf(listing: XmlElement): string | null {
  const isTruncated = textOf(listing, 'IsTruncated');
  if (isTruncated !== 'true' && isTruncated !== 'false') throw invalidListing();
  const next = textOf(listing, 'NextContinuationToken');
  if (isTruncated === 'false') return null;
  if (next === null || next === '') throw invalidListing();
  return next;
}

function pageOf(listing: XmlElement, serverMs: number | null, report: EntryReport): ObjectListing {
  const decode = textOf(listing, 'EncodingType') === 'url' ? decodeKey : (text: string | null) => text;
  const objects: StoredObject[] = [];
  for (const entry of children(listing, 'Contents')) {
    const object = listedObject({
      key: decode(textOf(entry, 'Key')),
      version: textOf(entry, 'ETag'),
      size: textOf(entry, 'Size'),
      modified: textOf(entry, 'LastModified'),
    });
    if (object === null) report.unlistable();
    else objects.push(object);
  }
  const folders = children(listing, 'CommonPrefixes').flatMap(
    (entry) => decode(textOf(entry, 'Prefix')) ?? [],
  );
  return { objects, folders, serverMs };
}

/** `encoding-type=url` writes a space as a plus sign. */
function decodeKey(text: string | null): string | null {
  try {
    return text === null ? null : decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
