import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on } from '../notation.ts';

const POLICY = 'arn name version attachable statements createdAt';

/** Permissions: resource names percent-encoded as one segment, e-mail addresses, groups named by words, constants. */
export const PERMISSIONS: Design = {
  name: 'gatehouse',
  source: 'own',
  half: 'dev',
  host: 'iam.gatehouse.example',
  basePath: '/api/v1',
  templates: [
    on('GET POST', '/policies', list(POLICY), 'scope marker maxItems', { weight: 2 }),
    on('GET PUT DELETE', '/policies/{policyArn}', item(POLICY), '', { weight: 4 }),
    on('GET', '/policies/{policyArn}/versions/{versionTag}', item('id document default createdAt')),
    on('GET', '/policies/{policyArn}/entities', item('users groups roles')),
    on('GET POST', '/roles', list('arn name description trust'), 'marker', { weight: 2 }),
    on('GET', '/roles/{roleArn}', item('arn name description trust lastUsed'), '', { weight: 3 }),
    on('POST', '/roles/{roleArn}/assume', item('sessionId expiresAt scope'), '', { weight: 3 }),
    on('GET', '/users/me', item('email name mfa lastLogin groups'), '', { weight: 4 }),
    on('GET', '/users/export', { type: 'text', contentType: 'text/csv' }, 'status', { weight: 3 }),
    on('GET PATCH DELETE', '/users/{email}', item('email name mfa lastLogin groups'), '', { weight: 4 }),
    on('GET', '/users/{email}/keys', list('id state createdAt lastUsed')),
    on('DELETE', '/users/{email}/keys/{keyId}', NOTHING),
    on('GET', '/groups/{group}', item('name description members policies'), '', { weight: 2 }),
    on('PUT DELETE', '/groups/{group}/members/{email}', NOTHING, '', { weight: 2 }),
    on('GET PUT', '/settings/{settingKey}', item('key value updatedBy'), '', { weight: 2 }),
    on('GET', '/sessions/{clientAddress}', list('id startedAt agent')),
    on('POST', '/simulate/principal-policy', item('decisions')),
    on('POST', '/simulate/custom-policy', item('decisions context')),
    on('GET', '/reports/credential-usage', item('generatedAt rows')),
    on('GET', '/reports/unused-roles', list('arn name lastUsed')),
  ],
  slots: {
    policyArn: 'like:arn%3Agh%3Aiam%3A%3A<digits:12>%3Apolicy%2F<camel>',
    versionTag: 'like:v<int:1-40>',
    roleArn: 'like:arn%3Agh%3Aiam%3A%3A<digits:12>%3Arole%2F<snake>',
    email: 'email',
    keyId: 'like:GHK<upper:13>',
    group: 'word',
    settingKey: 'constant',
    clientAddress: 'ipv4',
  },
  spellings: ['lower-hex'],
};
