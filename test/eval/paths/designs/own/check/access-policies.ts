import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on } from '../notation.ts';
import { GIVEN, MATERIALS, OBJECTS, PLACES } from './vocabulary.ts';

const PERSON = 'id username firstName lastName email enabled emailVerified';
const CLIENT = 'id clientId name enabled redirectUris publicClient';

/** Identity: realms that are words, e-mail addresses and encoded resource names as one segment, pages called `me`. */
export const ACCESS_POLICIES: Design = {
  name: 'latchkey',
  source: 'own',
  half: 'check',
  host: 'id.latchkey.example',
  basePath: '',
  templates: [
    on('GET', '/realms/{realm}', item('realm public_key token-service account-service')),
    on(
      'GET',
      '/realms/{realm}/.well-known/openid-configuration',
      item('issuer authorization_endpoint token_endpoint jwks_uri'),
      '',
      { weight: 4 },
    ),
    on(
      'POST',
      '/realms/{realm}/protocol/openid-connect/token',
      item('access_token expires_in refresh_token token_type'),
      '',
      {
        requestType: 'application/x-www-form-urlencoded',
        weight: 8,
      },
    ),
    on(
      'GET',
      '/realms/{realm}/protocol/openid-connect/userinfo',
      item('sub preferred_username email name'),
      '',
      { weight: 4 },
    ),
    on('GET', '/realms/{realm}/protocol/openid-connect/certs', item('keys'), '', { weight: 3 }),
    on('POST', '/realms/{realm}/protocol/openid-connect/logout', NOTHING),
    on('GET POST', '/admin/realms', list('id realm enabled displayName')),
    on('GET PUT DELETE', '/admin/realms/{realm}', item('id realm enabled displayName sslRequired')),
    on('GET POST', '/admin/realms/{realm}/users', list(PERSON), 'search first max', { weight: 3 }),
    on(
      'GET',
      '/admin/realms/{realm}/users/count',
      { type: 'text', contentType: 'application/json' },
      'search',
    ),
    on('GET PUT DELETE', '/admin/realms/{realm}/users/{userUuid}', item(PERSON), '', { weight: 3 }),
    on('PUT', '/admin/realms/{realm}/users/{userUuid}/reset-password', NOTHING),
    on('GET', '/admin/realms/{realm}/users/{userUuid}/sessions', list('id ipAddress start lastAccess')),
    on(
      'GET POST DELETE',
      '/admin/realms/{realm}/users/{userUuid}/role-mappings/realm',
      list('id name composite'),
    ),
    on('GET POST', '/admin/realms/{realm}/clients', list(CLIENT), 'clientId max', { weight: 2 }),
    on('GET PUT DELETE', '/admin/realms/{realm}/clients/{clientUuid}', item(CLIENT)),
    on('GET POST', '/admin/realms/{realm}/clients/{clientUuid}/client-secret', item('type masked')),
    on('GET PUT DELETE', '/admin/realms/{realm}/roles/{roleName}', item('id name description composite')),
    on('GET', '/admin/realms/{realm}/roles/{roleName}/users', list(PERSON), 'first max'),
    on('GET', '/iam/v2/policies/{resourceName}', item('arn name version statements'), '', { weight: 3 }),
    on('PUT DELETE', '/iam/v2/policies/{resourceName}/attachments/{principalName}', NOTHING),
    on('GET', '/iam/v2/simulate/{resourceName}', item('decision matched'), 'action'),
    on(
      'GET',
      '/scim/v2/Users',
      item('totalResults itemsPerPage startIndex Resources'),
      'filter startIndex count',
      { weight: 2 },
    ),
    on('GET PUT PATCH DELETE', '/scim/v2/Users/{scimId}', item('id userName name emails active'), '', {
      weight: 2,
    }),
    on('GET', '/scim/v2/Groups/{scimGroup}', item('id displayName members')),
    on('GET', '/scim/v2/ServiceProviderConfig', item('patch bulk filter sort etag')),
    on('GET', '/directory/people/me', item('mail name phone badge manager'), '', { weight: 3 }),
    on('GET', '/directory/people/{mail}', item('mail name phone badge'), '', { weight: 3 }),
    on('GET', '/directory/people/{mail}/reports', list('mail name title')),
  ],
  slots: {
    realm: `like:<any:${MATERIALS}|master|customers|partners>`,
    userUuid: 'uuid',
    clientUuid: 'uuid',
    roleName: `like:<any:${OBJECTS}|billing|support|audit>-<any:admin|reader|editor|approver>`,
    resourceName: `like:arn%3Alk%3Astore%3A<any:eu-1|us-2|ap-1>%3A<digits:12>%3Abucket%2F<any:${OBJECTS}>-<any:${PLACES}>`,
    principalName: `like:arn%3Alk%3Aiam%3A%3A<digits:12>%3Arole%2F<any:${OBJECTS}>`,
    scimId: 'like:scim-<base36:16>',
    scimGroup: 'uuid',
    mail: `like:<any:${GIVEN}>.<any:${MATERIALS}><any:@|%40>staff.latchkey.example`,
  },
};
