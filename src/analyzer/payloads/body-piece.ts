/** Text that stands between two values of a body, as units to be compared with those of `bodyUnits`. */
export interface BodyPiece {
  readonly text: string;
  readonly units: Uint8Array;
  /** Where the units do not say it all. */
  readonly isWide: boolean;
}

/** Stands for every unit from here on: none of them means anything in JSON. */
const WIDE = 0x7f;

export function bodyPiece(text: string): BodyPiece {
  const units = new Uint8Array(text.length);
  fillUnits(units, text);
  return { text, units, isWide: units.includes(WIDE) };
}

const ENCODER = new TextEncoder();

/** Writes a text that fits: units below 0x7f as they are, all others as 0x7f. */
export function writeUnits(into: Uint8Array, text: string): void {
  // Most bodies are ASCII: the platform copies many units at a time.
  if (ENCODER.encodeInto(text, into).written !== text.length) fillUnits(into, text);
}

function fillUnits(into: Uint8Array, text: string): void {
  for (let at = 0; at < text.length; at += 1) into[at] = Math.min(text.charCodeAt(at), WIDE);
}

/** Whether the piece stands at a place of a text whose units are given. */
export function standsAt(piece: BodyPiece, units: Uint8Array, text: string, at: number): boolean {
  const own = piece.units;
  for (let index = 0; index < own.length; index += 1) if (units[at + index] !== own[index]) return false;
  return !piece.isWide || text.startsWith(piece.text, at);
}
