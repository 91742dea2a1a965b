import type { ApiCall, DropReason } from '../../model/api-call.ts';
import { isMembers } from './values.ts';

/**
 * Why a record did not become a call. A class, so that no record can pretend to be one (`{"drop": …}` is data).
 * Never quotes the record: a reason of the closed list, the target it failed at, a byte offset.
 */
export class Dropped {
  readonly drop: DropReason;
  /** Target of the mapping, `status` or `client.address`; null when no single one is to blame. */
  readonly field: string | null;
  /** Byte offset inside the line where JSON stopped being JSON; null elsewhere. */
  readonly byteOffset: number | null;

  constructor(drop: DropReason, field: string | null = null, byteOffset: number | null = null) {
    this.drop = drop;
    this.field = field;
    this.byteOffset = byteOffset;
  }
}

export type MapOutcome = ApiCall | Dropped;

export function isDropped(outcome: unknown): outcome is Dropped {
  return outcome instanceof Dropped;
}

export const MALFORMED = new Dropped('malformed');
export const NOT_A_CALL = new Dropped('not-a-call');
export const TOO_LONG = new Dropped('too-long');
export const TOO_DEEP = new Dropped('too-deep');

/** A JSON object as a record; anything else is malformed. */
export function objectRecord(value: unknown): Readonly<Record<string, unknown>> | Dropped {
  return isMembers(value) && !Array.isArray(value) ? value : MALFORMED;
}
