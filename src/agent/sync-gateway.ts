import type { GatewayEntry } from '../config/assay-config.ts';
import type { Problem } from '../kit/index.ts';
import { AssayError } from '../model/errors.ts';
import type { GatewaySnapshot, RegisteredApi } from '../model/registered-api.ts';
import type { AgentContext, JobResult } from './context.ts';
import { openConnector } from './open-connector.ts';
import { problemError } from './problem-error.ts';

/**
 * Reads what a gateway serves. Only a complete pass counts, and absence is not deletion: a gateway that comes back
 * empty, or that lost more than the configured share of its APIs, is refused and shown; the last snapshot stays. An API
 * without the routes that it had is lost, too: nothing would be its own any more. So are routes in number.
 */
export async function syncGateway(
  context: AgentContext,
  entry: GatewayEntry,
  signal: AbortSignal,
): Promise<JobResult> {
  const problems: Problem[] = [];
  const connector = await openConnector(context, entry, signal, (problem) => problems.push(problem));
  if (connector.gateway === null) {
    throw new AssayError({
      code: 'CONNECTOR_KIND',
      kind: 'config',
      message: `Connector ${entry.connector} cannot be used as a gateway.`,
      fix: 'assay connectors list shows what each connector offers.',
    });
  }
  const apis: RegisteredApi[] = [];
  for await (const api of connector.gateway.readRegisteredApis()) apis.push(labelled(api, entry));
  const snapshot: GatewaySnapshot = {
    id: entry.id,
    connector: entry.connector,
    hosts: entry.hosts,
    addresses: entry.addresses,
    environment: entry.environment,
    apis,
  };
  const incomplete = problemError('Gateway', entry.id, problems);
  if (incomplete !== null) return { outcome: 'failed', counts: { apis: apis.length }, error: incomplete };
  const before = (await context.store.gateways()).find((stored) => stored.snapshot.id === entry.id);
  const refusal = lossRefusal(
    entry.id,
    before?.snapshot.apis ?? [],
    apis,
    context.config.guards.maxLossShare,
  );
  if (refusal !== null) return { outcome: 'partial', counts: { apis: apis.length }, error: refusal };
  await context.store.saveGateway(snapshot, context.clock.nowMs());
  return { outcome: 'succeeded', counts: { apis: apis.length }, error: null };
}

function labelled(api: RegisteredApi, entry: GatewayEntry): RegisteredApi {
  return {
    ...api,
    registers: api.registers || entry.registers,
    environment: api.environment ?? entry.environment,
    owner: api.owner ?? entry.owner,
    tags: [...new Set([...api.tags, ...entry.tags])].sort(),
  };
}

function lossRefusal(
  gateway: string,
  before: readonly RegisteredApi[],
  after: readonly RegisteredApi[],
  maxLossShare: number,
): AssayError | null {
  const kept = new Map(after.map((api) => [api.nativeId, api]));
  const lost = before.filter((api) => isLost(api, kept.get(api.nativeId))).length;
  const routes = before.reduce((sum, api) => sum + api.routes.length, 0);
  const lostRoutes = before.reduce((sum, api) => sum + routesLost(api, kept.get(api.nativeId)), 0);
  const losesApis = lost > 0 && (after.length === 0 || lost / before.length > maxLossShare);
  const losesRoutes = lostRoutes >= FEW_ROUTES && lostRoutes / routes > maxLossShare;
  if (!losesApis && !losesRoutes) return null;
  const what = losesApis
    ? `${lost} of ${before.length} APIs or their routes`
    : `${lostRoutes} of ${routes} routes`;
  return new AssayError({
    code: 'GATEWAY_LOSS_REFUSED',
    kind: 'sourceContract',
    message: `Gateway ${gateway} no longer names ${what}; the last snapshot is kept.`,
    fix:
      after.length === 0
        ? 'If the gateway is really gone, take it out of the configuration.'
        : 'If they were really removed, raise guards.maxLossShare for one run.',
    context: { lost, before: before.length, lostRoutes, routesBefore: routes },
  });
}

/** Fewer routes than this come and go in a day's work, whatever share of a small gateway they are. */
const FEW_ROUTES = 10;

function routesLost(before: RegisteredApi, after: RegisteredApi | undefined): number {
  return Math.max(0, before.routes.length - (after?.routes.length ?? 0));
}

/** Credentials that may no longer list routes may still list what the routes lead to. */
function isLost(before: RegisteredApi, after: RegisteredApi | undefined): boolean {
  return after === undefined || (before.routes.length > 0 && after.routes.length === 0);
}
