import type { AuthSettings } from '../settings.ts';
import { basicAuth } from './basic.ts';
import { bearerAuth } from './bearer.ts';
import { headerAuth } from './header.ts';

/** What a signature may cover: the request as it will be sent. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Adds credentials to a request. Its results are the only place outside Secret where their values stand. */
export interface Authenticator {
  /** The headers to add; those of the same name are replaced. */
  headers(request: OutgoingRequest): Promise<Readonly<Record<string, string>>>;
  /** Reads or fetches the credentials again; true when they changed, so one more attempt makes sense. */
  refresh(): Promise<boolean>;
}

export function createAuthenticator(settings: AuthSettings): Authenticator {
  switch (settings.kind) {
    case 'basic':
      return basicAuth(settings.username, settings.password);
    case 'bearer':
      return bearerAuth(settings.token);
    case 'header':
      return headerAuth(settings.name, settings.value);
    case 'none':
    default:
      return { headers: () => Promise.resolve({}), refresh: () => Promise.resolve(false) };
  }
}
