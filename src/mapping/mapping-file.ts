/** A mapping file as `schemas/mapping.schema.json` admits it. */
export interface MappingFile {
  readonly mapping: 1;
  readonly id: string;
  readonly title: string;
  readonly about?: string;
  readonly framing: Framing;
  readonly records?: 'one' | 'one-or-array' | { readonly path: string };
  readonly blanks: 'keep' | 'missing';
  readonly options?: Readonly<Record<string, { readonly description: string }>>;
  readonly parse: ParseSpec;
  readonly let?: Readonly<Record<string, LetSpec>>;
  readonly skip?: readonly ConditionSpec[];
  readonly set: SetSpec;
}

export type Framing = 'ndjson' | 'json' | 'lines';
export type Paths = string | readonly string[];
export type Escaping = 'nginx' | 'haproxy';
export type ActionSpec = 'drop' | 'not-a-call' | 'null' | 'default' | { readonly value: string };

export type ParseSpec =
  | { readonly type: 'json' }
  | {
      readonly type: 'pairs';
      readonly groups: Readonly<Record<string, string>>;
      readonly address: { readonly group: string; readonly names: readonly string[] };
    }
  | { readonly type: 'regex'; readonly patterns: readonly PatternSpec[] };

export interface PatternSpec {
  readonly name: string;
  readonly pattern: string;
}

export interface LetSpec {
  readonly from: Paths;
  readonly unescape?: Escaping;
  readonly split: 'url' | 'request-line' | 'headers' | 'names';
  readonly names?: string;
  readonly separator?: string;
}

export interface ConditionSpec {
  readonly all?: readonly ConditionSpec[];
  readonly any?: readonly ConditionSpec[];
  readonly not?: ConditionSpec;
  readonly path?: string;
  readonly exists?: boolean;
  readonly equals?: string;
  readonly in?: readonly string[];
  readonly matches?: string;
}

export type TimeFormat = 'iso' | 'epoch-s' | 'epoch-ms' | 'epoch-us' | 'epoch-ns' | 'clf' | 'iso-or-epoch-ms';

/** One place a value can come from, and how it is written there. */
export interface SourceSpec {
  readonly when?: ConditionSpec;
  readonly from?: Paths;
  readonly unescape?: Escaping;
  readonly lookup?: Readonly<Record<string, string>>;
  readonly format?: TimeFormat;
  readonly zone?: 'printed' | 'default' | 'utc';
  readonly unit?: 's' | 'ms' | 'us' | 'ns';
  readonly encoding?: 'text' | 'base64';
}

export interface TargetSpec extends SourceSpec {
  readonly oneOf?: readonly SourceSpec[];
  readonly missing: ActionSpec;
  readonly invalid?: ActionSpec;
  readonly stamp?: 'start' | 'end';
  readonly nullable?: boolean;
  readonly forwarded?: Paths;
}

export interface HeadersSpec {
  readonly from?: Paths;
  /** The whole map holds only headers that somebody chose; of single headers that is always so. */
  readonly chosen?: true;
  readonly prefix?: string;
  readonly fields?: Readonly<Record<string, Paths>>;
  readonly missing: 'null';
}

/** Targets that hold one value, in the order in which a call is put together. */
export const VALUE_TARGETS = [
  'method',
  'path',
  'query',
  'status',
  'scheme',
  'host',
  'latencyMs',
  'time',
  'id',
  'client.address',
  'client.id',
  'request.body',
  'request.sizeBytes',
  'response.body',
  'response.sizeBytes',
  'gateway.id',
  'gateway.api',
  'gateway.route',
  'operation',
] as const;

export type ValueTarget = (typeof VALUE_TARGETS)[number];
export const HEADER_TARGETS = ['request.headers', 'response.headers'] as const;
export type HeaderTarget = (typeof HEADER_TARGETS)[number];

export type SetSpec = { readonly [T in ValueTarget]?: TargetSpec } & {
  readonly [T in HeaderTarget]?: HeadersSpec;
} & { readonly 'gateway.unrouted'?: { readonly when: ConditionSpec } };
