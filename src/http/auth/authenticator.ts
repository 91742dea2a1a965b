import type { AuthSettings } from '../settings.ts';
import { basicAuth } from './basic.ts';
import { bearerAuth } from './bearer.ts';
import { headerAuth } from './header.ts';

/** Adds credentials to a request. Its results are the only place outside Secret where their values stand. */
export interface Authenticator {
  headers(): Readonly<Record<string, string>>;
  /** Reads the credentials again; true when they changed, so one more attempt makes sense. */
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
      return { headers: () => ({}), refresh: () => Promise.resolve(false) };
  }
}
