import {
  type ByteRange,
  compareKeys,
  type ListRequest,
  type ObjectRead,
  type ObjectStore,
  type StoredObject,
} from '../../src/kit/object-reader/object-store.ts';

interface Kept {
  readonly content: Uint8Array;
  readonly version: string;
  readonly modifiedMs: number;
}

/** An object store in memory: lists in pages of `pageSize`, and counts what it was asked for. */
export interface MemoryStore extends ObjectStore {
  put(key: string, content: Uint8Array | string, modifiedMs: number): void;
  remove(key: string): void;
  /** The next read of the key fails with this, after `bytes` of it. */
  failNext(key: string, error: Error, bytes: number): void;
  archive(key: string): void;
  serverMs: number | null;
  readonly lists: ListRequest[];
  readonly reads: (ByteRange & { readonly key: string })[];
}

export function memoryStore(isOrdered = true, pageSize = 2): MemoryStore {
  const kept = new Map<string, Kept>();
  const faults = new Map<string, { readonly error: Error; readonly bytes: number }>();
  const archived = new Set<string>();
  let versions = 0;
  const keys = (): readonly string[] => {
    const sorted = [...kept.keys()].sort(compareKeys);
    return isOrdered ? sorted : sorted.reverse();
  };
  const objectOf = (key: string): StoredObject => {
    const { version, modifiedMs, content } = kept.get(key) ?? {
      version: '',
      modifiedMs: 0,
      content: new Uint8Array(),
    };
    return { key, version, modifiedMs, sizeBytes: content.length };
  };
  const store: MemoryStore = {
    isOrdered,
    serverMs: null,
    lists: [],
    reads: [],
    put: (key, content, modifiedMs) => {
      versions += 1;
      kept.set(key, { content: Buffer.from(content), version: `v${versions}`, modifiedMs });
    },
    remove: (key) => void kept.delete(key),
    failNext: (key, error, bytes) => void faults.set(key, { error, bytes }),
    archive: (key) => void archived.add(key),
    async *list(request) {
      store.lists.push(request);
      const { prefix, after, byFolder } = request;
      const below = keys().filter((key) => key.startsWith(prefix));
      if (byFolder) {
        const folders = below.flatMap((key) => {
          const slash = key.indexOf('/', prefix.length);
          return slash < 0 ? [] : [key.slice(0, slash + 1)];
        });
        yield { objects: [], folders: [...new Set(folders)], serverMs: store.serverMs };
        return;
      }
      const wanted = below.filter((key) => !isOrdered || after === null || compareKeys(key, after) > 0);
      for (let from = 0; from === 0 || from < wanted.length; from += pageSize) {
        await Promise.resolve();
        const objects = wanted.slice(from, from + pageSize).map(objectOf);
        yield { objects, folders: [], serverMs: store.serverMs };
      }
    },
    read: (object, range) => {
      store.reads.push({ key: object.key, ...range });
      const found = kept.get(object.key);
      if (found === undefined) return absent('gone');
      if (found.version !== object.version) return absent('changed');
      if (archived.has(object.key)) return absent('archived');
      const fault = faults.get(object.key);
      faults.delete(object.key);
      return Promise.resolve({ kind: 'bytes', bytes: pieces(found.content, range, fault ?? null) });
    },
  };
  return store;
}

function absent(why: 'gone' | 'changed' | 'archived'): Promise<ObjectRead> {
  return Promise.resolve({ kind: 'absent', why });
}

/** In pieces of an odd size, so that nothing falls on a boundary by luck. */
async function* pieces(
  content: Uint8Array,
  { from, to }: ByteRange,
  fault: { readonly error: Error; readonly bytes: number } | null,
): AsyncGenerator<Uint8Array> {
  const end = Math.min(to ?? content.length, fault === null ? Infinity : fault.bytes);
  for (let at = from; at < end; at += 7_001) {
    await Promise.resolve();
    yield content.subarray(at, Math.min(end, at + 7_001));
  }
  if (fault !== null) throw fault.error;
}
