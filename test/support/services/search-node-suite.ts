import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { elasticsearch } from '../../../connectors/elasticsearch/index.ts';
import type { ConnectorConfig } from '../../../src/kit/index.ts';
import { createMeta, isDropped, mapRecord, shippedMapping } from '../../../src/mapping/index.ts';
import { openLake } from '../lake-server/read-lake.ts';
import type { SearchNode } from './search-node.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;

interface Doc {
  readonly index: string;
  readonly id: string;
  readonly time: string;
  readonly path: string;
}

function source({ time, path }: Doc): string {
  return JSON.stringify({
    '@timestamp': time,
    http: { request: { method: 'GET' }, response: { status_code: 200 } },
    url: { path, domain: 'api.shop.example' },
    kind: 'access',
  });
}

/** Two indices of two shards, a hundred documents at each millisecond. */
function traffic(count: number): readonly Doc[] {
  const start = NOW - 2 * HOUR;
  return Array.from({ length: count }, (_, index) => ({
    index: `logs-web-${index % 2}`,
    id: `id-${(index * 7919) % 100_003}`,
    time: new Date(start + Math.floor(index / 100) * 37_001).toISOString(),
    path: `/items/${index}`,
  }));
}

/** What a reader of documents promises, held against a node that was started for it. */
export function searchNodeSuite(name: string, server: SearchNode): void {
  after(() => server.stop());
  const put = async (docs: readonly Doc[]): Promise<void> => {
    const lines = docs.flatMap((doc) => [
      JSON.stringify({ index: { _index: doc.index, _id: doc.id } }),
      source(doc),
    ]);
    const answer = (await server.request('POST', '/_bulk?refresh=true', `${lines.join('\n')}\n`)) as {
      readonly errors: boolean;
    };
    assert.equal(answer.errors, false);
  };
  const config = (more: ConnectorConfig = {}): ConnectorConfig => ({
    url: server.url,
    index: 'logs-web-*',
    flavor: 'auto',
    timeField: '@timestamp',
    since: 3 * HOUR,
    lag: 120_000,
    overlap: 60_000,
    pageRecords: 250,
    keepAlive: 60_000,
    ...more,
  });
  /** Points in time that are held open; nothing else opens a search context here. */
  const openPits = async (): Promise<number> => {
    const stats = (await server.request('GET', '/_nodes/stats/indices/search')) as {
      readonly nodes: Readonly<
        Record<string, { readonly indices: { readonly search: Readonly<Record<string, number>> } }>
      >;
    };
    return Object.values(stats.nodes).reduce(
      (sum, { indices: { search } }) =>
        sum + (search['point_in_time_current'] ?? search['open_contexts'] ?? 0),
      0,
    );
  };
  const pathsOf = (values: readonly unknown[]): readonly string[] =>
    values.map((value) => (value as { readonly url: { readonly path: string } }).url.path).sort();
  const DOCS = traffic(5000);
  const ALL = DOCS.map(({ path }) => path).sort();

  describe(name, () => {
    it('gives every document once, as calls, and keeps no point in time', async () => {
      for (const name of ['logs-web-0', 'logs-web-1']) {
        const mappings = { properties: { '@timestamp': { type: 'date' }, kind: { type: 'keyword' } } };
        const body = JSON.stringify({ settings: { number_of_shards: 2, number_of_replicas: 0 }, mappings });
        await (
          await fetch(`${server.url}/${name}`, {
            method: 'PUT',
            body,
            headers: { 'content-type': 'application/json' },
          })
        ).json();
      }
      await put(DOCS);
      const lake = openLake(elasticsearch, config());
      assert.equal((await lake.opened.check()).ok, true);
      const { values, pages } = await lake.read();
      assert.deepEqual(pathsOf(values), ALL);
      assert.ok(pages.length >= 20, `${pages.length} pages`);
      assert.equal(await openPits(), 0);
      const mapping = shippedMapping('ecs-http');
      assert.ok(mapping);
      let calls = 0;
      for (const value of values) {
        mapRecord(
          mapping,
          value,
          createMeta({ sourceId: 's' }),
          (outcome) => (calls += isDropped(outcome) ? 0 : 1),
        );
      }
      assert.equal(calls, DOCS.length);
    });

    it('goes on from any page, in the middle of equal times', async () => {
      const whole = await openLake(elasticsearch, config()).read();
      for (const at of [0, 7, 18]) {
        const before = whole.pages
          .slice(0, at + 1)
          .flatMap(({ records }) => (records.kind === 'records' ? records.records : []));
        const rest = await openLake(elasticsearch, config()).read(whole.cursors[at]);
        assert.deepEqual(pathsOf([...before, ...rest.values]), ALL);
      }
    });

    it('goes on when the point in time has expired on the way', async () => {
      const values: unknown[] = [];
      let pages = 0;
      const lake = openLake(elasticsearch, config({ keepAlive: 1000 }));
      for await (const { records } of lake.opened.source?.readCalls(null) ?? []) {
        if (records.kind === 'records') values.push(...records.records);
        pages += 1;
        if (pages !== 3 && pages !== 11) continue;
        for (let turn = 0; turn < 300 && (await openPits()) > 0; turn += 1) await wait(100);
        assert.equal(await openPits(), 0, 'it has expired');
      }
      assert.deepEqual(pathsOf(values), ALL);
      assert.equal(await openPits(), 0);
    });

    it('closes the point in time when the run is stopped', async () => {
      const lake = openLake(elasticsearch, config());
      const reading = (async () => {
        for await (const _page of lake.opened.source?.readCalls(null) ?? []) lake.abort(new Error('stopped'));
      })();
      await assert.rejects(reading, /stopped/);
      for (let turn = 0; turn < 300 && (await openPits()) > 0; turn += 1) await wait(100);
      assert.equal(await openPits(), 0);
    });

    it('finds what came late, within the lag and within the overlap, and nothing twice', async () => {
      const lake = openLake(elasticsearch, config());
      const first = await lake.read();
      const late = [
        { index: 'logs-web-0', id: 'late-1', time: new Date(NOW - 119_000).toISOString(), path: '/late/1' },
        { index: 'logs-web-1', id: 'late-2', time: new Date(NOW - 150_000).toISOString(), path: '/late/2' },
      ];
      await put(late);
      lake.clock.advance(600_000);
      const second = await lake.read(first.cursors.at(-1));
      assert.deepEqual(pathsOf(second.values), ['/late/1', '/late/2']);
      lake.clock.advance(600_000);
      assert.deepEqual((await lake.read(second.cursors.at(-1))).values, []);
    });

    it('reads dates of nanoseconds beside those of milliseconds', async () => {
      const mappings = { properties: { '@timestamp': { type: 'date_nanos' } } };
      const body = JSON.stringify({ settings: { number_of_replicas: 0 }, mappings });
      await (
        await fetch(`${server.url}/logs-nanos`, {
          method: 'PUT',
          body,
          headers: { 'content-type': 'application/json' },
        })
      ).json();
      const stamp = new Date(NOW - HOUR).toISOString().slice(0, -1);
      await put(
        Array.from({ length: 900 }, (_, index) => ({
          index: 'logs-nanos',
          id: `n-${index}`,
          time: `${stamp}${String(index).padStart(6, '0')}Z`,
          path: `/nanos/${index}`,
        })),
      );
      // One of the late ones is younger than the lag of a new clock.
      const filter = { term: { kind: 'access' } };
      const whole = await openLake(
        elasticsearch,
        config({ index: 'logs-nanos,logs-web-*', filter: { exists: { field: 'kind' } } }),
      ).read();
      assert.equal(whole.values.length, 5901);
      const web = await openLake(elasticsearch, config({ filter })).read();
      assert.equal(web.values.length, 5001);
    });

    it('refuses a query that it does not know, and an index that is not there', async () => {
      await assert.rejects(openLake(elasticsearch, config({ filter: { nonsense: {} } })).read(), {
        kind: 'rejected',
      });
      await assert.rejects(openLake(elasticsearch, config({ index: 'logs-none' })).read(), {
        kind: 'sourceContract',
      });
      assert.equal(await openPits(), 0);
    });
  });
}
