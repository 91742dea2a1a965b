import type { BypassFacts, CorrelatedEndpoint, DecisionReason, RegisteredRef } from '../model/correlation.ts';
import { type ApiId, eraseSlotNames, managedApiId, unmanagedApiId } from '../model/ids.ts';
import type { RegisteredApi } from '../model/registered-api.ts';
import { FLAGS, type Flag } from '../model/vocabulary.ts';
import { isInternalHost } from './address.ts';
import type { Attachments, Judgement } from './attachments.ts';
import type { Catalogue } from './catalogue.ts';
import type { Classified } from './classify.ts';
import { callsByHop, hasFrontHop, headlineCalls, headlineStatuses } from './hops.ts';
import { hostGlobFits, splitHost } from './host-pattern.ts';
import { unmanagedBasePath } from './identity.ts';
import { apiLifecycle, endpointLifecycle, isOver, type Lifecycle, strictest } from './lifecycle.ts';
import { nearestMiss } from './nearest-miss.ts';
import type { Registration } from './registration.ts';
import { sameHostBypass } from './same-host-bypass.ts';
import { declaredSecurity } from './security.ts';

export interface RowContext {
  readonly catalogue: Catalogue;
  readonly attachments: Attachments;
  readonly asOfMs: number;
}

/** A row together with what the API rows need of it. */
export interface EndpointRow {
  readonly row: CorrelatedEndpoint;
  readonly classified: Classified;
  /** The registered API in whose row it stands; null for unmanaged ones and those registered elsewhere. */
  readonly owner: Registration | null;
  /** Base path of an API that no snapshot holds. */
  readonly basePath: string;
}

export function endpointRow(context: RowContext, classified: Classified): EndpointRow {
  const { facts, role, hops, counted, views } = classified;
  const counts = callsByHop(counted);
  const byHop = callsByHop(hops);
  const owner = ownerOf(classified);
  const basePath = unmanagedBasePath(facts, context.catalogue.settings.grouping);
  const judgement = judgementOf(classified);
  const life = endpointLifecycle(facts, judgement, context.asOfMs);
  const all = [facts, ...views];
  const row: CorrelatedEndpoint = {
    id: facts.id,
    apiId: apiIdOf(classified, basePath),
    management: role.kind === 'bypass' || role.kind === 'unmanaged' ? 'unmanaged' : 'managed',
    flags: flagsOf(context, classified, judgement),
    reason: reasonOf(context, classified),
    registered: registeredOf(classified, judgement),
    calls: headlineCalls(counts),
    callsByHop: byHop,
    statuses: headlineStatuses(counted, counts),
    firstSeenMs: Math.min(...all.map((one) => one.firstSeenMs)),
    lastSeenMs: Math.max(...all.map((one) => one.lastSeenMs)),
    declaredSecurity: owner === null || judgement === null ? null : securityOf(classified, owner, judgement),
    documented: documentedOf(judgement),
    deprecated: life.deprecated,
    sunsetAtMs: life.sunsetAtMs,
    external: isExternal(context, facts.host, byHop),
    views: views.map((view) => view.id).sort(),
    bypass: bypassOf(context, classified),
  };
  return { row, classified, owner, basePath };
}

function ownerOf({ role }: Classified): Registration | null {
  if (role.kind === 'front') return role.decision.row;
  return role.kind === 'view' ? role.row : null;
}

function apiIdOf({ facts, role }: Classified, basePath: string): ApiId {
  switch (role.kind) {
    case 'front':
      return idOf(role.decision.row);
    case 'view':
      return idOf(role.row);
    case 'elsewhere':
      return managedApiId(role.decision.gatewayId, role.decision.nativeId);
    case 'bypass':
    case 'unmanaged':
    default:
      return unmanagedApiId(facts.host, eraseSlotNames(basePath));
  }
}

function idOf({ api, gateway }: Registration): ApiId {
  return managedApiId(gateway.snapshot.id, api.nativeId);
}

/** A view is not judged by operations: its path is the upstream's, not the one that is documented. */
function judgementOf({ role }: Classified): Judgement | null {
  if (role.kind === 'front') return role.decision.judgement;
  return role.kind === 'view' ? { verdict: { kind: 'not-evaluated' }, definition: null } : null;
}

function securityOf(
  { role }: Classified,
  owner: Registration,
  judgement: Judgement,
): CorrelatedEndpoint['declaredSecurity'] {
  if (role.kind !== 'front') return declaredSecurity(owner.api, null, judgement);
  const { api, candidate } = role.decision;
  const declared = declaredSecurity(api, candidate?.route ?? null, judgement);
  return declared ?? owner.api.security;
}

function documentedOf(judgement: Judgement | null): boolean | null {
  if (judgement === null || judgement.verdict.kind === 'not-evaluated') return null;
  return judgement.verdict.kind === 'documented';
}

function bypassOf(context: RowContext, { facts, role, hops }: Classified): BypassFacts | null {
  if (role.kind === 'bypass') return role.bypass;
  return role.kind === 'front' ? sameHostBypass(context.catalogue.same, facts, hops, role.decision) : null;
}

