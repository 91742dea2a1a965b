import type { Hop } from './api-call.ts';
import type { ApiId, EndpointId } from './ids.ts';
import type { AuthScheme, Flag, Management } from './vocabulary.ts';

/** Which rule decided. Closed list. */
export type ReasonCode =
  /** The gateway's own log names the API. */
  | 'native-id'
  /** The gateway's own log names an API that no snapshot holds. */
  | 'registered-elsewhere'
  /** A route or base path of a registered API accepts host and path. */
  | 'host-and-path'
  /** A host-less route accepts the path and nothing says at which hosts the gateway answers. */
  | 'path-only'
  /** Host and path are routed, the method is not. */
  | 'method-not-registered'
  /** Seen behind the gateway, at the address the gateway calls. */
  | 'upstream-view'
  /** The path and shape of a managed API at a host that is not its gateway. */
  | 'bypass'
  /** No registered API accepts it. */
  | 'not-registered'
  /** An API row without a call in the assessment window. */
  | 'registered';

/** Why something is managed or unmanaged; never a bare boolean. */
export interface DecisionReason {
  readonly code: ReasonCode;
  /** One sentence for a person. */
  readonly text: string;
  /** What was compared, with the semantics used. */
  readonly rule: string;
  /** What would have matched, and why it did not. */
  readonly nearestMiss: string | null;
}

export interface RegisteredRef {
  readonly gateway: string;
  /** Native id of the registered API inside its gateway. */
  readonly api: string;
  /** Operation id, else `METHOD /template`; null when the API has no operations or none fits. */
  readonly operation: string | null;
}

/** Calls around the gateway at the same host, or to another host. */
export interface BypassFacts {
  readonly api: ApiId;
  readonly hop: Hop;
  readonly calls: number;
  /** Low when no gateway address is configured or the log has no client addresses. */
  readonly confidence: 'high' | 'low';
}

/** The decision on one shown endpoint. Times are milliseconds since the epoch. */
export interface CorrelatedEndpoint {
  readonly id: EndpointId;
  readonly apiId: ApiId;
  readonly management: Management;
  /** Sorted as in `FLAGS`. */
  readonly flags: readonly Flag[];
  readonly reason: DecisionReason;
  readonly registered: RegisteredRef | null;
  /** Headline: sum over gateways, else edges, else the largest other hop; 0 where a higher level of the API already counts it. */
  readonly calls: number;
  readonly callsByHop: Readonly<Record<string, number>>;
  /** Status counts of the hops that make the headline. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** Schemes that the gateway or a definition declares; `[]` explicitly none, null not stated. */
  readonly declaredSecurity: readonly AuthScheme[] | null;
  /** null: the API has no operations here, so operations are not evaluated. */
  readonly documented: boolean | null;
  readonly deprecated: boolean;
  readonly sunsetAtMs: number | null;
  /** Reachable from outside as far as host names and hops tell. */
  readonly external: boolean;
  /**
   * Endpoints of the inventory folded into this one: the same calls seen behind the gateway. Their payload facts add to
   * this endpoint's; their authentication facts do not, since the gateway may have removed the credential.
   */
  readonly views: readonly EndpointId[];
  readonly bypass: BypassFacts | null;
}

export interface CorrelatedApi {
  readonly id: ApiId;
  readonly name: string;
  readonly host: string;
  readonly hosts: readonly string[];
  /** Hosts of these that no registration names and that are known from provisional endpoints alone. */
  readonly provisionalHosts?: readonly string[];
  readonly basePath: string;
  readonly management: Management;
  readonly flags: readonly Flag[];
  readonly reason: DecisionReason;
  readonly registered: RegisteredRef | null;
  /** Every registration of it, the one above first; absent where there is no other. */
  readonly registrations?: readonly RegisteredRef[];
  readonly environment: string | null;
  readonly owner: string | null;
  readonly tags: readonly string[];
  readonly endpoints: readonly EndpointId[];
  readonly calls: number;
  readonly callsByHop: Readonly<Record<string, number>>;
  readonly firstSeenMs: number | null;
  readonly lastSeenMs: number | null;
  readonly lifecycle: 'active' | 'deprecated' | 'retired';
  readonly sunsetAtMs: number | null;
  /** Operations in the attached definitions and how many of them were called; null without operations. */
  readonly operations: { readonly documented: number; readonly seen: number } | null;
  /** Names of the definitions that describe this API. */
  readonly definitions: readonly string[];
  readonly external: boolean;
}

/** An id in a gateway's log that no snapshot holds: reason for one re-sync. */
export interface UnknownNativeId {
  readonly gateway: string;
  readonly id: string;
  readonly calls: number;
}

export interface Correlation {
  /** Sorted by host, base path, id. */
  readonly apis: readonly CorrelatedApi[];
  /** Sorted by host, path, method, id. */
  readonly endpoints: readonly CorrelatedEndpoint[];
  /** Endpoints of the inventory that are not shown because they are another one's upstream view. */
  readonly folded: readonly { readonly endpoint: EndpointId; readonly into: EndpointId }[];
  readonly unknownNativeIds: readonly UnknownNativeId[];
  /** Registered patterns and expressions that could not be evaluated, each with its reason. */
  readonly notEvaluated: readonly {
    readonly gateway: string;
    readonly route: string;
    readonly why: string;
  }[];
  /** Sum of the headline counts: each operation once. */
  readonly operations: number;
}

/** A compiled path pattern, anchored at the start. Must run in linear time. */
export interface LinearPattern {
  /** End index of the match that starts at index 0, or null. */
  matchEnd(path: string): number | null;
}

/** Compiles a pattern that is not ours in a linear-time engine; null when the engine cannot. */
export type RegexCompiler = (source: string) => LinearPattern | null;

export interface CorrelationSettings {
  readonly compileRegex: RegexCompiler;
  /** First match wins; replaces the base path rule for unmanaged APIs. */
  readonly grouping: readonly { readonly host: string; readonly segments: number }[];
  /** Host globs in order; the first that states a field decides it, tags add up. */
  readonly hostRules: readonly HostRule[];
  /** Hops whose source is older than twice its schedule. */
  readonly staleHops: readonly string[];
  /** Gateways that were never read: what they serve is unknown. */
  readonly unreadGateways?: readonly string[];
}

export interface HostRule {
  readonly host: string;
  readonly environment: string | null;
  readonly owner: string | null;
  readonly tags: readonly string[];
  readonly external: boolean | null;
}
