import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { SYSTEM_CLOCK } from '../../../src/kit/system-clock.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { AMPLIFY_REGISTRY } from '../../contract/registries/amplify-scenario.ts';
import type { RunningRegistry } from '../../contract/registries/scenario.ts';
import { type CliRun, runCli } from '../../support/cli.ts';
import { type Leak, leakSearch, unpacked } from '../../support/leak-search.ts';
import { type PlantedLogs, plantedLogs } from '../../support/planted-logs.ts';
import { PLANTED_KINDS } from '../../support/planted-people.ts';
import { PLANTED_POSITIONS } from '../../support/planted-positions.ts';
import { crawlConsole, startAgent } from '../../support/running-agent.ts';

const PERSONS = 1000;
const CONFIG = `version: 1
store: { url: "sqlite:state/assay.db" }
assessment: { asOf: latest-call }
gateways:
  - { id: kong-prod, connector: kong, files: [kong.yaml], hosts: [api.shop.example] }
sources:
  - { id: native, connector: files, mapping: assay-call, paths: [assay-call.log] }
  - { id: kong-logs, connector: files, mapping: kong-http-log, paths: [kong-http-log.log.gz], observes: "gateway:kong-prod" }
  - { id: lake, connector: graylog-api-security, paths: [resurface.log], observes: mesh }
  - { id: nginx, connector: files, mapping: nginx-json, paths: [nginx-json.log], observes: edge }
  - { id: apache, connector: files, mapping: nginx-combined, paths: [nginx-combined.log], observes: edge, defaults: { host: www.shop.example, scheme: https } }
  - id: haproxy
    connector: files
    mapping: haproxy-http
    paths: [haproxy-http.log]
    defaults: { zone: UTC }
    options: { captureRequest: [host, user-agent, referer, x-customer] }
trustedProxies: [198.51.100.0/24]
schedule: { pull: "0 0 1 1 *", sync: "0 0 1 1 *", assess: "0 0 1 1 *", publish: "0 0 1 1 *" }
publish: { detail: full, definitions: true }
console: { listen: "127.0.0.1:0" }
logging: { level: debug }
`;
const DECK = `_format_version: "3.0"
services:
  - name: orders
    id: 0d1f3a52-8f3c-4a4e-9d6d-111111111111
    url: http://orders.svc.internal:8080
    routes:
      - { name: orders, id: 0d1f3a52-8f3c-4a4e-9d6d-222222222222, paths: [/v1/orders], hosts: [api.shop.example] }
`;

const planted: PlantedLogs = plantedLogs(PERSONS);
/** A name chosen by traffic whose form tells nothing may be kept, though not be shown. */
const searchOutput = leakSearch(planted.needles);
const searchStore = leakSearch(
  planted.needles.filter((needle) => !needle.isFormless || needle.place === 'value'),
);

let folder = '';
let registry: RunningRegistry;
const file = (name: string): string => join(folder, name);
/** Modules are compiled once for all of these processes. */
const inFolder = (args: readonly string[]): Promise<CliRun> =>
  runCli(args, { cwd: folder, env: { NODE_COMPILE_CACHE: file('compiled') } });

