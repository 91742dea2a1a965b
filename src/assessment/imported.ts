import type { CorrelatedApi, Correlation } from '../model/correlation.ts';
import type { SourceGrade } from '../model/generated/report.ts';
import type { ApiId, EndpointId } from '../model/ids.ts';
import type {
  ImportedPlace,
  ImportedScore,
  ImportedSignal,
  NamedResults,
} from '../model/imported-results.ts';
import type { EndpointFacts, Inventory } from '../model/inventory.ts';
import { SEVERITIES, type Severity } from '../model/vocabulary.ts';

/** A signal of another system at an API of ours. */
export interface ImportedSighting {
  readonly origin: string;
  readonly key: string;
  readonly title: string;
  readonly severity: Severity;
  /** null: the API as a whole. */
  readonly endpoint: EndpointId | null;
  readonly calls: number;
}

/** What other systems say, by the APIs that we know. */
export interface JoinedResults {
  readonly sightings: ReadonlyMap<ApiId, readonly ImportedSighting[]>;
  readonly grades: ReadonlyMap<ApiId, SourceGrade>;
  /** Signals and scores at places where we know no API: they make none. */
  readonly unmatched: number;
}

const NO_RESULTS: JoinedResults = { sightings: new Map(), grades: new Map(), unmatched: 0 };

/**
 * Finds the endpoint or API of every signal and score. Signals of one key at one place are one sighting; of several
 * scores of an API the worst stands.
 */
export function joinResults(
  results: readonly NamedResults[],
  inventory: Inventory,
  correlation: Correlation,
): JoinedResults {
  if (results.length === 0) return NO_RESULTS;
  const places = new Places(inventory, correlation);
  const sightings = new Map<ApiId, Map<string, ImportedSighting>>();
  const grades = new Map<ApiId, SourceGrade>();
  let unmatched = 0;
  for (const { origin, signals, scores } of results) {
    for (const signal of signals) {
      const found = places.find(signal);
      if (found === null) unmatched += 1;
      else addSighting(sightings, found, origin, signal);
    }
    for (const score of scores) {
      const apis = places.apisAt(score);
      if (apis.length === 0) unmatched += 1;
      for (const api of apis) addGrade(grades, api, origin, score);
    }
  }
  return {
    sightings: new Map([...sightings].map(([api, byKey]) => [api, [...byKey.values()]])),
    grades,
    unmatched,
  };
}

interface FoundPlace {
  readonly api: ApiId;
  readonly endpoint: EndpointId | null;
}

function addSighting(
  into: Map<ApiId, Map<string, ImportedSighting>>,
  { api, endpoint }: FoundPlace,
  origin: string,
  { key, title, severity, calls }: ImportedSignal,
): void {
  const byKey = into.get(api) ?? new Map<string, ImportedSighting>();
  into.set(api, byKey);
  const place = `${origin}\n${key}\n${endpoint ?? ''}`;
  const before = byKey.get(place);
  byKey.set(place, {
    origin,
    key,
    title,
    severity: before === undefined ? severity : worse(before.severity, severity),
    endpoint,
    calls: (before?.calls ?? 0) + calls,
  });
}

function worse(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}

function addGrade(
  into: Map<ApiId, SourceGrade>,
  api: ApiId,
  origin: string,
  { score, letter, asOfMs }: ImportedScore,
): void {
  const before = into.get(api);
  if (before !== undefined && before.score <= score) return;
  into.set(api, { origin, score, letter, asOf: new Date(asOfMs).toISOString() });
}

interface Template {
  readonly endpoint: EndpointId;
  readonly api: ApiId;
  readonly segments: readonly string[];
  readonly literals: number;
}

/** Which endpoint or API a request belongs to, by what correlation made of the inventory. */
class Places {
  readonly #templates = new Map<string, Template[]>();
  readonly #apis = new Map<string, CorrelatedApi[]>();

  constructor(inventory: Inventory, correlation: Correlation) {
    const factsById = new Map(inventory.endpoints.map((facts) => [facts.id, facts]));
    for (const { id, apiId } of correlation.endpoints) {
      const facts = factsById.get(id);
      // Operations of one path cannot be told apart by a path.
      if (facts === undefined || facts.operation !== null) continue;
      push(this.#templates, `${facts.method} ${facts.host}`, templateOf(facts, apiId));
    }
    for (const api of correlation.apis)
      for (const host of new Set([api.host, ...api.hosts])) push(this.#apis, host, api);
  }

  find(place: ImportedPlace): FoundPlace | null {
    const template = this.#templateAt(place);
    if (template !== null) return { api: template.api, endpoint: template.endpoint };
    const apis = this.apisAt(place);
    const [api] = apis;
    return api === undefined || apis.length > 1 ? null : { api, endpoint: null };
  }

  /** The API with the longest base path; without a path every API at the host. */
  apisAt({ host, path }: ImportedPlace): readonly ApiId[] {
    const apis = this.#apis.get(host) ?? [];
    if (path === null) return apis.map(({ id }) => id);
    const fitting = apis.filter(({ basePath }) => isBelow(path, basePath));
    const [best] = fitting.sort((a, b) => b.basePath.length - a.basePath.length);
    return best === undefined ? [] : [best.id];
  }

  #templateAt({ method, host, path }: ImportedPlace): Template | null {
    if (method === null || path === null) return null;
    const segments = path.split('/');
    const fitting = (this.#templates.get(`${method} ${host}`) ?? []).filter((template) =>
      fits(template.segments, segments),
    );
    const [best] = fitting.sort((a, b) => b.literals - a.literals);
    return best ?? null;
  }
}

function push<T>(into: Map<string, T[]>, key: string, value: T): void {
  const list = into.get(key) ?? [];
  list.push(value);
  into.set(key, list);
}

function templateOf({ id, path }: EndpointFacts, api: ApiId): Template {
  const segments = path.split('/');
  const literals = segments.filter((segment) => !segment.includes('{')).length;
  return { endpoint: id, api, segments, literals };
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((segment, at) => fitsSegment(segment, segments[at] ?? ''))
  );
}

/** `{id}` takes anything, `{id}.json` what ends like it. */
function fitsSegment(template: string, segment: string): boolean {
  const open = template.indexOf('{');
  if (open < 0) return template === segment;
  const before = template.slice(0, open);
  const after = template.slice(template.lastIndexOf('}') + 1);
  return (
    segment.length > before.length + after.length && segment.startsWith(before) && segment.endsWith(after)
  );
}

function isBelow(path: string, basePath: string): boolean {
  const base = basePath.endsWith('/') ? basePath.slice(0, -1) : basePath;
  return path === base || path.startsWith(`${base}/`);
}
