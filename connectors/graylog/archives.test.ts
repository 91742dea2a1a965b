import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { crc32, gzipSync } from 'node:zlib';
import type { ConnectorConfig } from '../../src/kit/index.ts';
import { openLake } from '../../test/support/lake-server/read-lake.ts';
import { graylog } from './index.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 0, 15, 12);
const pathsOf = (values: readonly unknown[]): readonly string[] =>
  values.map((value) => (value as { readonly http_path: string }).http_path);

describe('graylog archives', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  function lineOf(number: number, more: Readonly<Record<string, unknown>> = {}): string {
    return JSON.stringify({
      timestamp: new Date(NOW - HOUR + number).toISOString(),
      type: 'message',
      id: `archived-${number}`,
      message: `GET /items/${number}`,
      source: 'edge',
      streams: ['6f1e0000000000000000aaaa'],
      fields: { http_method: 'GET', http_path: `/items/${number}` },
      ...more,
    });
  }

  async function archive(
    segments: readonly (readonly string[])[],
    change: (metadata: Record<string, unknown>) => void = () => undefined,
  ): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'assay-archive-'));
    folders.push(folder);
    const inner = join(folder, 'graylog_0-20260115-120000-000');
    await mkdir(inner);
    const kinds = ['CRC32', 'MD5', 'SHA-256'] as const;
    const listed = await Promise.all(
      segments.map(async (lines, index) => {
        const text = lines.map((line) => `${line}\n`).join('');
        const packed = gzipSync(text);
        const path = `archive-segment-${index}.gz`;
        await writeFile(join(inner, path), packed);
        const kind = kinds[index % 3] ?? 'CRC32';
        const checksum =
          kind === 'CRC32'
            ? crc32(packed).toString(16)
            : createHash(kind === 'MD5' ? 'md5' : 'sha256')
                .update(packed)
                .digest('hex');
        return {
          path,
          size: packed.length,
          raw_size: text.length,
          compression_type: 'GZIP',
          checksum,
          checksum_type: kind,
        };
      }),
    );
    const metadata: Record<string, unknown> = {
      v: '4',
      archive_id: 'graylog_0-20260115-120000-000',
      index_name: 'graylog_0',
      document_count: segments.flat().length,
      segments: listed,
    };
    change(metadata);
    await writeFile(join(inner, 'archive-metadata.json'), JSON.stringify(metadata));
    return folder;
  }

  const own = (folder: string, more: ConnectorConfig = {}): ConnectorConfig => {
    return {
      query: '*',
      streams: [],
      content: 'fields',
      fields: ['http_method', 'http_path'],
      archives: [folder],
      ...more,
    };
  };
  const three = [
    [1, 2, 3],
    [4, 5],
    [6, 7, 8, 9],
  ].map((numbers) => numbers.map((number) => lineOf(number)));
  const NINE = Array.from({ length: 9 }, (_, index) => `/items/${index + 1}`);

  it('reads every segment whose checksum is right, once, from any page on', async () => {
    const folder = await archive(three);
    const lake = openLake(graylog, own(folder));
    const whole = await lake.read();
    assert.deepEqual(pathsOf(whole.values), NINE);
    assert.deepEqual(lake.problems, []);
    for (let index = 0; index < whole.cursors.length; index += 1) {
      const rest = await openLake(graylog, own(folder)).read(whole.cursors[index]);
      const before = whole.pages
        .slice(0, index + 1)
        .flatMap(({ records }) => (records.kind === 'records' ? records.records : []));
      assert.deepEqual([...pathsOf(before), ...pathsOf(rest.values)], NINE);
    }
    assert.equal((await lake.opened.check()).ok, true);
  });

  it('reads no damaged, missing, misnamed or foreign segment, says so every time, and reads it once repaired', async () => {
    const folder = await archive(three);
    const file = join(folder, 'graylog_0-20260115-120000-000', 'archive-segment-1.gz');
    const good = await readFile(file);
    const bad = Buffer.from(good);
    bad[bad.length - 9] = (bad[bad.length - 9] ?? 0) ^ 1;
    await writeFile(file, bad);
    const lake = openLake(graylog, own(folder));
    const first = await lake.read();
    assert.deepEqual(
      pathsOf(first.values),
      NINE.filter((path) => !['/items/4', '/items/5'].includes(path)),
    );
    assert.deepEqual(
      lake.problems.map(({ code, file: where }) => [code, where]),
      [['GRAYLOG_ARCHIVE_SEGMENT', file]],
    );
    await lake.read(first.cursors.at(-1));
    assert.equal(lake.problems.length, 2);
    await writeFile(file, good);
    const repaired = await lake.read(first.cursors.at(-1));
    assert.deepEqual(pathsOf(repaired.values), ['/items/4', '/items/5']);
    assert.equal(lake.problems.length, 2);
  });

  for (const [what, change] of [
    ['outside of the folder', { path: '../archive-segment-0.gz' }],
    ['packed otherwise', { compression_type: 'LZ4' }],
    ['of another size', { size: 3 }],
    ['of an unknown checksum', { checksum_type: 'XXH' }],
    ['that is missing', { path: 'archive-segment-7.gz' }],
  ] as const) {
    it(`leaves out a segment ${what}`, async () => {
      const folder = await archive([three[0] ?? []], (metadata) => {
        const [segment] = metadata['segments'] as readonly object[];
        metadata['segments'] = [{ ...segment, ...change }];
      });
      const lake = openLake(graylog, own(folder));
      assert.deepEqual((await lake.read()).values, []);
      assert.deepEqual(
        lake.problems.map(({ code }) => code),
        ['GRAYLOG_ARCHIVE_SEGMENT'],
      );
    });
  }

  it('tells of an archive that holds other than its metadata says, and of metadata that is none', async () => {
    const short = await archive(three, (metadata) => {
      metadata['document_count'] = 10;
    });
    const lake = openLake(graylog, own(short));
    assert.equal((await lake.read()).values.length, 9);
    assert.deepEqual(
      lake.problems.map(({ code }) => code),
      ['GRAYLOG_ARCHIVE_COUNT'],
    );
    const none = await archive(three, (metadata) => {
      delete metadata['segments'];
    });
    const other = openLake(graylog, own(none));
    assert.deepEqual((await other.read()).values, []);
    assert.deepEqual(
      other.problems.map(({ code }) => code),
      ['GRAYLOG_ARCHIVE_INVALID'],
    );
  });

  it('counts lines that are no messages as malformed, and keeps to the streams', async () => {
    const folder = await archive([
      [
        lineOf(1),
        'not json',
        '{"type":"x"}',
        lineOf(2, { timestamp: 'never' }),
        lineOf(3, { streams: ['b'] }),
        lineOf(4),
      ],
    ]);
    const { pages, values } = await openLake(
      graylog,
      own(folder, { streams: ['6f1e0000000000000000aaaa'] }),
    ).read();
    assert.deepEqual(pathsOf(values), ['/items/1', '/items/4']);
    assert.deepEqual(
      pages.flatMap(({ dropped }) => dropped),
      [{ reason: 'malformed', count: 3, lines: [2, 3, 4] }],
    );
  });
});
