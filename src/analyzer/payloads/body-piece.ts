import { boundedMemo } from '../sketch/bounded-memo.ts';

/** Text that stands between two values of a body, and its units, to be compared with those of `writeUnits`. */
export interface BodyPiece {
  readonly text: string;
  readonly units: Uint8Array;
}

const ENCODER = new TextEncoder();

/** Pieces that are shared: bodies of one API have keys in common. */
const PIECES_KEPT = 8192;
const LONGEST_PIECE = 64;

/** Names of properties are ASCII (see `isDynamicKey`), and so is all that JSON has between values. */
export const bodyPiece = boundedMemo(
  (text): BodyPiece => ({ text, units: ENCODER.encode(text) }),
  PIECES_KEPT,
  LONGEST_PIECE,
);

/** Stands for every unit from here on: none of them means anything in JSON. */
const WIDE = 0x7f;

/** Writes a text that fits: units below 0x7f as they are, all others as 0x7f. */
export function writeUnits(into: Uint8Array, text: string): void {
  // Most bodies are ASCII: the platform copies many units at a time.
  if (ENCODER.encodeInto(text, into).written !== text.length) fillUnits(into, text);
}

function fillUnits(into: Uint8Array, text: string): void {
  for (let at = 0; at < text.length; at += 1) into[at] = Math.min(text.charCodeAt(at), WIDE);
}

/** Whether the piece stands at a place of a text whose units are given. */
export function standsAt({ units: own }: BodyPiece, units: Uint8Array, at: number): boolean {
  for (let index = 0; index < own.length; index += 1) if (units[at + index] !== own[index]) return false;
  return true;
}
