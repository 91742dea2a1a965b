import {
  AssayError,
  type AuthSettings,
  type HttpSettings,
  type JsonObject,
  type Secret,
  WINDOW_PROPERTIES,
  type WindowProperties,
} from '../../src/kit/index.ts';

export type Flavor = 'elasticsearch' | 'opensearch';

export type ElasticsearchConfig = WindowProperties & {
  readonly url: string;
  readonly apiKey?: Secret;
  readonly token?: Secret;
  readonly username?: string;
  readonly password?: Secret;
  readonly index: string;
  readonly flavor: Flavor | 'auto';
  readonly filter?: JsonObject;
  readonly timeField: string;
  readonly tiebreaker?: string;
  readonly text?: string;
  readonly pageRecords: number;
  readonly keepAlive: number;
};

const CREDENTIALS: JsonObject = {
  apiKey: {
    type: 'string',
    secret: true,
    description: 'API key of Elasticsearch in its encoded form (base64 of id and key).',
  },
  token: { type: 'string', secret: true, description: 'Bearer token: of a service account, or OAuth 2.0.' },
  username: { type: 'string', minLength: 1, description: 'User name, where there is neither key nor token.' },
  password: { type: 'string', secret: true, description: 'Password of the user.' },
};

const CHOICE: JsonObject = {
  index: {
    type: 'string',
    // Names and patterns, never a path: no slash, no query.
    pattern: '^[^\\s/?#\\\\"<>|_+-][^\\s/?#\\\\"<>|]*$',
    description: 'Index, data stream, alias or pattern of them, several by commas: logs-nginx.access-*.',
  },
  flavor: {
    enum: ['auto', 'elasticsearch', 'opensearch'],
    default: 'auto',
    description: 'Which of the two answers; auto asks it, for which the account needs cluster monitor.',
  },
  filter: {
    type: 'object',
    description:
      'Query in the JSON of the platform that says which documents are calls: {"exists": {"field": "http.request.method"}}.',
  },
  timeField: {
    type: 'string',
    minLength: 1,
    default: '@timestamp',
    description: 'Date field by which is read.',
  },
  tiebreaker: {
    type: 'string',
    minLength: 1,
    description:
      'Field that orders documents of equal time, unique to each: by default _shard_doc in Elasticsearch and _id in OpenSearch, which needs memory on the server; a keyword field of your own is better there.',
  },
  text: {
    type: 'string',
    minLength: 1,
    description:
      'Field that holds a log line (event.original, message), read instead of the document; then mapping names its format.',
  },
};

export const CONFIG_SCHEMA: JsonObject = {
  title: 'ElasticsearchConfig',
  type: 'object',
  additionalProperties: false,
  required: ['url', 'index'],
  properties: {
    url: {
      type: 'string',
      format: 'http-url',
      description: 'Address of the REST API: https://es.example:9200.',
    },
    ...CREDENTIALS,
    ...CHOICE,
    ...WINDOW_PROPERTIES,
    pageRecords: {
      type: 'integer',
      minimum: 1,
      maximum: 10_000,
      default: 1000,
      description: 'Documents of one answer; at most index.max_result_window.',
    },
    keepAlive: {
      type: 'string',
      format: 'duration',
      default: '5m',
      description: 'How long the platform holds the point in time from one request to the next.',
    },
  },
};

export function httpSettings(config: ElasticsearchConfig): HttpSettings {
  return { baseUrl: config.url, auth: authOf(config), timeoutMs: 120_000, maxBytes: 256 * 1024 * 1024 };
}

function authOf({ apiKey, token, username, password }: ElasticsearchConfig): AuthSettings {
  if (apiKey !== undefined)
    return { kind: 'header', name: 'authorization', value: apiKey, prefix: 'ApiKey ' };
  if (token !== undefined) return { kind: 'bearer', token };
  if (username !== undefined && password !== undefined) return { kind: 'basic', username, password };
  return { kind: 'none' };
}

/** A cluster without security needs no credentials; a user without a password is a mistake. */
export function requireWhole({ username, password }: ElasticsearchConfig): void {
  if ((username === undefined) === (password === undefined)) return;
  throw new AssayError({
    code: 'ELASTICSEARCH_HALF_CREDENTIALS',
    kind: 'config',
    message: 'A user name needs a password, and a password a user name.',
    fix: 'Add the other one, or use apiKey.',
  });
}
