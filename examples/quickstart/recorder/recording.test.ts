import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { deckEnvironment } from './credentials.ts';
import { BEHIND_HOP, EDGE_HOP, GATEWAY_HOP, MESH_HOP, SERVICES } from './estate.ts';
import { matchRoute, readDeck } from './hops/deck.ts';
import { callsOf, linesOf, type ReadCall, type SourceName } from './recorded-logs.ts';

const QUICKSTART = dirname(dirname(fileURLToPath(import.meta.url)));

interface ExpectedEndpoint {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  readonly calls: number;
  readonly callsByHop: Readonly<Record<string, number>>;
  readonly statuses: Readonly<Record<string, number>>;
  readonly api: { readonly host: string; readonly basePath: string };
  readonly flags: readonly string[];
}

interface Expected {
  readonly calls: {
    readonly sent: number;
    readonly received: number;
    readonly perSource: Readonly<Record<SourceName, number>>;
    readonly linesAtEndpoints: number;
    readonly onceAtEndpoints: number;
    readonly operations: number;
  };
  readonly apis: ReadonlyArray<{
    readonly host: string;
    readonly basePath: string;
    readonly management: string;
    readonly flags: readonly string[];
    readonly calls: number;
    readonly endpoints: number;
    readonly upstreamViews: number;
  }>;
  readonly endpoints: readonly ExpectedEndpoint[];
  readonly findings: ReadonlyArray<{
    readonly type: string;
    readonly host: string;
    readonly basePath: string;
  }>;
  readonly absentFindings: ReadonlyArray<{
    readonly host: string;
    readonly basePath: string;
    readonly types: readonly string[];
  }>;
  readonly noise: { readonly calls: number; readonly lines: number };
}

const expected: Expected = JSON.parse(readFileSync(join(QUICKSTART, 'expected.json'), 'utf8'));
const HOPS: Readonly<Record<SourceName, string>> = {
  'edge-nginx': EDGE_HOP,
  'edge-haproxy': EDGE_HOP,
  kong: GATEWAY_HOP,
  'graylog-behind': BEHIND_HOP,
  'graylog-mesh': MESH_HOP,
};
const SOURCES = Object.keys(HOPS) as SourceName[];

