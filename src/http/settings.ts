import type { Clock } from '../model/clock.ts';
import type { Logger } from '../model/logger.ts';
import type { Secret } from '../model/secret.ts';
import type { GoogleSettings } from './auth/google.ts';
import type { OAuth2ClientSettings } from './auth/oauth2-client.ts';
import type { SessionLoginSettings } from './auth/session-login.ts';
import type { SigV4Settings } from './auth/sigv4.ts';

/** How requests prove who they are. Credentials go only to the origin of the base URL. */
export type AuthSettings =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: Secret }
  | { readonly kind: 'bearer'; readonly token: Secret }
  | { readonly kind: 'header'; readonly name: string; readonly value: Secret; readonly prefix?: string }
  | { readonly kind: 'token-as-user'; readonly token: Secret; readonly password: string }
  | ({ readonly kind: 'sigv4' } & SigV4Settings)
  | { readonly kind: 'azure-shared-key'; readonly account: string; readonly key: Secret }
  | { readonly kind: 'azure-sas'; readonly token: Secret }
  | { readonly kind: 'azure-identity'; readonly scope: string }
  | ({ readonly kind: 'google' } & GoogleSettings)
  | ({ readonly kind: 'oauth2-client' } & OAuth2ClientSettings)
  | ({ readonly kind: 'session-login' } & SessionLoginSettings);

/** What the platform allows; every number has its reason in the connector's manifest. */
export interface HttpLimits {
  /** Requests under way at once, per origin. */
  readonly concurrency: number;
  /** At most this many requests are started per interval, per origin. */
  readonly perInterval?: { readonly requests: number; readonly intervalMs: number };
}

export interface HttpSettings {
  /** Absolute; its path is the prefix of every relative request URL. */
  readonly baseUrl: string;
  readonly auth: AuthSettings;
  /** Further origins that may be asked (`https://docs.example`), without credentials. */
  readonly origins?: readonly string[];
  /** Deadline of one attempt. Default 30 s. */
  readonly timeoutMs?: number;
  /** Size cap of one response after decoding. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Attempts in all, the first included. Default 4. */
  readonly attempts?: number;
  /** Longest Retry-After that is waited for; beyond it the request fails as `rateLimited`. Default 60 s. */
  readonly maxRetryAfterMs?: number;
  /** Pages of one listing. Default 10,000. */
  readonly maxPages?: number;
}

/** What the host of the client injects. */
export interface HttpHost {
  readonly clock: Clock;
  /** Uniform in [0, 1); spreads retries. */
  readonly random: () => number;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}
