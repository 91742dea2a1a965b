import type { DecisionReason, ReasonCode, UnknownNativeId } from '../model/correlation.ts';
import type { RegisteredApi } from '../model/registered-api.ts';
import type { Flag } from '../model/vocabulary.ts';
import type { Attachments, Judgement } from './attachments.ts';
import {
  bestCandidate,
  type Candidate,
  definitionCandidates,
  gatewayCandidates,
  type Subject,
  seenAt,
} from './candidates.ts';
import type { Catalogue } from './catalogue.ts';
import type { CompiledGateway, Registration } from './registration.ts';
import { isSameApi, knowsAddressesOnly } from './same-api.ts';

/** A managed decision taken from the front: by native id or by the router. */
export interface ManagedDecision {
  readonly api: RegisteredApi;
  readonly gateway: CompiledGateway;
  /** The API in whose row it stands: itself, or the one that it is registered as at another gateway. */
  readonly row: Registration;
  /** How the router leads to the API; null where only the native id does. */
  readonly candidate: Candidate | null;
  readonly judgement: Judgement;
  readonly flags: readonly Flag[];
  readonly reason: DecisionReason;
}

/** An id that no snapshot holds, and nothing else registers the endpoint either. */
export interface ElsewhereDecision {
  readonly gatewayId: string;
  readonly nativeId: string;
}

interface NativeFacts {
  /** The API named by most calls, and others named beside it. */
  readonly api: RegisteredApi | null;
  readonly gateway: CompiledGateway | null;
  /** All that bear the name which most calls carry, that API first; the router has to choose where there are more. */
  readonly namesakes: readonly RegisteredApi[];
  readonly rivals: readonly RegisteredApi[];
  readonly unknown: readonly UnknownNativeId[];
}

/** What the gateways' own logs say about the endpoint. */
export function nativeFacts(catalogue: Catalogue, subject: Subject): NativeFacts {
  const known = new Map<RegisteredApi, NamedApi>();
  const unknown = new Map<string, UnknownNativeId>();
  for (const { native } of subject.hops) {
    for (const ref of native) {
      const gateway = catalogue.gateways.get(ref.gateway);
      const namesakes = lookUp(gateway, ref.api) ?? lookUp(gateway, ref.route);
      const api = namesakes?.[0];
      if (gateway !== undefined && namesakes !== undefined && api !== undefined) {
        known.set(api, { gateway, namesakes, calls: (known.get(api)?.calls ?? 0) + ref.calls });
        continue;
      }
      const id = ref.api ?? ref.route;
      if (id === null) continue;
      const key = `${ref.gateway}\n${id}`;
      unknown.set(key, { gateway: ref.gateway, id, calls: (unknown.get(key)?.calls ?? 0) + ref.calls });
    }
  }
  const ranked = [...known].sort(
    ([a, one], [b, two]) => two.calls - one.calls || (nameOf(a) < nameOf(b) ? -1 : 1),
  );
  const [first, ...others] = ranked;
  return {
    api: first?.[0] ?? null,
    gateway: first?.[1].gateway ?? null,
    namesakes: first?.[1].namesakes ?? [],
    rivals: others.map(([api]) => api),
    unknown: [...unknown.values()],
  };
}

/** Two gateways may know an API of one id. */
function nameOf({ gateway, nativeId }: RegisteredApi): string {
  return `${nativeId}\n${gateway}`;
}

interface NamedApi {
  readonly gateway: CompiledGateway;
  readonly namesakes: readonly RegisteredApi[];
  readonly calls: number;
}

function lookUp(
  gateway: CompiledGateway | undefined,
  id: string | null,
): readonly RegisteredApi[] | undefined {
  return id === null ? undefined : gateway?.native.get(id);
}

