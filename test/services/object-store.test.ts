import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { type ConnectorConfig, type Cursor, type Page, Secret } from '../../src/kit/index.ts';
import { SYSTEM_CLOCK } from '../../src/kit/system-clock.ts';
import { AssayError } from '../../src/model/errors.ts';
import { callsOf, type ReadPass, readStore } from '../support/object-store.ts';
import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { type S3Server, startS3 } from '../support/services/s3.ts';

const LAKE = join(import.meta.dirname, '../../connectors/object-store/fixtures/security-lake.parquet');

/** Each call has a path of its own, and enough of it that nothing packs beyond a hundredfold. */
const pathOf = (object: string, index: number): string =>
  `/v1/${object}/${index}/${createHash('sha256').update(`${object}${index}`).digest('hex')}`;
const lineOf = (path: string): string =>
  `{"time":"2026-03-04T09:15:22.417Z","method":"GET","host":"api.shop.example","path":"${path}","status":200}\n`;
const linesOf = (object: string, count: number): string =>
  Array.from({ length: count }, (_, index) => lineOf(pathOf(object, index))).join('');

const ROWS_OF_LAKE = 100;

const server = await startS3();

if (server instanceof NotRun) printNotRun(server);
else describe('object-store on an S3 server', () => suite(server));

