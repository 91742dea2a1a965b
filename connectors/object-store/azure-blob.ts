import type { ObjectListing, ObjectStore, StoredObject } from '../../src/kit/index.ts';
import { type BucketClient, followTokens, keyPath } from './bucket-client.ts';
import type { EntryReport } from './entry-report.ts';
import { serverTime } from './faults.ts';
import { listedObject } from './listed-object.ts';
import { children, invalidListing, isElement, parseListing, textOf, type XmlElement } from './xml.ts';

/** Azure Blob Storage by List Blobs and Get Blob (Blob service REST API). */
export function azureStore(client: BucketClient, report: EntryReport, isHierarchical: boolean): ObjectStore {
  return {
    // Accounts with a hierarchical namespace list folder by folder. No listing can begin behind a name.
    isOrdered: !isHierarchical,
    list: ({ prefix, byFolder }) =>
      followTokens(async (marker) => {
        const response = await client.list('', {
          restype: 'container',
          comp: 'list',
          prefix: prefix === '' ? null : prefix,
          delimiter: byFolder ? '/' : null,
          maxresults: '5000',
          marker,
        });
        const listing = parseListing(response.text, 'EnumerationResults', ['Blob', 'BlobPrefix']);
        // Empty at the end of the listing; an answer without it is no listing.
        const next = listing['NextMarker'] === undefined ? null : (textOf(listing, 'NextMarker') ?? '');
        if (next === null || listing['Blobs'] === undefined) throw invalidListing();
        return {
          page: pageOf(listing, serverTime(response.headers), report),
          next: next === '' ? null : next,
        };
      }),
    read: (object, range) => {
      const path = keyPath(object.key);
      if (path === null) return report.unaddressable(object.key);
      return client.read(path, {}, { 'if-match': object.version }, range);
    },
  };
}

function pageOf(listing: XmlElement, serverMs: number | null, report: EntryReport): ObjectListing {
  const blobs = isElement(listing['Blobs']) ? listing['Blobs'] : {};
  const objects: StoredObject[] = [];
  for (const blob of children(blobs, 'Blob')) {
    const [properties = {}] = children(blob, 'Properties');
    // Folders of a hierarchical namespace are entries of their own.
    if (textOf(properties, 'ResourceType') === 'directory') continue;
    const object = listedObject({
      key: nameOf(blob),
      version: quoted(textOf(properties, 'Etag')),
      size: textOf(properties, 'Content-Length'),
      modified: textOf(properties, 'Last-Modified'),
    });
    if (object === null) report.unlistable();
    else objects.push(object);
  }
  const folders = children(blobs, 'BlobPrefix').flatMap((entry) => nameOf(entry) ?? []);
  return { objects, folders, serverMs };
}

/** A name with characters that XML 1.0 cannot hold is percent-encoded and says so. */
function nameOf(entry: XmlElement): string | null {
  const name = entry['Name'];
  const text = textOf(entry, 'Name');
  if (!isElement(name) || name['@Encoded'] !== 'true' || text === null) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Listings leave out the quotation marks that are part of an ETag. */
function quoted(etag: string | null): string | null {
  return etag === null || etag === '' || etag.startsWith('"') ? etag : `"${etag}"`;
}
