import {
  AssayError,
  type AuthSettings,
  FILE_PROPERTIES,
  type HttpSettings,
  type JsonObject,
  type Secret,
} from '../../src/kit/index.ts';

/** As the loader resolves it: durations in milliseconds, defaults filled in. */
export type LakeConfig = {
  readonly paths?: readonly string[];
  readonly maxUnpacked: number;
  readonly lastLineAfter: number;
  readonly url?: string;
  readonly username?: string;
  readonly password?: Secret;
  readonly token?: Secret;
  readonly door: 'statement' | 'runsql';
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
  readonly lookback: number;
  readonly settle: number;
  readonly overlap: number;
  readonly window: number;
  readonly pageRows: number;
  readonly queryRows: number;
  readonly queryTimeout: number;
  readonly signals: {
    readonly families: boolean;
    readonly schemas: readonly string[];
    readonly worstRisk: number;
    readonly read: boolean;
    readonly views: readonly string[];
    readonly scores: readonly string[];
  };
};

const NAME = { type: 'string', minLength: 1, maxLength: 128 };
const NAMES = { type: 'array', items: { ...NAME, maxLength: 260 }, default: [] };

export const CONFIG_SCHEMA: JsonObject = {
  title: 'GraylogApiSecurityConfig',
  type: 'object',
  additionalProperties: false,
  anyOf: [{ required: ['url'] }, { required: ['paths'] }],
  properties: {
    ...FILE_PROPERTIES,
    url: {
      type: 'string',
      format: 'http-url',
      description: 'Address of the server: port 7700 of a single machine, or its ingress on Kubernetes.',
    },
    username: {
      ...NAME,
      description: 'Account for queries; it should be able to read and nothing else. Default assay.',
    },
    password: {
      type: 'string',
      secret: true,
      description: 'Password of the account; a server without authentication needs none.',
    },
    token: { type: 'string', secret: true, description: 'JSON Web Token, instead of a password.' },
    door: {
      enum: ['statement', 'runsql'],
      default: 'statement',
      description:
        'How queries are sent: statement is the protocol of Trino, runsql the one-shot address of the user interface.',
    },
    catalog: { ...NAME, default: 'resurface', description: 'Catalog of the messages.' },
    schema: { ...NAME, default: 'data', description: 'Schema of the messages.' },
    table: { ...NAME, default: 'message', description: 'Table or view of the messages.' },
    lookback: {
      type: 'string',
      format: 'duration',
      default: '7d',
      description: 'How far back the first pull goes.',
    },
    settle: {
      type: 'string',
      format: 'duration',
      default: '2m',
      description: 'The last stretch of time that is not read yet, because its messages are still arriving.',
    },
    overlap: {
      type: 'string',
      format: 'duration',
      default: '15m',
      description:
        'How much of what was read is read once more by the next pull, for messages that arrived late; a message counts once.',
    },
    window: {
      type: 'string',
      format: 'duration',
      default: '1d',
      description:
        'Longest stretch of time that one query asks for. The server has no index on time: every query scans its hot shards, so small windows cost more.',
    },
    pageRows: {
      type: 'integer',
      minimum: 1,
      maximum: 50_000,
      default: 2_000,
      description: 'Messages that are analyzed and committed at once.',
    },
    queryRows: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      default: 50_000,
      description: 'Most messages that one query returns; the next query goes on behind the last of them.',
    },
    queryTimeout: {
      type: 'string',
      format: 'duration',
      default: '10m',
      description: 'A query that has not ended after this time is cancelled.',
    },
    signals: {
      type: 'object',
      additionalProperties: false,
      default: {},
      description: 'Results of the server itself, imported as findings with their origin.',
      properties: {
        read: { type: 'boolean', default: true, description: 'Whether they are read at all.' },
        families: {
          type: 'boolean',
          default: true,
          description:
            'Whether a bitmap column of attacks or leaks that is not 0 counts as a signal of its family. That 0 says nothing was seen is not documented.',
        },
        schemas: {
          ...NAMES,
          default: ['runtime', 'custom'],
          description: 'Schemas in which views with results are looked for, by their columns.',
        },
        views: {
          ...NAMES,
          description:
            'Views, as schema.view, whose rows are signals: read instead of those that are found. A view of messages is one signal, under its name; a column signal, signature, rule or alert names several.',
        },
        scores: {
          ...NAMES,
          description:
            'Views, as schema.view, with a column risk_score for a request_url, or a host and base_path: read instead of those that are found.',
        },
        worstRisk: {
          type: 'number',
          exclusiveMinimum: 0,
          default: 5,
          description: 'Risk score from which the grade of the server is F; 0 is the best.',
        },
      },
    },
  },
};

/** Name under which a server without authentication knows us. */
const DEFAULT_USER = 'assay';
/** Reserved name (RFC 2606): an entry with files only has no address, and none is ever asked. */
const NO_ADDRESS = 'http://files-only.invalid';
/** A page of Trino is held back up to a second, and grows to 16 MiB; rows with bodies may be large. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

export function userOf(config: LakeConfig): string {
  return config.username ?? DEFAULT_USER;
}

export function httpSettings(config: LakeConfig): HttpSettings {
  return { baseUrl: config.url ?? NO_ADDRESS, auth: authOf(config), maxBytes: MAX_ANSWER_BYTES };
}

function authOf(config: LakeConfig): AuthSettings {
  if (config.token !== undefined) return { kind: 'bearer', token: config.token };
  if (config.password === undefined) return { kind: 'none' };
  return { kind: 'basic', username: userOf(config), password: config.password };
}

/** A source reads either files or a server: they have cursors of their own. */
export function requireOneInput({ url, paths, password, token }: LakeConfig): void {
  if ((url === undefined) === (paths === undefined)) {
    throw new AssayError({
      code: 'LAKE_INPUT',
      kind: 'config',
      message: 'A graylog-api-security source reads a server or files, one of them.',
      fix: 'Keep url or paths in this entry, and make a second entry of the other.',
    });
  }
  if (password !== undefined && token !== undefined) {
    throw new AssayError({
      code: 'LAKE_INPUT',
      kind: 'config',
      message: 'A graylog-api-security source has a password or a token, not both.',
      fix: 'Take one of them out of the entry.',
    });
  }
}
