import {
  AssayError,
  type AuthSettings,
  type HttpSettings,
  type JsonObject,
  type Secret,
  WINDOW_PROPERTIES,
  type WindowProperties,
} from '../../src/kit/index.ts';
import { isPlainFilter } from './spl.ts';

export type SplunkConfig = WindowProperties & {
  readonly url: string;
  readonly token?: Secret;
  readonly username?: string;
  readonly password?: Secret;
  readonly indexes: readonly string[];
  readonly sourcetypes: readonly string[];
  readonly filter?: string;
  readonly timeBy: '_time' | '_indextime';
  readonly content: 'fields' | 'raw';
  readonly fields: readonly string[];
  readonly slice: number;
  readonly sliceRecords: number;
};

/** Data model Web of the Common Information Model, and the names of the add-ons for Apache and NGINX. */
const DEFAULT_FIELDS: readonly string[] = [
  'http_method',
  'method',
  'uri',
  'uri_path',
  'uri_query',
  'url',
  'url_domain',
  'site',
  'http_host',
  'request',
  'status',
  'response_time',
  'duration',
  'src',
  'src_ip',
  'clientip',
  'http_x_forwarded_for',
  'forwarded_for',
  'user',
  'http_user_agent',
  'useragent',
  'http_referrer',
  'referer',
  'http_content_type',
  'bytes',
  'bytes_in',
  'bytes_out',
  'cookie',
  'http_request_id',
];

const CHOICE: JsonObject = {
  indexes: {
    type: 'array',
    minItems: 1,
    items: { type: 'string', pattern: '^[A-Za-z0-9_.*-]+$' },
    description: 'Indexes to search; * stands for any characters.',
  },
  sourcetypes: {
    type: 'array',
    items: { type: 'string', pattern: '^[^"\\\\|`\\r\\n]+$' },
    default: [],
    description: 'Source types to search, such as nginx:plus:kv; none stands for all.',
  },
  filter: {
    type: 'string',
    minLength: 1,
    description:
      'Further terms of the search, without commands, subsearches and macros: http_method=* NOT source="/var/log/test*".',
  },
  timeBy: {
    enum: ['_time', '_indextime'],
    default: '_time',
    description:
      'By which time is read: that of the event, or that of its arrival in the index. By _indextime nothing comes too late, but slices are whole seconds, and old buckets are searched too.',
  },
  content: {
    enum: ['fields', 'raw'],
    default: 'fields',
    description:
      'Where the call stands: in fields that Splunk has extracted, or in _raw as a log line; then mapping names the format of the line.',
  },
  fields: {
    type: 'array',
    minItems: 1,
    items: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_.:{}-]*$' },
    default: [...DEFAULT_FIELDS],
    description: 'Fields that are asked for, where the call stands in fields.',
  },
};

export const CONFIG_SCHEMA: JsonObject = {
  title: 'SplunkConfig',
  type: 'object',
  additionalProperties: false,
  required: ['url', 'indexes'],
  properties: {
    url: {
      type: 'string',
      format: 'http-url',
      description: 'Address of the management interface of a search head: https://splunk.example:8089.',
    },
    token: { type: 'string', secret: true, description: 'Authentication token; or username and password.' },
    username: { type: 'string', minLength: 1, description: 'User name, where there is no token.' },
    password: { type: 'string', secret: true, description: 'Password of the user.' },
    ...CHOICE,
    ...WINDOW_PROPERTIES,
    slice: {
      type: 'string',
      format: 'duration',
      default: '1h',
      description: 'Longest span of time that is searched at once; it is halved until its events fit.',
    },
    sliceRecords: {
      type: 'integer',
      minimum: 1,
      maximum: 50_000,
      default: 5000,
      description: 'Most events of one slice: what is held in memory at once.',
    },
  },
};

export function httpSettings(config: SplunkConfig): HttpSettings {
  return { baseUrl: config.url, auth: authOf(config), timeoutMs: 300_000 };
}

function authOf({ token, username, password }: SplunkConfig): AuthSettings {
  if (token !== undefined) return { kind: 'bearer', token };
  if (username !== undefined && password !== undefined) return { kind: 'basic', username, password };
  return { kind: 'none' };
}

export function requireSound({ token, username, password, filter }: SplunkConfig): void {
  if (token === undefined && (username === undefined || password === undefined)) {
    throw new AssayError({
      code: 'SPLUNK_NO_CREDENTIALS',
      kind: 'config',
      message: 'A splunk source needs credentials.',
      fix: 'Add token: ${env:SPLUNK_TOKEN}, or username and password.',
    });
  }
  if (filter === undefined || isPlainFilter(filter)) return;
  throw new AssayError({
    code: 'SPLUNK_FILTER_REFUSED',
    kind: 'config',
    message: 'The filter holds a command, a subsearch or a macro, or its quotes and brackets do not match.',
    fix: 'Write search terms only: status>=500 NOT user="probe*".',
  });
}
