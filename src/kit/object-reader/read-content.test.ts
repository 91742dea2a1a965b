import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { AssayError } from '../../model/errors.ts';
import type { JsonValue } from '../../model/json.ts';
import { UNPACK_LIMITS } from '../file-reader/guard-unpacking.ts';
import type { ContentPage, ContentSettings } from './object-content.ts';
import { groupBuffer } from './parquet-buffer.ts';
import { assertPlausiblePages } from './parquet-pages.ts';
import { contentPages } from './read-content.ts';

const LAKE = new URL('../../../connectors/object-store/fixtures/security-lake.parquet', import.meta.url);

const SETTINGS: ContentSettings = {
  format: 'auto',
  unpack: UNPACK_LIMITS,
  delimiter: ',',
  recordsAt: null,
  documentBytes: 10_000,
  columns: null,
  rowGroupBytes: 1024 * 1024,
  pageRecords: 2,
};

interface Outcome {
  readonly pages: readonly ContentPage[];
  readonly records: readonly JsonValue[];
  readonly dropped: number;
  readonly fault: unknown;
  readonly reads: number;
}

/** Reads one object of this name and content, from a number of records on. */
async function readContent(
  key: string,
  content: Uint8Array | string,
  own: Partial<ContentSettings> = {},
  from = 0,
): Promise<Outcome> {
  const store = memoryStore();
  store.put(key, content, 0);
  const [listing] = await Array.fromAsync(store.list({ prefix: '', after: null, byFolder: false }));
  const [object] = listing?.objects ?? [];
  assert.ok(object);
  const pages: ContentPage[] = [];
  let fault: unknown = null;
  try {
    const start = { isPlain: false, at: from, records: from };
    const settings = { ...SETTINGS, ...own };
    for await (const page of contentPages(store, object, start, settings, new AbortController().signal))
      pages.push(page);
  } catch (error) {
    fault = error;
  }
  const records = pages.flatMap((page) => (page.records.kind === 'records' ? page.records.records : []));
  const dropped = pages.flatMap((page) => page.dropped).reduce((sum, { count }) => sum + count, 0);
  return { pages, records, dropped, fault, reads: store.reads.length };
}

function code(fault: unknown): string {
  return fault instanceof AssayError ? `${fault.kind} ${fault.code}` : String(fault);
}