const slotCount = (path: string): number => path.split('{}').length - 1;
const pattern = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.]/gu, '\\.').replaceAll('{}', '[^/]+')}$`, 'u');
const byLiteralsFirst = expected.endpoints
  .map((endpoint) => ({ endpoint, matches: pattern(endpoint.path) }))
  .sort((left, right) => slotCount(left.endpoint.path) - slotCount(right.endpoint.path));

function endpointsOf(call: ReadCall): ExpectedEndpoint[] {
  return call.operations.flatMap((operation) => {
    const found = byLiteralsFirst.find(
      ({ endpoint, matches }) =>
        endpoint.host === call.host &&
        endpoint.method === call.method &&
        endpoint.operation === operation &&
        matches.test(call.path),
    );
    return found === undefined ? [] : [found.endpoint];
  });
}

const sumOf = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

suite('the committed recording', () => {
  test('holds as many lines as the manifest counted', () => {
    for (const source of SOURCES)
      assert.equal(linesOf(source).length, expected.calls.perSource[source], source);
    assert.equal(sumOf(Object.values(expected.calls.perSource)), expected.calls.received);
    assert.ok(expected.calls.sent >= 20_000);
  });

  test('read line by line, gives every endpoint its calls at every hop and leaves the noise', () => {
    const counted = new Map<ExpectedEndpoint, Map<string, number>>();
    let noiseLines = 0;
    for (const source of SOURCES) {
      for (const call of callsOf(source)) {
        const endpoints = endpointsOf(call);
        if (endpoints.length === 0) {
          noiseLines += 1;
          assert.ok(
            call.status === 404 ||
              call.status === 405 ||
              call.method === 'OPTIONS' ||
              call.host === 'www.shop.example',
            `${source} ${call.method} ${call.host}${call.path} ${call.status}`,
          );
        }
        for (const endpoint of endpoints) {
          const hops = counted.get(endpoint) ?? new Map<string, number>();
          counted.set(endpoint, hops.set(HOPS[source], (hops.get(HOPS[source]) ?? 0) + 1));
        }
      }
    }
    for (const endpoint of expected.endpoints) {
      assert.deepEqual(
        Object.fromEntries(counted.get(endpoint) ?? []),
        endpoint.callsByHop,
        `${endpoint.method} ${endpoint.host}${endpoint.path}`,
      );
    }
    assert.equal(noiseLines, expected.noise.lines);
    assert.equal(expected.calls.linesAtEndpoints + expected.noise.lines, expected.calls.received);
  });

  test('counts every call once, whatever number of logs holds it', () => {
    for (const endpoint of expected.endpoints) {
      const gateways = Object.entries(endpoint.callsByHop)
        .filter(([hop]) => hop.startsWith('gateway:'))
        .map(([, calls]) => calls);
      const once =
        gateways.length > 0
          ? sumOf(gateways)
          : (endpoint.callsByHop[EDGE_HOP] ?? Math.max(...Object.values(endpoint.callsByHop)));
      assert.equal(endpoint.calls, once);
      assert.equal(sumOf(Object.values(endpoint.statuses)), once);
    }
    assert.equal(sumOf(expected.endpoints.map(({ calls }) => calls)), expected.calls.operations);
    const apart = (endpoint: ExpectedEndpoint): boolean => endpoint.flags.includes('upstream-view');
    assert.equal(
      sumOf(expected.endpoints.filter((endpoint) => !apart(endpoint)).map(({ calls }) => calls)),
      expected.calls.onceAtEndpoints,
    );
    assert.equal(expected.calls.onceAtEndpoints + expected.noise.calls, expected.calls.sent);
    for (const api of expected.apis) {
      const own = expected.endpoints.filter(
        (endpoint) => endpoint.api.host === api.host && endpoint.api.basePath === api.basePath,
      );
      assert.equal(api.calls, sumOf(own.filter((endpoint) => !apart(endpoint)).map(({ calls }) => calls)));
      assert.equal(api.endpoints + api.upstreamViews, own.length);
    }
  });

  test('has the estate that the review is to find', () => {
    const having = (flag: string): number => expected.apis.filter(({ flags }) => flags.includes(flag)).length;
    assert.ok(expected.apis.filter(({ management }) => management === 'managed').length >= 8);
    assert.ok(expected.apis.filter(({ management }) => management === 'unmanaged').length >= 4);
    assert.deepEqual(
      { zombie: having('zombie'), dormant: having('dormant'), bypass: having('bypass') },
      { zombie: 1, dormant: 1, bypass: 1 },
    );
    assert.equal(expected.apis.find(({ flags }) => flags.includes('dormant'))?.calls, 0);
  });

  test('asserts and denies no finding at once', () => {
    for (const { host, basePath, types } of expected.absentFindings) {
      const present = expected.findings.filter(
        (finding) => finding.host === host && finding.basePath === basePath,
      );
      assert.deepEqual(
        present.filter(({ type }) => types.includes(type)),
        [],
      );
    }
  });
});

suite('what the recording may hold', () => {
  test('client addresses of documentation and benchmark ranges only', () => {
    const reserved =
      /^(?:192\.0\.2|198\.51\.100|203\.0\.113|198\.1[89]\.\d{1,3})\.\d{1,3}$|^2001:db8:[0-9a-f:]+$/u;
    for (const source of SOURCES)
      for (const { clientAddress } of callsOf(source)) assert.match(clientAddress, reserved);
  });

  test('mail addresses of reserved domains only', () => {
    for (const source of SOURCES) {
      for (const line of linesOf(source)) {
        for (const [domain] of line.matchAll(/(?<=[\w.](?:@|%40))[\w.-]+/gu))
          assert.match(domain, /\.example$/u);
      }
    }
  });

  test('no Authorization value in the gateway log, as Kong masks it', () => {
    const lines = linesOf('kong');
    assert.ok(lines.some((line) => line.includes('"authorization":"REDACTED"')));
    assert.ok(lines.every((line) => !/Bearer ey|Basic [A-Za-z0-9+/]{8}/u.test(line)));
  });

  test('at most twelve megabytes', () => {
    const logs = join(QUICKSTART, 'logs');
    assert.ok(sumOf(readdirSync(logs).map((name) => statSync(join(logs, name)).size)) <= 12_000_000);
  });
});

suite('kong.yaml', () => {
  const deck = readDeck(join(QUICKSTART, 'gateways', 'kong.yaml'), deckEnvironment());

  test('registers the services that the manifest counts, under the same addresses', () => {
    const registered = deck.services.map(({ name, host, port, path, routes }) => ({
      name,
      upstreamHost: `${host}:${port}`,
      upstreamPath: path ?? '',
      host: routes[0]?.hosts[0],
      basePath: routes[0]?.paths[0],
    }));
    assert.deepEqual(
      registered,
      SERVICES.map(({ name, upstreamHost, upstreamPath, host, basePath }) => ({
        name,
        upstreamHost,
        upstreamPath,
        host,
        basePath,
      })),
    );
  });

  test('routes by host, method and longest prefix, and strips what it matched', () => {
    const at = (method: string, host: string, path: string): string | undefined => {
      const match = matchRoute(deck, method, host, path);
      return match === undefined ? undefined : `${match.service.name} ${match.upstreamPath}`;
    };
    assert.equal(at('GET', 'api.shop.example', '/orders/v1/orders/7'), 'orders-api /api/orders/7');
    assert.equal(at('GET', 'api.shop.example', '/customers/v1/customers'), 'customers-api /customers');
    assert.equal(at('POST', 'api.shop.example', '/graphql'), 'storefront-api /graphql');
    assert.equal(at('POST', 'api.shop.example', '/catalog/v1/products'), undefined);
    assert.equal(at('GET', 'partners.shop.example', '/orders/v1/orders'), undefined);
  });
});
