import type { GatewayRef } from '../model/api-call.ts';
import type { CompiledMapping } from './compiled-mapping.ts';
import type { FieldRef } from './field-path.ts';
import { type LinePattern, linearPattern } from './line-pattern.ts';
import type { HeaderTarget, ValueTarget } from './mapping-file.ts';
import type {
  Action,
  Cast,
  Condition,
  HeadersPlan,
  LetPlan,
  ParsePlan,
  Plan,
  SourcePlan,
  TargetPlan,
} from './plan.ts';
import { requirementsOf } from './requirements.ts';
import * as run from './runtime/index.ts';

/** One record on its way: its members, what `let` took apart, and the source's settings. */
export interface Scope {
  readonly record: Readonly<Record<string, unknown>>;
  readonly lets: Readonly<Record<string, unknown>>;
  readonly meta: run.MapMeta;
}

export type Read = (scope: Scope) => unknown;

/** Runs a plan as closures: for mappings of a site, whose patterns run in the linear engine. No code is made. */
export function linkMapping(plan: Plan): CompiledMapping {
  const parse = linkParse(plan.parse);
  const build = linkCall(plan);
  return {
    id: plan.id,
    title: plan.title,
    framing: plan.framing,
    options: plan.options,
    required: requirementsOf(plan),
    recordsOf: linkRecords(plan),
    map: (record, meta) => {
      const fields = parse(record);
      return run.isDropped(fields) ? fields : build(fields, meta);
    },
  };
}

function linkRecords(plan: Plan): CompiledMapping['recordsOf'] {
  const { records } = plan;
  if (records.kind === 'one') return () => null;
  if (records.kind === 'one-or-array') return (unit) => (Array.isArray(unit) ? unit : null);
  return (unit) => {
    const value = descend(unit, records.segments);
    return Array.isArray(value) ? value : run.MALFORMED;
  };
}

type Parse = (record: unknown) => Readonly<Record<string, unknown>> | run.Dropped;

export function linkParse(parse: ParsePlan): Parse {
  switch (parse.kind) {
    case 'json':
      return run.objectRecord;
    case 'pairs': {
      const shape: run.PairsShape = {
        fields: new Set(parse.fields),
        groups: parse.groups,
        addressGroup: parse.addressGroup,
        addressNames: new Set(parse.addressNames),
      };
      return (record) => run.gatherPairs(record, shape);
    }
    case 'regex':
      return linkPatterns(parse);
  }
}

function linkPatterns(parse: Extract<ParsePlan, { kind: 'regex' }>): Parse {
  const patterns = parse.patterns.map((plan) => ({ plan, engine: linearPattern(plan.pattern) }));
  return (record) => {
    if (typeof record !== 'string') return run.MALFORMED;
    for (const { plan, engine } of patterns) {
      const match = engine.exec(record);
      if (match === null) continue;
      const fields = new run.Fields();
      for (const [field, index] of Object.entries(plan.groups)) fields[field] = match[index];
      return fields;
    }
    return run.MALFORMED;
  };
}

/** Follows members; undefined as soon as there is none. */
export function descend(value: unknown, segments: readonly string[]): unknown {
  let here = value;
  for (const segment of segments) here = run.membersOf(here)[segment];
  return here;
}

export function linkRef(ref: FieldRef): Read {
  const { letName, segments } = ref;
  if (letName !== null) return (scope) => descend(scope.lets[letName], segments);
  const [only] = segments;
  if (only !== undefined && segments.length === 1) return (scope) => scope.record[only];
  return (scope) => descend(scope.record, segments);
}

