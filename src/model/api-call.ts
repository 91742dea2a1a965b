/** Header or trailer map with lower-case names; a repeated header keeps its values in order. */
export type HeaderMap = Readonly<Record<string, string | readonly string[]>>;

/** One side of an exchange. `null` says "not captured", which is never the same as "empty". */
export interface Message {
  readonly headers: HeaderMap | null;
  readonly body: string | null;
  /** Size on the wire where the log states it. */
  readonly sizeBytes: number | null;
}

/** What a gateway itself says about the call: ids of its own configuration. */
export interface GatewayRef {
  readonly id: string | null;
  readonly api: string | null;
  readonly route: string | null;
  /** True when the gateway's own log says that no route matched. */
  readonly unrouted: boolean;
}

/** One observed HTTP exchange, normalised. Every mapping produces exactly this. */
export interface ApiCall {
  /** Record id for duplicate removal; null where the log has none. */
  readonly id: string | null;
  /** Start of the request, milliseconds since the epoch, UTC. */
  readonly timeMs: number;
  readonly method: string;
  readonly scheme: 'http' | 'https' | null;
  /** Normalised by `normalizeHost`: lower-case, no trailing dot, default port dropped. */
  readonly host: string;
  /** As sent, without the query, percent-encoding untouched; starts with `/`. */
  readonly path: string;
  /** As sent, without `?`; null when there is none. */
  readonly query: string | null;
  /** null when the client went away before a response. */
  readonly status: number | null;
  readonly client: {
    /** Address of the client after trusted proxies, if the log has it. */
    readonly address: string | null;
    /** Consumer, application or user that the gateway authenticated. */
    readonly id: string | null;
  };
  readonly latencyMs: number | null;
  readonly request: Message;
  readonly response: Message;
  readonly gateway: GatewayRef | null;
  /**
   * Only headers that somebody chose for the log are here: one that is missing says nothing. Absent: all that were sent.
   */
  readonly chosenHeaders?: true;
  /** GraphQL, gRPC and similar hints that a log format states by itself. */
  readonly operation: string | null;
}

/** Where a source sees calls. */
export type Hop = 'edge' | 'mesh' | `gateway:${string}` | `behind:${string}`;

/** Why a record did not become a call. Closed list; `received = analyzed + sum(dropped)`. */
export type DropReason =
  | 'malformed'
  | 'not-a-call'
  | 'missing-field'
  | 'invalid-field'
  | 'too-long'
  | 'too-deep'
  | 'time-out-of-range'
  | 'duplicate';

/** Why an accepted call belongs to no endpoint. Closed list. */
export type NoiseReason =
  | 'scanner-probe'
  | 'static-asset'
  | 'cors-preflight'
  | 'not-found'
  | 'method-not-allowed'
  | 'unauthorized-unknown'
  | 'no-route'
  | 'no-response'
  | 'server-error-only';
