import { areSameBytes } from '../../model/text-bytes.ts';
import type { BodyPlan, PlanBudget, PlanPlace, PlanStep } from './body-plan.ts';
import { type BodyTrail, blameTrail, isOpen, learnTrail, praiseTrail, TRAIL_STEP } from './body-trail.ts';
import {
  booleanEnd,
  END,
  LONGEST_BODY,
  NO_FIT,
  nullEnd,
  numberEnd,
  readFrom,
  spaceEnd,
  stringEnd,
  UNITS,
  UNITS_VIEW,
} from './body-units.ts';
import { TOKEN } from './token.ts';

const MOST_TOKENS = 4096;
/** Objects and lists inside of each other; plans are no deeper. */
const MOST_OPEN = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACE = 0x7b;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const LETTER_F = 0x66;
const LETTER_N = 0x6e;
const LETTER_T = 0x74;

/** An object or a list that is being read. */
interface OpenPlace {
  /** What may come next. */
  steps: readonly PlanStep[];
  /** Which object of its place it is, as `PlanObject.reading` counts them. */
  reading: number;
  /** Where a list stands on the tape; -1 for an object. */
  list: number;
}

/**
 * The values of one body in their order, each with its place: read before any of them is counted. Used again and again.
 * Places inside of others stand on a stack of its own: as functions that call themselves it takes twice the time.
 */