describe('a thousand persons and their secrets, in every position', { timeout: 600_000 }, () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-leak-'));
    const store = openSqliteStore(':memory:');
    registry = await AMPLIFY_REGISTRY.start({ clock: SYSTEM_CLOCK, folder, store });
    await store.close();
    const entry = JSON.stringify({ id: 'central', connector: 'amplify', ...registry.config });
    await writeFile(file('assay.yaml'), `${CONFIG}registries: [${entry}]\n`);
    await writeFile(file('kong.yaml'), DECK);
    for (const [format, text] of Object.entries(planted.logs)) {
      const isPacked = format === 'kong-http-log';
      await writeFile(file(`${format}.log${isPacked ? '.gz' : ''}`), isPacked ? gzipSync(text) : text);
    }
  });
  after(async () => {
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('every kind of value stands in every position that may hold it', () => {
    const missing = PLANTED_POSITIONS.flatMap(({ id, kind: place }) =>
      PLANTED_KINDS.filter((kind) => !(place === 'literal' && (kind === 'name' || kind === 'password')))
        .map((kind) => `${kind} ${id}`)
        .filter((each) => !planted.planted.has(each)),
    );

    assert.deepEqual(missing, []);
  });

  test('the search finds a value in each of its encodings', () => {
    const search = leakSearch([{ label: 'x', text: 'Maria Braxovich+1@mail.example' }]);
    const forms: readonly string[] = [
      'MARIA BRAXOVICH+1@mail.example',
      'maria%20braxovich%2b1%40mail.example',
      `0${Buffer.from('..Maria Braxovich+1@mail.example!').toString('base64')}`,
      Buffer.from('Maria Braxovich+1@mail.example').toString('hex'),
    ];
    for (const form of forms) assert.equal(search('here', Buffer.from(`{"a":"${form}"}`)).length, 1, form);
  });

  test('the daemon, its store, its console and its logs', async () => {
    const agent = await startAgent(['-c', file('assay.yaml')], folder);
    let pages: ReadonlyMap<string, string>;
    try {
      await until(async () =>
        /"publish","subject":"central","startedAt":"[^"]+","endedAt":"/.test(
          await text(`${agent.origin}/api/v1/runs?limit=100`, agent.token),
        ),
      );
      pages = await crawlConsole(agent);
      assertNone(await rawLeaks('assay.db-wal'));
    } finally {
      assert.equal(await agent.stop(), 143);
    }
    assert.ok(pages.size > 200, `${pages.size} pages`);
    const definitions = [...pages].filter(([path]) => path.endsWith('/openapi'));
    assert.ok(
      definitions.some(([, body]) => body.includes('"parameters"')),
      `${definitions.length} definitions`,
    );
    const report = pages.get('/api/v1/summary') ?? '';
    assert.match(report, /"analyzed":[1-9]\d{4}/, report);

    const leaks = [...pages].flatMap(([path, body]) =>
      searchOutput(path.split('?')[0] ?? '', Buffer.from(body)),
    );
    leaks.push(...searchOutput('log', Buffer.from(agent.output())));
    assertNone(leaks);
    assertNone(await storeLeaks());
  });

  test('what a registry holds, definitions included', async () => {
    const objects = await registry.objects();
    assert.ok(objects.length > 10, `${objects.length} objects`);
    const kinds = new Set(objects.map(({ key }) => key.split('/')[0]));
    assert.ok(kinds.has('revisions') || kinds.has('apiservicerevisions'), [...kinds].join(', '));
    assertNone(
      objects.flatMap(({ key, body }) => searchOutput(key, Buffer.from(JSON.stringify([key, body])))),
    );
  });

  test('every command over the store', async () => {
    const commands = [
      ['run', '--once', '-c', file('assay.yaml')],
      ...['table', 'json', 'csv'].map((format) => ['report', '-f', format]),
      ...['endpoints', 'findings'].map((rows) => ['report', '-f', 'csv', '--rows', rows]),
      ['apis', 'list'],
      ['findings', 'list'],
      ['changes'],
      ['next'],
      ['doctor'],
      ['plan'],
      ['registry', 'status', '--json'],
      ['why', 'GET', 'https://api.shop.example/v1/customers/17/orders'],
      ['grade', 'api.shop.example/v1/orders', '--explain'],
      ['apis', 'openapi', 'api.shop.example/v1/orders'],
      ['apis', 'openapi', 'api.shop.example/v1/orders', '--yaml'],
    ].map((args) => (args.includes('-c') ? args : [...args, '-c', file('assay.yaml')]));
    const leaks: Leak[] = [];
    const [cycle = [], ...readers] = commands;
    const ends = [[cycle, await inFolder(cycle)] as const];
    ends.push(...(await inTurns(readers, inFolder)));
    for (const [args, ended] of ends) {
      assert.notEqual(ended.stdout + ended.stderr, '', args.join(' '));
      assert.ok(
        ended.code === 0 || ended.code === 1,
        `${args.join(' ')}: ${ended.code}\n${ended.stderr.slice(0, 500)}`,
      );
      leaks.push(...searchRun(args.slice(0, 4).join(' '), ended));
    }
    assertNone(leaks);
  });

  test('analysis without a store, whole and broken', async () => {
    const runs = [
      ['analyze', file('assay-call.log'), '--json'],
      [
        'analyze',
        file('assay-call.log'),
        file('nginx-json.log'),
        '--gateway',
        `${file('kong.yaml')}@api.shop.example`,
      ],
      ['analyze', file('resurface.log'), '--format', 'assay-call'],
      ['mappings', 'explain', 'assay-call', '--file', file('resurface.log')],
    ];
    const leaks: Leak[] = [];
    for (const [args, ended] of await inTurns(runs, inFolder))
      leaks.push(...searchRun(args.slice(0, 3).join(' '), ended));
    assertNone(leaks);
  });
});