function suite(s3: S3Server): void {
  after(() => s3.stop());

  const config = (bucket: string, own: ConnectorConfig = {}): ConnectorConfig => ({
    bucket,
    url: s3.url,
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: new Secret({ value: 'any-key', reference: '${env:LAKE_KEY}' }),
    ...own,
  });
  const read = (own: ConnectorConfig, from: Cursor | null = null, stopAfter = Infinity): Promise<ReadPass> =>
    readStore(own, from, SYSTEM_CLOCK, stopAfter);
  const pathsOf = (pages: readonly Page[], mapping: string): readonly string[] =>
    callsOf(pages, mapping).calls.map(({ path }) => path);

  it('reads 36 plain, gzip, zstd, CSV and Parquet objects, stopped after every page, each record once', async () => {
    await s3.createBucket('mixed');
    const expected: string[] = [];
    for (let number = 0; number < 30; number += 1) {
      const name = `object-${String(number).padStart(2, '0')}`;
      // Some have several pages of lines.
      const count = number % 10 === 0 ? 12_000 : 200 + number;
      const text = linesOf(name, count);
      expected.push(...Array.from({ length: count }, (_, index) => pathOf(name, index)));
      if (number % 3 === 0) await s3.put('mixed', `calls/${name}.ndjson`, text);
      if (number % 3 === 1) await s3.put('mixed', `calls/${name}.ndjson.gz`, gzipSync(text));
      if (number % 3 === 2) await s3.put('mixed', `calls/${name}.ndjson.zst`, zstdCompressSync(text));
    }
    for (const name of ['x one', 'y+two', 'z&drei ü']) {
      const rows = Array.from({ length: 50 }, (_, index) => pathOf(encodeURIComponent(name), index));
      expected.push(...rows);
      const csv = rows.map((path) => `2026-03-04T09:15:22.417Z,GET,api.shop.example,"${path}",200\n`);
      await s3.put('mixed', `calls/${name}.csv`, `time,method,host,path,status\n${csv.join('')}`);
    }
    for (const account of ['111122223333', '444455556666', '777788889999']) {
      const prefix = `ext/waf/region=eu-central-1/accountId=${account}/eventDay=20260304/`;
      await s3.put('mixed', `${prefix}part-0.zstd.parquet`, await readFile(LAKE));
    }
    const lines = config('mixed', { prefixes: ['calls/'] });
    const { paths, passes } = await readPageByPage(lines, 'assay-call');
    assert.deepEqual([...paths].sort(), [...expected].sort());
    assert.ok(passes > 33, `${passes} passes`);

    const lake = config('mixed', {
      prefixes: ['ext/waf/region=*/accountId=*/eventDay=%Y%m%d/'],
      // From the day of the fixture on.
      lookback: Date.now() - Date.UTC(2026, 2, 3),
      columns: ['class_uid', 'time', 'http_request', 'http_response', 'src_endpoint', 'metadata'],
    });
    const rows = await read(lake);
    assert.equal(rows.fault, null);
    const { calls, dropped } = callsOf(rows.pages, 'ocsf-http-activity');
    assert.equal(calls.length, 3 * ROWS_OF_LAKE);
    assert.equal(dropped, 0);
    assert.equal(new Set(calls.map(({ path }) => path)).size, ROWS_OF_LAKE);
  });

  async function readPageByPage(
    own: ConnectorConfig,
    mapping: string,
  ): Promise<{ readonly paths: readonly string[]; readonly passes: number }> {
    const paths: string[] = [];
    let cursor: Cursor | null = null;
    for (let passes = 1; ; passes += 1) {
      const pass: ReadPass = await read(own, cursor, 1);
      assert.equal(pass.fault, null);
      assert.deepEqual(pass.problems, []);
      paths.push(...pathsOf(pass.pages, mapping));
      cursor = pass.cursor;
      // A page without records ends a run: all that is there was read.
      if (pass.pages.every(({ records }) => records.kind === 'records' && records.records.length === 0))
        return { paths, passes };
    }
  }

  it('lists beyond one page of the store', async () => {
    await s3.createBucket('many');
    const names = Array.from({ length: 1_050 }, (_, index) => `many-${String(index).padStart(4, '0')}`);
    // Empty ones are listed and need not be read.
    const hasContent = (name: string): boolean => name.endsWith('7');
    for (let from = 0; from < names.length; from += 25) {
      const some = names.slice(from, from + 25);
      await Promise.all(
        some.map((name) => s3.put('many', name, hasContent(name) ? lineOf(`/v1/${name}`) : '')),
      );
    }

    const { pages, cursor } = await read(config('many'));

    assert.deepEqual(
      pathsOf(pages, 'assay-call'),
      names.filter(hasContent).map((name) => `/v1/${name}`),
    );
    const again = await read(config('many'), cursor);
    assert.deepEqual([again.fault, pathsOf(again.pages, 'assay-call')], [null, []]);
  });

  it('finds an object that comes late with an earlier key, and reports one that was stored again', async () => {
    await s3.createBucket('late');
    await s3.put('late', 'b', lineOf('/v1/b'));
    const first = await read(config('late'));
    await s3.put('late', 'a', lineOf('/v1/a'));
    await s3.put('late', 'b', lineOf('/v1/b/anew'));

    const second = await read(config('late'), first.cursor);

    assert.deepEqual(pathsOf(first.pages, 'assay-call'), ['/v1/b']);
    assert.deepEqual(pathsOf(second.pages, 'assay-call'), ['/v1/a']);
    assert.deepEqual(
      second.problems.map(({ code, file }) => [code, file]),
      [['OBJECT_REWRITTEN', 'b']],
    );
    assert.deepEqual((await read(config('late'), second.cursor)).problems, []);
  });

  it('goes on where it was when the server is killed in the middle', async () => {
    await s3.createBucket('killed');
    for (const name of ['one', 'two', 'three']) await s3.put('killed', name, linesOf(name, 11_000));
    const first = await read(config('killed'), null, 2);
    await s3.kill();
    const down = await read(config('killed'), first.cursor);
    assert.ok(down.fault instanceof AssayError && down.fault.kind === 'transient');
    assert.deepEqual(down.pages, []);
    await s3.restart();

    const rest = await read(config('killed'), down.cursor);

    const paths = pathsOf([...first.pages, ...rest.pages], 'assay-call');
    const expected = ['one', 'three', 'two'].flatMap((name) =>
      Array.from({ length: 11_000 }, (_, index) => pathOf(name, index)),
    );
    assert.deepEqual(paths, expected);
  });

  it('says that there is no such bucket', async () => {
    const { fault } = await read(config('nowhere'));

    assert.ok(fault instanceof AssayError);
    assert.equal(fault.code, 'OBJECT_STORE_BUCKET_MISSING');
  });
}
