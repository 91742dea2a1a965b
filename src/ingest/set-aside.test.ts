import assert from 'node:assert/strict';
import { test } from 'node:test';
import { divideLines } from './divide-lines.ts';
import { tableOfPart } from './line-part.ts';
import { PackStore } from './pack-store.ts';
import { SetAside } from './set-aside.ts';
import type { PartUnit } from './unit.ts';

function unit(text: string, firstLine: number): PartUnit {
  const chunk = new TextEncoder().encode(text);
  const [records] = divideLines({ kind: 'lines', mapping: null, chunk, lineCount: 1 }, 1);
  assert.ok(records !== undefined);
  return {
    traits: {
      source: 's',
      mapping: 'assay-call',
      hop: 'edge',
      defaults: { host: null, scheme: null, zone: null },
      mappingOptions: {},
    },
    records,
    position: { file: 's', firstLine },
  };
}

const textOf = ({ records }: PartUnit): string => tableOfPart(records).bytes.toString();

test('units come back as they were, part by part', async () => {
  const packs = new PackStore();
  const aside = new SetAside(packs, 2);
  const texts = ['first\n', 'second', 'x'.repeat(200_000), '\n\nthird\n\nfourth\n'];
  for (const [at, text] of texts.entries()) {
    const given = unit(text, at + 1);
    assert.equal(await aside.put(at % 2, given), true);
    assert.equal(given.records.buffer.byteLength, 0, 'its memory is given back');
  }
  assert.deepEqual([aside.left(0), aside.left(1), aside.records], [2, 2, 5]);
  for (const part of [0, 1]) {
    for (let taken = aside.take(part); taken !== null; taken = aside.take(part)) {
      const { firstLine } = taken.position;
      assert.equal((firstLine - 1) % 2, part);
      const given = unit(texts[firstLine - 1] ?? '', firstLine);
      assert.deepEqual(taken, given);
      assert.deepEqual(tableOfPart(taken.records), tableOfPart(given.records));
    }
    assert.equal(aside.left(part), 0);
  }
  assert.equal(aside.records, 0);
  packs.close();
});

test('of several parts the first choice is taken, then the one of which most is left', async () => {
  const packs = new PackStore();
  const aside = new SetAside(packs, 4);
  for (const [at, part] of [1, 2, 2, 2, 0, 3, 3].entries()) await aside.put(part, unit(`${part}\n`, at + 1));
  const taken = Array.from({ length: 7 }, () => {
    const next = aside.takeOf([1, 2, 3], 1);
    return next === null ? null : textOf(next).trim();
  });
  assert.deepEqual(taken, ['1', '2', '2', '3', '2', '3', null]);
  assert.equal(aside.left(0), 1, 'another part is left alone');
  packs.close();
});

test('of a unit without lines nothing is kept', async () => {
  const packs = new PackStore();
  const aside = new SetAside(packs, 1);
  assert.equal(await aside.put(0, unit('\n', 1)), true);
  assert.deepEqual([aside.left(0), aside.records, aside.take(0)], [0, 0, null]);
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