function searchRun(place: string, { stdout, stderr }: CliRun): readonly Leak[] {
  return [
    ...searchOutput(`${place} (stdout)`, Buffer.from(stdout)),
    ...searchOutput(`${place} (stderr)`, Buffer.from(stderr)),
  ];
}

/** Raw bytes of every file of the state folder, one of which has to be `expected`. */
async function rawLeaks(expected: string): Promise<readonly Leak[]> {
  const names = await readdir(file('state'));
  assert.ok(names.includes(expected), names.join(', '));
  const leaks: Leak[] = [];
  for (const name of names) leaks.push(...searchStore(name, await readFile(file(join('state', name)))));
  return leaks;
}

/** The files as they stand, then every value of every table, unpacked. */
async function storeLeaks(): Promise<readonly Leak[]> {
  const leaks: Leak[] = [...(await rawLeaks('assay.db'))];
  const database = new DatabaseSync(file('state/assay.db'), { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    assert.ok(tables.length > 10);
    for (const { name } of tables) leaks.push(...tableLeaks(database, String(name)));
  } finally {
    database.close();
  }
  return leaks;
}

/** Tables that hold what is shown or sent: no name that few chose stands in them either. */
const SHOWN_TABLES: ReadonlySet<string> = new Set([
  'reports',
  'registry_objects',
  'outbox',
  'runs',
  'grades',
  'tallies',
]);

function tableLeaks(database: DatabaseSync, table: string): readonly Leak[] {
  const search = SHOWN_TABLES.has(table) ? searchOutput : searchStore;
  return database
    .prepare(`SELECT * FROM ${table}`)
    .all()
    .flatMap((row) =>
      Object.entries(row).flatMap(([column, value]) =>
        search(
          `${table}.${column}`,
          value instanceof Uint8Array ? unpacked(value) : Buffer.from(String(value)),
        ),
      ),
    );
}

/** One line per kind of leak: the same hole shows in many places. */
function assertNone(leaks: readonly Leak[]): void {
  const byKind = new Map<string, { count: number; places: Set<string>; around: string }>();
  for (const { label, encoding, place, around } of leaks) {
    const entry = byKind.get(`${label} (${encoding})`) ?? { count: 0, places: new Set(), around };
    entry.count += 1;
    if (entry.places.size < 4) entry.places.add(place);
    byKind.set(`${label} (${encoding})`, entry);
  }
  const lines = [...byKind].map(
    ([kind, { count, places, around }]) =>
      `${kind}: ${count} times, in ${[...places].join(', ')}\n    …${printable(around)}…`,
  );
  assert.equal(lines.length, 0, `${leaks.length} leaks:\n${lines.sort().join('\n')}`);
}

const printable = (bytes: string): string => bytes.replace(/[^ -~]/g, '.');

const LANES = 3;

/** Runs `work` for every item, a few at a time. */
async function inTurns<Item, End>(
  items: readonly Item[],
  work: (item: Item) => Promise<End>,
): Promise<readonly (readonly [Item, End])[]> {
  const ends: (readonly [Item, End])[] = [];
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift())
      ends.push([item, await work(item)]);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return ends;
}

async function text(url: string, token: string): Promise<string> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return response.text();
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 240_000;
  while (!(await condition())) {
    assert.ok(performance.now() < deadline, 'the cycle does not end');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
