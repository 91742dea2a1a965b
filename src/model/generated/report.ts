// Generated from schemas/ by `npm run generate`. Do not edit.
/**
 * RFC 3339 UTC with milliseconds
 */
export type Time = string;
export type Management = 'managed' | 'unmanaged';
export type Flag =
  | 'undocumented-operation'
  | 'method-not-registered'
  | 'upstream-view'
  | 'bypass'
  | 'zombie'
  | 'deprecated-operation'
  | 'dormant'
  | 'ambiguous'
  | 'path-only'
  | 'stale';
export type Letter = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'U';
export type Protocol = 'rest' | 'graphql' | 'soap' | 'json-rpc' | 'grpc' | 'odata' | 'rpc' | 'websocket';
export type AuthState = 'required' | 'mixed' | 'none' | 'undetected';
export type AuthScheme = string;
export type Location =
  | 'request.path'
  | 'request.query'
  | 'request.header'
  | 'request.cookie'
  | 'request.body'
  | 'response.header'
  | 'response.cookie'
  | 'response.body';
export type FindingType =
  | 'unauthenticated-sensitive-endpoint'
  | 'declared-auth-not-enforced'
  | 'mixed-authentication'
  | 'api-key-in-url'
  | 'token-in-url'
  | 'jwt-alg-none'
  | 'plaintext-transport'
  | 'sensitive-data-in-response'
  | 'personal-data-in-url'
  | 'secret-in-response'
  | 'injection-attempt'
  | 'injection-success'
  | 'id-enumeration'
  | 'credential-stuffing'
  | 'gateway-bypass'
  | 'unmanaged-api'
  | 'undocumented-operation'
  | 'zombie-api'
  | 'verbose-error'
  | 'cors-wildcard-credentials'
  | 'missing-rate-limit-evidence'
  | 'definition-drift'
  | 'imported-signal';
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';
export type ChangeType =
  | 'endpoint-added'
  | 'endpoint-vanished'
  | 'parameter-added'
  | 'parameter-removed'
  | 'parameter-type'
  | 'parameter-required'
  | 'response-field-added'
  | 'response-field-removed'
  | 'response-field-type'
  | 'status-added'
  | 'auth-weakened'
  | 'auth-strengthened'
  | 'data-class-exposed'
  | 'enumeration-changed'
  | 'format-changed'
  | 'latency-shift'
  | 'error-rate-shift'
  | 'access-widened';
export type ChangeClass = 'breaking' | 'risky' | 'additive' | 'removed';

/**
 * The canonical report: every list, page and export is derived from it.
 */
