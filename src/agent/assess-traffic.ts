import {
  type Actors,
  type KnownTemplate,
  type PastEndpoint,
  reservedSegments,
  type Summary,
  type ViewContext,
  type VouchedHosts,
  viewInventory,
} from '../analyzer/index.ts';
import { assess, type FormerIdentity, type LastSaid } from '../assessment/assess.ts';
import { correlate } from '../correlation/correlate.ts';
import type { Assessment } from '../model/assessment.ts';
import type { FiledRule } from '../model/correction-rules.ts';
import type { Correlation, CorrelationSettings } from '../model/correlation.ts';
import { AssayError } from '../model/errors.ts';
import type { Report, ReportEndpoint, Run } from '../model/generated/report.ts';
import type { ApiId, EndpointId } from '../model/ids.ts';
import type { NamedResults } from '../model/imported-results.ts';
import type { Inventory } from '../model/inventory.ts';
import type { GatewaySnapshot } from '../model/registered-api.ts';
import type { ControlSet, Rubric } from '../model/rubric.ts';
import { accountingProblems } from '../report/accounting.ts';
import { buildReport } from '../report/document.ts';
import {
  compileCorrections,
  correctionEffects,
  hostOf,
  hostsOfRules,
  reservedByRules,
  shownNames,
} from '../rules/index.ts';
import type { Tally } from '../store/store.ts';
import { definitionNames } from './definition-names.ts';

export interface TrafficInput {
  readonly summary: Summary;
  /** Actors of the same calls that were not merged into the summary. */
  readonly actors?: readonly Actors[];
  readonly tally: Tally;
  readonly gateways: readonly GatewaySnapshot[];
  /** Hosts given for logs that name none. */
  readonly givenHosts: readonly string[];
  /** What people told the analyzer. */
  readonly rules: readonly FiledRule[];
  /** Since when rules work that count while calls are observed, by their key; absent where nothing is persisted. */
  readonly since?: ReadonlyMap<string, number>;
  /** The endpoints of the last assessment; none where nothing is persisted. */
  readonly past: readonly ReportEndpoint[];
  /** Reference time; null: the latest accepted call. */
  readonly asOfMs: number | null;
  /** Assessment window back from the reference time; null: the span of the input. */
  readonly windowMs: number | null;
  readonly correlation: CorrelationSettings;
  readonly rubric: Rubric;
  readonly controls: readonly ControlSet[];
  readonly decisions: ReadonlyMap<string, 'accepted' | 'false-positive'>;
  /** What other systems say about these calls, and what those said last that could not be asked. */
  readonly results?: readonly NamedResults[];
  readonly lastSaid?: LastSaid;
  readonly run: Run;
}

export interface AssessedTraffic {
  /** What the inventory depends on beside the summary. */
  readonly view: ViewContext;
  readonly inventory: Inventory;
  readonly correlated: Correlation;
  readonly assessment: Assessment;
  readonly report: Report;
}

/**
 * calls → inventory → correlation → assessment → report, the one place where the pure parts meet.
 * Throws AssayError `bug` when the books do not balance: a document in which a call got lost is never shown.
 */
export function assessTraffic(input: TrafficInput): AssessedTraffic {
  const view = viewContext(input);
  return assessInventory(input, view, viewInventory(input.summary, view, input.actors));
}

/** The same of an inventory that was viewed already. */
export function assessInventory(
  input: Omit<TrafficInput, 'summary'>,
  view: ViewContext,
  inventory: Inventory,
): AssessedTraffic {
  const { gateways, tally } = input;
  const correlated = correlate(inventory, gateways, input.correlation);
  const assessment = assess(inventory, correlated, input.rubric, input.controls, {
    snapshots: gateways,
    decisions: input.decisions,
    former: formerIdentities(inventory, input.past),
    ...(input.results === undefined ? {} : { results: input.results }),
    ...(input.lastSaid === undefined ? {} : { lastSaid: input.lastSaid }),
  });
  const report = buildReport({
    inventory,
    correlation: correlated,
    assessment,
    received: tally.received,
    dropped: tally.dropped,
    run:
      input.rules.length === 0
        ? input.run
        : {
            ...input.run,
            corrections: [...correctionEffects(input.rules, inventory, input.since ?? new Map())],
          },
  });
  const problems = accountingProblems(report, inventory);
  if (problems.length > 0) {
    throw new AssayError({
      code: 'REPORT_UNBALANCED',
      kind: 'bug',
      message: `The counts do not add up: ${problems.join('; ')}.`,
    });
  }
  return { view, inventory, correlated, assessment, report };
}

