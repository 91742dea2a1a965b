import { isJsonArray, type JsonValue } from '../../model/json.ts';
import type { ClientList } from './client-list.ts';

/** Reads what `EncodedWriter` wrote. Throws RangeError with a fixed text: the store, not traffic, is broken then. */
export class EncodedReader {
  private readonly values: readonly JsonValue[];
  private at = 0;
  private clients: ClientList = [];

  constructor(value: JsonValue | undefined) {
    if (!isJsonArray(value)) throw new RangeError('encoded payload: a list is missing');
    this.values = value;
  }

  integer(): number {
    const value = this.values[this.at++];
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
      throw new RangeError('encoded payload: an integer is missing');
    }
    return value;
  }

  text(): string {
    const value = this.values[this.at++];
    if (typeof value !== 'string') throw new RangeError('encoded payload: a text is missing');
    return value;
  }

  /** A count and that many integers. */
  integers(): number[] {
    const length = this.integer();
    if (length > this.values.length - this.at) throw new RangeError('encoded payload: a list is cut');
    const list: number[] = [];
    for (let left = length; left > 0; left--) list.push(this.integer());
    // A list that grew item by item has room for seventeen.
    return list.slice();
  }

  clientList(): ClientList {
    const length = this.integer();
    if (length === SAME_CLIENTS) return this.clients;
    this.at--;
    this.clients = this.integers();
    return this.clients;
  }

  end(): void {
    if (this.at !== this.values.length) throw new RangeError('encoded payload: more than expected');
  }
}

/** In place of a length: the list is the one before. */
export const SAME_CLIENTS = -1;

/** Code unit order: the one order of everything encoded. */
export function byName<K extends string, T>(entries: Iterable<readonly [K, T]>): (readonly [K, T])[] {
  const list = [...entries];
  return list.length < 2 ? list : list.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
