import { AssayError, compileSchema, type JsonValue } from '../../src/kit/index.ts';

/** Kong writes an empty Lua table as `{}` where a list belongs. */
type LuaList<T> = readonly T[] | Readonly<Record<string, never>> | null;

interface Reference {
  readonly id?: string;
  readonly name?: string;
}

export interface KongService {
  readonly id?: string;
  readonly name?: string | null;
  readonly protocol?: string;
  readonly host?: string;
  readonly port?: number;
  readonly path?: string | null;
  /** decK's short form of protocol, host, port and path. */
  readonly url?: string;
  readonly enabled?: boolean;
  readonly tags?: LuaList<string>;
}

export interface KongRoute {
  readonly id?: string;
  readonly name?: string | null;
  readonly protocols?: LuaList<string>;
  readonly methods?: LuaList<string>;
  readonly hosts?: LuaList<string>;
  readonly paths?: LuaList<string>;
  readonly headers?: Readonly<Record<string, LuaList<string>>> | readonly never[] | null;
  readonly snis?: LuaList<string>;
  readonly sources?: LuaList<JsonValue>;
  readonly destinations?: LuaList<JsonValue>;
  readonly regex_priority?: number;
  readonly strip_path?: boolean;
  readonly preserve_host?: boolean;
  readonly path_handling?: string;
  readonly expression?: string | null;
  readonly priority?: number | null;
  readonly created_at?: number;
  readonly tags?: LuaList<string>;
  readonly service?: Reference | string | null;
}

export interface KongPlugin {
  readonly name: string;
  readonly enabled?: boolean;
  readonly service?: Reference | string | null;
  readonly route?: Reference | string | null;
  readonly consumer?: Reference | string | null;
  readonly config?: { readonly anonymous?: string | null } | null;
}

export interface KongUpstream {
  readonly id?: string;
  readonly name: string;
  readonly host_header?: string | null;
  readonly targets?: LuaList<{ readonly target?: string | { readonly id?: string } }>;
}

/** Everything of one gateway that routing and security need. Consumers and their credentials are never read. */
export interface KongEntities {
  readonly services: readonly KongService[];
  readonly routes: readonly KongRoute[];
  readonly plugins: readonly KongPlugin[];
  readonly upstreams: readonly KongUpstream[];
}

const TEXT = { type: 'string' };
const TEXT_OR_NULL = { type: ['string', 'null'] };
const FLAG = { type: 'boolean' };
const TEXTS = { type: ['array', 'object', 'null'], items: TEXT, maxProperties: 0 };
const ANY_LIST = { type: ['array', 'object', 'null'], items: {}, maxProperties: 0 };
const REFERENCE = { type: ['object', 'string', 'null'], properties: { id: TEXT, name: TEXT } };

const services = compileSchema<KongService>({
  type: 'object',
  properties: {
    id: TEXT,
    name: TEXT_OR_NULL,
    protocol: TEXT,
    host: TEXT,
    port: { type: 'integer' },
    path: TEXT_OR_NULL,
    url: TEXT,
    enabled: FLAG,
    tags: TEXTS,
  },
});

const routes = compileSchema<KongRoute>({
  type: 'object',
  properties: {
    id: TEXT,
    name: TEXT_OR_NULL,
    protocols: TEXTS,
    methods: TEXTS,
    hosts: TEXTS,
    paths: TEXTS,
    headers: { type: ['object', 'array', 'null'], maxItems: 0, additionalProperties: TEXTS },
    snis: TEXTS,
    sources: ANY_LIST,
    destinations: ANY_LIST,
    regex_priority: { type: 'integer' },
    strip_path: FLAG,
    preserve_host: FLAG,
    path_handling: TEXT,
    expression: TEXT_OR_NULL,
    priority: { type: ['integer', 'null'] },
    created_at: { type: 'number' },
    tags: TEXTS,
    service: REFERENCE,
  },
});

const plugins = compileSchema<KongPlugin>({
  type: 'object',
  required: ['name'],
  properties: {
    name: TEXT,
    enabled: FLAG,
    service: REFERENCE,
    route: REFERENCE,
    consumer: REFERENCE,
    config: { type: ['object', 'null'], properties: { anonymous: TEXT_OR_NULL } },
  },
});

const upstreams = compileSchema<KongUpstream>({
  type: 'object',
  required: ['name'],
  properties: {
    id: TEXT,
    name: TEXT,
    host_header: TEXT_OR_NULL,
    targets: {
      type: ['array', 'object', 'null'],
      maxProperties: 0,
      items: {
        type: 'object',
        properties: { target: { type: ['string', 'object'], properties: { id: TEXT } } },
      },
    },
  },
});

function failure(what: string): { code: string; kind: 'sourceContract'; message: string } {
  return {
    code: 'KONG_ENTITY_INVALID',
    kind: 'sourceContract',
    message: `A ${what} of the configuration is not of the form that Kong documents.`,
  };
}

export const parseService = (value: unknown): KongService => services.parse(value, failure('service'));
export const parseRoute = (value: unknown): KongRoute => routes.parse(value, failure('route'));
export const parsePlugin = (value: unknown): KongPlugin => plugins.parse(value, failure('plugin'));
export const parseUpstream = (value: unknown): KongUpstream => upstreams.parse(value, failure('upstream'));

/** The list, or an empty one for null, absence and Lua's `{}`. */
export function listOf<T>(list: LuaList<T> | undefined): readonly T[] {
  return isList(list) ? list : [];
}

function isList<T>(list: LuaList<T> | undefined): list is readonly T[] {
  return Array.isArray(list);
}

/** A list of the envelope before its members are known. */
export function rawList(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const isEmptyTable = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (value === undefined || value === null || isEmptyTable) return [];
  throw new AssayError({
    code: 'KONG_LIST_INVALID',
    kind: 'sourceContract',
    message: `The ${what} of the configuration are no list.`,
  });
}

/** Id or name of a reference; both are unique, and decK writes either. */
export function referenceKey(reference: Reference | string | null | undefined): string | null {
  if (reference === undefined || reference === null) return null;
  if (typeof reference === 'string') return reference;
  return reference.id ?? reference.name ?? null;
}
