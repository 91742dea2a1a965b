import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Annotation } from '../../../src/agent/annotate-pages.ts';
import type { Report } from '../../../src/model/generated/report.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { AUTH_SCHEMES, LOCATIONS, THREAT_TYPES } from '../../../src/model/vocabulary.ts';
import { compileSchema } from '../../../src/schema/index.ts';
import { type CliRun, ROOT, runCli } from '../../support/cli.ts';
import { leakSearch } from '../../support/leak-search.ts';
import { plantedLogs } from '../../support/planted-logs.ts';

/** `assay analyze … --annotate FILE` as a user runs it. */

const folder = mkdtempSync(join(tmpdir(), 'assay-annotate-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const QUICKSTART = join(ROOT, 'examples/quickstart');
const schemaText = readFileSync(join(ROOT, 'schemas/annotation.schema.json'), 'utf8');
const SCHEMA = compileSchema<Annotation>(JSON.parse(schemaText) as JsonObject);

const run = (args: readonly string[], stdin = ''): Promise<CliRun> =>
  runCli(['analyze', ...args], { cwd: folder, stdin, env: { NODE_COMPILE_CACHE: at('compiled') } });

interface Annotated {
  readonly report: Report;
  readonly annotations: readonly Annotation[];
}

async function annotate(args: readonly string[], out = 'out.ndjson'): Promise<Annotated> {
  const { code, stdout, stderr } = await run([...args, '--annotate', out, '--json']);
  assert.equal(code, 0, stderr);
  const annotations = linesOf(out).map((line) =>
    SCHEMA.parse(JSON.parse(line), { code: 'TEST', kind: 'bug', message: 'A line breaks the schema.' }),
  );
  return { report: JSON.parse(stdout) as Report, annotations };
}

function linesOf(name: string): readonly string[] {
  return readFileSync(at(name), 'utf8').trimEnd().split('\n');
}

/** Every count of the report, summed up from the lines. */
function assertBalanced({ report, annotations }: Annotated): void {
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const each of annotations) {
    for (const id of each.endpoints ?? [each.endpoint]) if (id !== null) add(id);
    if (each.noise !== undefined) add(`noise ${each.noise}`);
    if (each.dropped !== undefined) add(`dropped ${each.dropped}`);
  }
  const { received, dropped, noise } = report.calls;
  assert.equal(annotations.length, received);
  assert.deepEqual(
    Object.fromEntries([...counts].sort()),
    Object.fromEntries(
      [
        ...report.endpoints.map(({ id, calls }): [string, number] => [id, calls]),
        ...Object.entries(noise).map(([reason, count]): [string, number] => [`noise ${reason}`, count ?? 0]),
        ...Object.entries(dropped).map(([reason, count]): [string, number] => [
          `dropped ${reason}`,
          count ?? 0,
        ]),
      ].sort(),
    ),
  );
}

async function refused(args: readonly string[], message: RegExp, stdin = ''): Promise<void> {
  const { code, stdout, stderr } = await run(args, stdin);
  assert.equal(code, 2, stderr);
  assert.match(stderr, message);
  assert.equal(stdout, '');
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('.')),
    [],
    'nothing half-written stays',
  );
}

const CALL = {
  time: '2026-03-02T10:00:00Z',
  method: 'GET',
  scheme: 'https',
  host: 'api.shop.example',
  path: '/v1/orders/1001',
  status: 200,
  client: { address: '192.0.2.7' },
};

function calls(count: number, change: (index: number) => object = () => ({})): string {
  return Array.from(
    { length: count },
    (_, index) => `${JSON.stringify({ ...CALL, ...change(index) })}\n`,
  ).join('');
}

/** The first lines of a log of the quickstart, packed as it is. */
function trimmed(name: string): string {
  const bytes = readFileSync(join(QUICKSTART, 'logs', name));
  const isPacked = name.endsWith('.gz');
  const text = (isPacked ? gunzipSync(bytes) : bytes).toString('utf8');
  const kept = text.split(/(?<=\n)/, 1500).join('');
  writeFileSync(at(name), isPacked ? gzipSync(kept) : kept);
  return name;
}

