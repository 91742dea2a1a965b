import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FileScenario } from './scenario.ts';

const BATCH = 10;

/** Lines of the file exporter: ten spans in each. */
function linesOf(paths: readonly string[]): string {
  const lines: string[] = [];
  for (let at = 0; at < paths.length; at += BATCH) {
    const spans = paths.slice(at, at + BATCH).map((path, index) => ({
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      spanId: (at + index).toString(16).padStart(16, '0'),
      kind: 2,
      startTimeUnixNano: '1768471200000000000',
      endTimeUnixNano: '1768471200012000000',
      attributes: [
        { key: 'http.request.method', value: { stringValue: 'GET' } },
        { key: 'url.full', value: { stringValue: `https://api.shop.example${path}` } },
        { key: 'http.response.status_code', value: { intValue: '200' } },
      ],
    }));
    lines.push(`${JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] })}\n`);
  }
  return lines.join('');
}

const paths = (count: number, mark: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `/v1/${mark}/${index}`);

const FIRST = paths(11_000, 'a');
const SECOND = paths(300, 'b');

export const OTLP: FileScenario = {
  style: 'files',
  config: (folder) => ({ paths: [join(folder, '*.jsonl*')] }),
  missing: (folder) => ({ paths: [join(folder, 'nothing.jsonl')] }),
  write: async (folder) => {
    await writeFile(join(folder, '1.jsonl'), linesOf(FIRST));
    await writeFile(join(folder, '2.jsonl.gz'), gzipSync(linesOf(SECOND)));
  },
  expected: [...FIRST, ...SECOND],
  writeMalformed: (folder) =>
    writeFile(
      join(folder, '1.jsonl'),
      `${linesOf(['/a'])}not json\n{"resourceSpans":[{"scopeSpans":[{"spans":[7,{"kind":2}]}]}]}\n${linesOf(['/b'])}`,
    ),
  expectedOfMalformed: ['/a', '/b'],
  droppedOfMalformed: 3,
  writeOther: (folder) => writeFile(join(folder, '1.jsonl'), '{"items":[]}\n'),
};
