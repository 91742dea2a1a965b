import type { Problem } from '../connector.ts';
import type { IdentifiedRecord } from './search-record.ts';
import { describeSlice, type Slice } from './slice.ts';

/** One answer: its distinct records, and how many rows it had, the same record twice included. */
export interface Fetched {
  readonly found: readonly IdentifiedRecord[];
  readonly rows: number;
}

/**
 * Whether attempts to read a slice show that the lake counts some records more than once, as Graylog does with a
 * message in two index sets. One answer proves nothing: rows that move between two requests come twice as well, and
 * others then not at all. So all attempts must give the same records, and as many rows as were counted.
 */
export class StableDoubles {
  #ids: ReadonlySet<string> | null = null;
  #rows = 0;
  #isStable = true;

  add({ found, rows }: Fetched, counted: number): void {
    const ids = new Set(found.map(({ id }) => id));
    const before = this.#ids ?? ids;
    const isSame = ids.size === before.size && [...ids].every((id) => before.has(id));
    this.#isStable &&= isSame && rows === counted;
    this.#ids = ids;
    this.#rows = rows;
  }

  /** `counted` is the count after the last attempt. */
  explain(counted: number): boolean {
    return this.#isStable && this.#rows === counted;
  }
}

/** What to say when a lake counts records more than once. */
export function doubled(origin: string, slice: Slice): Problem {
  return {
    code: 'SEARCH_DOUBLES',
    kind: 'sourceContract',
    message:
      'Some records are stored more than once under one id, as where two index sets hold them: each is counted once here.',
    file: `${origin} ${describeSlice(slice)}`,
    line: null,
  };
}
