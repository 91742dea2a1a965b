import type { Change, Finding, ReportEndpoint } from '../model/generated/report.ts';
import {
  AUTH_STATES,
  type AuthState,
  CHANGE_CLASSES,
  CHANGE_TYPES,
  type ChangeClass,
  type ChangeType,
  FINDING_TYPES,
  type FindingType,
  FLAGS,
  type Flag,
  LETTERS,
  type Letter,
  MANAGEMENT,
  type Management,
  SEVERITIES,
  type Severity,
} from '../model/vocabulary.ts';
import type { FindingStatus } from '../store/store.ts';
import { type Decisions, isOpen, statusOf } from './finding-status.ts';
import type { QueryReader } from './query.ts';
import type { ApiRow } from './snapshot.ts';

export const FINDING_STATUSES: readonly FindingStatus[] = [
  'open',
  'regressed',
  'accepted',
  'false-positive',
  'fixed',
];

/** Values of one facet are alternatives; facets narrow each other. No value: everything passes. */
export interface ApiFilter {
  readonly management: readonly Management[];
  readonly flag: readonly Flag[];
  readonly letter: readonly Letter[];
  /** Types of open findings. */
  readonly finding: readonly FindingType[];
  /** The empty string is "no environment". */
  readonly environment: readonly string[];
  readonly q: string;
}

export const API_FACETS = ['management', 'letter', 'flag', 'finding', 'environment'] as const;
export type ApiFacet = (typeof API_FACETS)[number];

export function readApiFilter(query: QueryReader): ApiFilter {
  return {
    management: query.words('management', MANAGEMENT),
    flag: query.words('flag', FLAGS),
    letter: query.words('letter', LETTERS),
    finding: query.words('finding', FINDING_TYPES),
    environment: query.texts('environment'),
    q: query.text('q'),
  };
}

const FACET_VALUES: Readonly<Record<ApiFacet, (row: ApiRow, decisions: Decisions) => readonly string[]>> = {
  management: ({ api }) => [api.management],
  letter: ({ api }) => [api.grade.letter],
  flag: ({ api }) => api.flags,
  finding: openTypes,
  environment: ({ api }) => [api.environment ?? ''],
};

function openTypes(row: ApiRow, decisions: Decisions): readonly FindingType[] {
  const types = new Set<FindingType>();
  for (const finding of row.findings) if (isOpen(finding, decisions)) types.add(finding.type);
  return [...types];
}

/** The facets that refuse the row, or null when its text does not match. */
function refusals(row: ApiRow, filter: ApiFilter, decisions: Decisions): readonly ApiFacet[] | null {
  if (filter.q !== '' && !row.haystack.includes(filter.q.toLowerCase())) return null;
  return API_FACETS.filter((facet) => {
    const wanted: readonly string[] = filter[facet];
    return wanted.length > 0 && !FACET_VALUES[facet](row, decisions).some((value) => wanted.includes(value));
  });
}

export function acceptsApi(filter: ApiFilter, decisions: Decisions): (row: ApiRow) => boolean {
  return (row) => refusals(row, filter, decisions)?.length === 0;
}

export interface FacetCounts {
  readonly matching: number;
  /** Per facet and value: the rows that would be shown if this facet asked for that value alone. */
  readonly counts: Readonly<Record<ApiFacet, ReadonlyMap<string, number>>>;
}

/** One pass: a row counts for a facet when no other facet refuses it. */
export function countFacets(rows: readonly ApiRow[], filter: ApiFilter, decisions: Decisions): FacetCounts {
  const counts: Record<ApiFacet, Map<string, number>> = {
    management: new Map(),
    letter: new Map(),
    flag: new Map(),
    finding: new Map(),
    environment: new Map(),
  };
  let matching = 0;
  for (const row of rows) {
    const refusing = refusals(row, filter, decisions);
    if (refusing === null || refusing.length > 1) continue;
    if (refusing.length === 0) matching += 1;
    for (const facet of API_FACETS) {
      if (refusing.length === 1 && refusing[0] !== facet) continue;
      for (const value of FACET_VALUES[facet](row, decisions)) {
        counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
      }
    }
  }
  return { matching, counts };
}

export interface EndpointFilter {
  readonly api: readonly string[];
  readonly management: readonly Management[];
  readonly flag: readonly Flag[];
  readonly auth: readonly AuthState[];
  readonly dataClass: readonly string[];
  readonly q: string;
}

export function readEndpointFilter(query: QueryReader): EndpointFilter {
  return {
    api: query.texts('api'),
    management: query.words('management', MANAGEMENT),
    flag: query.words('flag', FLAGS),
    auth: query.words('auth', AUTH_STATES),
    dataClass: query.texts('dataClass'),
    q: query.text('q'),
  };
}

export function acceptsEndpoint(filter: EndpointFilter): (endpoint: ReportEndpoint) => boolean {
  const q = filter.q.toLowerCase();
  return (endpoint) =>
    passes(filter.api, [endpoint.api]) &&
    passes(filter.management, [endpoint.management]) &&
    passes(filter.flag, endpoint.flags) &&
    passes(filter.auth, [endpoint.auth.state]) &&
    passes(
      filter.dataClass,
      endpoint.dataClasses.map((one) => one.id),
    ) &&
    (q === '' ||
      `${endpoint.method} ${endpoint.host}${endpoint.path} ${endpoint.operation ?? ''}`
        .toLowerCase()
        .includes(q));
}

export interface FindingFilter {
  readonly type: readonly FindingType[];
  readonly severity: readonly Severity[];
  readonly status: readonly FindingStatus[];
  readonly api: readonly string[];
}

export function readFindingFilter(query: QueryReader): FindingFilter {
  return {
    type: query.words('type', FINDING_TYPES),
    severity: query.words('severity', SEVERITIES),
    status: query.words('status', FINDING_STATUSES),
    api: query.texts('api'),
  };
}

export function acceptsFinding(filter: FindingFilter, decisions: Decisions): (finding: Finding) => boolean {
  return (finding) =>
    passes(filter.type, [finding.type]) &&
    passes(filter.severity, [finding.severity]) &&
    passes(filter.api, [finding.api]) &&
    (filter.status.length === 0 || filter.status.includes(statusOf(finding, decisions)));
}

export interface ChangeFilter {
  readonly type: readonly ChangeType[];
  readonly class: readonly ChangeClass[];
  readonly api: readonly string[];
}

export function readChangeFilter(query: QueryReader): ChangeFilter {
  return {
    type: query.words('type', CHANGE_TYPES),
    class: query.words('class', CHANGE_CLASSES),
    api: query.texts('api'),
  };
}

export function acceptsChange(filter: ChangeFilter): (change: Change) => boolean {
  return (change) =>
    passes(filter.type, [change.type]) &&
    passes(filter.class, [change.class]) &&
    passes(filter.api, [change.api]);
}

function passes(wanted: readonly string[], has: readonly string[]): boolean {
  return wanted.length === 0 || has.some((value) => wanted.includes(value));
}
