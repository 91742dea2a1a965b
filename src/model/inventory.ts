import type { Hop, NoiseReason } from './api-call.ts';
import type { EndpointId } from './ids.ts';
import type { JsonObject } from './json.ts';
import type {
  AuthScheme,
  AuthState,
  ChangeClass,
  ChangeType,
  DataCategory,
  Location,
  OverflowCap,
  Protocol,
  ThreatType,
} from './vocabulary.ts';

/** How many calls support a fact, split by what the server consented to. Integers only. */
export interface Evidence {
  readonly calls: number;
  /** Calls answered 2xx or 3xx: only these may lower a grade. */
  readonly accepted: number;
}

/** One slot of a path template, in template order. */
export interface SlotFacts {
  readonly name: string;
  /** `integer uuid ulid date email hash token slug word file decimal ...`: the rule that made it a slot. */
  readonly type: string;
  readonly format: string | null;
  /** Small closed set of values that may be shown; null when open or private. */
  readonly enumeration: readonly string[] | null;
  /** Self-evident from the value alone, statistical from evidence, known from a definition, pinned by a person. */
  readonly origin: 'self-evident' | 'statistical' | 'known' | 'pinned';
  /** One sentence: the rule and its counts. */
  readonly why: string;
}

export interface AuthFacts {
  readonly state: AuthState;
  /** Schemes seen on accepted calls, sorted. */
  readonly schemes: readonly AuthScheme[];
  readonly authenticatedAccepted: number;
  readonly anonymousAccepted: number;
  readonly anonymousRefused: number;
  readonly authenticatedRefused: number;
  /** Calls whose credential headers were masked or not captured. */
  readonly unobservable: number;
  /** Accepted calls whose JWT says `alg: none`. */
  readonly jwtAlgNone: Evidence;
  /** Accepted JWTs without expiry, and with a lifetime above 24 h. */
  readonly jwtNoExpiry: Evidence;
  readonly jwtLongLived: Evidence;
  /** Credentials that stood in the URL, by kind and parameter name (`api_key`, `access_token`). */
  readonly inUrl: readonly {
    readonly kind: 'api-key' | 'token' | 'basic';
    readonly name: string;
    readonly evidence: Evidence;
  }[];
  /** Credentials over plaintext http. */
  readonly plaintextCredentials: Evidence;
  /** Credentials are handed over in the body (login, token endpoint): that no header is needed is no weakness. */
  readonly credentialEndpoint: boolean;
}

export interface DataClassFacts {
  readonly id: string;
  readonly category: DataCategory;
  readonly location: Location;
  /** JSON Pointer with `*` for array items and dynamic keys; never a raw key. */
  readonly path: string;
  readonly count: number;
  readonly accepted: number;
  /** The rule, its counts and chance rate, one sentence. */
  readonly why: string;
  /** Redacted samples, at most 3, the k smallest by keyed hash. */
  readonly samples: readonly string[];
}

/** A class that the evidence shows and that a person said is not there. */
export interface RefusedClassFacts {
  /** Id of the rule. */
  readonly rule: string;
  readonly id: string;
  readonly location: Location;
  readonly path: string;
  readonly count: number;
}

export interface ThreatFacts {
  readonly type: ThreatType;
  readonly location: Location | null;
  readonly attempts: number;
  readonly probable: number;
  readonly successes: number;
  readonly rule: string;
  /** Distinct attacking clients, estimated. */
  readonly clients: number;
  /** Redacted samples, at most 3. */
  readonly samples: readonly string[];
}

/** What responses and headers gave away or promised. Counts over all calls of the endpoint. */
export interface SignalFacts {
  readonly verboseErrors: number;
  /** Redacted samples of verbose errors, at most 3. */
  readonly verboseErrorSamples: readonly string[];
  readonly corsWildcardCredentials: Evidence;
  readonly rateLimitHeaders: number;
  readonly tooManyRequests: number;
  readonly deprecationHeaders: number;
  readonly sunsetAtMs: number | null;
  readonly https: Evidence;
  readonly plaintext: Evidence;
}

/** Which parts of the exchange the sources delivered at all; decides what is "not evaluated". */
export interface CoverageFacts {
  readonly requestHeaders: number;
  readonly responseHeaders: number;
  readonly requestBodies: number;
  readonly responseBodies: number;
  readonly clientAddresses: number;
  readonly schemes: number;
}

