/** What each request was, known to the driver alone: nothing of this travels with the request. */
export type Entrance = 'nginx' | 'haproxy' | 'gateway' | 'mesh';

export type NoiseKind = 'scanner-probe' | 'static-asset' | 'cors-preflight';

/** How a request proved who it was, and whether the proof stands in the URL (visible to every log). */
export type Credential =
  | 'none'
  | 'jwt'
  | 'basic'
  | 'api-key-header'
  | 'api-key-query'
  | 'session-cookie'
  | 'token-query';

export interface Tag {
  /** Absent for noise. Absolute path template on the host that the client named. */
  readonly template?: string;
  readonly noise?: NoiseKind;
  /** GraphQL or SOAP operations inside the request, in order; empty where the protocol has none. */
  readonly operations?: readonly string[];
  readonly credential: Credential;
  /** The gateway answers by itself (no route, no credential): nothing reaches the upstream. */
  readonly endsAtGateway?: boolean;
  readonly actor: string;
  readonly kind:
    | 'person'
    | 'mobile-app'
    | 'partner'
    | 'batch'
    | 'staff'
    | 'system'
    | 'scanner'
    | 'stuffing'
    | 'enumerator';
  readonly attack?: 'injection';
}

export interface PlannedRequest {
  readonly entrance: Entrance;
  readonly scheme: 'https' | 'http';
  readonly host: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly clientAddress: string;
  readonly tag: Tag;
}

export interface SentRequest {
  readonly entrance: Entrance;
  readonly scheme: 'https' | 'http';
  readonly host: string;
  readonly method: string;
  readonly status: number;
  readonly clientAddress: string;
  readonly tag: Tag;
}