function flagsOf(context: RowContext, classified: Classified, judgement: Judgement | null): readonly Flag[] {
  const { facts, role, hops } = classified;
  const flags = new Set<Flag>();
  if (role.kind === 'front') for (const flag of role.decision.flags) flags.add(flag);
  if (role.kind === 'view') {
    flags.add('upstream-view');
    if (role.rivals.length > 0) flags.add('ambiguous');
  }
  if (role.kind === 'bypass') flags.add('bypass');
  const life = endpointLifecycle(facts, judgement, context.asOfMs);
  const owner = ownerOf(classified);
  const apiOver = owner !== null && isOver(rowLifecycle(context, owner.api), context.asOfMs);
  const called = hops.some((hop) => hop.calls > 0);
  // The flag stands at the level that is over: the API's row says it for all of its endpoints.
  if (called && life.over && !apiOver) flags.add('zombie');
  if (called && life.deprecated) flags.add('deprecated-operation');
  const { staleHops } = context.catalogue.settings;
  if (hops.length > 0 && hops.every((hop) => staleHops.includes(hop.hop))) flags.add('stale');
  return sortFlags(flags);
}

/** Of all its registrations: one that says that an API is over is not outweighed by one that has not heard of it. */
export function rowLifecycle({ catalogue, attachments }: RowContext, api: RegisteredApi): Lifecycle {
  const all = [api, ...catalogue.same.joinedTo(api).map((one) => one.api)];
  return strictest(all.map((one) => apiLifecycle(one, attachments)));
}

export function sortFlags(flags: ReadonlySet<Flag>): readonly Flag[] {
  return FLAGS.filter((flag) => flags.has(flag));
}

function registeredOf({ role }: Classified, judgement: Judgement | null): RegisteredRef | null {
  switch (role.kind) {
    case 'front':
      return ref(role.decision, operationName(judgement));
    case 'view':
    case 'bypass':
      return ref(role.of, null);
    case 'elsewhere':
      return { gateway: role.decision.gatewayId, api: role.decision.nativeId, operation: null };
    case 'unmanaged':
    default:
      return null;
  }
}

function ref({ api, gateway }: Registration, operation: string | null): RegisteredRef {
  return { gateway: gateway.snapshot.id, api: api.nativeId, operation };
}

function operationName(judgement: Judgement | null): string | null {
  if (judgement?.verdict.kind !== 'documented') return null;
  const { id, method, path } = judgement.verdict.operation;
  return id ?? `${method} ${path}`;
}

function reasonOf(context: RowContext, { facts, role }: Classified): DecisionReason {
  switch (role.kind) {
    case 'front':
      return role.decision.reason;
    case 'elsewhere':
      return elsewhereReason(role.decision.gatewayId, role.decision.nativeId);
    case 'view':
      return viewReason(
        role.of,
        role.rivals.map((api) => api.name),
      );
    case 'bypass':
      return bypassReason(role.of, role.bypass);
    case 'unmanaged':
    default:
      return {
        code: 'not-registered',
        text: 'No registered API accepts this host and path.',
        rule: 'every gateway by its own rules, then definitions',
        nearestMiss: nearestMiss(context.catalogue, { ...facts, headers: null }),
      };
  }
}

function elsewhereReason(gatewayId: string, nativeId: string): DecisionReason {
  return {
    code: 'registered-elsewhere',
    text: `The log of ${gatewayId} names the API "${nativeId}", which its last snapshot does not hold.`,
    rule: 'native id in the gateway log',
    nearestMiss: null,
  };
}

function viewReason(of: Registration, rivals: readonly string[]): DecisionReason {
  const { id } = of.gateway.snapshot;
  return {
    code: 'upstream-view',
    text: `Seen behind ${id}: host and path are those at which it calls the service of "${of.api.name}".`,
    rule: 'service address and rewritten path',
    nearestMiss:
      rivals.length === 0 ? null : `${rivals.map((name) => `"${name}"`).join(', ')} calls the same address.`,
  };
}

function bypassReason(of: Registration, bypass: BypassFacts): DecisionReason {
  const sure =
    bypass.confidence === 'high'
      ? 'from clients that are no gateway address'
      : 'low confidence: no gateway address is configured, or the log has no client addresses';
  return {
    code: 'bypass',
    text: `The path and shape of "${of.api.name}" (${of.gateway.snapshot.id}) at a host that is not its gateway, ${sure}.`,
    rule: 'method and path shape of a managed API at another host',
    nearestMiss: `Through the gateway it would be "${of.api.name}".`,
  };
}

/** Host rules first; else a name that can be reached from outside, or a hop at the edge. */
function isExternal(context: RowContext, host: string, counts: Readonly<Record<string, number>>): boolean {
  const rule = context.catalogue.settings.hostRules.find(
    (one) => one.external !== null && hostGlobFits(one.host, host),
  );
  if (rule?.external !== undefined && rule.external !== null) return rule.external;
  return !isInternalHost(splitHost(host).name) || (hasFrontHop(counts) && (counts['edge'] ?? 0) > 0);
}
