import type { AuthSettings, HttpHost } from '../settings.ts';
import type { Authenticator } from './authenticator.ts';
import { azureIdentityAuth, azureSasAuth, azureSharedKeyAuth } from './azure.ts';
import { basicAuth } from './basic.ts';
import { bearerAuth } from './bearer.ts';
import { googleAuth } from './google.ts';
import { headerAuth } from './header.ts';
import { oauth2ClientAuth } from './oauth2-client.ts';
import { sessionLoginAuth } from './session-login.ts';
import { sigV4Auth } from './sigv4.ts';
import { tokenAsUserAuth } from './token-as-user.ts';

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
