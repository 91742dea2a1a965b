import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { kong } from '../../connectors/kong/index.ts';
import { openapi } from '../../connectors/openapi/index.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { compileRegex } from '../agent/compile-regex.ts';
import type { Connector } from '../kit/index.ts';
import type { Hop } from '../model/api-call.ts';
import type { ConnectorConfig } from '../model/connector-config.ts';
import { SILENT_LOGGER } from '../model/logger.ts';
import type { GatewaySnapshot, RegisteredApi } from '../model/registered-api.ts';
import type { Protocol } from '../model/vocabulary.ts';
import { correlate } from './correlate.ts';
import { endpoint, gateway, hop, inventory } from './test-estate.ts';

/**
 * The recorder of the quickstart keeps a ledger of what every request was, and derives from it what the review must
 * say. Here its endpoints, as the servers saw them, meet its gateway files: nothing of the analyzer is involved.
 */
const ESTATE = new URL('../../examples/quickstart/', import.meta.url);

interface ExpectedEndpoint {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  readonly callsByHop: Readonly<Record<Hop, number>>;
  readonly api: { readonly host: string; readonly basePath: string };
  readonly management: string;
  readonly flags: readonly string[];
}

interface ExpectedApi {
  readonly host: string;
  readonly basePath: string;
  readonly management: string;
  readonly flags: readonly string[];
  readonly calls: number;
  readonly callsByHop: Readonly<Record<string, number>>;
}

interface Expected {
  readonly recorded: { readonly recordedAt: string };
  readonly calls: { readonly onceAtEndpoints: number };
  readonly apis: readonly ExpectedApi[];
  readonly endpoints: readonly ExpectedEndpoint[];
}

const expected = JSON.parse(readFileSync(new URL('expected.json', ESTATE), 'utf8')) as Expected;
const file = (name: string): string => new URL(`gateways/${name}`, ESTATE).pathname;

async function read(connector: Connector, config: ConnectorConfig): Promise<readonly RegisteredApi[]> {
  const opened = connector.open(config, {
    id: 'any',
    logger: SILENT_LOGGER,
    clock: fakeClock(),
    random: () => 0,
    signal: new AbortController().signal,
    stdin: null,
    report: (problem) => assert.fail(problem.code),
  });
  const apis: RegisteredApi[] = [];
  for await (const api of opened.gateway?.readRegisteredApis() ?? []) apis.push(api);
  return apis;
}

async function snapshots(): Promise<readonly GatewaySnapshot[]> {
  const described = ['customers', 'orders', 'catalog', 'invoices', 'cart-v1'];
  const support = await read(openapi, { paths: [file('support.openapi.yaml')] });
  return [
    gateway('kong-prod', await read(kong, { files: [file('kong.yaml')] }), {
      hosts: ['api.shop.example', 'partners.shop.example'],
      addresses: ['127.0.10.1/32'],
    }),
    gateway(
      'support-desk',
      support.map((api) => ({ ...api, registers: true })),
    ),
    gateway(
      'definitions',
      await read(openapi, { paths: described.map((name) => file(`${name}.openapi.yaml`)) }),
    ),
  ];
}

function protocolOf({ path, operation }: ExpectedEndpoint): Protocol {
  if (path.endsWith('/graphql')) return 'graphql';
  return operation === null ? 'rest' : 'soap';
}

test('the recorded estate is reviewed as its own ledger says', async () => {
  const seen = expected.endpoints.map((one) =>
    endpoint(
      `${one.method} ${one.host}${one.path.replaceAll('{}', '{id}')}`,
      Object.entries(one.callsByHop).map(([name, calls]) => hop(name as Hop, calls)),
      { operation: one.operation, protocol: protocolOf(one) },
    ),
  );
  const asOfMs = Date.parse(expected.recorded.recordedAt);
  const settings = { compileRegex, grouping: [], hostRules: [], staleHops: [] };
  const { apis, endpoints, folded, operations } = correlate(
    { ...inventory(seen), asOfMs },
    await snapshots(),
    settings,
  );

  assert.equal(operations, expected.calls.onceAtEndpoints);
  for (const want of expected.apis) {
    const row = apis.find((one) => one.host === want.host && one.basePath === want.basePath);
    const { management, flags, calls, callsByHop } = row ?? {};
    const { host: _host, basePath: _basePath, ...rest } = want;
    assert.deepEqual(
      { management, flags, calls, callsByHop },
      { management: rest.management, flags: rest.flags, calls: rest.calls, callsByHop: rest.callsByHop },
      `${want.host}${want.basePath}`,
    );
  }
  assert.equal(apis.length, expected.apis.length);

  for (const [index, want] of expected.endpoints.entries()) {
    const id = seen[index]?.id;
    if (folded.some((one) => one.endpoint === id)) {
      assert.deepEqual(want.flags, ['upstream-view'], `${want.method} ${want.host}${want.path}`);
      continue;
    }
    const row = endpoints.find((one) => one.id === id);
    const api = apis.find((one) => one.id === row?.apiId);
    assert.deepEqual(
      { management: row?.management, flags: row?.flags, api: { host: api?.host, basePath: api?.basePath } },
      { management: want.management, flags: want.flags, api: want.api },
      `${want.method} ${want.host}${want.path}`,
    );
  }
});