describe('formats, with what is registered', { concurrency: 2, timeout: 300_000 }, () => {
  const kong = ['--gateway', `${QUICKSTART}/gateways/kong.yaml@api.shop.example`];
  const orders = ['--gateway', `${QUICKSTART}/gateways/orders.openapi.yaml@api.shop.example`];
  const logs: readonly (readonly [string, readonly string[]])[] = [
    ['edge-haproxy.log', ['--zone', 'UTC', '--option', 'captureRequest=host,user-agent']],
    ['edge-nginx.log.gz', [...kong, ...orders, '--workers', '2']],
    ['kong-http-log.ndjson.gz', [...kong, ...orders]],
    ['graylog-behind.ndjson.gz', [...kong, '--observes', 'behind:kong']],
    ['graylog-mesh.ndjson.gz', ['--observes', 'mesh', '--bucket', '1h']],
  ];
  for (const [log, args] of logs) {
    test(log, async () => {
      const annotated = await annotate([trimmed(log), ...args], `${log}.out`);

      assertBalanced(annotated);
      assert.ok(annotated.report.endpoints.length > 2, `${annotated.report.endpoints.length} endpoints`);
    });
  }

  test('an HTTP archive, which is no lines', async () => {
    const annotated = await annotate([join(ROOT, 'connectors/har/fixtures/session.har')], 'har.out');

    assertBalanced(annotated);
    assert.equal(annotated.annotations.length, 1);
    assert.equal(annotated.report.calls.analyzed, 1, 'its entry is a call');
    assert.match(annotated.annotations[0]?.at ?? '', /session\.har:1$/);
  });
});

describe('lines', { concurrency: 2, timeout: 300_000 }, () => {
  test('stand in the order of the input, over files, with what was dropped and why', async () => {
    writeFileSync(
      at('a.ndjson'),
      [
        calls(1, () => ({ id: 'r-1' })),
        '{"no call"\n',
        '\n',
        calls(1, () => ({ time: '1970-01-01T00:00:00Z', id: 'old' })),
        calls(1, () => ({ id: 'r-1' })),
        `${'x'.repeat(1024 * 1024 + 1)}\n`,
        calls(2),
      ].join(''),
    );
    writeFileSync(at('b.ndjson.gz'), gzipSync(calls(1, () => ({ id: 'mail maria@example.com' }))));

    const annotated = await annotate(
      ['a.ndjson', 'b.ndjson.gz', '--dedupe', '--format', 'assay-call'],
      'order.out',
    );

    assertBalanced(annotated);
    assert.deepEqual(
      annotated.annotations.map(({ id, at: place, dropped }) => [id ?? place, dropped ?? 'call']),
      [
        ['r-1', 'call'],
        ['a.ndjson:2', 'malformed'],
        ['a.ndjson:4', 'time-out-of-range'],
        ['a.ndjson:5', 'duplicate'],
        ['a.ndjson:6', 'too-long'],
        ['a.ndjson:7', 'call'],
        ['a.ndjson:8', 'call'],
        ['b.ndjson.gz:1', 'call'],
      ],
    );
  });

  test('say what this very call carries', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = (index: number): string =>
      index === 3 ? '{"customer":{"email":"maria@mail.example"}}' : '{"customer":{"name":"n/a"}}';
    writeFileSync(
      at('content.ndjson'),
      calls(12, (index) => ({
        path: `/v1/orders/${1001 + index}`,
        client: { address: `192.0.2.${index}` },
        ...(index === 5 ? { query: 'q=%27%20OR%20%271%27%3D%271%27--' } : {}),
        request: { headers: index === 7 ? { authorization: 'Bearer opaque0123456789abcdef' } : headers },
        response: { headers, body: body(index) },
      })),
    );

    const { annotations } = await annotate(['content.ndjson'], 'content.out');

    assert.deepEqual(
      annotations.flatMap(({ dataClasses }, index) => dataClasses.map((each) => [index, each])),
      [[3, { id: 'email', location: 'response.body', path: '/customer/email' }]],
    );
    assert.deepEqual(
      annotations.flatMap(({ threats }, index) => threats.map((each) => [index, each])),
      [[5, { type: 'sql-injection', location: 'request.query', outcome: 'attempt' }]],
    );
    assert.deepEqual(
      annotations.flatMap(({ auth }, index) => (auth.scheme === null ? [] : [[index, auth]])),
      [[7, { scheme: 'bearer', schemes: ['bearer'], credentials: 'present' }]],
    );
    assert.equal(annotations[0]?.template, 'GET api.shop.example/v1/orders/{orderId}');
  });

  test('hold nothing of planted persons and secrets', async () => {
    const planted = plantedLogs(100);
    const names = ['assay-call', 'kong-http-log', 'haproxy-http'].map((format) => {
      writeFileSync(at(`planted-${format}.log`), planted.logs[format] ?? '');
      return [format, `planted-${format}.log`] as const;
    });
    const search = leakSearch(planted.needles.filter(({ place }) => place !== 'literal'));
    for (const [format, name] of names) {
      const out = `${format}.planted`;
      await annotate(
        [
          name,
          '--format',
          format,
          '--host',
          'www.shop.example',
          '--zone',
          'UTC',
          '--option',
          'captureRequest=host,user-agent,referer,x-customer',
        ],
        out,
      );

      assert.deepEqual(search(out, readFileSync(at(out))).slice(0, 3), []);
    }
  });
});

