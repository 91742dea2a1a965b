import type { CorrelationSettings, DecisionReason, RegisteredRef } from '../model/correlation.ts';
import type { EndpointId } from '../model/ids.ts';
import type { EndpointFacts, Inventory } from '../model/inventory.ts';
import type { GatewaySnapshot } from '../model/registered-api.ts';
import type { Flag, Management } from '../model/vocabulary.ts';
import { attachDefinitions } from './attachments.ts';
import type { Subject } from './candidates.ts';
import { compileCatalogue } from './catalogue.ts';
import { correlate } from './correlate.ts';
import { decideFromFront, nativeFacts } from './decision.ts';
import { unmanagedBasePath } from './identity.ts';
import { normalizeKongPath } from './kong-path.ts';
import { nearestMiss } from './nearest-miss.ts';
import { OperationTree } from './segment-router.ts';
import { segmentsOf } from './template.ts';

/** One call that a person asks about. */
export interface AskedCall {
  readonly method: string;
  /** Normalised host. */
  readonly host: string;
  /** As sent; a query is left out. */
  readonly path: string;
  /** Lower-case names; null when not given. */
  readonly headers: Readonly<Record<string, readonly string[]>> | null;
}

export interface Explanation {
  readonly management: Management;
  readonly flags: readonly Flag[];
  readonly reason: DecisionReason;
  readonly registered: RegisteredRef | null;
  /** Name of the API that the call belongs to. */
  readonly api: string;
  /** The endpoint of the inventory that covers the call, if it was seen. */
  readonly endpoint: EndpointId | null;
  readonly template: string | null;
}

/** Why one call is managed or not: the rule that decided and the nearest miss. Never seen endpoints are decided too. */
export function explainCall(
  inventory: Inventory,
  gateways: readonly GatewaySnapshot[],
  settings: CorrelationSettings,
  call: AskedCall,
): Explanation {
  const seen = findEndpoint(inventory, call);
  return seen === null
    ? explainUnseen(gateways, settings, call)
    : explainSeen(inventory, gateways, settings, seen);
}

function findEndpoint(inventory: Inventory, call: AskedCall): EndpointFacts | null {
  const candidates = inventory.endpoints.filter(
    (one) => one.host === call.host && one.method === call.method,
  );
  const tree = new OperationTree(
    candidates.map((one) => ({
      id: one.id,
      method: one.method,
      path: one.path,
      deprecated: false,
      security: null,
      parameters: [],
      statuses: [],
    })),
  );
  const verdict = tree.judge(call.method, segmentsOf(normalizeKongPath(call.path)));
  if (verdict.kind !== 'documented') return null;
  return candidates.find((one) => one.id === verdict.operation.id) ?? null;
}

function explainSeen(
  inventory: Inventory,
  gateways: readonly GatewaySnapshot[],
  settings: CorrelationSettings,
  seen: EndpointFacts,
): Explanation {
  const correlation = correlate(inventory, gateways, settings);
  const into = correlation.folded.find((one) => one.endpoint === seen.id)?.into ?? seen.id;
  const row = correlation.endpoints.find((one) => one.id === into);
  const api = correlation.apis.find((one) => one.id === row?.apiId);
  if (row === undefined || api === undefined) {
    return explainUnseen(gateways, settings, {
      method: seen.method,
      host: seen.host,
      path: seen.path,
      headers: null,
    });
  }
  const { management, flags, reason, registered } = row;
  return { management, flags, reason, registered, api: api.name, endpoint: into, template: seen.path };
}

function explainUnseen(
  gateways: readonly GatewaySnapshot[],
  settings: CorrelationSettings,
  call: AskedCall,
): Explanation {
  const catalogue = compileCatalogue(gateways, settings);
  const path = normalizeKongPath(call.path);
  const subject: Subject = { ...call, path, protocol: 'rest', slots: [], hops: [] };
  const native = nativeFacts(catalogue, subject);
  const decision = decideFromFront(catalogue, attachDefinitions(catalogue), subject, native);
  const none = { endpoint: null, template: null };
  if (decision === null) {
    const basePath = unmanagedBasePath(subject, settings.grouping);
    return {
      management: 'unmanaged',
      flags: [],
      reason: {
        code: 'not-registered',
        text: 'No registered API accepts this host and path.',
        rule: 'every gateway by its own rules, then definitions',
        nearestMiss: nearestMiss(catalogue, subject),
      },
      registered: null,
      api: basePath === '/' ? call.host : `${call.host}${basePath}`,
      ...none,
    };
  }
  const { api, gateway, row, judgement, flags, reason } = decision;
  const operation = judgement.verdict.kind === 'documented' ? judgement.verdict.operation : null;
  const name = operation === null ? null : (operation.id ?? `${operation.method} ${operation.path}`);
  const registered = { gateway: gateway.snapshot.id, api: api.nativeId, operation: name };
  return { management: 'managed', flags, reason, registered, api: row.api.name, ...none };
}
