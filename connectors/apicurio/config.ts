import {
  AssayError,
  type AuthSettings,
  type HttpSettings,
  type JsonObject,
  type Secret,
} from '../../src/kit/index.ts';

export type ApicurioConfig = {
  readonly url: string;
  readonly group?: string;
  readonly marker?: string;
  readonly username?: string;
  readonly password?: Secret;
  readonly token?: Secret;
  readonly tokenUrl?: string;
  readonly clientId?: string;
  readonly clientSecret?: Secret;
  readonly scope?: string;
};

/** Characters that the registry takes in ids (InvalidArtifactIdException: no `%`, ASCII only). */
const ID = '^[A-Za-z0-9][A-Za-z0-9._-]*$';

export const CONFIG_SCHEMA: JsonObject = {
  title: 'ApicurioConfig',
  type: 'object',
  additionalProperties: false,
  required: ['url'],
  dependentRequired: {
    username: ['password'],
    password: ['username'],
    clientId: ['clientSecret', 'tokenUrl'],
    clientSecret: ['clientId', 'tokenUrl'],
    tokenUrl: ['clientId', 'clientSecret'],
    scope: ['tokenUrl'],
  },
  properties: {
    url: {
      type: 'string',
      format: 'http-url',
      description:
        'Address of the registry, without /apis/registry/v3; with the path prefix under which it is served, if any.',
    },
    group: {
      type: 'string',
      pattern: ID,
      maxLength: 128,
      default: 'assay',
      description: 'Group that the artifacts stand in; created when it is not there.',
    },
    marker: {
      type: 'string',
      pattern: ID,
      maxLength: 128,
      description:
        'Value of the label assay-managed-by, which marks what this entry created; the id of the entry where none is given. Two agents that write into one group need two markers.',
    },
    username: {
      type: 'string',
      minLength: 1,
      description: 'User, or client id where the registry takes client credentials as Basic authentication.',
    },
    password: { type: 'string', secret: true, description: 'Password or client secret of that user.' },
    token: { type: 'string', secret: true, description: 'Bearer token, sent as it is.' },
    tokenUrl: {
      type: 'string',
      format: 'http-url',
      description: 'Token endpoint of the OpenID Connect provider (client credentials grant).',
    },
    clientId: { type: 'string', minLength: 1, description: 'Client id at that provider.' },
    clientSecret: { type: 'string', secret: true, description: 'Client secret at that provider.' },
    scope: { type: 'string', minLength: 1, description: 'Scope to ask for, where the provider needs one.' },
  },
};

export const DEFAULT_GROUP = 'assay';

export function httpSettings(config: ApicurioConfig): HttpSettings {
  return { baseUrl: `${config.url.replace(/\/+$/, '')}/apis/registry/v3`, auth: authOf(config) };
}

function authOf(config: ApicurioConfig): AuthSettings {
  const { username, password, token, tokenUrl, clientId, clientSecret, scope } = config;
  const ways: AuthSettings[] = [];
  if (token !== undefined) ways.push({ kind: 'bearer', token });
  if (username !== undefined && password !== undefined) ways.push({ kind: 'basic', username, password });
  if (tokenUrl !== undefined && clientId !== undefined && clientSecret !== undefined) {
    const credential = { kind: 'secret', secret: clientSecret } as const;
    const scoped = scope === undefined ? {} : { scope };
    ways.push({ kind: 'oauth2-client', tokenUrl, clientId, credential, ...scoped });
  }
  if (ways.length > 1)
    throw new AssayError({
      code: 'APICURIO_TWO_CREDENTIALS',
      kind: 'config',
      message: 'An apicurio registry names more than one way to sign in.',
      fix: 'Keep one of: token; username and password; tokenUrl, clientId and clientSecret.',
    });
  return ways[0] ?? { kind: 'none' };
}
