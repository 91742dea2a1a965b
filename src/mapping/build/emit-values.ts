import type { FieldRef } from '../field-path.ts';
import { EPOCH_UNIT_MS } from '../link-target.ts';
import type { Cast, Condition, LetPlan, Plan, SourcePlan } from '../plan.ts';
import { literal, member, Names, objectKey } from './emit-names.ts';

const UNESCAPE = { nginx: 'run.unescapeBackslashHex', haproxy: 'run.unescapeHashHex' } as const;

/** Writes expressions of one mapping and gathers the constants and hoisted members that they need. */
export class ValueEmitter {
  readonly names = new Names();
  readonly constants: string[] = [];
  readonly #present: string;
  readonly #letNames = new Map<string, string>();
  readonly #hoisted = new Map<string, string>();
  /** Statements that open a record once: `const request = run.membersOf(fields.request);`. */
  readonly hoistedLines: string[] = [];
  readonly #openableLets: ReadonlySet<string>;

  constructor(plan: Plan) {
    this.#present = plan.blanksAreMissing ? 'run.presentUnlessBlank' : 'run.present';
    this.#openableLets = new Set(
      plan.lets.filter((part) => part.split === 'names' || part.split === 'headers').map((part) => part.name),
    );
  }

  get present(): string {
    return this.#present;
  }

  letName(name: string): string {
    let local = this.#letNames.get(name);
    if (local === undefined) {
      local = this.names.make(`${name} parts`);
      this.#letNames.set(name, local);
    }
    return local;
  }

  ref(ref: FieldRef): string {
    const [first, ...rest] = ref.segments;
    if (ref.letName !== null) {
      const base = this.letName(ref.letName);
      if (first === undefined) return base;
      const part = this.#openableLets.has(ref.letName) ? `[${literal(first)}]` : member(first);
      return rest.reduce(
        (expression, segment) => `run.membersOf(${expression})${member(segment)}`,
        base + part,
      );
    }
    const last = ref.segments.at(-1) ?? '';
    return `${this.#open(ref.segments.slice(0, -1))}${member(last)}`;
  }

  /** The object that holds a member, opened once a record. */
  #open(segments: readonly string[]): string {
    const last = segments.at(-1);
    if (last === undefined) return 'fields';
    const key = JSON.stringify(segments);
    const known = this.#hoisted.get(key);
    if (known !== undefined) return known;
    const parent = this.#open(segments.slice(0, -1));
    const name = this.names.make(`${segments.join(' ')} members`);
    this.#hoisted.set(key, name);
    this.hoistedLines.push(`const ${name} = run.membersOf(${parent}${member(last)});`);
    return name;
  }

  first(refs: readonly FieldRef[]): string {
    if (refs.length === 0) return 'undefined';
    return refs.map((ref) => `${this.#present}(${this.ref(ref)})`).join(' ?? ');
  }

  constant(words: string, expression: string): string {
    const name = this.names.make(words);
    this.constants.push(`const ${name} = ${expression};`);
    return name;
  }

  #unescaped(escaping: SourcePlan['unescape'], expression: string): string {
    return escaping === null ? expression : `${UNESCAPE[escaping]}(${expression})`;
  }

  /** The value of a source before its cast. */
  raw(source: SourcePlan): string {
    const value = this.#unescaped(source.unescape, this.first(source.refs));
    if (source.lookup === null) return value;
    const pairs = Object.entries(source.lookup).map(([from, to]) => `[${literal(from)}, ${literal(to)}]`);
    return `run.lookUp(${value}, ${this.constant('words', `new Map([${pairs.join(', ')}])`)})`;
  }

  letValue(part: LetPlan): string {
    if (part.split === 'names') {
      const unescape = part.unescape === null ? 'run.asPrinted' : UNESCAPE[part.unescape];
      const names = `meta.options${member(part.option)}`;
      return `run.splitNames(${this.first(part.refs)}, ${names}, ${literal(part.separator)}, ${unescape})`;
    }
    const value = this.#unescaped(part.unescape, this.first(part.refs));
    switch (part.split) {
      case 'url':
        return `run.splitTarget(${value})`;
      case 'request-line':
        return `run.splitRequestLine(${value})`;
      case 'headers':
        return `run.splitHeaders(${value})`;
    }
  }

  condition(condition: Condition): string {
    switch (condition.kind) {
      case 'all':
        return `(${condition.of.map((part) => this.condition(part)).join(' && ')})`;
      case 'any':
        return `(${condition.of.map((part) => this.condition(part)).join(' || ')})`;
      case 'not':
        return `!${this.condition(condition.of)}`;
      case 'exists':
        return `(run.present(${this.ref(condition.ref)}) ${condition.wanted ? '!==' : '==='} undefined)`;
      case 'equals':
        return `run.equalsScalar(${this.ref(condition.ref)}, ${literal(condition.word)})`;
      case 'in': {
        const words = this.constant('words', `new Set([${condition.words.map(literal).join(', ')}])`);
        return `run.isOneOf(${this.ref(condition.ref)}, ${words})`;
      }
      case 'matches': {
        const pattern = this.constant('pattern', `new RegExp(${literal(condition.pattern)})`);
        return `run.containsMatch(${this.ref(condition.ref)}, ${pattern})`;
      }
    }
  }

  cast(cast: Cast, value: string): string {
    switch (cast.kind) {
      case 'host':
        return `run.toHost(${value}, scheme)`;
      case 'body':
        return `run.${cast.base64 ? 'toBase64Body' : 'toBody'}(${value})`;
      case 'duration':
        return `run.toDuration(${value}, ${cast.unitMs})`;
      case 'address':
        return `run.toClientAddress(${value}, ${this.first(cast.forwarded)})`;
      case 'time':
        return timeCast(cast, value);
      case 'method':
      case 'path':
      case 'query':
      case 'status':
      case 'scheme':
      case 'size':
      case 'name':
        return `run.to${cast.kind.charAt(0).toUpperCase()}${cast.kind.slice(1)}(${value})`;
    }
  }
}

const ZONE_TEXT = { printed: 'null', default: 'meta.defaults.zone', utc: `'UTC'` } as const;

function timeCast(cast: Extract<Cast, { kind: 'time' }>, value: string): string {
  const zone = ZONE_TEXT[cast.zone];
  switch (cast.format) {
    case 'iso':
      return `run.isoTime(${value}, ${zone})`;
    case 'clf':
      return `run.clfTime(${value}, ${zone})`;
    case 'iso-or-epoch-ms':
      return `run.isoOrEpochTime(${value}, ${zone})`;
    case 'epoch-s':
    case 'epoch-ms':
    case 'epoch-us':
    case 'epoch-ns':
      return `run.epochTime(${value}, ${EPOCH_UNIT_MS[cast.format]})`;
  }
}

/** An object literal of strings and numbers, on one line. */
export function objectLiteral(entries: readonly (readonly [string, string])[]): string {
  return `{ ${entries.map(([key, value]) => `${objectKey(key)}: ${value}`).join(', ')} }`;
}
