import { linkCondition, linkFirst, linkRef, type Read, type Scope, unescaper } from './link-values.ts';
import type { ValueTarget } from './mapping-file.ts';
import type { Action, Cast, Plan, SourcePlan, TargetPlan } from './plan.ts';
import * as run from './runtime/index.ts';

export interface Resolved {
  readonly value: unknown;
  /** For end-stamped times: whether the text has milliseconds. */
  readonly precise: boolean;
}

export type ReadTarget = (scope: Scope, scheme: 'http' | 'https' | null) => Resolved | run.Dropped;

export function linkTarget(plan: Plan, target: TargetPlan): ReadTarget {
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
  return plan.lets
    .filter((part) => (part.split === 'url' || part.split === 'request-line') && used.has(part.name))
    .map((part) => part.name);
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
  const zoneOf = (scope: Scope): string | null => {
    if (cast.zone === 'utc') return 'UTC';
    return cast.zone === 'default' ? scope.meta.defaults.zone : null;
  };
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
