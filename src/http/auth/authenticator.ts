import type { AuthSettings, HttpHost } from '../settings.ts';
import { azureIdentityAuth, azureSasAuth, azureSharedKeyAuth } from './azure.ts';
import { basicAuth } from './basic.ts';
import { bearerAuth } from './bearer.ts';
import { googleAuth } from './google.ts';
import { headerAuth } from './header.ts';
import { oauth2ClientAuth } from './oauth2-client.ts';
import { sessionLoginAuth } from './session-login.ts';
import { sigV4Auth } from './sigv4.ts';
import { tokenAsUserAuth } from './token-as-user.ts';

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
  /** The URL to ask, for credentials that stand in the query. It is sent and nothing else: no answer or error names it. */
  url?(url: URL): Promise<URL>;
  /** Reads or fetches the credentials again; true when they changed, so one more attempt makes sense. */
  refresh(): Promise<boolean>;
}

export function createAuthenticator(
  settings: AuthSettings,
  host: Pick<HttpHost, 'clock' | 'logger' | 'signal'>,
): Authenticator {
  switch (settings.kind) {
    case 'basic':
      return basicAuth(settings.username, settings.password);
    case 'bearer':
      return bearerAuth(settings.token);
    case 'header':
      return headerAuth(settings.name, settings.value, (revealed) => `${settings.prefix ?? ''}${revealed}`);
    case 'token-as-user':
      return tokenAsUserAuth(settings.token, settings.password);
    case 'sigv4':
      return sigV4Auth(settings, host);
    case 'azure-shared-key':
      return azureSharedKeyAuth(settings.account, settings.key, host);
    case 'azure-sas':
      return azureSasAuth(settings.token);
    case 'azure-identity':
      return azureIdentityAuth(settings.scope, host);
    case 'google':
      return googleAuth(settings);
    case 'oauth2-client':
      return oauth2ClientAuth(settings, host);
    case 'session-login':
      return sessionLoginAuth(settings, host);
    case 'none':
    default:
      return { headers: () => Promise.resolve({}), refresh: () => Promise.resolve(false) };
  }
}