/** Native id first, then host and path by each gateway's own rules; null when nothing registers the subject. */
export function decideFromFront(
  catalogue: Catalogue,
  attachments: Attachments,
  subject: Subject,
  native: NativeFacts,
): ManagedDecision | null {
  const routed = gatewayCandidates(catalogue, subject);
  const asked: Asked = { catalogue, attachments, subject, routed };
  if (native.api !== null && native.gateway !== null) {
    const { api, candidate, rivals } = chooseNamesake(native.api, native.namesakes, routed, subject);
    const others = [...native.rivals, ...rivals];
    return managed(asked, { api, gateway: native.gateway, candidate, code: 'native-id', rivals: others });
  }
  const registered = registeredCandidate(catalogue, subject, routed);
  if (registered === null) return null;
  const { api, gateway, rivals } = registered;
  return managed(asked, { api, gateway, candidate: registered, code: codeOf(registered), rivals });
}

/** The API that a name stands for: its only bearer, else the bearer to which the router leads. */
function chooseNamesake(
  first: RegisteredApi,
  namesakes: readonly RegisteredApi[],
  routed: readonly Candidate[],
  subject: Subject,
): {
  readonly api: RegisteredApi;
  readonly candidate: Candidate | null;
  readonly rivals: readonly RegisteredApi[];
} {
  const candidate = bestCandidate(
    routed.filter((one) => namesakes.includes(one.api)),
    subject,
  );
  if (namesakes.length < 2) return { api: first, candidate, rivals: [] };
  if (candidate === null) return { api: first, candidate, rivals: namesakes.filter((one) => one !== first) };
  return { api: candidate.api, candidate, rivals: candidate.rivals.filter((one) => namesakes.includes(one)) };
}

/** Gateways before definitions; a route that only lacks the method still names the API. */
function registeredCandidate(
  catalogue: Catalogue,
  subject: Subject,
  routed: readonly Candidate[],
): Candidate | null {
  const served = bestCandidate(routed, subject);
  if (served !== null) return ownCandidate(catalogue, subject, routed, served);
  const methodLess = bestCandidate(gatewayCandidates(catalogue, subject, 'method'), subject);
  const described = bestCandidate(definitionCandidates(catalogue, subject), subject);
  return methodLess ?? described;
}

/**
 * Of an API with several registrations the one that stands for it decides, unless the call was seen at another gateway of
 * it alone. A registration of addresses alone says nothing of methods, so a route that lacks the method decides there.
 */
function ownCandidate(
  catalogue: Catalogue,
  subject: Subject,
  routed: readonly Candidate[],
  served: Candidate,
): Candidate {
  const rows = new Set(catalogue.same.rowsOf(served.api).map(({ api }) => api));
  if (rows.size === 0) return served;
  const best = (candidates: readonly Candidate[]): Candidate | null =>
    bestCandidate(
      candidates.filter(({ api }) => rows.has(api)),
      subject,
    );
  const own =
    best(routed) ??
    (knowsAddressesOnly(served.api) ? best(gatewayCandidates(catalogue, subject, 'method')) : null);
  if (own === null || seenAt(own, subject) < seenAt(served, subject)) return served;
  return { ...own, rivals: [...new Set([...own.rivals, ...served.rivals])] };
}

function codeOf(candidate: Candidate): ReasonCode {
  if (candidate.route !== null && candidate.verdict.kind === 'method-not-registered')
    return 'method-not-registered';
  return candidate.hostKind === 'path-only' ? 'path-only' : 'host-and-path';
}

interface Asked {
  readonly catalogue: Catalogue;
  readonly attachments: Attachments;
  readonly subject: Subject;
  readonly routed: readonly Candidate[];
}

interface Found extends Registration {
  readonly candidate: Candidate | null;
  readonly code: ReasonCode;
  readonly rivals: readonly RegisteredApi[];
}

