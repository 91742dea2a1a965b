import type { JsonObject, JsonValue } from '../../../src/kit/index.ts';
import type { HttpScenario } from './scenario.ts';

const TOKEN = 'gw-tok/4d1c9b+70';

const service = (name: string): JsonObject => ({
  id: `0000000${name}-0000-4000-8000-000000000000`,
  name: `service-${name}`,
  protocol: 'http',
  host: `${name}.internal.example`,
  port: 8080,
  path: '/',
  enabled: true,
  tags: [],
});

const route = (name: string): JsonObject => ({
  id: `1000000${name}-0000-4000-8000-000000000000`,
  name: `route-${name}`,
  protocols: ['https'],
  methods: null,
  hosts: ['api.shop.example'],
  paths: [`/${name}`],
  headers: null,
  regex_priority: 0,
  strip_path: true,
  preserve_host: false,
  path_handling: 'v0',
  created_at: 1_768_471_200,
  service: { id: `0000000${name}-0000-4000-8000-000000000000` },
});

const page = (data: readonly JsonValue[], offset: string | null): JsonObject => ({
  data,
  next: offset === null ? null : `/services?offset=${offset}`,
  ...(offset === null ? {} : { offset }),
});

const idOf = (name: string): string => `0000000${name}-0000-4000-8000-000000000000`;

/** Shapes of the Admin API of Kong 3.x: an empty list comes as `[]` or `{}`. */
const KONG: HttpScenario = {
  style: 'http',
  origin: 'https://kong-admin.example:8444',
  config: { url: 'https://kong-admin.example:8444', token: '${env:KONG_TOKEN}' },
  env: { KONG_TOKEN: TOKEN },
  secret: TOKEN,
  exchanges: [
    { path: '/', body: { version: '3.9.0', configuration: { router_flavor: 'traditional_compatible' } } },
    { path: '/services?size=1000', body: page([service('1'), service('2')], 'a') },
    { path: '/services?size=1000&offset=a', body: page([service('3'), service('4')], 'b') },
    { path: '/services?size=1000&offset=b', body: page([service('5')], null) },
    { path: '/routes?size=1000', body: page(['1', '2', '3', '4', '5'].map(route), null) },
    { path: '/plugins?size=1000', body: { data: {}, next: null } },
    { path: '/upstreams?size=1000', body: page([], null) },
  ],
  first: '/',
  expected: ['1', '2', '3', '4', '5'].map(idOf),
  hostileNext: { path: '/services?size=1000', body: { data: [], next: 'https://evil.example/services' } },
  malformedRecord: {
    path: '/routes?size=1000',
    body: page([{ id: 7 }, 'text', ...['1', '2', '3', '4', '5'].map(route)], null),
  },
  expectedOfMalformed: ['1', '2', '3', '4', '5'].map(idOf),
  malformedEnvelope: { path: '/services?size=1000&offset=a', body: { message: 'Not found' } },
};

const definition = (name: string, paths: JsonObject): JsonObject => ({
  openapi: '3.1.0',
  info: { title: `API ${name}`, version: '1.0.0' },
  servers: [{ url: `https://api.shop.example/${name}` }],
  paths,
});

const GOOD_PATHS: JsonObject = { '/items': { get: { responses: { 200: { description: 'Items.' } } } } };
const DOCS = 'https://docs.example';

const OPENAPI: HttpScenario = {
  style: 'http',
  origin: DOCS,
  config: { urls: [`${DOCS}/a.json`, `${DOCS}/b.json`, `${DOCS}/c.json`], token: '${env:DOCS_TOKEN}' },
  env: { DOCS_TOKEN: TOKEN },
  secret: TOKEN,
  exchanges: ['a', 'b', 'c'].map((name) => ({ path: `/${name}.json`, body: definition(name, GOOD_PATHS) })),
  first: '/a.json',
  expected: ['a', 'b', 'c'].map((name) => `${DOCS}/${name}.json`),
  hostileNext: { path: '/b.json', body: definition('b', { '/x': { $ref: 'https://evil.example/x.json' } }) },
  malformedRecord: {
    path: '/b.json',
    body: definition('b', { ...GOOD_PATHS, '/broken': { $ref: '#/components/pathItems/missing' } }),
  },
  expectedOfMalformed: ['a', 'b', 'c'].map((name) => `${DOCS}/${name}.json`),
  malformedEnvelope: { path: '/b.json', body: { items: [] } },
};

export const GATEWAY_SCENARIOS: Readonly<Record<string, HttpScenario>> = { kong: KONG, openapi: OPENAPI };