export interface QuantileFacts {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface TrafficFacts {
  readonly latencyMs: QuantileFacts | null;
  readonly requestBytes: QuantileFacts | null;
  readonly responseBytes: QuantileFacts | null;
  /** Distinct clients (address or authenticated id), estimated by HyperLogLog. */
  readonly clients: number;
  /** Calls per UTC hour of day, 24 integers. */
  readonly hours: readonly number[];
}

/** A parameter or header field that was seen, with what was inferred. */
export interface ParameterFacts {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly schema: JsonObject;
}

export interface BodyFacts {
  readonly contentType: string;
  /** `2XX`, `4XX`... for responses; null for requests. */
  readonly statusClass: string | null;
  readonly count: number;
  /** JSON Schema 2020-12 as used by OpenAPI 3.1. */
  readonly schema: JsonObject;
}

export interface SchemaFacts {
  readonly parameters: readonly ParameterFacts[];
  readonly requests: readonly BodyFacts[];
  readonly responses: readonly BodyFacts[];
}

export interface NativeRefFacts {
  readonly gateway: string;
  readonly api: string | null;
  readonly route: string | null;
  readonly calls: number;
}

/** What one hop saw of an endpoint. */
export interface HopFacts {
  readonly hop: Hop;
  readonly calls: number;
  /** Calls whose client address is a configured gateway address. */
  readonly fromGateway: number;
  readonly native: readonly NativeRefFacts[];
  readonly statuses: Readonly<Record<string, number>>;
}

/** One endpoint of the inventory: method + host + template (+ operation), all that was learnt about it. */
export interface EndpointFacts {
  readonly id: EndpointId;
  readonly aliases: readonly EndpointId[];
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly operation: string | null;
  readonly protocol: Protocol;
  readonly slots: readonly SlotFacts[];
  /** True while the host, a shown literal or the operation came from fewer than five distinct clients and is nobody's configuration. */
  readonly provisional: boolean;
  readonly hops: readonly HopFacts[];
  /** Headline count: operations counted once across hops (sum over gateways, else edges, else the largest other hop). */
  readonly calls: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly auth: AuthFacts;
  readonly dataClasses: readonly DataClassFacts[];
  /** Classes taken away by corrections; absent where none was. */
  readonly refusedClasses?: readonly RefusedClassFacts[];
  /** Locations whose names exceeded their cap; absent where none did. */
  readonly overflows?: readonly Location[];
  readonly threats: readonly ThreatFacts[];
  readonly signals: SignalFacts;
  readonly coverage: CoverageFacts;
  readonly traffic: TrafficFacts;
  readonly schemas: SchemaFacts;
}

/** A behaviour decided in the view against a baseline: enumeration, stuffing. */
export interface BehaviourFacts {
  readonly type: 'id-enumeration' | 'credential-stuffing';
  readonly endpoint: EndpointId;
  /** Network (/24, /48) plus pseudonym, or the client's configured form. Never a raw credential. */
  readonly actor: string;
  readonly attempts: number;
  readonly successes: number;
  readonly distinct: number;
  readonly rule: string;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
}

/** A difference between two consecutive buckets, before APIs are attached. */
export interface ChangeFacts {
  readonly type: ChangeType;
  readonly class: ChangeClass;
  readonly endpoint: EndpointId;
  readonly atMs: number;
  /** What changed: parameter name, pointer, status, class id. Part of the id. */
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface CallCounts {
  /** Accepted calls of the assessment window, after drops. */
  readonly analyzed: number;
  /** Accepted calls before or after the window: counted, perhaps kept no longer, and not part of this inventory. */
  readonly outsideWindow: number;
  readonly noise: Readonly<Partial<Record<NoiseReason, number>>>;
  readonly operations: number;
}

/** Where a cap was reached; those rules are "not evaluated" for the cell. */
export interface OverflowFacts {
  readonly cap: OverflowCap;
  /** A host, or a host and a base path behind a space; `*` for hosts beyond their own cap. */
  readonly where: string;
}

/** The view of a summary: everything learnt from calls, before anything is known about gateways. */
export interface Inventory {
  readonly asOfMs: number;
  readonly windowFromMs: number;
  readonly calls: CallCounts;
  readonly endpoints: readonly EndpointFacts[];
  readonly behaviours: readonly BehaviourFacts[];
  readonly changes: readonly ChangeFacts[];
  /** Threats on calls that are noise, by host: they feed findings about the attacker, never a grade. */
  readonly noiseThreats: readonly { readonly host: string; readonly threat: ThreatFacts }[];
  readonly overflows: readonly OverflowFacts[];
}