/** The first of several places that has a value. */
export function linkFirst(plan: Plan, refs: readonly FieldRef[]): Read {
  const present = plan.blanksAreMissing ? run.presentUnlessBlank : run.present;
  const reads = refs.map(linkRef);
  return (scope) => {
    for (const read of reads) {
      const value = present(read(scope));
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

function unescaper(escaping: SourcePlan['unescape']): (value: unknown) => unknown {
  if (escaping === 'nginx') return run.unescapeBackslashHex;
  return escaping === 'haproxy' ? run.unescapeHashHex : run.asPrinted;
}

export function linkLet(plan: Plan, part: LetPlan): Read {
  const first = linkFirst(plan, part.refs);
  const unescape = unescaper(part.unescape);
  switch (part.split) {
    case 'url':
      return (scope) => run.splitTarget(unescape(first(scope)));
    case 'request-line':
      return (scope) => run.splitRequestLine(unescape(first(scope)));
    case 'names':
      return (scope) =>
        run.splitNames(first(scope), scope.meta.options[part.option], part.separator, unescape);
  }
}

export function linkCondition(condition: Condition): (scope: Scope) => boolean {
  switch (condition.kind) {
    case 'all': {
      const parts = condition.of.map(linkCondition);
      return (scope) => parts.every((part) => part(scope));
    }
    case 'any': {
      const parts = condition.of.map(linkCondition);
      return (scope) => parts.some((part) => part(scope));
    }
    case 'not': {
      const part = linkCondition(condition.of);
      return (scope) => !part(scope);
    }
    case 'exists':
    case 'equals':
    case 'in':
    case 'matches':
      return linkTest(condition, linkRef(condition.ref));
  }
}

function linkTest(
  test: Exclude<Condition, { kind: 'all' | 'any' | 'not' }>,
  read: Read,
): (scope: Scope) => boolean {
  switch (test.kind) {
    case 'exists':
      return (scope) => (run.present(read(scope)) !== undefined) === test.wanted;
    case 'equals':
      return (scope) => run.equalsScalar(read(scope), test.word);
    case 'in': {
      const words = new Set(test.words);
      return (scope) => run.isOneOf(read(scope), words);
    }
    case 'matches': {
      const pattern: LinePattern = linearPattern(test.pattern);
      return (scope) => run.containsMatch(read(scope), pattern);
    }
  }
}

interface Resolved {
  readonly value: unknown;
  /** For end-stamped times: whether the text has milliseconds. */
  readonly precise: boolean;
}

type ReadTarget = (scope: Scope, scheme: 'http' | 'https' | null) => Resolved | run.Dropped;

function linkTarget(plan: Plan, target: TargetPlan): ReadTarget {
  const sources = target.sources.map((source) => linkSource(plan, source));
  const missing = linkAction(target.target, target.missing, 'missing-field');
  const invalid = linkAction(target.target, target.invalid, 'invalid-field');
  const rawReads = target.sources.flatMap((source) => source.refs).map(linkRef);
  const broken = linkBroken(plan, target);
  return (scope, scheme) => {
    for (const source of sources) {
      const value = source.read(scope);
      if (value === undefined) continue;
      const cast = source.cast(value, scope, scheme);
      return cast === undefined ? invalid(scope) : { value: cast, precise: source.precise(value) };
    }
    if (target.nullable && rawReads.some((read) => read(scope) === null))
      return { value: null, precise: false };
    return broken(scope) ? invalid(scope) : missing(scope);
  };
}

/** A value that could not be taken apart is invalid rather than missing. */
function linkBroken(plan: Plan, target: TargetPlan): (scope: Scope) => boolean {
  const names = letsThatBreak(plan, target);
  return (scope) =>
    names.some(
      (name) => scope.lets[name] === run.BROKEN_TARGET || scope.lets[name] === run.BROKEN_REQUEST_LINE,
    );
}

/** Names under `let` whose failure to split makes this target invalid. */
export function letsThatBreak(plan: Plan, target: TargetPlan): readonly string[] {
  const used = new Set(target.sources.flatMap((source) => source.refs).map((ref) => ref.letName));
  return plan.lets.filter((part) => part.split !== 'names' && used.has(part.name)).map((part) => part.name);
}

interface LinkedSource {
  readonly read: Read;
  readonly cast: (value: unknown, scope: Scope, scheme: 'http' | 'https' | null) => unknown;
  readonly precise: (value: unknown) => boolean;
}

function linkSource(plan: Plan, source: SourcePlan): LinkedSource {
  const first = linkFirst(plan, source.refs);
  const when = source.when === null ? null : linkCondition(source.when);
  const unescape = unescaper(source.unescape);
  const words = source.lookup === null ? null : new Map(Object.entries(source.lookup));
  const forwarded = source.cast.kind === 'address' ? linkFirst(plan, source.cast.forwarded) : null;
  return {
    precise: linkPrecision(source.cast),
    cast: linkCast(source.cast, forwarded),
    read: (scope) => {
      if (when !== null && !when(scope)) return undefined;
      const value = first(scope);
      if (value === undefined) return forwarded?.(scope) === undefined ? undefined : NO_PEER;
      const plain = unescape(value);
      return words === null ? plain : run.lookUp(plain, words);
    },
  };
}

/** Stands for "no peer address, but a forwarding list". */
const NO_PEER = Symbol('no peer');

function linkCast(cast: Cast, forwarded: Read | null): LinkedSource['cast'] {
  switch (cast.kind) {
    case 'method':
      return run.toMethod;
    case 'path':
      return run.toPath;
    case 'query':
      return run.toQuery;
    case 'status':
      return run.toStatus;
    case 'scheme':
      return run.toScheme;
    case 'size':
      return run.toSize;
    case 'name':
      return run.toName;
    case 'host':
      return (value, _scope, scheme) => run.toHost(value, scheme);
    case 'body':
      return cast.base64 ? run.toBase64Body : run.toBody;
    case 'duration':
      return (value) => run.toDuration(value, cast.unitMs);
    case 'address':
      return (value, scope) => run.toClientAddress(value === NO_PEER ? undefined : value, forwarded?.(scope));
    case 'time':
      return linkTime(cast);
  }
}

function linkTime(cast: Extract<Cast, { kind: 'time' }>): LinkedSource['cast'] {
  const zoneOf = (scope: Scope): string | null => (cast.zoned ? scope.meta.defaults.zone : null);
  switch (cast.format) {
    case 'iso':
      return (value, scope) => run.isoTime(value, zoneOf(scope));
    case 'clf':
      return (value, scope) => run.clfTime(value, zoneOf(scope));
    case 'iso-or-epoch-ms':
      return (value, scope) => run.isoOrEpochTime(value, zoneOf(scope));
    case 'epoch-s':
    case 'epoch-ms':
    case 'epoch-us':
    case 'epoch-ns': {
      const unitMs = EPOCH_UNIT_MS[cast.format];
      return (value) => run.epochTime(value, unitMs);
    }
  }
}

export const EPOCH_UNIT_MS = {
  'epoch-s': 1000,
  'epoch-ms': 1,
  'epoch-us': 0.001,
  'epoch-ns': 0.000_001,
} as const;

/** Counts since the epoch have milliseconds by their definition; printed times have them if they print them. */
function linkPrecision(cast: Cast): (value: unknown) => boolean {
  if (cast.kind !== 'time') return () => false;
  return cast.format === 'iso' || cast.format === 'clf' ? run.hasDecimals : () => true;
}

function linkAction(
  target: ValueTarget,
  action: Action,
  reason: 'missing-field' | 'invalid-field',
): (scope: Scope) => Resolved | run.Dropped {
  const dropped = new run.Dropped(reason, target);
  switch (action.kind) {
    case 'drop':
      return () => dropped;
    case 'not-a-call':
      return () => run.NOT_A_CALL;
    case 'null':
      return () => ({ value: null, precise: false });
    case 'value':
      return () => ({ value: action.value, precise: false });
    case 'default':
      return (scope) => {
        if (target === 'scheme') return { value: scope.meta.defaults.scheme, precise: false };
        const { host } = scope.meta.defaults;
        return host === null ? dropped : { value: host, precise: false };
      };
  }
}

function linkHeaders(plan: Plan, headers: HeadersPlan): (scope: Scope) => run.Headers | null {
  if (headers.refs.length > 0) {
    const first = linkFirst(plan, headers.refs);
    return (scope) => run.toHeaders(first(scope)) ?? null;
  }
  const fields = headers.fields.map(({ name, refs }) => ({ name, read: linkFirst(plan, refs) }));
  const { prefix } = headers;
  const present = plan.blanksAreMissing ? run.presentUnlessBlank : run.present;
  return (scope) => {
    let map = prefix === null ? null : run.prefixedHeaders(scope.record, prefix, present);
    for (const { name, read } of fields) map = run.addField(map, name, read(scope));
    return map;
  };
}

type Build = (record: Scope['record'], meta: run.MapMeta) => run.MapOutcome;

function linkCall(plan: Plan): Build {
  const lets = plan.lets.map((part) => ({ name: part.name, read: linkLet(plan, part) }));
  const skip = plan.skip.map(linkCondition);
  const targets = plan.targets.map((target) => ({ name: target.target, read: linkTarget(plan, target) }));
  const headers = new Map(plan.headers.map((part) => [part.target, linkHeaders(plan, part)]));
  const unrouted = plan.unrouted === null ? null : linkCondition(plan.unrouted);
  return (record, meta) => {
    const letValues = new run.Fields();
    const scope: Scope = { record, lets: letValues, meta };
    for (const { name, read } of lets) letValues[name] = read(scope);
    if (skip.some((holds) => holds(scope))) return run.NOT_A_CALL;
    const values = new CallValues();
    for (const { name, read } of targets) {
      const resolved = read(scope, values.scheme());
      if (run.isDropped(resolved)) return resolved;
      values.set(name, resolved);
    }
    return values.toCall(plan, (name) => headers.get(name)?.(scope) ?? null, unrouted?.(scope) ?? false);
  };
}

/** The values of one call while it is put together; each is read back as the type its cast promises. */
class CallValues {
  readonly #values = new Map<ValueTarget, unknown>();
  #precise = false;

  set(target: ValueTarget, resolved: Resolved): void {
    this.#values.set(target, resolved.value);
    if (target === 'time') this.#precise = resolved.precise;
  }

  scheme(): 'http' | 'https' | null {
    const scheme = this.#values.get('scheme');
    return scheme === 'http' || scheme === 'https' ? scheme : null;
  }

  #text(target: ValueTarget): string | null {
    const value = this.#values.get(target);
    return typeof value === 'string' ? value : null;
  }

  #number(target: ValueTarget): number | null {
    const value = this.#values.get(target);
    return typeof value === 'number' ? value : null;
  }

  #gateway(unrouted: boolean): GatewayRef | null {
    return run.gatewayRef(
      this.#text('gateway.id'),
      this.#text('gateway.api'),
      this.#text('gateway.route'),
      unrouted,
    );
  }

  toCall(
    plan: Plan,
    headersOf: (target: HeaderTarget) => run.Headers | null,
    unrouted: boolean,
  ): run.MapOutcome {
    const stamped = this.#number('time');
    const method = this.#text('method');
    const host = this.#text('host');
    const path = this.#text('path');
    if (stamped === null || method === null || host === null || path === null) return run.MALFORMED;
    const latencyMs = this.#number('latencyMs');
    return {
      id: this.#text('id'),
      timeMs: plan.endStamped ? run.startOf(stamped, this.#precise, latencyMs) : stamped,
      method,
      scheme: this.scheme(),
      host,
      path,
      query: this.#text('query'),
      status: this.#number('status'),
      client: { address: this.#text('client.address'), id: this.#text('client.id') },
      latencyMs,
      request: {
        headers: headersOf('request.headers'),
        body: this.#text('request.body'),
        sizeBytes: this.#number('request.sizeBytes'),
      },
      response: {
        headers: headersOf('response.headers'),
        body: this.#text('response.body'),
        sizeBytes: this.#number('response.sizeBytes'),
      },
      gateway: this.#gateway(unrouted),
      operation: this.#text('operation'),
    };
  }
}
