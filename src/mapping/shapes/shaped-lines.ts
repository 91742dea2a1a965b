import { type LineShape, learnShape, type PartShape, shapeHash } from './learn-shape.ts';
import { ListPart, ObjectPart, type RecordPart } from './record-parts.ts';
import {
  isKnown,
  LONGEST_SHAPED_LINE,
  passLine,
  REMEMBERED_VALUE,
  readFrom,
  remember,
  ShapePlace,
} from './shape-reader.ts';

const RETURN = 0x0d;
const NOTHING = Buffer.alloc(0);

/** Places of all shapes together, and the memory for their texts and values. All is forgotten when there is no more. */
const MOST_PLACES = 2048;
const REMEMBERED_BYTES = MOST_PLACES * (REMEMBERED_VALUE + 32);
/** Lines that all shapes together can end as: each keeps what its last line was made of. */
const MOST_SHAPES = 64;
/** What can follow one place: more is data in names, or lists of any length. */
const MOST_NEXT = 8;
/** Shapes met once, by a part of their hash: only what comes again is learned. */
const MET = 256;

/**
 * A line that fits a shape spares a third to a half of its parsing, one that fits none is read twice. So each miss costs
 * the patience of eight hits, and when there is none left nothing is tried for a while: lines without likeness cost little more
 * than without shapes.
 */
const MISS_COSTS = 8;
const MOST_PATIENCE = 1024;
const PATIENCE_AFTER_REST = 256;
const REST_LINES = 8192;

/**
 * Lines of NDJSON read by the shapes of earlier ones: the same names in the same order with the same punctuation, as a
 * program prints them that logs. What it reads is exactly what `JSON.parse` gives, members in the same order; what it is
 * not sure of it does not read. Values that come again are the same objects, whole parts of a record too, so records
 * must not be changed.
 */
export class ShapedLines {
  /** With room behind for what is written by eights. */
  readonly #remembered = new DataView(new ArrayBuffer(REMEMBERED_BYTES + 8));
  readonly #met = new Int32Array(MET);
  #bytes: Buffer = NOTHING;
  #first: ShapePlace[] = [];
  #taken = 0;
  #places = 0;
  #shapes = 0;
  #patience = MOST_PATIENCE;
  #rest = 0;

  /** How many places are remembered; for tests. */
  get places(): number {
    return this.#places;
  }

  /** Lines are read from these bytes until `leave`, which lets go of them. False where they cannot be. */
  enter(bytes: Buffer): boolean {
    this.#bytes = bytes;
    return readFrom(bytes, this.#remembered);
  }

  leave(): void {
    this.enter(NOTHING);
  }

  /** The record in the line from `start` to `end`; undefined when it fits no shape, whatever it is. */
  read(start: number, end: number): unknown {
    if (this.#rest > 0) {
      this.#rest -= 1;
      return undefined;
    }
    const isShort = end - start <= LONGEST_SHAPED_LINE;
    const parts = isShort ? passLine(this.#first, start, this.#lineEnd(start, end)) : null;
    if (parts === null) {
      this.#miss();
      return undefined;
    }
    if (this.#patience < MOST_PATIENCE) this.#patience += 1;
    for (let index = 0; index < parts.length; index += 1) parts[index]?.renew();
    return parts[parts.length - 1]?.value;
  }

  /** Tells what the parser made of a line that fitted no shape. */
  learn(start: number, end: number, record: unknown): void {
    if (this.#rest > 0 || end - start > LONGEST_SHAPED_LINE) return;
    const lineEnd = this.#lineEnd(start, end);
    const hash = shapeHash(this.#bytes, start, lineEnd);
    const met = hash & (MET - 1);
    if (this.#met[met] !== hash) {
      this.#met[met] = hash;
      return;
    }
    const shape = learnShape(this.#bytes, start, lineEnd, record);
    if (shape !== null) this.#add(shape);
  }

  #lineEnd(start: number, end: number): number {
    return end > start && this.#bytes[end - 1] === RETURN ? end - 1 : end;
  }

  #miss(): void {
    this.#patience -= MISS_COSTS;
    if (this.#patience >= 0) return;
    this.#patience = PATIENCE_AFTER_REST;
    this.#rest = REST_LINES;
  }

  #add({ texts, parts }: LineShape): void {
    const count = texts.length / 2;
    let bytes = count * REMEMBERED_VALUE;
    for (let index = 0; index < texts.length; index += 2)
      bytes += (texts[index + 1] ?? 0) - (texts[index] ?? 0);
    if (bytes > REMEMBERED_BYTES) return;
    const isFull = this.#shapes >= MOST_SHAPES || this.#places + count > MOST_PLACES;
    if (isFull || this.#taken + bytes > REMEMBERED_BYTES) this.#forget();
    const line: ShapePlace[] = [];
    let next = this.#first;
    for (let index = 0; index < texts.length; index += 2) {
      const isEnd = index === texts.length - 2;
      const made = isEnd ? partsOf(parts, line) : null;
      const place = this.#placeOf(next, texts[index] ?? 0, texts[index + 1] ?? 0, made);
      line.push(place);
      next = place.next;
    }
  }

  /** The place of this text among `places`, made when it is new. */
  #placeOf(
    places: ShapePlace[],
    start: number,
    end: number,
    parts: readonly RecordPart[] | null,
  ): ShapePlace {
    const length = end - start;
    const same = places.find(
      (place) =>
        place.length === length &&
        (place.parts === null) === (parts === null) &&
        isKnown(place.text, length, start),
    );
    if (same !== undefined) return same;
    const place = new ShapePlace(this.#taken, length, parts);
    remember(this.#taken, start, length);
    this.#taken += length + REMEMBERED_VALUE;
    // What was not met for longest makes room; what it took is given back when all is forgotten.
    if (places.length >= MOST_NEXT) places.pop();
    places.push(place);
    this.#places += 1;
    if (parts !== null) this.#shapes += 1;
    return place;
  }

  #forget(): void {
    this.#first = [];
    this.#taken = 0;
    this.#places = 0;
    this.#shapes = 0;
  }
}

function partsOf(shapes: readonly PartShape[], places: readonly ShapePlace[]): readonly RecordPart[] {
  const parts: RecordPart[] = [];
  for (const shape of shapes) {
    const sources = shape.from.flatMap((index) => (index >= 0 ? places[index] : parts[~index]) ?? []);
    parts.push(
      shape.names === null
        ? new ListPart(shape.first, sources)
        : new ObjectPart(shape.first, shape.names, sources),
    );
  }
  return parts;
}
