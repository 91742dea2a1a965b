import type {
  CorrelatedApi,
  CorrelatedEndpoint,
  DecisionReason,
  HostRule,
  RegisteredRef,
} from '../model/correlation.ts';
import { type ApiId, managedApiId } from '../model/ids.ts';
import type { RegisteredApi } from '../model/registered-api.ts';
import type { Flag } from '../model/vocabulary.ts';
import { type EndpointRow, type RowContext, rowLifecycle, sortFlags } from './endpoint-rows.ts';
import { addCounts } from './hops.ts';
import { hostGlobFits } from './host-pattern.ts';
import { isOver } from './lifecycle.ts';
import type { Registration } from './registration.ts';

/** Rows of one API, and the registration behind it. */
interface Group {
  readonly id: ApiId;
  readonly registration: Registration | null;
  readonly rows: EndpointRow[];
}

/** One row for every registered API, called or not, and one for every group of unmanaged endpoints. */
export function apiRows(context: RowContext, endpoints: readonly EndpointRow[]): readonly CorrelatedApi[] {
  const groups = new Map<ApiId, Group>();
  for (const registration of registrations(context)) {
    const id = managedApiId(registration.gateway.snapshot.id, registration.api.nativeId);
    groups.set(id, { id, registration, rows: [] });
  }
  for (const row of endpoints) {
    const id = row.row.apiId;
    const group = groups.get(id) ?? { id, registration: row.owner, rows: [] };
    group.rows.push(row);
    groups.set(id, group);
  }
  const rows: CorrelatedApi[] = [];
  for (const group of groups.values()) {
    if (group.registration !== null) rows.push(registeredRow(context, group, group.registration));
    else rows.push(unregisteredRow(context, group));
  }
  return rows.sort(
    (a, b) => compareText(a.host, b.host) || compareText(a.basePath, b.basePath) || compareText(a.id, b.id),
  );
}

/**
 * A definition that describes a gateway's API is part of that API's row, and has its own only where it is called. So is
 * what another gateway registers at the same places.
 */
function* registrations({ catalogue, attachments }: RowContext): Generator<Registration> {
  for (const gateway of catalogue.gateways.values()) {
    for (const api of gateway.snapshot.apis) {
      if (catalogue.same.rowsOf(api).length > 0) continue;
      if (api.kind === 'gateway' || (api.registers && !attachments.isAttached(api))) yield { api, gateway };
    }
  }
}

function registeredRow(context: RowContext, group: Group, registration: Registration): CorrelatedApi {
  const { api, gateway } = registration;
  const { snapshot } = gateway;
  const all: readonly [Registration, ...Registration[]] = [
    registration,
    ...context.catalogue.same.joinedTo(api),
  ];
  const definitions = [...new Set(all.flatMap((one) => context.attachments.definitionsOf(one.api)))];
  const declared = api.hosts.length > 0 ? api.hosts : snapshot.hosts;
  const hosts = declared.length > 0 ? declared : observedHosts(group.rows);
  const host = hosts[0] ?? '*';
  const rules = rulesFor(context, host);
  const apis = all.map((one) => one.api);
  const life = rowLifecycle(context, api);
  return {
    id: group.id,
    name: api.name,
    host,
    hosts,
    ...(declared.length > 0 ? {} : provisionalHosts(group.rows)),
    basePath: api.basePaths[0] ?? '/',
    management: 'managed',
    flags: registeredFlags(context, group.rows, all),
    reason: registeredReason(all, group.rows),
    registered: refOf(registration),
    ...(all.length === 1 ? {} : { registrations: all.map(refOf) }),
    environment: firstOf(
      all.map((one) => one.api.environment ?? one.gateway.snapshot.environment),
      rules.environment,
    ),
    owner: firstOf(
      [...apis, ...definitions].map((one) => one.owner),
      rules.owner,
    ),
    tags: [...new Set([...[...apis, ...definitions].flatMap((one) => one.tags), ...rules.tags])].sort(),
    ...totals(group.rows),
    lifecycle: life.lifecycle,
    sunsetAtMs: life.sunsetAtMs,
    operations: operationCounts([...apis, ...definitions], group.rows),
    definitions: definitions.map((one) => one.name).sort(),
    external: group.rows.some(({ row }) => row.external) || (group.rows.length === 0 && host !== '*'),
  };
}

function refOf({ api, gateway }: Registration): RegisteredRef {
  return { gateway: gateway.snapshot.id, api: api.nativeId, operation: null };
}

function firstOf(stated: readonly (string | null)[], ruled: string | null): string | null {
  return stated.find((one) => one !== null) ?? ruled;
}

function unregisteredRow(context: RowContext, group: Group): CorrelatedApi {
  const rows = [...group.rows].sort((a, b) => compareText(a.row.id, b.row.id));
  const [first] = rows;
  const hosts = observedHosts(rows);
  const host = hosts[0] ?? '*';
  const rules = rulesFor(context, host);
  const basePath = rows.map((row) => row.basePath).sort()[0] ?? '/';
  const elsewhere = first?.classified.role.kind === 'elsewhere' ? first.classified.role.decision : null;
  const all = rows.map(({ row }) => row);
  return {
    id: group.id,
    name: elsewhere?.nativeId ?? (basePath === '/' ? host : `${host}${basePath}`),
    host,
    hosts,
    ...(elsewhere === null ? {} : provisionalHosts(rows)),
    basePath,
    management: elsewhere === null ? 'unmanaged' : 'managed',
    flags: sharedFlags(all),
    reason: groupReason(all),
    registered: sharedRegistration(all),
    environment: rules.environment,
    owner: rules.owner,
    tags: [...rules.tags].sort(),
    ...totals(rows),
    lifecycle: 'active',
    sunsetAtMs: null,
    operations: null,
    definitions: [],
    external: all.some((row) => row.external),
  };
}

