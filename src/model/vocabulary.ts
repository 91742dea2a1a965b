/** The closed vocabularies of the product. `schemas/` repeats them for outsiders; a test holds both equal. */

export const AUTH_SCHEMES = [
  'basic',
  'bearer',
  'jwt',
  'oauth2',
  'api-key',
  'session-cookie',
  'digest',
  'hmac',
  'sigv4',
  'mtls',
] as const;
export type AuthScheme = (typeof AUTH_SCHEMES)[number] | `custom:${string}`;

export const AUTH_STATES = ['required', 'mixed', 'none', 'undetected'] as const;
export type AuthState = (typeof AUTH_STATES)[number];

export const MANAGEMENT = ['managed', 'unmanaged'] as const;
export type Management = (typeof MANAGEMENT)[number];

export const FLAGS = [
  'undocumented-operation',
  'method-not-registered',
  'upstream-view',
  'bypass',
  'zombie',
  'deprecated-operation',
  'dormant',
  'ambiguous',
  'path-only',
  'stale',
] as const;
export type Flag = (typeof FLAGS)[number];

export const LOCATIONS = [
  'request.path',
  'request.query',
  'request.header',
  'request.cookie',
  'request.body',
  'response.header',
  'response.cookie',
  'response.body',
] as const;
export type Location = (typeof LOCATIONS)[number];

export const THREAT_TYPES = [
  'sql-injection',
  'nosql-injection',
  'xss',
  'path-traversal',
  'command-injection',
  'ssrf',
  'xxe',
  'template-injection',
  'log4j-lookup',
  'crlf-injection',
  'scanner',
  'id-enumeration',
  'credential-stuffing',
] as const;
export type ThreatType = (typeof THREAT_TYPES)[number];

export const FINDING_TYPES = [
  'unauthenticated-sensitive-endpoint',
  'declared-auth-not-enforced',
  'mixed-authentication',
  'api-key-in-url',
  'token-in-url',
  'jwt-alg-none',
  'plaintext-transport',
  'sensitive-data-in-response',
  'personal-data-in-url',
  'secret-in-response',
  'injection-attempt',
  'injection-success',
  'id-enumeration',
  'credential-stuffing',
  'gateway-bypass',
  'unmanaged-api',
  'undocumented-operation',
  'zombie-api',
  'verbose-error',
  'cors-wildcard-credentials',
  'missing-rate-limit-evidence',
  'definition-drift',
  'imported-signal',
] as const;
export type FindingType = (typeof FINDING_TYPES)[number];

export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const PROTOCOLS = [
  'rest',
  'graphql',
  'soap',
  'json-rpc',
  'grpc',
  'odata',
  'rpc',
  'websocket',
] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Sets of the analyzer that may have exceeded their cap: the rest of such a set is counted together. */
export const OVERFLOW_CAPS = [
  'hosts',
  'pathsPerHost',
  'childrenPerNode',
  'operationsPerPath',
  'fieldsPerLocation',
  'pointersPerBody',
  'actors',
] as const;
export type OverflowCap = (typeof OVERFLOW_CAPS)[number];

export const DATA_CATEGORIES = [
  'pii',
  'financial',
  'health',
  'secret',
  'location',
  'auth',
  'government-id',
] as const;
export type DataCategory = (typeof DATA_CATEGORIES)[number];

export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'U'] as const;
export type Letter = (typeof LETTERS)[number];

export const CHANGE_CLASSES = ['breaking', 'risky', 'additive', 'removed'] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];

export const CHANGE_TYPES = [
  'endpoint-added',
  'endpoint-vanished',
  'parameter-added',
  'parameter-removed',
  'parameter-type',
  'parameter-required',
  'response-field-added',
  'response-field-removed',
  'response-field-type',
  'status-added',
  'auth-weakened',
  'auth-strengthened',
  'data-class-exposed',
  'enumeration-changed',
  'format-changed',
  'latency-shift',
  'error-rate-shift',
  'access-widened',
] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];