describe('CSV objects', () => {
  const csv = 'a,b\n1,2\n"x, ""y""","line\nbreak"\n3,4\n5,6\n';

  it('give an object of text for each row, by the header', async () => {
    const { records, pages } = await readContent('x.csv', csv);

    assert.deepEqual(records, [
      { a: '1', b: '2' },
      { a: 'x, "y"', b: 'line\nbreak' },
      { a: '3', b: '4' },
      { a: '5', b: '6' },
    ]);
    assert.deepEqual(
      pages.map(({ firstRecord, recordsRead }) => [firstRecord, recordsRead]),
      [
        [1, 2],
        [3, 4],
      ],
    );
  });

  for (const [name, content] of [
    ['x.csv.gz', gzipSync(csv)],
    ['x.csv.zst', zstdCompressSync(csv)],
    ['x.CSV', `\u{feff}${csv.replaceAll('\n', '\r\n').replace('line\r\n', 'line\n')}`],
  ] as const) {
    it(`are known by their name: ${name}`, async () => {
      assert.equal((await readContent(name, content)).records.length, 4);
    });
  }

  it('go on behind the records that were read', async () => {
    const { records, pages } = await readContent('x.csv', csv, {}, 2);

    assert.deepEqual(records, [
      { a: '3', b: '4' },
      { a: '5', b: '6' },
    ]);
    assert.equal(pages[0]?.firstRecord, 3);
  });

  it('count a row of another width as malformed, with its place', async () => {
    const { records, pages, dropped } = await readContent('x.csv', 'a,b\n1,2\n3\n4,5,6\n7,8\n');

    assert.deepEqual(records, [
      { a: '1', b: '2' },
      { a: '7', b: '8' },
    ]);
    assert.equal(dropped, 2);
    assert.deepEqual(pages[0]?.dropped, [{ reason: 'malformed', count: 1, lines: [2] }]);
    assert.equal(pages.at(-1)?.recordsRead, 4);
  });

  it('take no column for a member of the program', async () => {
    const { records } = await readContent('x.csv', '__proto__,constructor\nx,y\n');

    assert.deepEqual(Object.entries(records[0] ?? {}), [
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    assert.equal(({} as Record<string, unknown>)['x'], undefined);
  });

  it('end at a quote that never closes, without holding the rest of the file', async () => {
    const { fault, records } = await readContent('x.csv', `a,b\n1,2\n"${'y,'.repeat(1_500_000)}`);

    assert.equal((fault as { readonly code?: string }).code, 'CSV_MAX_RECORD_SIZE');
    assert.deepEqual(records, [{ a: '1', b: '2' }]);
  });

  it('take the delimiter that is configured', async () => {
    assert.deepEqual((await readContent('x.csv', 'a;b\n1;2\n', { delimiter: ';' })).records, [
      { a: '1', b: '2' },
    ]);
  });
});

describe('JSON objects', () => {
  const json = { format: 'json' } as const;

  it('give the items of an array, of a member, or themselves', async () => {
    assert.deepEqual((await readContent('x', '[1,2,3]', json)).records, [1, 2, 3]);
    assert.deepEqual(
      (await readContent('x', gzipSync('{"Records":[{"a":1}]}'), { ...json, recordsAt: 'Records' })).records,
      [{ a: 1 }],
    );
    assert.deepEqual((await readContent('x', '\u{feff}{"a":1}', json)).records, [{ a: 1 }]);
    assert.deepEqual((await readContent('x', '[1,2,3]', json, 2)).records, [3]);
  });

  for (const [what, content, own, expected] of [
    ['text', 'no', {}, 'record OBJECT_NOT_JSON'],
    ['another form', '{"Items":[]}', { recordsAt: 'Records' }, 'record OBJECT_RECORDS_MISSING'],
    ['too large', `[${'1,'.repeat(6_000)}1]`, {}, 'record OBJECT_DOCUMENT_TOO_LARGE'],
  ] as const) {
    it(`are refused: ${what}`, async () => {
      const { fault } = await readContent('x', content, { ...json, ...own });

      assert.equal(code(fault), expected);
      assert.ok(!(fault as Error).message.includes('1,1'));
    });
  }
});

describe('Parquet objects', async () => {
  const lake = await readFile(LAKE);
  const parquet = (content: Uint8Array, own: Partial<ContentSettings> = {}, from = 0): Promise<Outcome> =>
    readContent('part-0', content, { pageRecords: 30, ...own }, from);

  it('are known by their first bytes and give a record for each row, nested as it is', async () => {
    const { records, pages, fault } = await parquet(lake);

    assert.equal(fault, null);
    assert.equal(records.length, 100);
    assert.deepEqual(
      pages.map(({ recordsRead }) => recordsRead),
      [30, 60, 90, 100],
    );
    assert.deepEqual(records[9], {
      activity_id: 3,
      activity_name: 'Get',
      category_uid: 4,
      class_uid: 4002,
      class_name: 'HTTP Activity',
      type_uid: 400_203,
      severity_id: 1,
      time: Date.UTC(2026, 2, 4, 9, 15, 31, 417),
      time_dt: '2026-03-04T09:15:31.417000Z',
      metadata: {
        uid: 'event-9',
        version: '1.1.0',
        product: { name: 'AWS WAF', vendor_name: 'AWS' },
        labels: ['managed', 'bot'],
      },
      http_request: {
        uid: 'request-9',
        http_method: 'GET',
        version: 'HTTP/2.0',
        args: null,
        length: 309,
        user_agent: 'okhttp/4.12.0',
        http_headers: [
          { name: 'Host', value: 'api.shop.example' },
          { name: 'Accept', value: '*/*' },
        ],
        x_forwarded_for: ['203.0.113.24'],
        url: {
          hostname: 'api.shop.example',
          path: '/v1/orders/9',
          scheme: 'https',
          query_string: null,
          port: 443,
        },
      },
      http_response: { code: 200, latency: 19, length: 512, http_headers: null },
      src_endpoint: { ip: '203.0.113.9', port: 50_009 },
      dst_endpoint: { hostname: 'shop-alb.internal.example' },
      unmapped: { terminatingRuleId: 'Default_Action' },
      raw_size: 1.5,
    });
  });

  it('are fetched column by column: only those asked for, a group at a time, groups behind the place only', async () => {
    const some = await parquet(lake, { columns: ['time', 'http_response', 'not-there'] });
    const rest = await parquet(lake, { columns: ['time'] }, 85);

    assert.deepEqual(Object.keys(some.records[0] ?? {}).sort(), ['http_response', 'time']);
    // The first bytes, the footer, three groups.
    assert.equal(some.reads, 5);
    assert.equal(rest.records.length, 15);
    assert.equal(rest.reads, 3);
  });

  for (const version of [1, 2]) {
    it(`have many pages, whose ends fall on other rows in every column: version ${version}`, async () => {
      const content = await readFile(new URL(`small-pages-${version}.parquet`, LAKE));
      const expected = Array.from({ length: 300 }, (_, id) => {
        const items = Array.from({ length: id % 7 }, (_, index) => `item-${id}-${index}`);
        const headers = items.map((name) => ({ name, value: null }));
        return {
          id,
          name: id % 11 === 0 ? null : `name-${id}`,
          tags: id % 13 === 0 ? null : items,
          call: id % 17 === 0 ? null : { path: `/v1/${id}`, headers },
        };
      });

      for (const pageRecords of [1, 7, 1_000]) {
        const { records, fault } = await parquet(content, { pageRecords });
        assert.equal(fault, null);
        assert.deepEqual(records, expected);
      }
      assert.deepEqual((await parquet(content, {}, 211)).records, expected.slice(211));
    });
  }

  it('are refused when they are cut, filled with noise, or something else of that name', async () => {
    const noisy = Buffer.from(lake);
    noisy.fill(0x5a, 8, 12_000);
    const footless = Buffer.from(lake);
    footless.fill(0xff, lake.length - 400, lake.length - 8);

    for (const content of [
      lake.subarray(0, lake.length - 50),
      noisy,
      footless,
      Buffer.from('PAR1'),
      Buffer.from('PAR1xxxxPAR1'),
    ]) {
      const { fault, records } = await parquet(content);
      assert.match(code(fault), /^record OBJECT_/);
      assert.ok(records.length < 100);
    }
  });

  it('are damaged in any byte without more than an error', async () => {
    let faults = 0;
    for (let at = 4; at < lake.length; at += 331) {
      const bent = Buffer.from(lake);
      bent[at] = (bent[at] ?? 0) ^ 0xff;
      const { fault } = await parquet(bent, { columns: ['time', 'metadata'] });
      if (fault === null) continue;
      faults += 1;
      assert.match(code(fault), /^record OBJECT_/);
    }
    assert.ok(faults > 5, String(faults));
  });

  it('that claim more values in a page than in the footer are refused before they are decoded', async () => {
    const { parquetMetadataAsync } = await import('hyparquet');
    const file = groupBuffer(
      (from, to) => Promise.resolve(lake.subarray(from, to)),
      lake.length,
      lake.length,
    );
    const { row_groups: groups } = await parquetMetadataAsync(file);
    const [group] = groups;
    assert.ok(group);
    await assertPlausiblePages(file, group, ['time', 'http_request']);
    const fewer = group.columns.map((column) =>
      column.meta_data === undefined
        ? column
        : { ...column, meta_data: { ...column.meta_data, num_values: 39n } },
    );

    await assert.rejects(assertPlausiblePages(file, { ...group, columns: fewer }, ['time']), {
      code: 'OBJECT_PAGE_IMPLAUSIBLE',
    });
  });

  it('with a group beyond the bound are refused before it is fetched', async () => {
    const content = await readFile(new URL('small-pages-1.parquet', LAKE));

    const { fault, reads, records } = await parquet(content, { rowGroupBytes: 30_000 });
    const few = await parquet(content, { rowGroupBytes: 30_000, columns: ['id', 'name'] });

    assert.equal(code(fault), 'record OBJECT_ROW_GROUP_TOO_LARGE');
    // The first bytes and the footer.
    assert.deepEqual([reads, records.length], [2, 0]);
    assert.deepEqual([few.fault, few.records.length], [null, 300]);
  });
});
