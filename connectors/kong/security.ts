import type { AuthScheme } from '../../src/model/vocabulary.ts';
import type { KongPlugin } from './entities.ts';

/** Kong's authentication plugins and the scheme that a client sees. Source: Kong plugin hub, category authentication. */
const SCHEMES: Readonly<Record<string, AuthScheme>> = {
  'basic-auth': 'basic',
  'header-cert-auth': 'mtls',
  'hmac-auth': 'hmac',
  jwt: 'jwt',
  'jwt-signer': 'jwt',
  'key-auth': 'api-key',
  'key-auth-enc': 'api-key',
  'ldap-auth': 'basic',
  'ldap-auth-advanced': 'basic',
  'mtls-auth': 'mtls',
  oauth2: 'oauth2',
  'oauth2-introspection': 'oauth2',
  'openid-connect': 'oauth2',
  saml: 'session-cookie',
  'vault-auth': 'custom:vault-auth',
};

/**
 * Schemes in force, the more specific scope of one plugin replacing the others; `[]` says that none is. A plugin that
 * lets anonymous callers through demands nothing by itself (an empty text names no such consumer); two of them are Kong's way of saying "either one".
 */
export function enforcedSchemes(...scopes: readonly (readonly KongPlugin[])[]): readonly AuthScheme[] {
  const effective = new Map<string, KongPlugin>();
  for (const scope of scopes) {
    for (const plugin of scope) {
      if (plugin.enabled !== false && (plugin.consumer ?? null) === null) effective.set(plugin.name, plugin);
    }
  }
  const all = [...effective.values()].filter((plugin) => SCHEMES[plugin.name] !== undefined);
  const strict = all.filter((plugin) => (plugin.config?.anonymous ?? '') === '');
  const inForce = strict.length > 0 || all.length < 2 ? strict : all;
  return [...new Set(inForce.flatMap((plugin) => SCHEMES[plugin.name] ?? []))].sort();
}
