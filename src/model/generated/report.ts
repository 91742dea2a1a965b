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
export type Protocol = 'rest' | 'graphql' | 'soap' | 'json-rpc' | 'grpc';
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
  | 'definition-drift';
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
  | 'format-changed';
export type ChangeClass = 'breaking' | 'risky' | 'additive' | 'removed';

/**
 * The canonical report: every list, page and export is derived from it.
 */
export interface Report {
  schemaVersion: 1;
  asOf: Time | null;
  calls: Calls;
  apis: ReportApi[];
  endpoints: ReportEndpoint[];
  findings: Finding[];
  changes: Change[];
  run: Run;
}
export interface Calls {
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
  analyzed: number;
  operations: number;
}
export interface ReportApi {
  id: string;
  name: string;
  host: string;
  hosts: string[];
  basePath: string;
  management: Management;
  flags: Flag[];
  reason: Reason;
  registered: Registered | null;
  environment: string | null;
  owner: string | null;
  tags: string[];
  endpoints: number;
  calls: number;
  /**
   * Calls per hop; hops are never added up across levels.
   */
  callsByHop: {
    [k: string]: number | undefined;
  };
  firstSeen: Time | null;
  lastSeen: Time | null;
  grade: Grade;
  sourceGrade: SourceGrade | null;
}
export interface Reason {
  code: string;
  /**
   * One sentence for a person.
   */
  text: string;
  rule: string;
  /**
   * What would have matched, and why it did not.
   */
  nearestMiss: string | null;
}
export interface Registered {
  gateway: string;
  api: string;
  operation: string | null;
}
export interface Grade {
  letter: Letter;
  score: number | null;
  coverage: number;
  rubric: string;
  deductions: Deduction[];
  caps: Cap[];
  notEvaluated: NotEvaluated[];
}
export interface Deduction {
  rule: string;
  category: string;
  points: number;
  strength: number;
  exposure: number;
  deducted: number;
  /**
   * The worst endpoint.
   */
  endpoint: string | null;
  text: string;
  fix: string;
  findings: string[];
}
export interface Cap {
  rule: string;
  letter: Letter;
  endpoint: string | null;
  text: string;
  fix: string;
}
export interface NotEvaluated {
  rule: string;
  points: number;
  reason: string;
}
export interface SourceGrade {
  origin: string;
  score: number;
  letter: Letter;
  asOf: Time;
}
export interface ReportEndpoint {
  id: string;
  api: string;
  method: string;
  host: string;
  path: string;
  operation: string | null;
  protocol: Protocol;
  calls: number;
  /**
   * Calls per status code; `none` without a response.
   */
  statuses: {
    [k: string]: number | undefined;
  };
  management: Management;
  flags: Flag[];
  reason: Reason;
  registered: Registered | null;
  auth: {
    state: AuthState;
    schemes: AuthScheme[];
  };
  dataClasses: {
    id: string;
    location: Location;
    path: string;
    count: number;
  }[];
  firstSeen: Time | null;
  lastSeen: Time | null;
  provisional: boolean;
}
export interface Finding {
  id: string;
  type: FindingType;
  severity: Severity;
  api: string;
  endpoint: string | null;
  title: string;
  evidence: {
    /**
     * What was counted.
     */
    counts: {
      [k: string]: number | undefined;
    };
    /**
     * @maxItems 3
     */
    samples: [] | [string] | [string, string] | [string, string, string];
    rule: string;
    thresholds: {
      [k: string]: number | undefined;
    };
  };
  controls: string[];
  status: 'open' | 'accepted' | 'false-positive' | 'fixed' | 'regressed';
}
export interface Change {
  id: string;
  type: ChangeType;
  class: ChangeClass;
  api: string;
  endpoint: string | null;
  at: Time;
  before: string | null;
  after: string | null;
}
/**
 * All that may differ between equal inputs: files, times, workers, lines that were dropped.
 */
export interface Run {
  [k: string]: unknown | undefined;
}
