import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { type ConnectorConfig, Secret } from '../../src/kit/index.ts';
import {
  type Document,
  type ElasticsearchOptions,
  type ElasticsearchServer,
  startElasticsearchServer,
} from '../../test/support/elasticsearch-server/elasticsearch-server.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { json, type LakeAnswer } from '../../test/support/lake-server/lake-server.ts';
import { type LakeReading, openLake } from '../../test/support/lake-server/read-lake.ts';
import { elasticsearch } from './index.ts';

const KEY = 'VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw==';
const NOW = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;
const secret = (value: string): Secret => new Secret({ value, reference: '${env:ES}' });

let server: ElasticsearchServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

async function serve(
  documents: readonly Document[],
  options: Partial<ElasticsearchOptions> = {},
): Promise<ElasticsearchServer> {
  server = await startElasticsearchServer(documents, {
    flavor: 'elasticsearch',
    authorization: `ApiKey ${KEY}`,
    ...options,
  });
  return server;
}

function config(more: ConnectorConfig = {}): ConnectorConfig {
  return {
    url: server?.url ?? 'http://nowhere.invalid',
    apiKey: secret(KEY),
    index: 'logs-*',
    flavor: 'auto',
    timeField: '@timestamp',
    since: 3 * HOUR,
    lag: 120_000,
    overlap: 60_000,
    pageRecords: 50,
    keepAlive: 300_000,
    ...more,
  };
}

function document(number: number, time: number, more: Readonly<Record<string, unknown>> = {}): Document {
  const source = { '@timestamp': new Date(time).toISOString(), url: { path: `/items/${number}` }, ...more };
  // Ids in another order than that of arrival.
  return { index: `logs-${number % 3}`, id: `id-${(number * 7919) % 10_007}`, time, source };
}

/** Over three hours, a hundred documents at the same millisecond each time. */
function traffic(count: number): readonly Document[] {
  const start = NOW - 3 * HOUR;
  const span = 3 * HOUR - 200_000;
  return Array.from({ length: count }, (_, index) =>
    document(index, start + Math.floor((Math.floor(index / 100) * 100 * span) / count)),
  );
}

const pathsOf = (values: readonly unknown[]): readonly string[] =>
  values.map((value) => (value as { readonly url: { readonly path: string } }).url.path);
const untilOf = ({ cursors }: LakeReading): number =>
  (cursors.at(-1) as { readonly untilMs: number }).untilMs;
const sorted = (paths: readonly string[]): readonly string[] => [...paths].sort();
const allPaths = (documents: readonly Document[]): readonly string[] =>
  sorted(pathsOf(documents.map(({ source }) => source)));

for (const flavor of ['elasticsearch', 'opensearch'] as const) {
  describe(`documents of ${flavor}`, () => {
    it('are read once each, page by page, and the point in time is closed', async () => {
      const documents = traffic(730);
      const { openPits } = await serve(documents, { flavor });
      const { values, pages } = await openLake(elasticsearch, config()).read();
      assert.deepEqual(sorted(pathsOf(values)), allPaths(documents));
      assert.ok(pages.length >= 15, `${pages.length} pages`);
      assert.equal(openPits(), 0);
    });

    it('go on from every page in a new point in time, in the middle of equal times too', async () => {
      const documents = traffic(730);
      await serve(documents, { flavor });
      const whole = await openLake(elasticsearch, config()).read();
      for (const [index, cursor] of whole.cursors.entries()) {
        const rest = await openLake(elasticsearch, config()).read(cursor);
        const before = whole.pages
          .slice(0, index + 1)
          .flatMap(({ records }) => (records.kind === 'records' ? records.records : []));
        assert.equal(before.length + rest.values.length, documents.length, `page ${index}`);
        assert.deepEqual(sorted(pathsOf([...before, ...rest.values])), allPaths(documents));
      }
    });

    it('go on in a new point in time when one has expired', async () => {
      const documents = traffic(400);
      const lake = await serve(documents, { flavor });
      const { opened } = openLake(elasticsearch, config());
      const paths: string[] = [];
      let pages = 0;
      for await (const { records } of opened.source?.readCalls(null) ?? []) {
        if (records.kind === 'records') paths.push(...pathsOf(records.records));
        pages += 1;
        if (pages % 2 === 0) lake.expirePits();
      }
      assert.deepEqual(sorted(paths), allPaths(documents));
      assert.equal(lake.openPits(), 0);
    });
  });
}

