import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Report } from '../../../src/model/generated/report.ts';
import {
  type FakeManager,
  PASSWORD,
  startManager,
  USER,
} from '../../support/axway-api-manager/api-manager.ts';
import { runCli } from '../../support/cli.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const HOST = 'api.shop.example:8065';

const frontEnd = (id: string, path: string, device: string, fields = {}) => ({
  id,
  organizationId: 'org-1',
  apiId: `back-${id}`,
  name: id.replace(/-v\d$/, ''),
  version: '1.0',
  path,
  state: 'published',
  securityProfiles: [
    { name: '_default', isDefault: true, devices: [{ name: device, type: device, order: 1 }] },
  ],
  inboundProfiles: { _default: { securityProfile: '_default' } },
  serviceProfiles: { _default: { apiId: `back-${id}`, basePath: `https://${id}.internal.example` } },
  ...fields,
});

interface Leg {
  readonly path: string;
  readonly service: string | null;
  readonly status?: number;
  readonly leg?: number;
}

const event = ({ path, service, status = 200, leg = 0 }: Leg, index: number): string =>
  JSON.stringify({
    timestamp: NOON - 3_600_000 + index * 1000,
    correlationId: `0455ff5e8226${String(index).padStart(12, '0')}`,
    processInfo: { groupId: 'group-2', serviceId: 'instance-1' },
    transactionElement: {
      leg,
      duration: 7,
      serviceName: service,
      operation: null,
      finalStatus: 'Pass',
      protocolInfo: {
        http: {
          uri: path,
          status,
          method: 'GET',
          vhost: null,
          remoteAddr: '192.0.2.7',
          authSubjectId: 'Pass Through',
        },
        recvHeader: `GET ${path} HTTP/1.1\r\nHost: ${HOST}\r\nAccept: */*\r\n\r\n`,
        sentHeader: `HTTP/1.1 ${status} OK\r\nContent-Type: application/json\r\n\r\n`,
      },
    },
  });

const times = (count: number, leg: (index: number) => Leg): readonly Leg[] =>
  Array.from({ length: count }, (_, index) => leg(index));

let manager: FakeManager;
let report: Report;

before(async () => {
  manager = await startManager({
    sessionsOnly: true,
    settings: { apiDefaultVirtualHost: HOST },
    organizations: [{ id: 'org-1', name: 'Shop', virtualHost: null }],
    backEnds: [{ id: 'back-orders', resourcePath: '/api' }],
    frontEnds: [
      frontEnd('orders', '/shop/orders', 'passThrough'),
      frontEnd('stock-v1', '/shop/stock/v1', 'apiKey'),
      frontEnd('stock-v2', '/shop/stock/v2', 'apiKey', { deprecated: true }),
      frontEnd('dormant', '/shop/dormant', 'apiKey'),
    ],
    definitions: {
      orders: {
        swagger: '2.0',
        paths: { '/{id}': { get: { operationId: 'getOrder', responses: { '200': {} } } } },
      },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'assay-axway-e2e-'));
  const legs: readonly Leg[] = [
    ...times(30, (index) => ({ path: `/shop/orders/${1000 + index}`, service: 'orders' })),
    ...times(30, (index) => ({ path: `/api/${1000 + index}`, service: 'orders', leg: 1 })),
    ...times(20, () => ({ path: '/shop/stock/v2/levels', service: 'stock' })),
    ...times(25, () => ({ path: '/legacy/export', service: null })),
    ...times(5, (index) => ({ path: `/wp-${index}`, service: null, status: 404 })),
    ...times(10, () => ({ path: '/soap/invoices', service: 'InvoiceService' })),
  ];
  writeFileSync(join(folder, 'group-2_instance-1_traffic.log'), `${legs.map(event).join('\n')}\n`);
  writeFileSync(
    join(folder, 'assay.yaml'),
    [
      'version: 1',
      'store: { url: "sqlite:./assay.db" }',
      'assessment: { asOf: latest-call }',
      'gateways:',
      `  - { id: v7, connector: axway-api-manager, url: "${manager.url}", username: ${USER}, password: "\${env:AXWAY_PASSWORD}", login: session }`,
      'sources:',
      '  - { id: v7-log, connector: axway-api-manager, paths: ["*_traffic.log"], observes: "gateway:v7" }',
      '',
    ].join('\n'),
  );
  const run = await runCli(['run', '--once', '-q', '--json'], {
    cwd: folder,
    env: { AXWAY_PASSWORD: PASSWORD },
  });
  assert.equal(run.code, 0, run.stderr);
  report = JSON.parse(run.stdout) as Report;
});

after(() => manager.stop());

const apiAt = (basePath: string): Report['apis'][number] => {
  const api = report.apis.find((one) => one.basePath === basePath);
  assert.ok(api, `${basePath} is a row`);
  return api;
};

test('the books: legs to back-ends are no calls, an answer without a route is noise', () => {
  assert.equal(report.calls.received, 120);
  assert.equal(report.calls.dropped['not-a-call'], 30);
  assert.equal(report.calls.analyzed, 90);
});

test('a front-end API is managed by its name in the log, with owner, operations and what it demands', () => {
  const api = apiAt('/shop/orders');
  assert.deepEqual([api.management, api.owner, api.calls], ['managed', 'Shop', 30]);
  const [endpoint] = report.endpoints.filter((one) => one.api === api.id);
  assert.deepEqual(
    [endpoint?.path, endpoint?.registered?.operation, endpoint?.reason.code],
    ['/shop/orders/{id}', 'getOrder', 'native-id'],
  );
});

test('a name that two versions bear is told apart by the path; the deprecated one is a zombie', () => {
  const two = apiAt('/shop/stock/v2');
  assert.deepEqual([two.management, two.calls, two.flags.includes('zombie')], ['managed', 20, true]);
  assert.ok(!two.flags.includes('ambiguous'));
  assert.equal(apiAt('/shop/stock/v1').calls, 0);
});

test('what a plain policy serves is unmanaged; a service that API Manager does not know is registered elsewhere', () => {
  const legacy = report.endpoints.find((one) => one.path === '/legacy/export');
  assert.deepEqual([legacy?.management, legacy?.calls], ['unmanaged', 25]);
  const soap = report.endpoints.find((one) => one.path === '/soap/invoices');
  assert.deepEqual([soap?.management, soap?.reason.code], ['managed', 'registered-elsewhere']);
  assert.ok(!report.endpoints.some((one) => one.path.startsWith('/wp-')));
});

test('an API without calls is a row, and dormant', () => {
  assert.deepEqual(
    [apiAt('/shop/dormant').calls, apiAt('/shop/dormant').flags.includes('dormant')],
    [0, true],
  );
});

test('the manager was read with one session, and as documented', () => {
  assert.deepEqual(manager.violations, []);
  assert.equal(manager.logins(), 1);
});
