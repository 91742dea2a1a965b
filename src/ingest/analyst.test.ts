import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PUBLISHED_KEY } from '../analyzer/index.ts';
import type { JsonValue } from '../kit/index.ts';
import type { ApiCall, GatewayRef, Hop } from '../model/api-call.ts';
import { AHEAD_MS, createRecordReader, EARLIEST_MS } from './analyst.ts';

const NOON_MS = Date.UTC(2026, 0, 15, 12);

/** What the analyst makes of the gateway that a record names. */
function gatewayOf(mapping: string, record: JsonValue, hop: Hop): GatewayRef | null | undefined {
  const accepted: ApiCall[] = [];
  const reader = createRecordReader(
    {
      hashKey: PUBLISHED_KEY,
      bucketMs: 86_400_000,
      reservedSegments: [],
      reservedHosts: [],
      gatewayAddresses: [],
      trustedProxies: [],
      earliestMs: EARLIEST_MS,
      latestMs: NOON_MS + AHEAD_MS,
      dedupe: false,
      siteMappings: [],
    },
    { accepted: (call) => accepted.push(call), dropped: (reason) => assert.fail(reason) },
  );
  const defaults = { host: 'api.shop.example', scheme: null, zone: null };
  reader.observe({
    traits: { source: 's', mapping, hop, defaults, mappingOptions: {} },
    records: { kind: 'records', mapping: null, records: [record] },
    position: { file: 's', firstLine: 1 },
  });
  return accepted[0]?.gateway;
}

const kong = {
  request: { method: 'GET', uri: '/orders/1' },
  response: { status: 200 },
  started_at: NOON_MS,
  service: { id: 'svc-1' },
  route: { id: 'route-1' },
};
const axway = {
  correlationId: 'c1',
  timestamp: NOON_MS,
  leg: 0,
  type: 'http',
  method: 'GET',
  uri: '/orders/1',
  status: 200,
  serviceName: 'Orders',
};

test('ids in the log of a gateway are that gateway’s', () => {
  assert.deepEqual(gatewayOf('kong-http-log', kong, 'gateway:kong-prod'), {
    id: 'kong-prod',
    api: 'svc-1',
    route: 'route-1',
    unrouted: false,
  });
  assert.equal(gatewayOf('axway-traffic-monitor', axway, 'gateway:v7')?.id, 'v7');
});

test('seen elsewhere, ids are nobody’s; a gateway that the record names stays', () => {
  assert.equal(gatewayOf('kong-http-log', kong, 'edge')?.id, null);
  assert.equal(gatewayOf('kong-http-log', kong, 'behind:kong-prod')?.id, null);
  const named = { time: NOON_MS, method: 'GET', path: '/a', status: 200, gateway: { id: 'other', api: 'a' } };
  assert.equal(gatewayOf('assay-call', named, 'gateway:kong-prod')?.id, 'other');
});

test('a record that names no gateway gets none', () => {
  const plain = { time: NOON_MS, method: 'GET', path: '/a', status: 200 };
  assert.equal(gatewayOf('assay-call', plain, 'gateway:kong-prod'), null);
});
