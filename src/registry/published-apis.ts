import type { Report, ReportApi } from '../model/generated/report.ts';
import type { JsonObject } from '../model/json.ts';
import type { GradingBasis, PublishDetail, PublishedApi, PublishedGrade } from '../model/registry.ts';
import type { Letter } from '../model/vocabulary.ts';
import {
  type ApiRows,
  countedFindings,
  identityOf,
  labelsOf,
  publishedBody,
  trafficOf,
} from './desired-state.ts';
import { publishedDefinition } from './published-definition.ts';
import { publishedGrade, type RiskScale } from './published-grade.ts';
import { encodedApi, encodedObject } from './published-text.ts';

/** The parts of a report that registries learn of. */
export type PublishedReport = Pick<Report, 'apis' | 'endpoints' | 'findings'>;

/** The observed OpenAPI document of an API; null where nothing was observed. Costly: asked once, and only when needed. */
export type Definitions = (api: string) => JsonObject | null;

export interface PublishedSettings {
  readonly detail: PublishDetail;
  /** Whether definitions of unmanaged APIs leave too. */
  readonly definitions: boolean;
  readonly basis: GradingBasis;
  /** Letter as shown by the store (with its margin), by API id; the computed letter where there is none. */
  readonly shownLetters: ReadonlyMap<string, Letter>;
  readonly riskScale: RiskScale;
  /** Address of the console, without a slash at its end; null: no links. */
  readonly publicUrl: string | null;
}

/**
 * What leaves the installation, one row per API in report order. An API that nobody registered is left out while every
 * name in it is provisional: a name that fewer than five clients wrote never goes to a registry. Pure; `definitions`
 * null for a registry that takes none.
 */
export function publishedApis(
  report: PublishedReport,
  definitions: Definitions | null,
  settings: PublishedSettings,
): readonly PublishedApi[] {
  return rowsByApi(report)
    .filter(isFirm)
    .map((rows) => ({ ...rows, api: withFirmHosts(rows.api) }))
    .map((rows) => publishedApi(rows, definitions, settings));
}

/** The same for the registry inside the installation: provisional names and the letter U stay visible there. */
export function localApis(
  report: PublishedReport,
  { detail, shownLetters }: Pick<PublishedSettings, 'detail' | 'shownLetters'>,
): readonly PublishedApi[] {
  return rowsByApi(report).map((rows) => {
    const shownLetter = shownLetters.get(rows.api.id) ?? rows.api.grade.letter;
    const body = publishedBody(rows, detail, shownLetter);
    return { api: rows.api, body, shownLetter, grade: null, definition: null, link: null };
  });
}

function rowsByApi({ apis, endpoints, findings }: PublishedReport): readonly ApiRows[] {
  const endpointsOf = Map.groupBy(endpoints, (endpoint) => endpoint.api);
  const findingsOf = Map.groupBy(findings, (finding) => finding.api);
  return apis.map((api) => ({
    api,
    endpoints: endpointsOf.get(api.id) ?? [],
    findings: findingsOf.get(api.id) ?? [],
  }));
}

function isFirm({ api, endpoints }: ApiRows): boolean {
  return (
    api.management === 'managed' ||
    endpoints.length === 0 ||
    endpoints.some((endpoint) => !endpoint.provisional)
  );
}

/** A managed API goes out whoever called it, but not under host names that its callers chose. */
function withFirmHosts({ provisionalHosts, ...api }: ReportApi): ReportApi {
  if (provisionalHosts === undefined) return api;
  const hidden = new Set(provisionalHosts);
  const hosts = api.hosts.filter((host) => !hidden.has(host));
  return { ...api, hosts, host: hidden.has(api.host) ? (hosts[0] ?? '*') : api.host };
}

function publishedApi(
  rows: ApiRows,
  definitions: Definitions | null,
  settings: PublishedSettings,
): PublishedApi {
  const { api } = rows;
  const shownLetter = settings.shownLetters.get(api.id) ?? api.grade.letter;
  const grade = publishedGrade(api, shownLetter, settings.basis, settings.riskScale);
  const link =
    settings.publicUrl === null ? null : `${settings.publicUrl}/apis/${encodeURIComponent(api.id)}`;
  const definition = once(() =>
    definitions !== null && mayDefine(api, settings) ? observed(definitions, api) : null,
  );
  return {
    api: encodedApi(api),
    body: encodedObject(registryBody(rows, grade, link, settings.detail)),
    shownLetter,
    grade,
    link,
    // Made when the connector asks and not before: it is the costly part of a row.
    get definition() {
      return definition();
    },
  };
}

function registryBody(
  rows: ApiRows,
  grade: PublishedGrade | null,
  link: string | null,
  detail: PublishDetail,
): JsonObject {
  const identity = identityOf(rows.api);
  const letter = grade === null ? null : { letter: grade.letter, origin: grade.origin };
  if (detail === 'grade') return { ...identity, grade: letter };
  const { api, endpoints } = rows;
  const summary: JsonObject = {
    ...identity,
    ...labelsOf(api),
    grade:
      grade === null
        ? null
        : { ...letter, score: grade.score, coverage: api.grade.coverage, rubric: api.grade.rubric },
    counts: { endpoints: endpoints.length, findings: bySeverity(rows) },
    findings: [...new Set(countedFindings(rows).map((finding) => finding.type))].sort(),
    ...(link === null ? {} : { link }),
  };
  return detail === 'summary' ? summary : { ...summary, ...trafficOf(rows) };
}

function bySeverity(rows: ApiRows): JsonObject {
  const groups = Map.groupBy(countedFindings(rows), (finding) => finding.severity);
  return Object.fromEntries([...groups].map(([severity, findings]) => [severity, findings.length] as const));
}

/** Definitions of unmanaged APIs leave only when the configuration says so; of managed ones with everything but the bare grade. */
export function mayDefine(
  api: ReportApi,
  { definitions, detail }: Pick<PublishedSettings, 'definitions' | 'detail'>,
): boolean {
  return definitions || (api.management === 'managed' && detail !== 'grade');
}

function observed(definitions: Definitions, api: ReportApi): JsonObject | null {
  const document = definitions(api.id);
  return document === null ? null : publishedDefinition(document);
}

/** Asked again it gives the same object: a plan and its application compare what they hold. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