export class BodyTape {
  count = 0;
  /** Those of the tape, or of the trail that the body keeps to. */
  kinds: Uint8Array;
  places: readonly PlanPlace[];
  /** Of numbers; of lists their length. */
  numbers: Float64Array;
  readonly #kinds = new Uint8Array(MOST_TOKENS);
  readonly #places: PlanPlace[] = [];
  readonly #numbers = new Float64Array(MOST_TOKENS);
  readonly #bounds = new Int32Array(2 * MOST_TOKENS);
  /** Of texts, in the body; of one with escapes its index among those, as its complement. */
  readonly #starts = new Int32Array(MOST_TOKENS);
  readonly #ends = new Int32Array(MOST_TOKENS);
  readonly #escaped: string[] = [];
  readonly #open: readonly OpenPlace[] = Array.from({ length: MOST_OPEN }, () => ({
    steps: [],
    reading: 0,
    list: NO_FIT,
  }));
  #depth = 0;
  #text = '';

  constructor() {
    this.kinds = this.#kinds;
    this.places = this.#places;
    this.numbers = this.#numbers;
  }

  /** Reads a body; false, with nothing of use on the tape, where it is no JSON that fits the plan. */
  read(plan: BodyPlan, text: string, budget: PlanBudget): boolean {
    if (text.length > LONGEST_BODY) return false;
    this.#text = text;
    readFrom(text);
    const { trail } = plan;
    if (trail !== null) {
      if (this.#isBody(this.#follow(trail))) {
        praiseTrail(plan);
        return true;
      }
      blameTrail(plan, budget);
    }
    const end = this.#pass(plan.root, budget.pieces.view);
    if (!this.#isBody(end)) return false;
    if (plan.trail === null) this.#leaveTrail(plan, end, budget);
    return true;
  }

  /** The text at a place of the tape. Made when it is asked for: what old lists hold of new texts costs their collection. */
  textAt(token: number): string {
    const start = this.#starts[token] ?? 0;
    return start >= 0 ? this.#text.slice(start, this.#ends[token]) : (this.#escaped[~start] ?? '');
  }

  #isBody(end: number): boolean {
    return end !== NO_FIT && spaceEnd(end) === this.#text.length;
  }

  #leaveTrail(plan: BodyPlan, end: number, budget: PlanBudget): void {
    const { count, kinds, places, numbers } = this;
    learnTrail(plan, { count, kinds, places, numbers, bounds: this.#bounds, units: UNITS, end }, budget);
  }

  /** The end of the value that takes the whole trail. */
  #follow(trail: BodyTrail): number {
    if (!isOpen(trail)) return NO_FIT;
    const { steps, texts, kinds, numbers } = trail;
    const starts = this.#starts;
    const ends = this.#ends;
    this.#escaped.length = 0;
    this.kinds = kinds;
    this.places = trail.places;
    this.numbers = numbers;
    this.count = trail.places.length;
    const last = steps.length - TRAIL_STEP;
    let at = 0;
    for (let index = 0; ; index += TRAIL_STEP) {
      const length = steps[index + 2] ?? 0;
      if (!areSameBytes(texts, steps[index + 1] ?? 0, length, UNITS_VIEW, at)) return NO_FIT;
      at += length;
      if (index === last) return at;
      const token = steps[index] ?? 0;
      switch (UNITS[at] ?? END) {
        case QUOTE: {
          kinds[token] = TOKEN.text;
          const end = stringEnd(at + 1);
          if (UNITS[end] === QUOTE) {
            starts[token] = at + 1;
            ends[token] = end;
            at = end + 1;
          } else at = this.#escapedString(token, at, end);
          break;
        }
        case LETTER_T:
        case LETTER_F:
          kinds[token] = TOKEN.boolean;
          at = booleanEnd(at);
          break;
        case LETTER_N:
          kinds[token] = TOKEN.null;
          at = nullEnd(at);
          break;
        default:
          kinds[token] = TOKEN.number;
          at = numberEnd(at, this.#text, numbers, token);
      }
      if (at === NO_FIT) return NO_FIT;
    }
  }

  /**
   * The end of the value that begins with the text, and of all that is in it. In one function, what stands inside of
   * others on a stack of its own: with functions for each kind of value it takes half as long again.
   */
  #pass(root: PlanPlace, pieces: DataView): number {
    const kinds = this.#kinds;
    const places = this.#places;
    const numbers = this.#numbers;
    const bounds = this.#bounds;
    this.kinds = kinds;
    this.places = places;
    this.numbers = numbers;
    this.#escaped.length = 0;
    this.#depth = 0;
    this.count = 0;
    let place = root;
    let at = 0;
    for (;;) {
      const token = this.count;
      if (token >= MOST_TOKENS) return NO_FIT;
      places[token] = place;
      this.count = token + 1;
      const unit = UNITS[at] ?? END;
      if (unit === BRACE) {
        kinds[token] = TOKEN.object;
        const { object } = place;
        if (object === null || object.stats.properties !== object.known) return NO_FIT;
        object.reading += 1;
        if (!this.#opened(object.first, object.reading, NO_FIT)) return NO_FIT;
      } else if (unit === BRACKET) {
        kinds[token] = TOKEN.list;
        numbers[token] = 0;
        if (place.list === null) return NO_FIT;
        if (UNITS[at + 1] === BRACKET_END) at += 2;
        else if (!this.#opened(place.list.first, 0, token)) return NO_FIT;
      } else {
        bounds[2 * token] = at;
        at = this.#value(token, at);
        if (at === NO_FIT) return NO_FIT;
        bounds[2 * token + 1] = at;
      }
      // Behind a value, or where something was opened.
      for (;;) {
        if (this.#depth === 0) return at;
        const open = this.#open[this.#depth - 1];
        if (open === undefined) return NO_FIT;
        const step = stepAt(open.steps, pieces, at);
        if (step === null) return NO_FIT;
        at += step.piece.length;
        const { member } = step;
        if (member === null) {
          this.#depth -= 1;
          continue;
        }
        if (open.list !== NO_FIT) numbers[open.list] = (numbers[open.list] ?? 0) + 1;
        else if (member.met === open.reading) return NO_FIT;
        else member.met = open.reading;
        open.steps = member.next;
        place = member.place;
        break;
      }
    }
  }

  #opened(steps: readonly PlanStep[], reading: number, list: number): boolean {
    const open = this.#open[this.#depth];
    if (open === undefined) return false;
    this.#depth += 1;
    open.steps = steps;
    open.reading = reading;
    open.list = list;
    return true;
  }

  /** The end of a value that is no object or list. */
  #value(token: number, at: number): number {
    switch (UNITS[at] ?? END) {
      case QUOTE: {
        this.kinds[token] = TOKEN.text;
        const end = stringEnd(at + 1);
        if (UNITS[end] !== QUOTE) return this.#escapedString(token, at, end);
        this.#starts[token] = at + 1;
        this.#ends[token] = end;
        return end + 1;
      }
      case LETTER_T:
      case LETTER_F:
        this.kinds[token] = TOKEN.boolean;
        return booleanEnd(at);
      case LETTER_N:
        this.kinds[token] = TOKEN.null;
        return nullEnd(at);
      default:
        this.kinds[token] = TOKEN.number;
        return numberEnd(at, this.#text, this.numbers, token);
    }
  }

  #escapedString(token: number, start: number, escape: number): number {
    const { length } = this.#text;
    let at = escape;
    while (at < length && UNITS[at] !== QUOTE) at += UNITS[at] === BACKSLASH ? 2 : 1;
    try {
      const value: unknown = JSON.parse(this.#text.slice(start, at + 1));
      if (typeof value !== 'string') return NO_FIT;
      this.#starts[token] = ~this.#escaped.length;
      this.#escaped.push(value);
    } catch {
      return NO_FIT;
    }
    return at + 1;
  }
}

/** Which of the steps stands there: their keys tell them apart. */
function stepAt(steps: readonly PlanStep[], pieces: DataView, at: number): PlanStep | null {
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined) continue;
    const { piece } = step;
    if (areSameBytes(pieces, piece.at, piece.length, UNITS_VIEW, at)) return step;
  }
  return null;
}
