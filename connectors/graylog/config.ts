import {
  AssayError,
  type AuthSettings,
  type HttpSettings,
  type JsonObject,
  type Secret,
  WINDOW_PROPERTIES,
  type WindowProperties,
} from '../../src/kit/index.ts';

/** Where the calls stand in a message: in its fields, or as a log line in one of its texts. */
export type GraylogContent = 'fields' | 'message' | 'full_message';

export type GraylogConfig = WindowProperties & {
  readonly url?: string;
  readonly token?: Secret;
  readonly username?: string;
  readonly password?: Secret;
  readonly query: string;
  readonly streams: readonly string[];
  readonly content: GraylogContent;
  readonly fields: readonly string[];
  readonly via: 'search' | 'csv';
  readonly slice: number;
  readonly sliceRecords: number;
  readonly archives?: readonly string[];
};

/** `index.max_result_window` as Elasticsearch and OpenSearch ship it. */
export const RESULT_WINDOW = 10_000;

/** The HTTP fields of the Graylog Information Model, and the few that its own examples use. */
const DEFAULT_FIELDS: readonly string[] = [
  'http_method',
  'http_request_method',
  'http_url',
  'http_path',
  'http_host',
  'http_response_code',
  'http_status',
  'http_user_agent',
  'http_referrer',
  'http_content_type',
  'http_request_bytes',
  'http_response_bytes',
  'http_bytes',
  'http_xff',
  'resource',
  'source_ip',
  'user_name',
  'took_ms',
  'event_duration',
];

const DOOR: JsonObject = {
  url: {
    type: 'string',
    format: 'http-url',
    description: 'Address of the server, without /api: https://graylog.example:9000.',
  },
  token: {
    type: 'string',
    secret: true,
    description: 'Access token of a user who may search the streams; or username and password.',
  },
  username: { type: 'string', minLength: 1, description: 'User name, where there is no token.' },
  password: { type: 'string', secret: true, description: 'Password of the user.' },
};

const CHOICE: JsonObject = {
  query: {
    type: 'string',
    minLength: 1,
    default: '*',
    description:
      'Which messages are calls, in the query language of Graylog: http_method:* AND NOT source:lb1.',
  },
  streams: {
    type: 'array',
    items: { type: 'string', pattern: '^[0-9a-f]{24}$' },
    default: [],
    description: 'Ids of the streams to search; none stands for all that the user may read.',
  },
  content: {
    enum: ['fields', 'message', 'full_message'],
    default: 'fields',
    description:
      'Where the call stands: in fields of the message, or as a log line in its text; then mapping names the format of the line.',
  },
  fields: {
    type: 'array',
    minItems: 1,
    items: { type: 'string', pattern: '^[A-Za-z0-9_.@-]+$' },
    default: [...DEFAULT_FIELDS],
    description:
      'Fields that are asked for, where the call stands in fields; time and message id always are.',
  },
};

export const CONFIG_SCHEMA: JsonObject = {
  title: 'GraylogConfig',
  type: 'object',
  additionalProperties: false,
  anyOf: [{ required: ['url'] }, { required: ['archives'] }],
  properties: {
    ...DOOR,
    ...CHOICE,
    via: {
      enum: ['search', 'csv'],
      default: 'search',
      description:
        'The scripting API gives values as they are, at most 10,000 an answer; the CSV export has no such window and turns every value into text.',
    },
    ...WINDOW_PROPERTIES,
    slice: {
      type: 'string',
      format: 'duration',
      default: '1h',
      description: 'Longest span of time that is searched at once; it is halved until its messages fit.',
    },
    sliceRecords: {
      type: 'integer',
      minimum: 1,
      maximum: RESULT_WINDOW,
      default: 5000,
      description: 'Most messages of one slice; above the result window of the server nothing is answered.',
    },
    archives: {
      type: 'array',
      minItems: 1,
      items: { type: 'string', minLength: 1, format: 'path' },
      description:
        'Folders of Graylog archives (archive-metadata.json and its segments), read in place of url: what one entry searches, another must not read from archives.',
    },
  },
};

/** Reserved name (RFC 2606): an entry with archives only has no address, and none is ever asked. */
const NO_ADDRESS = 'http://archives-only.invalid';

export function httpSettings(config: GraylogConfig): HttpSettings {
  return { baseUrl: config.url ?? NO_ADDRESS, auth: authOf(config), timeoutMs: 120_000 };
}

/** A token stands in the place of the user, with the word `token` as password (Graylog, REST API access tokens). */
function authOf({ token, username, password }: GraylogConfig): AuthSettings {
  if (token !== undefined) return { kind: 'token-as-user', token, password: 'token' };
  if (username !== undefined && password !== undefined) return { kind: 'basic', username, password };
  return { kind: 'none' };
}

export function requireInput({ url, token, username, password, archives }: GraylogConfig): void {
  if (url !== undefined && archives !== undefined) throw countedTwice();
  if (url === undefined && archives !== undefined) return;
  if (url !== undefined && (token !== undefined || (username !== undefined && password !== undefined)))
    return;
  throw new AssayError({
    code: 'GRAYLOG_NO_CREDENTIALS',
    kind: 'config',
    message: 'A graylog source needs credentials for its url.',
    fix: 'Add token: ${env:GRAYLOG_TOKEN}, or username and password.',
  });
}

/** The two ways share no ids by which a message of both could be known again. */
function countedTwice(): AssayError {
  return new AssayError({
    code: 'GRAYLOG_TWO_WAYS',
    kind: 'config',
    message:
      'A graylog source has url and archives: what was searched is archived later and would count twice.',
    fix: 'Leave one of them out; for the past before the first search, read its archives once in an entry of their own.',
  });
}
