import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RegisteredApi } from '../../src/model/registered-api.ts';
import { joinDeckFiles, parseDeck } from './deck-file.ts';
import { DEFAULT_TAG_RULES } from './lifecycle-tags.ts';
import { distinctApis, registeredApis } from './registered-apis.ts';

function apisOf(...texts: readonly string[]): readonly RegisteredApi[] {
  const files = joinDeckFiles(texts.map((text, index) => parseDeck(text, `part-${index}.yaml`)));
  const parts = files.map(({ impliedRegex, ...entities }, index) => ({
    name: `part-${index}.yaml`,
    apis: registeredApis(entities, {
      gateway: 'kong',
      semantics: 'kong-traditional-compatible',
      impliedRegex,
      tags: DEFAULT_TAG_RULES,
    }),
  }));
  return distinctApis(parts);
}

const VERSION = '_format_version: "3.0"\n';

test('what decK fills in is not read: numbers and switches have their defaults, a host is not known', () => {
  const [api] = apisOf(`${VERSION}
services:
- name: cranes
  host: \${{ env "DECK_CRANES_HOST" }}
  port: \${{ env "DECK_CRANES_PORT" | toInt }}
  enabled: \${{ env "DECK_CRANES_ON" | toBool }}
  tags: [harbour, "\${{ env "DECK_STAGE" }}"]
  routes:
  - name: lift
    hosts: ["cranes-\${STAGE}.harbour.example", "\${{ env "DECK_HOST" }}"]
    paths: [/cranes]
    regex_priority: \${{ env "DECK_PRIORITY" }}
    strip_path: false
  - name: turn
    hosts: [cranes.harbour.example, "\${{ env "DECK_HOST" }}"]
    paths: ["/\${{ env "DECK_BASE" }}/turn"]
  plugins:
  - name: key-auth
    enabled: \${{ env "DECK_AUTH" | toBool }}
  - name: request-transformer
    config: {add: {headers: ["X-Key:\${{ env "DECK_KEY" }}"]}}
`);
  assert.deepEqual(
    [api?.enabled, api?.upstreams, api?.tags, api?.security],
    [true, [], ['harbour'], ['api-key']],
  );
  const [lift, turn] = api?.routes ?? [];
  assert.deepEqual([lift?.hosts, lift?.regexPriority, lift?.stripPath], [null, 0, false]);
  assert.deepEqual(turn?.hosts, ['cranes.harbour.example']);
  // Of a path that is not known nothing is served: it must not become a route for everything.
  assert.equal(turn?.paths?.length, 1);
  assert.equal(JSON.stringify(api).includes('DECK_'), false);
});

test('merge keys are merged', () => {
  const [api] = apisOf(`${VERSION}
x-route: &route {strip_path: false, hosts: [harbour.example]}
services:
- name: cranes
  url: http://cranes.internal:8080/srv
  routes:
  - {<<: *route, name: lift, paths: [/lift]}
`);
  assert.deepEqual([api?.routes[0]?.hosts, api?.routes[0]?.stripPath], [['harbour.example'], false]);
});

const SERVICE = `${VERSION}services: [{name: cranes, url: "http://cranes.internal"}]\n`;
const ROUTES = `${VERSION}routes: [{name: lift, paths: [/lift], service: {name: cranes}}, {name: turn, paths: [/turn], service: {name: cranes}}]\n`;

test('parts of one configuration are read as one; a service of no part still has its routes', () => {
  const names = (apis: readonly RegisteredApi[]): unknown =>
    apis.map(({ name, basePaths, upstreams }) => [name, basePaths, upstreams.length]);
  assert.deepEqual(names(apisOf(SERVICE, ROUTES)), [['cranes', ['/lift', '/turn'], 1]]);
  assert.deepEqual(names(apisOf(ROUTES)), [['cranes', ['/lift', '/turn'], 0]]);
  // Two configurations that each have the service are not parts of one.
  assert.deepEqual(names(apisOf(SERVICE, SERVICE)), [
    ['cranes', ['/'], 1],
    ['cranes', ['/'], 1],
  ]);
});

test('an empty text names no anonymous consumer', () => {
  const plugin = (anonymous: string): string =>
    `${VERSION}services: [{name: cranes, url: "http://cranes.internal", plugins: [{name: key-auth, config: {anonymous: ${anonymous}}}]}]\n`;
  assert.deepEqual(apisOf(plugin('""'))[0]?.security, ['api-key']);
  assert.deepEqual(apisOf(plugin('guest'))[0]?.security, []);
});

test('services that two files call alike, or do not call at all, are two APIs', () => {
  const named = (path: string): string =>
    `${VERSION}services: [{name: cranes, host: a.svc, routes: [{paths: [${path}]}]}]`;
  const nameless = (path: string): string =>
    `${VERSION}services: [{host: a.svc, routes: [{paths: [${path}]}]}]`;
  const routes = (path: string): string => `${VERSION}routes: [{paths: [${path}]}]`;
  const apart = ['part-0.yaml', 'part-1.yaml'];
  for (const [text, key, marks] of [
    [named, 'cranes', apart],
    [nameless, 'service#0', apart],
    [routes, 'route#0', ['part-0.yaml, 1', 'part-0.yaml, 2']],
  ] as const) {
    const apis = apisOf(text('/a'), text('/b'));
    assert.deepEqual(
      apis.map(({ nativeId, nativeIds, basePaths }) => [nativeId, nativeIds[0], ...basePaths]),
      [
        [`${key} (${marks[0]})`, key, '/a'],
        [`${key} (${marks[1]})`, key, '/b'],
      ],
      key,
    );
  }
});
