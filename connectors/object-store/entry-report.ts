import type { ObjectRead, Problem } from '../../src/kit/index.ts';

/** What a listing holds that cannot be read as an object. */
export interface EntryReport {
  /** An entry without a key, a version, a size or a time. */
  unlistable(): void;
  /** A key that no URL can carry. */
  unaddressable(key: string): Promise<ObjectRead>;
}

export function entryReport(report: (problem: Problem) => void): EntryReport {
  return {
    unlistable: () =>
      report({
        code: 'OBJECT_ENTRY_INVALID',
        kind: 'record',
        message: 'An entry of the listing has no key, version, size or time; it was passed over.',
        file: null,
        line: null,
      }),
    unaddressable: (key) => {
      report({
        code: 'OBJECT_KEY_UNADDRESSABLE',
        kind: 'record',
        message:
          'The key has a segment of one or two dots, which no URL can carry; the object was passed over.',
        file: key,
        line: null,
      });
      return Promise.resolve({ kind: 'absent', why: 'gone' });
    },
  };
}