describe('the file', { timeout: 300_000 }, () => {
  test('is replaced when it holds annotations, and left alone when it holds anything else', async () => {
    writeFileSync(at('few.ndjson'), calls(3));
    await annotate(['few.ndjson'], 'again.out');
    appendFileSync(at('few.ndjson'), calls(1));
    await annotate(['few.ndjson'], 'again.out');
    assert.equal(linesOf('again.out').length, 4);
    const { stderr } = await run(['few.ndjson', '--annotate', 'again.out']);
    assert.match(stderr, /^again\.out: 4 records annotated$/m);

    writeFileSync(at('notes.txt'), 'mine\n');
    await refused(['few.ndjson', '--annotate', 'notes.txt'], /notes\.txt exists and holds no annotations/);
    assert.equal(readFileSync(at('notes.txt'), 'utf8'), 'mine\n');
  });

  test('is no input, and inputs that can be read once only are refused', async () => {
    writeFileSync(at('one.ndjson'), calls(1));
    await refused(['one.ndjson', '--annotate', 'one.ndjson'], /among the files to analyze/);
    await refused(
      ['-', '--annotate', 'x.out'],
      /standard input can be read once only\. Save it first/,
      calls(1),
    );
    await refused(['one.ndjson', '--annotate', 'nowhere/x.out'], /nowhere\/x\.out cannot be written/);
    await refused(['missing.ndjson', '--annotate', 'x.out'], /missing\.ndjson/);
  });

  test('of an earlier run stays when a run fails', async () => {
    writeFileSync(at('good.ndjson'), calls(2));
    await annotate(['good.ndjson'], 'kept.out');
    writeFileSync(at('bad.txt'), 'what is this\n');
    await refused(['bad.txt', '--annotate', 'kept.out'], /no format that is known/);
    assert.equal(linesOf('kept.out').length, 2);
  });
});

test('the schema has the words of the product', () => {
  const { $defs } = JSON.parse(schemaText) as {
    $defs: Record<
      string,
      { enum: string[]; anyOf: { enum: string[] }[]; properties: Record<string, { enum: string[] }> }
    >;
  };
  assert.deepEqual($defs['Location']?.enum, [...LOCATIONS]);
  assert.deepEqual($defs['Scheme']?.anyOf[0]?.enum, [...AUTH_SCHEMES]);
  const behaviours = ['id-enumeration', 'credential-stuffing'];
  assert.deepEqual(
    $defs['Threat']?.properties['type']?.enum,
    THREAT_TYPES.filter((type) => !behaviours.includes(type)),
  );
});
