import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { JsonObject, JsonValue } from '../../../src/kit/index.ts';
import type { Exchange, FileScenario, HttpScenario, Scenario } from './scenario.ts';

const PASSWORD = 'apim-pw/5e2c+81';
const ENV = { AXWAY_PASSWORD: PASSWORD };
const SIGN_IN = { username: 'apiadmin', password: '${env:AXWAY_PASSWORD}' };

const MANAGER = 'https://manager.shop.example:8075';
const PORTAL = '/api/portal/v1.4';
const NAMES = ['1', '2', '3', '4', '5'];
const idOf = (name: string): string => `0000000${name}-0000-4000-8000-000000000000`;

const frontEnd = (name: string): JsonObject => ({
  id: idOf(name),
  organizationId: 'org-1',
  apiId: `back-${name}`,
  name: `API ${name}`,
  version: '1.0',
  apiRoutingKey: null,
  vhost: null,
  path: `/shop/v${name}`,
  state: 'published',
  deprecated: false,
  retired: false,
  retirementDate: 0,
  createdOn: 1_768_471_200_000,
  securityProfiles: [
    {
      name: '_default',
      isDefault: true,
      devices: [{ name: 'API Key', type: 'apiKey', order: 1, properties: {} }],
    },
  ],
  inboundProfiles: { _default: { securityProfile: '_default', corsProfile: '_default', monitorAPI: true } },
  serviceProfiles: { _default: { apiId: `back-${name}`, basePath: `https://${name}.internal.example` } },
  tags: { team: ['orders'] },
});

const light = (name: string): JsonObject => ({ id: idOf(name), name: `API ${name}`, state: 'published' });

const definition = (name: string): JsonObject => ({
  swagger: '2.0',
  info: { title: `API ${name}`, version: '1.0' },
  basePath: `/shop/v${name}`,
  paths: {
    '/orders/{id}': { get: { operationId: 'getOrder', responses: { '200': { description: 'One.' } } } },
  },
});

const LIST = `${PORTAL}/proxies/light`;

/** Answers of the REST API 1.4 of API Manager 7.7. */
const GATEWAY: HttpScenario = {
  style: 'http',
  name: 'API Manager',
  reads: 'apis',
  origin: MANAGER,
  config: { url: MANAGER, ...SIGN_IN },
  env: ENV,
  secret: PASSWORD,
  exchanges: [
    {
      path: `${PORTAL}/config`,
      body: {
        productVersion: '7.7.20240530',
        apiDefaultVirtualHost: 'api.shop.example:8065',
        portalName: 'Portal',
      },
    },
    { path: `${PORTAL}/currentuser`, body: { id: 'u1', role: 'admin', loginName: 'apiadmin' } },
    { path: `${PORTAL}/organizations`, body: [{ id: 'org-1', name: 'Orders', virtualHost: null }] },
    { path: `${PORTAL}/apirepo`, body: NAMES.map((name) => ({ id: `back-${name}`, resourcePath: '/api' })) },
    { path: LIST, body: NAMES.map(light) },
    ...NAMES.flatMap((name): readonly Exchange[] => [
      { path: `${PORTAL}/proxies/${idOf(name)}`, body: frontEnd(name) },
      {
        path: `${PORTAL}/discovery/swagger/api/id/${idOf(name)}?swaggerVersion=2.0`,
        body: definition(name),
      },
    ]),
  ],
  first: `${PORTAL}/config`,
  expected: NAMES.map(idOf),
  hostileNext: null,
  malformedRecord: { path: LIST, body: [{ name: 'no id' }, 'text', ...NAMES.map(light)] },
  expectedOfMalformed: NAMES.map(idOf),
  malformedEnvelope: { path: LIST, body: { errors: [{ code: 404, message: 'Not found' }] } },
};

const NODE_MANAGER = 'https://manager.shop.example:8090';
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** The clock of the suite stands at noon; the run reads from nine to two minutes before. */
const NINE = Date.UTC(2026, 0, 15, 9);
const END = NINE + 3 * HOUR_MS - 2 * MINUTE_MS;
const SLICES = [
  [NINE, NINE + HOUR_MS],
  [NINE + HOUR_MS, NINE + 2 * HOUR_MS],
  [NINE + 2 * HOUR_MS, END],
] as const;
const MONITOR = '/api/router/service/instance-1/ops';

const searchPath = (fromMs: number, toMs: number): string =>
  `${MONITOR}/search?format=json&count=1000&protocol=http&field=leg&value=0` +
  `&field=timestamp&op=gt&value=${fromMs - 1}&field=timestamp&op=lt&value=${toMs}`;

const correlationId = (number: number): string => `0455ff5e82267be8182a55${10 + number}`;

