import type { AuthScheme } from '../../src/model/vocabulary.ts';
import type { FrontEndApi, SecurityProfile } from './entities.ts';

/** Security devices of API Manager 7 and the scheme that a client sees. Source: its page "Virtualize REST APIs", inbound security. */
const SCHEMES: Readonly<Record<string, AuthScheme>> = {
  apiKey: 'api-key',
  authPolicy: 'custom:auth-policy',
  awsHeader: 'sigv4',
  awsQuery: 'sigv4',
  basic: 'basic',
  oauth: 'oauth2',
  oauthExternal: 'oauth2',
  twoWaySSL: 'mtls',
};

const PASS_THROUGH = 'passThrough';

/** Schemes of a profile, each of which lets a caller in; `[]` where one of its devices lets everybody in. */
function schemesOf(profile: SecurityProfile): readonly AuthScheme[] {
  const types = (profile.devices ?? []).map((device) => device.type);
  if (types.includes(PASS_THROUGH)) return [];
  return [...new Set(types.map((type): AuthScheme => SCHEMES[type] ?? `custom:${wordOf(type)}`))].sort();
}

/** A device of a later version, as a word that may stand in a report. */
function wordOf(type: string): string {
  return type.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') || 'device';
}

/** What the inbound profile of a method demands, or of the API itself; null where it names no profile that exists. */
export function declaredSchemes(api: FrontEndApi, methodId: string | null): readonly AuthScheme[] | null {
  const profiles = api.securityProfiles ?? [];
  const inbound = api.inboundProfiles ?? {};
  const named =
    (methodId === null ? null : inbound[methodId]?.securityProfile) ?? inbound['_default']?.securityProfile;
  const profile =
    profiles.find((one) => one.name === named) ??
    profiles.find((one) => one.isDefault === true) ??
    profiles[0];
  return profile === undefined ? null : schemesOf(profile);
}

/** Ids of methods that have an inbound profile of their own. */
export function methodsApart(api: FrontEndApi): readonly string[] {
  return Object.keys(api.inboundProfiles ?? {}).filter((id) => id !== '_default');
}
