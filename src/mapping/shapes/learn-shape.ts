import { isMembers } from '../runtime/values.ts';
import { behindScalar, behindString, isBlank } from './json-bytes.ts';

const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
const LIST = 0x5b;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;

/** Most values of a shape: what is remembered of one stays small. */
const MOST_VALUES = 256;

/** What the lines of one shape have in common. */
export interface LineShape {
  /** Start and end of the text before each value, and of the text behind the last; in pairs. */
  readonly texts: readonly number[];
  /** What such a line is made of, its whole last. */
  readonly parts: readonly PartShape[];
}

/** An object, or a list where `names` is null. What a value comes from is a place of the line, or `~index` of an earlier part. */
export type PartShape =
  | {
      readonly first: Readonly<Record<string, unknown>>;
      readonly names: readonly string[];
      readonly from: readonly number[];
    }
  | { readonly first: readonly unknown[]; readonly names: null; readonly from: readonly number[] };

/** Equal for lines of one shape: a hash of their bytes without those of values. The line is valid JSON. */
export function shapeHash(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; ) {
    const isString = bytes[at] === QUOTE;
    const behind = isString ? behindString(bytes, at, end) : behindScalar(bytes, at, end);
    // A name is part of the shape; of a value only that there is one.
    const isValue = isString ? bytes[behind] !== COLON : behind > at;
    const next = Math.max(behind, at + 1);
    if (isValue) hash = Math.imul(hash, 31) + 1;
    else for (let index = at; index < next; index += 1) hash = Math.imul(hash, 31) + (bytes[index] ?? 0);
    at = next;
  }
  return hash;
}

/**
 * The shape of the line from `start` to `end`, of which the parser made `record`. Null where there is none to learn: too
 * many values, names that repeat or that objects treat in their own way, bytes beyond ASCII between values.
 */
export function learnShape(bytes: Uint8Array, start: number, end: number, record: unknown): LineShape | null {
  return new ShapeWalk(bytes, start, end).shapeOf(record);
}

class ShapeWalk {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  readonly #texts: number[] = [];
  readonly #parts: PartShape[] = [];
  #at: number;
  #textStart: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#end = end;
    this.#at = start;
    this.#textStart = start;
  }

  shapeOf(record: unknown): LineShape | null {
    if (!isMembers(record) || this.#value(record) === null) return null;
    if (this.#at !== this.#end || !this.#endText()) return null;
    return { texts: this.#texts, parts: this.#parts };
  }

  /** Passes a value: what it comes from, as `PartShape` says. Of a name that repeats another value may stand here. */
  #value(value: unknown): number | null {
    const mark = this.#bytes[this.#at];
    if (Array.isArray(value)) return mark === LIST ? this.#list(value) : null;
    if (isMembers(value)) return mark === OBJECT ? this.#object(value) : null;
    return value === undefined || mark === LIST || mark === OBJECT ? null : this.#scalar();
  }

  #scalar(): number | null {
    const place = this.#texts.length / 2;
    if (place >= MOST_VALUES || !this.#endText()) return null;
    const start = this.#at;
    const isString = this.#bytes[start] === QUOTE;
    this.#at = (isString ? behindString : behindScalar)(this.#bytes, start, this.#end);
    if (this.#at === start) return null;
    this.#textStart = this.#at;
    return place;
  }

  #object(object: Readonly<Record<string, unknown>>): number | null {
    const names: string[] = [];
    const from: number[] = [];
    this.#pass();
    while (this.#bytes[this.#at] === QUOTE) {
      const name = this.#name();
      if (name === '__proto__' || names.includes(name)) return null;
      this.#pass();
      const source = this.#value(object[name]);
      if (source === null) return null;
      names.push(name);
      from.push(source);
      this.#skipBlanks();
      if (this.#bytes[this.#at] === COMMA) this.#pass();
    }
    if (this.#bytes[this.#at] !== OBJECT_END) return null;
    this.#at += 1;
    return this.#add({ first: object, names, from });
  }

  #list(list: readonly unknown[]): number | null {
    const from: number[] = [];
    this.#pass();
    for (const item of list) {
      const source = this.#value(item);
      if (source === null) return null;
      from.push(source);
      this.#skipBlanks();
      if (this.#bytes[this.#at] === COMMA) this.#pass();
    }
    if (this.#bytes[this.#at] !== LIST_END) return null;
    this.#at += 1;
    return this.#add({ first: list, names: null, from });
  }

  /** Passes the name of a member and the blanks behind it. */
  #name(): string {
    const start = this.#at;
    this.#at = behindString(this.#bytes, start, this.#end);
    const name: unknown = JSON.parse(new TextDecoder().decode(this.#bytes.subarray(start, this.#at)));
    this.#skipBlanks();
    return String(name);
  }

  #add(part: PartShape): number {
    this.#parts.push(part);
    return ~(this.#parts.length - 1);
  }

  /** Passes one mark and the blanks behind it. */
  #pass(): void {
    this.#at += 1;
    this.#skipBlanks();
  }

  #skipBlanks(): void {
    while (isBlank(this.#bytes[this.#at])) this.#at += 1;
  }

  /** False where the text is not ASCII: such bytes are not compared by their words. */
  #endText(): boolean {
    for (let at = this.#textStart; at < this.#at; at += 1) if ((this.#bytes[at] ?? 0) >= 0x80) return false;
    this.#texts.push(this.#textStart, this.#at);
    return true;
  }
}
