import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PackStore } from './pack-store.ts';
import { SetAside } from './set-aside.ts';
import type { AnalysisUnit } from './unit.ts';

function unit(text: string, firstLine: number): AnalysisUnit {
  const chunk = new Uint8Array(new TextEncoder().encode(text));
  return {
    traits: {
      source: 's',
      mapping: 'assay-call',
      hop: 'edge',
      defaults: { host: null, scheme: null, zone: null },
      mappingOptions: {},
    },
    records: { kind: 'lines', mapping: null, chunk, lineCount: 1 },
    position: { file: 's', firstLine },
  };
}

const textOf = ({ records }: AnalysisUnit): string =>
  records.kind === 'lines' ? new TextDecoder().decode(records.chunk) : '';

test('units come back as they were, part by part', async () => {
  const packs = new PackStore();
  const aside = new SetAside(packs, 2);
  const texts = ['first\n', '', 'x'.repeat(200_000), '\n\nfourth\n\n'];
  for (const [at, text] of texts.entries()) {
    const given = unit(text, at + 1);
    assert.equal(await aside.put(at % 2, given), true);
    assert.equal(textOf(given), '', 'its memory is given back');
  }
  assert.deepEqual([aside.left(0), aside.left(1)], [2, 2]);
  for (const part of [0, 1]) {
    for (let unit = aside.take(part); unit !== null; unit = aside.take(part)) {
      const { firstLine } = unit.position;
      assert.equal((firstLine - 1) % 2, part);
      assert.deepEqual(unit.records, {
        kind: 'lines',
        mapping: null,
        chunk: new TextEncoder().encode(texts[firstLine - 1]),
        lineCount: 1,
      });
    }
    assert.equal(aside.left(part), 0);
  }
  packs.close();
});

test('without a disk a unit is refused and stays as it is', async () => {
  const packs = new PackStore();
  packs.close();
  const aside = new SetAside(packs, 1);
  const given = unit('text\n', 1);
  assert.equal(await aside.put(0, given), false);
  assert.equal(textOf(given), 'text\n');
  assert.equal(aside.isFull, true);
  assert.equal(aside.take(0), null);
});