export interface Report {
  /**
   * Version of this document format.
   */
  schemaVersion: 1;
  /**
   * Reference time: the latest accepted call in analyze, the start of the run in the daemon.
   */
  asOf: Time | null;
  calls: Calls;
  /**
   * All APIs, sorted by host, then base path.
   */
  apis: ReportApi[];
  /**
   * All endpoints, sorted by host, path, method.
   */
  endpoints: ReportEndpoint[];
  /**
   * All findings, sorted by id.
   */
  findings: Finding[];
  /**
   * Differences between consecutive buckets, or against the baseline, sorted by id.
   */
  changes: Change[];
  /**
   * Sets that the traffic made larger than is kept apart: the rest of each is counted together. Absent where nothing was cut short; sorted by cap, then host.
   *
   * @minItems 1
   */
  overflows?: [Overflow, ...Overflow[]];
  run: Run;
}
export interface Calls {
  /**
   * Records given, blank lines apart; equals analyzed and dropped together.
   */
  received: number;
  /**
   * Records that are no call, by reason.
   */
  dropped: {
    [k: string]: number | undefined;
  };
  /**
   * Accepted calls that belong to no endpoint, by reason.
   */
  noise: {
    [k: string]: number | undefined;
  };
  /**
   * Accepted calls.
   */
  analyzed: number;
  /**
   * Operations at endpoints; a batch of three is one call and three operations.
   */
  operations: number;
}
export interface ReportApi {
  /**
   * Stable id.
   */
  id: string;
  /**
   * Name by the gateway or definition, else host and base path.
   */
  name: string;
  /**
   * Main host, normalised.
   */
  host: string;
  /**
   * All hosts.
   */
  hosts: string[];
  /**
   * Hosts of these that are known from provisional endpoints alone; registries and exports do not learn of them.
   */
  provisionalHosts?: string[];
  /**
   * Common path of its endpoints.
   */
  basePath: string;
  management: Management;
  /**
   * What refines the management.
   */
  flags: Flag[];
  reason: Reason;
  /**
   * The registered API that serves it or that it bypasses.
   */
  registered: Registered | null;
  /**
   * Every registration of it, at several gateways at the same hosts and base paths: `registered` first, then by gateway and native id. Absent where there is one or none.
   */
  registrations?: Registered[];
  /**
   * Environment, such as production.
   */
  environment: string | null;
  /**
   * Team or person.
   */
  owner: string | null;
  /**
   * Tags, sorted.
   */
  tags: string[];
  /**
   * Number of endpoints.
   */
  endpoints: number;
  /**
   * Calls, each counted once over all hops.
   */
  calls: number;
  /**
   * Calls per hop; hops are never added up across levels.
   */
  callsByHop: {
    [k: string]: number | undefined;
  };
  /**
   * Earliest call; null without calls.
   */
  firstSeen: Time | null;
  /**
   * Latest call; null without calls.
   */
  lastSeen: Time | null;
  grade: Grade;
  /**
   * A source's own grade, kept beside ours.
   */
  sourceGrade: SourceGrade | null;
}
export interface Reason {
  /**
   * Stable code of the rule that decided.
   */
  code: string;
  /**
   * One sentence for a person.
   */
  text: string;
  /**
   * The rule and what it compared.
   */
  rule: string;
  /**
   * What would have matched, and why it did not.
   */
  nearestMiss: string | null;
}
export interface Registered {
  /**
   * Id of the gateway.
   */
  gateway: string;
  /**
   * Native id of the registered API.
   */
  api: string;
  /**
   * Id, or method and path, of the registered operation; null where none is known.
   */
  operation: string | null;
}
export interface Grade {
  letter: Letter;
  /**
   * 0 to 100; null for U.
   */
  score: number | null;
  /**
   * Share of the applicable points that could be evaluated.
   */
  coverage: number;
  /**
   * Rubric as id@version.
   */
  rubric: string;
  /**
   * What was taken off, largest first.
   */
  deductions: Deduction[];
  /**
   * What holds the score down whatever else is well.
   */
  caps: Cap[];
  /**
   * Rules that could not be evaluated.
   */
  notEvaluated: NotEvaluated[];
}
export interface Deduction {
  /**
   * Rule of the rubric.
   */
  rule: string;
  /**
   * Category of the rule.
   */
  category: string;
  /**
   * Points of the rule.
   */
  points: number;
  /**
   * Factor by strength of the evidence.
   */
  strength: number;
  /**
   * Factor by exposure and sensitivity.
   */
  exposure: number;
  /**
   * What was taken off, after the floor of the category.
   */
  deducted: number;
  /**
   * The worst endpoint.
   */
  endpoint: string | null;
  /**
   * What is wrong, one sentence.
   */
  text: string;
  /**
   * What to do about it, one sentence.
   */
  fix: string;
  /**
   * Ids of the findings behind it.
   */
  findings: string[];
}
export interface Cap {
  /**
   * Rule of the rubric.
   */
  rule: string;
  letter: Letter;
  /**
   * The endpoint that proves it; null for the whole API.
   */
  endpoint: string | null;
  /**
   * What is wrong, one sentence.
   */
  text: string;
  /**
   * What to do about it, one sentence.
   */
  fix: string;
}
export interface NotEvaluated {
  /**
   * Rule of the rubric.
   */
  rule: string;
  /**
   * Points of the rule.
   */
  points: number;
  /**
   * What was missing.
   */
  reason: string;
}
export interface SourceGrade {
  /**
   * The lake or scanner that gave it.
   */
  origin: string;
  /**
   * Its score, 0 to 100.
   */
  score: number;
  letter: Letter;
  asOf: Time;
}
export interface ReportEndpoint {
  /**
   * Stable id.
   */
  id: string;
  /**
   * Id of its API.
   */
  api: string;
  /**
   * HTTP method.
   */
  method: string;
  /**
   * Host, normalised.
   */
  host: string;
  /**
   * Path template from the root, slots as {name}.
   */
  path: string;
  /**
   * What is known of the slots of the path, in its order; absent where it has none.
   */
  slots?: Slot[];
  /**
   * Operation of GraphQL, SOAP, JSON-RPC, gRPC, of an OData batch or of a dispatching parameter; null for REST.
   */
  operation: string | null;
  protocol: Protocol;
  /**
   * Calls, each counted once over all hops.
   */
  calls: number;
  /**
   * Calls per status code; `none` without a response.
   */
  statuses: {
    [k: string]: number | undefined;
  };
  management: Management;
  /**
   * What refines the management.
   */
  flags: Flag[];
  reason: Reason;
  /**
   * The registered operation, where one is known.
   */
  registered: Registered | null;
  /**
   * What callers proved and what was enforced.
   */
  auth: {
    state: AuthState;
    /**
     * Schemes seen on accepted calls.
     */
    schemes: AuthScheme[];
  };
  /**
   * Classes of data found in it.
   */
  dataClasses: {
    /**
     * Id of the class.
     */
    id: string;
    location: Location;
    /**
     * JSON Pointer with * for array items and dynamic keys.
     */
    path: string;
    /**
     * Values of the class.
     */
    count: number;
  }[];
  /**
   * Earliest call; null without calls.
   */
  firstSeen: Time | null;
  /**
   * Latest call; null without calls.
   */
  lastSeen: Time | null;
  /**
   * The host, a shown literal or the operation came from fewer than five clients, and nobody wrote it down.
   */
  provisional: boolean;
  /**
   * Earlier ids of this endpoint, from assessments before its template changed; absent where there are none.
   */
  aliases?: string[];
}
export interface Slot {
  /**
   * Name in the path.
   */
  name: string;
  /**
   * The rule that made it a slot: integer, uuid, date, token, word and others.
   */
  type: string;
  /**
   * All its values, where they are a small closed set that may be shown; absent where not.
   */
  enumeration?: string[];
  /**
   * From the value alone, from evidence, from a definition, or from a person.
   */
  origin: 'self-evident' | 'statistical' | 'known' | 'pinned';
  /**
   * The rule and its counts.
   */
  why: string;
}
export interface Finding {
  /**
   * Stable id.
   */
  id: string;
  type: FindingType;
  severity: Severity;
  /**
   * Id of the API.
   */
  api: string;
  /**
   * Id of the endpoint; null for the whole API.
   */
  endpoint: string | null;
  /**
   * What is wrong, one sentence.
   */
  title: string;
  /**
   * The data lake or scanner that reports it; absent where Assay found it.
   */
  origin?: string;
  /**
   * What justifies it.
   */
  evidence: {
    /**
     * What was counted.
     */
    counts: {
      [k: string]: number | undefined;
    };
    /**
     * At most three redacted samples.
     *
     * @maxItems 3
     */
    samples: [] | [string] | [string, string] | [string, string, string];
    /**
     * Id of the rule.
     */
    rule: string;
    /**
     * Numbers that the rule compared with.
     */
    thresholds: {
      [k: string]: number | undefined;
    };
  };
  /**
   * Controls touched, such as owasp-api-2023:API2 or cwe:306.
   */
  controls: string[];
  /**
   * Where it stands with the people who handle it.
   */
  status: 'open' | 'accepted' | 'false-positive' | 'fixed' | 'regressed';
}
export interface Change {
  /**
   * Stable id.
   */
  id: string;
  type: ChangeType;
  class: ChangeClass;
  /**
   * Id of the API.
   */
  api: string;
  /**
   * Id of the endpoint; null for the whole API.
   */
  endpoint: string | null;
  at: Time;
  /**
   * What it was; null where there was nothing.
   */
  before: string | null;
  /**
   * What it is; null where there is nothing.
   */
  after: string | null;
}
export interface Overflow {
  /**
   * What there was more of than is kept apart; more actors than that leave the rules of behaviour not evaluated.
   */
  cap:
    | 'hosts'
    | 'pathsPerHost'
    | 'childrenPerNode'
    | 'operationsPerPath'
    | 'fieldsPerLocation'
    | 'pointersPerBody'
    | 'actors';
  /**
   * A host of this report, or * for all others.
   */
  host: string;
}
/**
 * All that may differ between equal inputs: files, times, workers, lines that were dropped.
 */
export interface Run {
  [k: string]: unknown | undefined;
}