describe('elasticsearch', () => {
  it('closes the point in time when the run ends early, and when it is stopped', async () => {
    const { openPits } = await serve(traffic(400));
    await openLake(elasticsearch, config()).read(null, 2);
    assert.equal(openPits(), 0);
    const lake = openLake(elasticsearch, config());
    const reading = (async () => {
      for await (const _page of lake.opened.source?.readCalls(null) ?? [])
        lake.abort(new Error('stopped by the test'));
    })();
    await assert.rejects(reading, /stopped by the test/);
    assert.equal(openPits(), 0);
  });

  it('gives up when the point in time is lost before every page', async () => {
    const { fault } = await serve(traffic(10));
    const gone = json(404, {
      error: { root_cause: [{ type: 'search_context_missing_exception' }] },
      status: 404,
    });
    fault(/^\/_search$/, gone, gone, gone, gone, gone);
    await assert.rejects(openLake(elasticsearch, config()).read(), {
      code: 'ELASTICSEARCH_PIT_LOST',
      kind: 'transient',
    });
  });

  it('takes failed shards of an expired view for what they are', async () => {
    const documents = traffic(10);
    const { fault } = await serve(documents);
    const reason = { type: 'search_context_missing_exception' };
    fault(/^\/_search$/, shards({ failed: 1, failures: [{ shard: 0, reason }] }));
    const { values } = await openLake(elasticsearch, config()).read();
    assert.deepEqual(sorted(pathsOf(values)), allPaths(documents));
  });

  const shards =
    (found: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) =>
    (answer: LakeAnswer): LakeAnswer => {
      const body = JSON.parse(answer.body) as Readonly<Record<string, unknown>>;
      return json(200, { ...body, _shards: { total: 2, successful: 2, ...found }, ...more });
    };

  for (const [what, fault] of [
    ['shards that are not there', shards({ failed: 0, successful: 1 })],
    ['failed shards', shards({ failed: 1, failures: [{ reason: { type: 'circuit_breaking_exception' } }] })],
    ['an answer that ran out of time', shards({ failed: 0 }, { timed_out: true })],
    [
      'a cluster that was skipped',
      shards({ failed: 0 }, { _clusters: { total: 2, successful: 1, skipped: 1 } }),
    ],
  ] as const) {
    it(`does not take ${what} for the whole, and goes on from there the next time`, async () => {
      const documents = traffic(300);
      const lake = await serve(documents);
      lake.fault(/^\/_search$/, (answer) => answer, fault);
      const first = openLake(elasticsearch, config());
      const paths: string[] = [];
      let cursor = null;
      const reading = (async () => {
        for await (const page of first.opened.source?.readCalls(null) ?? []) {
          if (page.records.kind === 'records') paths.push(...pathsOf(page.records.records));
          ({ cursor } = page);
        }
      })();
      await assert.rejects(reading, { code: 'ELASTICSEARCH_PARTIAL', kind: 'transient' });
      assert.equal(paths.length, 50);
      assert.equal(lake.openPits(), 0);
      const rest = await openLake(elasticsearch, config()).read(cursor);
      assert.deepEqual(sorted([...paths, ...pathsOf(rest.values)]), allPaths(documents));
    });
  }

  it('leaves what is younger than the lag, finds what came within it, and in the overlap what came later', async () => {
    const { documents } = await serve(traffic(120));
    const lake = openLake(elasticsearch, config());
    documents.push(document(900, NOW - 60_000));
    const first = await lake.read();
    assert.equal(first.values.length, 120);
    documents.push(document(901, NOW - 119_000), document(902, NOW - 150_000));
    lake.clock.advance(600_000);
    const second = await lake.read(first.cursors.at(-1));
    assert.deepEqual(pathsOf(second.values), ['/items/902', '/items/901', '/items/900']);
    lake.clock.advance(600_000);
    assert.deepEqual((await lake.read(second.cursors.at(-1))).values, []);
  });

  it('says that a tiebreaker is not unique instead of missing documents', async () => {
    const documents = traffic(200).map((each) => ({ ...each, source: { ...each.source, shard: 'same' } }));
    await serve(documents);
    await assert.rejects(openLake(elasticsearch, config({ tiebreaker: 'shard' })).read(), {
      code: 'ELASTICSEARCH_INCOMPLETE',
    });
    const unique = documents.map((each, index) => ({
      ...each,
      source: { ...each.source, shard: `n${index}` },
    }));
    server?.documents.splice(0, Infinity, ...unique);
    const { values } = await openLake(elasticsearch, config({ tiebreaker: 'shard' })).read();
    assert.equal(values.length, 200);
  });

  it('waits for 429, tries 503 and broken connections again', async () => {
    const documents = traffic(120);
    const { fault } = await serve(documents);
    fault(/_pit$/, { ...json(429, {}), headers: { 'retry-after': '9' } }, json(503, {}));
    fault(/^\/_search$/, 'reset');
    const lake = openLake(elasticsearch, config());
    assert.deepEqual(sorted(pathsOf((await lake.read()).values)), allPaths(documents));
    assert.equal(lake.clock.waits[0], 9000);
  });

  it('filters, reads log lines out of a field, and stamps documents that have another time field', async () => {
    const line = 'GET /a';
    await serve([
      document(1, NOW - HOUR, { event: { original: line }, kind: 'access' }),
      document(2, NOW - HOUR + 1, { 'event.original': 'GET\n/b', kind: 'access' }),
      document(3, NOW - HOUR + 2, { event: { original: 'GET /c' }, kind: 'error' }),
      document(4, NOW - HOUR + 3, { '@timestamp': undefined, kind: 'access' }),
    ]);
    const filter = { term: { kind: 'access' } };
    const lines = await openLake(elasticsearch, config({ filter, text: 'event.original' })).read();
    assert.deepEqual(lines.values, [line, 'GET /b', '']);
    const whole = await openLake(elasticsearch, config({ filter })).read();
    assert.equal(
      (whole.values[2] as { readonly '@timestamp': string })['@timestamp'],
      new Date(NOW - HOUR + 3).toISOString(),
    );
  });

  it('takes an empty lake for what it is, and an index that is not there for an error', async () => {
    await serve([]);
    const lake = openLake(elasticsearch, config());
    const { values, cursors } = await lake.read();
    assert.deepEqual(values, []);
    assert.deepEqual((await lake.read(cursors.at(-1))).pages, []);
    await assert.rejects(openLake(elasticsearch, config({ index: 'logs-none' })).read(), {
      kind: 'sourceContract',
    });
  });

  it('signs in by token, by user, or not at all', async () => {
    for (const [authorization, own] of [
      ['Bearer tok-1', { token: secret('tok-1') }],
      [
        `Basic ${Buffer.from('reader:pass:word').toString('base64')}`,
        { username: 'reader', password: secret('pass:word') },
      ],
      [null, {}],
    ] as const) {
      await serve(traffic(5), { authorization });
      const { apiKey: _none, ...rest } = config();
      assert.equal((await openLake(elasticsearch, { ...rest, ...own }).read()).values.length, 5);
      await server?.stop();
    }
    const { apiKey: _none, ...rest } = config();
    await assert.rejects(openLake(elasticsearch, { ...rest, username: 'reader' }).read(), { kind: 'config' });
  });

  it('names the permission that is missing', async () => {
    await serve(traffic(5), { privileges: ['read'] });
    const lake = openLake(elasticsearch, config());
    await assert.rejects(lake.read(), {
      kind: 'auth',
      message: /monitor on the cluster, where flavor is auto/,
    });
    assert.equal(
      (await lake.opened.check()).items[0]?.missingPermission,
      'monitor on the cluster, where flavor is auto',
    );
    assert.equal(
      (await openLake(elasticsearch, config({ flavor: 'elasticsearch' })).read()).values.length,
      5,
    );
    await server?.stop();
    await serve(traffic(5), { privileges: ['monitor'] });
    await assert.rejects(openLake(elasticsearch, config()).read(), {
      kind: 'auth',
      message: /read on the indices/,
    });
  });

  it('refuses answers of another form', async () => {
    const { fault } = await serve(traffic(5));
    const text = { status: 200, body: 'ready' };
    for (const [path, answer] of [
      [/^\/$/, json(200, { ok: true })],
      [/_pit$/, json(200, { took: 1 })],
      [/^\/_search$/, json(200, { hits: [] })],
      [/^\/_search$/, text],
      [/^\/_search$/, json(404, { message: 'no such page' })],
      [
        /^\/_search$/,
        shards({ failed: 0 }, { hits: { hits: [], total: { value: 10_000, relation: 'gte' } } }),
      ],
      [
        /^\/_search$/,
        shards(
          { failed: 0 },
          {
            hits: {
              total: { value: 1, relation: 'eq' },
              hits: [{ _index: 'a', _id: 'b', _source: {}, sort: ['today', 1] }],
            },
          },
        ),
      ],
    ] as const) {
      fault(path, answer);
      await assert.rejects(
        openLake(elasticsearch, config()).read(),
        { kind: 'sourceContract' },
        String(path),
      );
    }
  });

  it('ends by the clock of the platform where the one here is ahead', async () => {
    const serverNowMs = Date.now();
    await serve([document(1, serverNowMs - 400_000), document(2, serverNowMs - 60_000)]);
    const lake = openLake(elasticsearch, config(), fakeClock(serverNowMs + 600_000));
    const first = await lake.read();
    assert.deepEqual(pathsOf(first.values), ['/items/1']);
    assert.ok(untilOf(first) < serverNowMs - 60_000, 'the second is still to be read');
  });

  it('says that an earlier run read beyond now', async () => {
    await serve([]);
    const lake = openLake(elasticsearch, config(), fakeClock(NOW));
    const from = { untilMs: NOW + 1000, knownFromMs: NOW + 1000, recent: [] };
    await lake.read(from);
    assert.deepEqual(
      lake.problems.map(({ code }) => code),
      ['SEARCH_READ_AHEAD'],
    );
  });
});