function managed(asked: Asked, found: Found): ManagedDecision {
  const { api, gateway, candidate, code } = found;
  const { same } = asked.catalogue;
  const rivals = found.rivals.filter((rival) => !isSameApi(same, rival, api));
  const judgement = judge(asked.attachments, asked.subject, api, candidate);
  const flags: Flag[] = [];
  if (judgement.verdict.kind === 'undocumented') flags.push('undocumented-operation');
  if (judgement.verdict.kind === 'method-not-registered') flags.push('method-not-registered');
  if (rivals.length > 0 || (code !== 'native-id' && candidate?.partial === true)) flags.push('ambiguous');
  if (code === 'path-only') flags.push('path-only');
  return {
    api,
    gateway,
    row: rowOf(asked, { api, gateway }),
    candidate,
    judgement,
    flags,
    reason: frontReason(code, api, gateway, candidate, rivals),
  };
}

/** Where a registration is several APIs of another gateway, the one to which that gateway's router leads. */
function rowOf({ catalogue, subject, routed }: Asked, registration: Registration): Registration {
  const rows = catalogue.same.rowsOf(registration.api);
  const [first = registration] = rows;
  if (rows.length < 2) return first;
  const led = bestCandidate(
    routed.filter((one) => rows.some(({ api }) => api === one.api)),
    subject,
  );
  return led ?? first;
}

/** A route that lacks the method decides by itself; else the definitions attached to the API do. */
function judge(
  attachments: Attachments,
  subject: Subject,
  api: RegisteredApi,
  candidate: Candidate | null,
): Judgement {
  if (candidate !== null && candidate.verdict.kind !== 'not-evaluated') {
    return { verdict: candidate.verdict, definition: api.operations === null ? null : api };
  }
  return attachments.judge(api, subject.method, subject.path);
}

function frontReason(
  code: ReasonCode,
  api: RegisteredApi,
  gateway: CompiledGateway,
  candidate: Candidate | null,
  rivals: readonly RegisteredApi[],
): DecisionReason {
  const { id } = gateway.snapshot;
  const rival =
    rivals.length === 0
      ? null
      : `${rivals
          .slice(0, 3)
          .map((one) => `"${one.name}"`)
          .join(
            ', ',
          )} accepts it too; the gateway's tie-break or a condition that the log does not show decides.`;
  return {
    code,
    text: frontText(code, api, id, candidate),
    rule: candidate === null ? 'native id in the gateway log' : ruleText(candidate),
    nearestMiss: rival,
  };
}

function frontText(
  code: ReasonCode,
  api: RegisteredApi,
  gatewayId: string,
  candidate: Candidate | null,
): string {
  const path = candidate?.path ?? '/';
  if (code === 'native-id') return `The log of ${gatewayId} names the API "${api.name}".`;
  if (code === 'path-only') {
    return `The path fits ${path} of "${api.name}"; ${gatewayId} states no host for it, so only the path was compared.`;
  }
  if (code === 'method-not-registered') {
    return `"${api.name}" of ${gatewayId} serves ${path} at this host, but not with this method.`;
  }
  return api.kind === 'definition'
    ? `The definition "${api.name}" registers this host and base path ${path}.`
    : `"${api.name}" of ${gatewayId} serves ${path} at this host.`;
}

const RULES: Readonly<Record<RegisteredApi['semantics'], string>> = {
  'kong-traditional-compatible': 'Kong router, traditional_compatible',
  'kong-traditional': 'Kong router, traditional',
  'kong-expressions': 'Kong router, expressions',
  'axway-v7': 'API Manager 7 front-end API, longest base path by segments',
  'segment-prefix': 'base path by segments',
};

const HOST_RULES: Readonly<Record<Candidate['hostKind'], string>> = {
  exact: 'host named',
  wildcard: 'host by wildcard',
  'gateway-host': 'host-less route at a host of the gateway',
  'path-only': 'host-less route, host unknown',
};

function ruleText(candidate: Candidate): string {
  return `${RULES[candidate.api.semantics]}; ${HOST_RULES[candidate.hostKind]}; path ${candidate.path}`;
}
