import {
  AssayError,
  FILE_PROPERTIES,
  type FileProperties,
  type HttpSettings,
  type JsonObject,
  type Secret,
  WINDOW_PROPERTIES,
  type WindowProperties,
} from '../../src/kit/index.ts';

export type AxwayConfig = {
  readonly url?: string;
  readonly nodeManagerUrl?: string;
  readonly username?: string;
  readonly password?: Secret;
  readonly login: 'basic' | 'session';
  readonly apiVersion: string;
  readonly listing: 'light' | 'full';
  readonly definitions: boolean;
  readonly instances?: readonly string[];
  readonly details: boolean;
  readonly searchCount: number;
  readonly paths?: readonly string[];
} & WindowProperties &
  Omit<FileProperties, 'paths'>;

export const CONFIG_SCHEMA: JsonObject = {
  title: 'AxwayApiManagerConfig',
  type: 'object',
  additionalProperties: false,
  anyOf: [{ required: ['url'] }, { required: ['nodeManagerUrl'] }, { required: ['paths'] }],
  dependentRequired: { url: ['username', 'password'], nodeManagerUrl: ['username', 'password'] },
  properties: {
    url: {
      type: 'string',
      format: 'http-url',
      description:
        'As a gateway: address of API Manager, such as https://manager.shop.example:8075, without /api/portal.',
    },
    nodeManagerUrl: {
      type: 'string',
      format: 'http-url',
      description:
        'As a source: address of the Admin Node Manager, such as https://manager.shop.example:8090, whose traffic monitor is read.',
    },
    username: {
      type: 'string',
      minLength: 1,
      description:
        'As a gateway: an API Manager administrator, since others see their own organisation only. As a source: a user with the role API Gateway Operator.',
    },
    password: { type: 'string', secret: true, description: 'Password of that user.' },
    login: {
      enum: ['basic', 'session'],
      default: 'basic',
      description:
        'How to sign in to API Manager: with every request, or once for a session with a cookie and a token against forged requests.',
    },
    apiVersion: {
      type: 'string',
      pattern: '^[0-9]{1,2}[.][0-9]{1,2}$',
      default: '1.4',
      description: 'Version of the API Manager REST API; 1.3 is served as well.',
    },
    listing: {
      enum: ['light', 'full'],
      default: 'light',
      description:
        'How front-end APIs are listed: the short list and each API by itself, or all at once, which is slow where there are thousands. Version 1.3 has only the full one.',
    },
    definitions: {
      type: 'boolean',
      default: true,
      description:
        'Whether the definition of every published API is read for its operations; one request each.',
    },
    instances: {
      type: 'array',
      minItems: 1,
      items: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
      description:
        'Gateway instances whose traffic monitor is read, such as instance-1; without it all that the topology names.',
    },
    details: {
      type: 'boolean',
      default: true,
      description:
        'Whether the headers of each call are read from the traffic monitor, one request each. Without them the host is that of the virtual host or of the source, and authentication cannot be judged.',
    },
    searchCount: {
      type: 'integer',
      minimum: 1,
      maximum: 100_000,
      default: 1000,
      description:
        'Rows that one search of the traffic monitor returns at most; the server has a limit of its own.',
    },
    ...FILE_PROPERTIES,
    ...WINDOW_PROPERTIES,
  },
};

/** Reserved name (RFC 2606): an entry with files only has no address, and none is ever asked. */
const NO_ADDRESS = 'http://files-only.invalid';

/** An entry is a gateway or a source, so it has one of the two addresses. */
export function httpSettings(config: AxwayConfig): HttpSettings {
  if (config.nodeManagerUrl !== undefined) {
    return { baseUrl: below(config.nodeManagerUrl, '/api'), auth: basicOf(config) };
  }
  if (config.url === undefined) return { baseUrl: NO_ADDRESS, auth: { kind: 'none' } };
  const portal = below(config.url, `/api/portal/v${config.apiVersion}`);
  if (config.login === 'basic') return { baseUrl: portal, auth: basicOf(config) };
  const { username, password } = credentialsOf(config);
  return {
    baseUrl: portal,
    auth: {
      kind: 'session-login',
      loginUrl: `${portal}/login`,
      username,
      password,
      csrf: { url: `${portal}/currentuser`, header: 'CSRF-Token' },
    },
  };
}

function below(url: string, path: string): string {
  return `${url.replace(/\/$/, '')}${path}`;
}

function basicOf(config: AxwayConfig): HttpSettings['auth'] {
  return { kind: 'basic', ...credentialsOf(config) };
}

function credentialsOf({ username, password }: AxwayConfig): {
  readonly username: string;
  readonly password: Secret;
} {
  if (username !== undefined && password !== undefined) return { username, password };
  throw new AssayError({
    code: 'AXWAY_CREDENTIALS_MISSING',
    kind: 'config',
    message: 'API Manager and the Admin Node Manager are read with username and password.',
    fix: 'Add username: and password: ${env:NAME} to the entry.',
  });
}

export function requireManager({ url, nodeManagerUrl }: AxwayConfig): void {
  if (url !== undefined && nodeManagerUrl === undefined) return;
  throw new AssayError({
    code: 'AXWAY_NO_MANAGER',
    kind: 'config',
    message: 'An axway-api-manager gateway needs url, and nothing of a source.',
    fix: 'Add url: https://manager:8075; put nodeManagerUrl and paths into an entry under sources.',
  });
}

export function requireTraffic({ url, nodeManagerUrl, paths }: AxwayConfig): void {
  if (url === undefined && (nodeManagerUrl !== undefined || (paths ?? []).length > 0)) return;
  throw new AssayError({
    code: 'AXWAY_NO_TRAFFIC',
    kind: 'config',
    message: 'An axway-api-manager source needs nodeManagerUrl or paths, and nothing of a gateway.',
    fix: 'Add nodeManagerUrl: https://manager:8090, or paths: [logs/*_traffic.log]; put url into an entry under gateways.',
  });
}
