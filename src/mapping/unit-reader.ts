import { isAscii } from 'node:buffer';
import type { Framing } from './mapping-file.ts';
import { plainText } from './plain-text.ts';
import { isBlankLine, readRecord } from './read-record.ts';
import { isDropped } from './runtime/outcome.ts';
import { ShapedLines } from './shapes/shaped-lines.ts';

/** Reads the lines of chunks as `readRecord` does, those of NDJSON by what they have in common. */
export class UnitReader {
  readonly #framing: Framing;
  readonly #shaped: ShapedLines | null;
  #bytes: Buffer = NOTHING;
  #isPlain = true;
  #isShaped = false;

  constructor(framing: Framing) {
    this.#framing = framing;
    this.#shaped = framing === 'ndjson' ? new ShapedLines() : null;
  }

  /** Lines are read from these bytes until `leave`, which lets go of them. */
  enter(bytes: Buffer): void {
    this.#bytes = bytes;
    // Of ASCII every byte is a character: such a chunk needs no decoding of UTF-8, line by line.
    this.#isPlain = isAscii(bytes);
    this.#isShaped = this.#shaped?.enter(bytes) === true;
  }

  leave(): void {
    this.#bytes = NOTHING;
    this.#shaped?.leave();
  }

  /** What is in the line from `start` to `end`; undefined for a blank one. Must not be changed: lines share what is alike. */
  read(start: number, end: number): unknown {
    // No shape has missed an empty line.
    if (start === end) return undefined;
    const shaped = this.#isShaped ? this.#shaped : null;
    const record = shaped?.read(start, end);
    if (record !== undefined) return record;
    const text = this.#isPlain ? plainText(this.#bytes, start, end) : this.#bytes.subarray(start, end);
    if (isBlankLine(text)) return undefined;
    const unit = readRecord(text, this.#framing);
    if (shaped !== null && !isDropped(unit)) shaped.learn(start, end, unit);
    return unit;
  }
}

const NOTHING = Buffer.alloc(0);