function totals(
  rows: readonly EndpointRow[],
): Pick<CorrelatedApi, 'endpoints' | 'calls' | 'callsByHop' | 'firstSeenMs' | 'lastSeenMs'> {
  const all = rows.map(({ row }) => row);
  return {
    endpoints: all.map((row) => row.id).sort(),
    calls: all.reduce((sum, row) => sum + row.calls, 0),
    callsByHop: addCounts(...all.map((row) => row.callsByHop)),
    firstSeenMs: all.length === 0 ? null : Math.min(...all.map((row) => row.firstSeenMs)),
    lastSeenMs: all.length === 0 ? null : Math.max(...all.map((row) => row.lastSeenMs)),
  };
}

function observedHosts(rows: readonly EndpointRow[]): readonly string[] {
  return [...new Set(rows.map(({ classified }) => classified.facts.host))].sort();
}

/** A registration without hosts, or an id in a log, makes an API managed; it does not vouch for the names in requests. */
function provisionalHosts(rows: readonly EndpointRow[]): Pick<CorrelatedApi, 'provisionalHosts'> {
  const firm = new Set(observedHosts(rows.filter(({ classified }) => !classified.facts.provisional)));
  const left = observedHosts(rows).filter((host) => !firm.has(host));
  return left.length === 0 ? {} : { provisionalHosts: left };
}

function registeredFlags(
  context: RowContext,
  rows: readonly EndpointRow[],
  registered: readonly Registration[],
): readonly Flag[] {
  const all = rows.map(({ row }) => row);
  const flags = new Set(sharedFlags(all));
  const called = all.some((row) => Object.values(row.callsByHop).some((calls) => calls > 0));
  if (!called) {
    flags.add('dormant');
    const { staleHops } = context.catalogue.settings;
    if (registered.some(({ gateway }) => staleHops.includes(`gateway:${gateway.snapshot.id}`)))
      flags.add('stale');
  }
  const [first] = registered;
  if (called && first !== undefined && isOver(rowLifecycle(context, first.api), context.asOfMs))
    flags.add('zombie');
  return sortFlags(flags);
}

/** Flags of endpoints that say something about their API, when every endpoint has them. Operations keep theirs. */
const ROLLED_UP: readonly Flag[] = ['zombie', 'ambiguous', 'path-only', 'upstream-view', 'stale'];

function sharedFlags(rows: readonly CorrelatedEndpoint[]): readonly Flag[] {
  const flags = new Set<Flag>();
  if (rows.length === 0) return [];
  for (const flag of ROLLED_UP) if (rows.every((row) => row.flags.includes(flag))) flags.add(flag);
  if (rows.some((row) => row.flags.includes('bypass'))) flags.add('bypass');
  return sortFlags(flags);
}

function registeredReason(
  [registration, ...others]: readonly [Registration, ...Registration[]],
  rows: readonly EndpointRow[],
): DecisionReason {
  const { api, gateway } = registration;
  const seen = rows.length === 0 ? '; no call to it in the assessment window' : '';
  const disabled = api.enabled ? '' : '; the service is disabled';
  const places = [...new Set(others.map((one) => one.gateway.snapshot.id))].join(', ');
  const also = places === '' ? '' : ` and, at the same host and base path, at ${places}`;
  return {
    code: 'registered',
    text: `Registered as "${api.name}" at ${gateway.snapshot.id}${also}${disabled}${seen}.`,
    rule: api.kind === 'definition' ? 'registering definition' : 'snapshot of the gateway',
    nearestMiss: null,
  };
}

/** The reason of the endpoint with most calls speaks for the group. */
function groupReason(rows: readonly CorrelatedEndpoint[]): DecisionReason {
  const first = [...rows].sort((a, b) => b.calls - a.calls || compareText(a.id, b.id))[0];
  return (
    first?.reason ?? {
      code: 'not-registered',
      text: 'No registered API accepts it.',
      rule: '',
      nearestMiss: null,
    }
  );
}

function sharedRegistration(rows: readonly CorrelatedEndpoint[]): CorrelatedApi['registered'] {
  const [first] = rows;
  const named = first?.registered ?? null;
  const same = rows.every(
    ({ registered }) => registered?.gateway === named?.gateway && registered?.api === named?.api,
  );
  return named === null || !same ? null : { ...named, operation: null };
}

function operationCounts(
  apis: readonly RegisteredApi[],
  rows: readonly EndpointRow[],
): CorrelatedApi['operations'] {
  const sources = apis.filter((one) => one.operations !== null);
  if (sources.length === 0) return null;
  const documented = sources.reduce((sum, one) => sum + (one.operations?.length ?? 0), 0);
  const seen = new Set(rows.flatMap(({ row }) => row.registered?.operation ?? []));
  return { documented, seen: seen.size };
}

function rulesFor(context: RowContext, host: string): Pick<HostRule, 'environment' | 'owner' | 'tags'> {
  const fitting = context.catalogue.settings.hostRules.filter((rule) => hostGlobFits(rule.host, host));
  return {
    environment: fitting.map((rule) => rule.environment).find((one) => one !== null) ?? null,
    owner: fitting.map((rule) => rule.owner).find((one) => one !== null) ?? null,
    tags: fitting.flatMap((rule) => rule.tags),
  };
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
