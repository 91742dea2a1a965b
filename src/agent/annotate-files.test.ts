import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { analyzeOptions } from '../../test/support/analyze-options.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { analyzeFiles } from './analyze-files.ts';
import type { Annotation } from './annotate-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-annotate-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const line = (index: number): string =>
  `${JSON.stringify({ time: '2026-03-02T10:00:00Z', method: 'GET', host: 'a.example', path: `/v1/orders/${1000 + index}`, status: 200 })}\n`;
const lines = (count: number): string => Array.from({ length: count }, (_, index) => line(index)).join('');

/** Annotates a file to which `between` happens after the first reading. */
async function annotateAfter(file: string, between: () => void): Promise<readonly Annotation[]> {
  const annotations: Annotation[] = [];
  const clock = fakeClock(Date.UTC(2026, 5, 1));
  let asked = 0;
  const options = analyzeOptions([file], {
    // The end of the first reading is timed.
    clock: {
      ...clock,
      nowMs: () => {
        asked += 1;
        if (asked === 2) between();
        return clock.nowMs();
      },
    },
    annotate: {
      content: true,
      write: async (page) => {
        annotations.push(...page);
      },
    },
  });
  await analyzeFiles(options);
  assert.ok(asked >= 2, 'the clock was asked after the first reading');
  return annotations;
}

test('a file that stays as it is has a line for each record', async () => {
  const file = join(folder, 'same.ndjson');
  writeFileSync(file, lines(3));

  const annotations = await annotateAfter(file, () => undefined);

  assert.deepEqual(
    annotations.map(({ at }) => at),
    [1, 2, 3].map((number) => `${file}:${number}`),
  );
});

test('a file that changes between the readings is refused', async () => {
  const changes: Readonly<Record<string, (file: string) => void>> = {
    'records more': (file) => appendFileSync(file, lines(1)),
    'another endpoint': (file) => writeFileSync(file, lines(3).replaceAll('/v1/orders/1001', '/v9/carts')),
    'records fewer': (file) => truncateSync(file, line(0).length),
    gone: (file) => truncateSync(file, 0),
  };
  for (const [what, change] of Object.entries(changes)) {
    const file = join(folder, `${what}.ndjson`);
    writeFileSync(file, lines(3));

    await assert.rejects(
      annotateAfter(file, () => change(file)),
      { code: 'ANNOTATE_INPUT_CHANGED', kind: 'config' },
      what,
    );
  }
});
