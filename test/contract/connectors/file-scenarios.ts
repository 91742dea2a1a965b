import { createHash } from 'node:crypto';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { FileScenario } from './scenario.ts';

const fixture = (id: string, name: string): string =>
  join(import.meta.dirname, '..', '..', '..', 'connectors', id, 'fixtures', name);

/** With a digest in each: what compresses beyond a hundredfold is refused as a decompression bomb. */
const paths = (count: number, prefix: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const digest = createHash('sha256').update(`${prefix}${index}`).digest('hex');
    return `/v1/${prefix}/${index}/${digest}`;
  });

/** The first record of a fixture, once for each path. */
async function repeated(id: string, name: string, path: string, targets: readonly string[]): Promise<string> {
  const [line = ''] = (await readFile(fixture(id, name), 'utf8')).split('\n');
  return targets.map((target) => `${line.replace(path, target)}\n`).join('');
}

const LINES = paths(5_200, 'a');
const PACKED = paths(5_100, 'b');
const ZSTD = paths(10, 'c');

function lineScenario(id: string, name: string, mapping: string | null): FileScenario {
  const own = mapping === null ? {} : { mapping };
  return {
    style: 'files',
    config: (folder) => ({ ...own, paths: [join(folder, '*.ndjson*')] }),
    missing: (folder) => ({ ...own, paths: [join(folder, 'nothing-*.ndjson')] }),
    write: async (folder) => {
      const text = (targets: readonly string[]): Promise<string> =>
        repeated(id, name, '/v1/items/1', targets);
      await writeFile(join(folder, '1.ndjson'), await text(LINES));
      await writeFile(join(folder, '2.ndjson.gz'), gzipSync(await text(PACKED)));
      await writeFile(join(folder, '3.ndjson.zst'), zstdCompressSync(await text(ZSTD)));
    },
    expected: [...LINES, ...PACKED, ...ZSTD],
    writeMalformed: (folder) => copyFile(fixture(id, 'damaged.ndjson'), join(folder, '1.ndjson')),
    expectedOfMalformed: ['/v1/items/1', '/v1/items/2'],
    droppedOfMalformed: id === 'files' ? 3 : 4,
    writeOther: null,
  };
}

async function harOf(targets: readonly string[], extra: readonly unknown[] = []): Promise<string> {
  const document = JSON.parse(await readFile(fixture('har', 'session.har'), 'utf8')) as {
    log: { entries: { request: { url: string } }[] };
  };
  const [entry] = document.log.entries;
  const entries = targets.map((target) => ({
    ...entry,
    request: { ...entry?.request, url: `https://api.shop.example${target}` },
  }));
  return JSON.stringify({ log: { ...document.log, entries: [...entries, ...extra] } });
}

const FIRST = paths(2_400, 'a');
const SECOND = paths(300, 'b');

const HAR: FileScenario = {
  style: 'files',
  config: (folder) => ({ paths: [join(folder, '*.har*')] }),
  missing: (folder) => ({ paths: [join(folder, 'nothing.har')] }),
  write: async (folder) => {
    await writeFile(join(folder, '1.har'), `\ufeff${await harOf(FIRST)}`);
    await writeFile(join(folder, '2.har.gz'), gzipSync((await harOf(SECOND)).replace('"1.2"', '"1.1"')));
  },
  expected: [...FIRST, ...SECOND],
  writeMalformed: async (folder) => {
    const broken = [null, 'text', {}, { startedDateTime: 'yesterday', request: {}, response: {} }];
    await writeFile(join(folder, '1.har'), await harOf(['/v1/items/1', '/v1/items/2'], broken));
  },
  expectedOfMalformed: ['/v1/items/1', '/v1/items/2'],
  droppedOfMalformed: 4,
  writeOther: (folder) => writeFile(join(folder, '1.har'), '{"log":{"version":"1.2","entries":{}}}'),
};

export const FILE_SCENARIOS = {
  files: lineScenario('files', 'calls.ndjson', 'assay-call'),
  'graylog-api-security': lineScenario('graylog-api-security', 'messages.ndjson', null),
  har: HAR,
} as const satisfies Readonly<Record<string, FileScenario>>;