/** Call `number` begins in the middle of the slice in which it is. */
const row = (number: number): JsonObject => ({
  correlationId: correlationId(number),
  timestamp: (SLICES[Math.floor(number / 2)]?.[0] ?? 0) + 30 * MINUTE_MS + number,
  leg: 0,
  serviceName: 'API 1',
  operation: 'getOrder',
  type: 'http',
  method: 'GET',
  uri: `/shop/v1/orders/${number}`,
  status: 200,
  statustext: 'OK',
  wafStatus: 0,
  finalStatus: 'Pass',
  subject: 'Pass Through',
  sslsubject: null,
  vhost: null,
  duration: 12,
  bytesReceived: 131,
  bytesSent: 952,
  remoteName: '192.0.2.7',
  remoteAddr: '192.0.2.7',
  remotePort: '55783',
  localAddr: '198.51.100.4',
  localPort: '8065',
});

const CALLS = [0, 1, 2, 3, 4, 5];
const found = (data: readonly JsonValue[]): JsonObject => ({ processId: '4711', data });
const pathOf = (number: number): string => `/shop/v1/orders/${number}`;
const [FIRST_SLICE, SECOND_SLICE] = SLICES;

/** Answers of the Admin Node Manager; the newest transaction comes first. */
const TRAFFIC_MONITOR: HttpScenario = {
  style: 'http',
  name: 'traffic monitor',
  origin: NODE_MANAGER,
  config: { nodeManagerUrl: NODE_MANAGER, ...SIGN_IN, instances: ['instance-1'], since: '3h' },
  env: ENV,
  secret: PASSWORD,
  exchanges: [
    ...SLICES.map(([fromMs, toMs], index) => ({
      path: searchPath(fromMs, toMs),
      body: found([row(2 * index + 1), row(2 * index)]),
    })),
    // What a run that goes on counts again, and what the check searches.
    ...SLICES.map(([, toMs]) => ({ path: searchPath(toMs - MINUTE_MS, toMs), body: found([]) })),
    ...CALLS.map((number) => ({
      path: `${MONITOR}/http/${correlationId(number)}/0/getinfo?format=json&details=0&rheaders=1&sheaders=1`,
      body: { details: null, rheaders: [{ Host: 'api.shop.example:8065' }], sheaders: [{ Server: 'gw' }] },
    })),
  ],
  first: searchPath(...FIRST_SLICE),
  expected: CALLS.map(pathOf),
  hostileNext: null,
  malformedRecord: {
    path: searchPath(...SECOND_SLICE),
    body: found(['text', { ...row(2), correlationId: 7 }, row(3)]),
  },
  expectedOfMalformed: [0, 1, 3, 4, 5].map(pathOf),
  malformedEnvelope: { path: searchPath(...SECOND_SLICE), body: { data: 'none' } },
};

const element = (target: string, leg = 0): string =>
  JSON.stringify({
    timestamp: 1_768_471_200_120,
    correlationId: '0455ff5e82267be8182a553d',
    processInfo: { groupId: 'group-2', serviceId: 'instance-1' },
    transactionElement: {
      leg,
      duration: 12,
      serviceName: 'API 1',
      operation: 'getOrder',
      finalStatus: 'Pass',
      protocolInfo: {
        http: { uri: target, status: 200, method: 'GET', vhost: null, remoteAddr: '192.0.2.7' },
        recvHeader: `GET ${target} HTTP/1.1\r\nHost: api.shop.example:8065\r\n\r\n`,
        sentHeader: 'HTTP/1.1 200 OK\r\n\r\n',
      },
    },
  });

const targets = (file: string): readonly string[] =>
  Array.from({ length: 40 }, (_, index) => `/shop/v1/${file}/${index}`);
const FILES = ['a', 'b', 'c'];
const linesOf = (file: string): string =>
  `${targets(file)
    .map((target) => element(target))
    .join('\n')}\n`;

const OPEN_TRAFFIC: FileScenario = {
  style: 'files',
  name: 'open traffic event log',
  config: (folder) => ({ paths: [join(folder, '*_traffic.log*')] }),
  missing: (folder) => ({ paths: [join(folder, 'nothing_traffic.log')] }),
  write: async (folder) => {
    await writeFile(join(folder, 'group-2_instance-1_traffic.log'), linesOf('a'));
    await writeFile(join(folder, 'group-2_instance-2_traffic.log'), linesOf('b'));
    await writeFile(join(folder, 'group-2_instance-3_traffic.log.gz'), gzipSync(linesOf('c')));
  },
  expected: FILES.flatMap(targets),
  writeMalformed: (folder) =>
    writeFile(
      join(folder, 'group-2_instance-1_traffic.log'),
      [
        element('/shop/v1/1'),
        '{"transactionElement":',
        '7',
        element('/back', 1),
        element('/shop/v1/2'),
        '',
      ].join('\n'),
    ),
  expectedOfMalformed: ['/shop/v1/1', '/shop/v1/2'],
  droppedOfMalformed: 3,
  writeOther: null,
};

export const AXWAY_API_MANAGER: readonly Scenario[] = [GATEWAY, TRAFFIC_MONITOR, OPEN_TRAFFIC];
