import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import type { JsonObject, JsonValue } from '../../../src/kit/index.ts';
import type { Exchange, FileScenario, HttpScenario } from './scenario.ts';

const TOKEN = 'grlg-7c11/2b+09';
const COLUMNS = ['timestamp', 'gl2_message_id', 'http_method', 'http_url', 'http_response_code'];

function row(hour: string, number: number): readonly JsonValue[] {
  return [
    `2026-01-15T${hour}:30:00.000Z`,
    `01JHM00000000000000000000${number}`,
    'GET',
    `https://api.shop.example/${number}`,
    200,
  ];
}

function tableOf(columns: readonly string[], datarows: readonly JsonValue[]): JsonObject {
  const schema = columns.map((field) => ({ column_type: 'field', type: 'string', field, name: field }));
  return { schema, datarows, metadata: {} };
}

function counted(from: string, to: string, count: number): Exchange {
  return {
    method: 'POST',
    path: '/api/search/aggregate',
    request: new RegExp(`"from":"2026-01-15T${from}:00:00.000Z","to":"2026-01-15T${to}:00:00.000Z"`),
    body: tableOf(['timestamp', 'count()'], count === 0 ? [] : [['2026-01-15T00:00:00.000Z', count]]),
  };
}

function found(from: string, rows: readonly JsonValue[]): Exchange {
  return {
    method: 'POST',
    path: '/api/search/messages',
    request: new RegExp(`"from":"2026-01-15T${from}:00:00.000Z"`),
    body: tableOf(COLUMNS, rows),
  };
}

const ROWS = { '09': [row('09', 1), row('09', 2)], '10': [row('10', 3), row('10', 4)], '11': [row('11', 5)] };

const SEARCH: HttpScenario = {
  style: 'http',
  name: 'search',
  origin: 'https://graylog.example:9000',
  config: {
    url: 'https://graylog.example:9000',
    token: '${env:GRAYLOG_TOKEN}',
    since: '3h',
    lag: '0s',
    overlap: '0s',
    fields: COLUMNS.slice(2),
  },
  env: { GRAYLOG_TOKEN: TOKEN },
  secret: TOKEN,
  exchanges: [
    counted('09', '10', 2),
    counted('10', '11', 2),
    counted('11', '12', 1),
    // Of the check: all as far back as `since`.
    counted('09', '12', 5),
    found('09', ROWS['09']),
    found('10', ROWS['10']),
    found('11', ROWS['11']),
  ],
  first: { method: 'POST', path: '/api/search/aggregate' },
  expected: ['/1', '/2', '/3', '/4', '/5'],
  hostileNext: null,
  malformedRecord: found('10', [['2026-01-15T10:30:00.000Z', 'x', 'GET', 'nonsense', 'text'], row('10', 4)]),
  expectedOfMalformed: ['/1', '/2', '/4', '/5'],
  malformedEnvelope: { ...found('10', []), body: { messages: [] } },
};

const line = (number: number): string =>
  JSON.stringify({
    timestamp: '2026-01-15T10:30:00.000Z',
    type: 'message',
    id: `archived-${number}`,
    message: 'a call',
    source: 'edge',
    streams: [],
    fields: { http_method: 'GET', http_url: `https://api.shop.example/${number}`, http_response_code: 200 },
  });

async function writeArchive(folder: string, segments: readonly (readonly string[])[]): Promise<void> {
  const inner = join(folder, 'graylog_0-20260115-120000-000');
  await mkdir(inner);
  const listed = await Promise.all(
    segments.map(async (lines, index) => {
      const packed = gzipSync(lines.map((text) => `${text}\n`).join(''));
      const path = `archive-segment-${index}.gz`;
      await writeFile(join(inner, path), packed);
      const checksum = crc32(packed).toString(16);
      return { path, size: packed.length, compression_type: 'GZIP', checksum, checksum_type: 'CRC32' };
    }),
  );
  await writeFile(
    join(inner, 'archive-metadata.json'),
    JSON.stringify({
      v: '4',
      archive_id: 'graylog_0',
      document_count: segments.flat().length,
      segments: listed,
    }),
  );
}

const ARCHIVES: FileScenario = {
  style: 'files',
  name: 'archives',
  config: (folder) => ({ archives: [folder] }),
  missing: (folder) => ({ archives: [join(folder, 'nothing')] }),
  write: (folder) => writeArchive(folder, [[line(1), line(2)], [line(3)], [line(4), line(5)]]),
  expected: ['/1', '/2', '/3', '/4', '/5'],
  writeMalformed: (folder) =>
    writeArchive(folder, [[line(1), 'not json', '[]', '{"type":"message"}', line(2)]]),
  expectedOfMalformed: ['/1', '/2'],
  droppedOfMalformed: 3,
  writeOther: (folder) => writeFile(join(folder, 'archive-metadata.json'), '{"v":"4"}'),
};

export const GRAYLOG_SCENARIOS = [SEARCH, ARCHIVES] as const;
