/** Text that stands between two values of a body, and where its units stand among those of its `BodyPieces`. */
export interface BodyPiece {
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

const ENCODER = new TextEncoder();
const FIRST_BYTES = 4096;
/** More is not kept: bodies with other pieces are parsed. */
const MOST_BYTES = 2_097_152;

/** The pieces of the plans of one cache, each once: bodies of one API have keys in common. */
export class BodyPieces {
  readonly #known = new Map<string, BodyPiece>();
  #bytes = new Uint8Array(FIRST_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #end = 0;

  /** Their units, to be compared with those of `writeUnits`. */
  get view(): DataView {
    return this.#view;
  }

  /** null where there is no room. Names of properties are ASCII (see `isDynamicKey`), and so is all that JSON has between values. */
  of(text: string): BodyPiece | null {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const units = ENCODER.encode(text);
    const at = this.#end;
    if (at + units.length > MOST_BYTES) return null;
    while (at + units.length > this.#bytes.length) this.#grow();
    this.#bytes.set(units, at);
    this.#end = at + units.length;
    const piece: BodyPiece = { text, at, length: units.length };
    this.#known.set(text, piece);
    return piece;
  }

  #grow(): void {
    const longer = new Uint8Array(this.#bytes.length * 2);
    longer.set(this.#bytes);
    this.#bytes = longer;
    this.#view = new DataView(longer.buffer);
  }
}

/** Stands for every unit from here on: none of them means anything in JSON. */
const WIDE = 0x7f;

/** Writes a text that fits: units below 0x7f as they are, all others as 0x7f. */
export function writeUnits(into: Uint8Array, text: string): void {
  // Most bodies are ASCII: the platform copies many units at a time.
  const { read, written } = ENCODER.encodeInto(text, into);
  if (written !== text.length || read !== written) fillUnits(into, text);
}

function fillUnits(into: Uint8Array, text: string): void {
  for (let at = 0; at < text.length; at += 1) into[at] = Math.min(text.charCodeAt(at), WIDE);
}
