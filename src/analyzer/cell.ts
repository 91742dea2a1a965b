import { isJsonArray, type JsonValue } from '../model/json.ts';
import { type Auth, decodeAuth, emptyAuth, encodeAuth, mergeAuth } from './auth/auth.ts';
import type { Caps } from './exchange.ts';
import { joinLean, type LeanCell } from './packing/lean-facts.ts';
import {
  decodePayloads,
  emptyPayloads,
  encodePayloads,
  mergePayloads,
  type Payloads,
} from './payloads/index.ts';
import { decodeSignals, emptySignals, encodeSignals, mergeSignals, type Signals } from './signals/signals.ts';
import { decodeThreats, emptyThreats, encodeThreats, mergeThreats, type Threats } from './threats/threats.ts';
import { decodeTraffic, emptyTraffic, encodeTraffic, mergeTraffic, type Traffic } from './traffic/traffic.ts';

/** Everything learnt from the calls of one method, operation, hop and time bucket at one path. */
export interface Cell {
  readonly traffic: Traffic;
  readonly auth: Auth;
  readonly threats: Threats;
  readonly signals: Signals;
  readonly payloads: Payloads;
  /** The cell that took its counts over when its place was given up; null while it counts. Never encoded. */
  mergedInto: Cell | null;
  /**
   * For a cell that was read to find its place: what deciding about places asks of the parts that were left packed, and
   * where they are. null for a whole cell. Never encoded.
   */
  lean: LeanCell | null;
}

export function emptyCell(caps: Caps): Cell {
  return {
    traffic: emptyTraffic(caps.nativeRefs),
    auth: emptyAuth(),
    threats: emptyThreats(),
    signals: emptySignals(),
    payloads: emptyPayloads(),
    mergedInto: null,
    lean: null,
  };
}

/** `from` stays as it is and nothing that can change is shared afterwards. */
export function mergeCell(into: Cell, from: Cell): void {
  mergeTraffic(into.traffic, from.traffic);
  if (into.lean !== null && from.lean !== null) {
    joinLean(into.lean, from.lean);
    return;
  }
  mergeAuth(into.auth, from.auth);
  mergeThreats(into.threats, from.threats);
  mergeSignals(into.signals, from.signals);
  mergePayloads(into.payloads, from.payloads);
}

export function encodeCell(cell: Cell): JsonValue {
  return [
    encodeTraffic(cell.traffic),
    encodeAuth(cell.auth),
    encodeThreats(cell.threats),
    encodeSignals(cell.signals),
    encodePayloads(cell.payloads),
  ];
}

export function decodeCell(value: JsonValue | undefined, caps: Caps): Cell {
  if (!isJsonArray(value)) throw new RangeError('not an encoded cell');
  return {
    traffic: decodeTraffic(value[0], caps.nativeRefs),
    auth: decodeAuth(value[1] ?? null),
    threats: decodeThreats(value[2] ?? null),
    signals: decodeSignals(value[3] ?? null),
    payloads: decodePayloads(value[4] ?? null),
    mergedInto: null,
    lean: null,
  };
}