/** Everything beside the summary that the view depends on. */
export function viewContext(
  input: Pick<TrafficInput, KnownFrom | 'past' | 'asOfMs' | 'windowMs'> & {
    readonly summary: Pick<Summary, 'latestMs'>;
  },
): ViewContext {
  const rules = input.rules.map(({ rule }) => rule);
  const context = {
    asOfMs: input.asOfMs ?? input.summary.latestMs,
    windowMs: input.windowMs,
    known: knownTemplates(input.gateways),
    past: input.past.map(pastEndpoint),
    vouched: vouchedHosts(input.gateways),
    knownHosts: knownHosts(input),
  };
  const documented = definitionNames(input.gateways);
  if (rules.length === 0) return { ...context, knownNames: documented };
  const knownNames = new Set([...documented, ...shownNames(rules)]);
  return { ...context, corrections: compileCorrections(rules), knownNames };
}

/** The ids stand in a report document, which the schema has checked; the brand is not part of JSON. */
function pastEndpoint({ id, aliases, method, host, path, operation }: ReportEndpoint): PastEndpoint {
  return {
    id: id as EndpointId,
    aliases: (aliases ?? []) as readonly EndpointId[],
    method,
    host,
    path,
    operation,
  };
}

/** What endpoints were called before, with the API that they belonged to then: findings followed those. */
function formerIdentities(
  inventory: Inventory,
  past: readonly ReportEndpoint[],
): ReadonlyMap<EndpointId, readonly FormerIdentity[]> {
  const apiOf = new Map(past.map(({ id, api }) => [id, api as ApiId]));
  return new Map(
    inventory.endpoints.map(({ id, aliases }) => [
      id,
      [id, ...aliases].flatMap((endpoint): FormerIdentity[] => {
        const api = apiOf.get(endpoint);
        return api === undefined ? [] : [{ api, endpoint }];
      }),
    ]),
  );
}

/** Hosts at which a gateway or a definition serves something, wildcards included. */
function vouchedHosts(gateways: readonly GatewaySnapshot[]): VouchedHosts {
  const apis = gateways.flatMap((gateway) =>
    gateway.apis.map((api) => (api.hosts.length > 0 ? api.hosts : gateway.hosts)),
  );
  return { patterns: [...new Set(apis.flat())].sort(), anyHost: apis.some((hosts) => hosts.length === 0) };
}

type KnownFrom = 'gateways' | 'givenHosts' | 'rules' | 'correlation';

/** Hosts and globs that people wrote down anywhere: gateways and their upstreams, sources, labels, grouping, rules. */
function knownHosts(input: Pick<TrafficInput, KnownFrom>): readonly string[] {
  const { grouping, hostRules } = input.correlation;
  return [
    ...input.gateways.flatMap(({ hosts, apis }) => [
      ...hosts,
      ...apis.flatMap(({ upstreams }) => upstreams.map(({ host }) => host)),
    ]),
    ...input.givenHosts,
    ...[...grouping, ...hostRules].map(({ host }) => host),
    ...input.rules.map(({ rule }) => hostOf(rule)),
  ].map((host) => host.toLowerCase());
}

/** Templates of documented operations: a call that fits one takes it, whatever its values look like. */
function knownTemplates(gateways: readonly GatewaySnapshot[]): readonly KnownTemplate[] {
  return gateways.flatMap((gateway) =>
    gateway.apis.flatMap((api) => {
      const hosts = api.hosts.length > 0 ? api.hosts : gateway.hosts;
      const byPath = Map.groupBy(api.operations ?? [], (operation) => operation.path);
      return [...byPath].map(([path, operations]) => ({
        hosts,
        path,
        methods: operations.map((operation) => operation.method),
        origin: 'known' as const,
      }));
    }),
  );
}

/** Literal segments and hosts of what is registered or pinned: they stand outside the caps of the summary. */
export function reservedNames(
  gateways: readonly GatewaySnapshot[],
  rules: readonly FiledRule[],
): {
  readonly segments: readonly string[];
  readonly hosts: readonly string[];
} {
  const apis = gateways.flatMap((gateway) => gateway.apis);
  const basePaths = apis.flatMap((api) =>
    api.basePaths.map((path) => ({ hosts: api.hosts, path, methods: null, origin: 'known' as const })),
  );
  const hosts = new Set([
    ...gateways.flatMap((gateway) => gateway.hosts),
    ...apis.flatMap((api) => api.hosts.filter((host) => !host.includes('*'))),
  ]);
  for (const host of hostsOfRules(rules.map(({ rule }) => rule))) hosts.add(host);
  const segments = reservedSegments([...basePaths, ...knownTemplates(gateways)]);
  for (const segment of reservedByRules(rules.map(({ rule }) => rule))) segments.add(segment);
  return { segments: [...segments].sort(), hosts: [...hosts].sort() };
}
