import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { SHIPPED_FOLDER } from './build/compile.ts';
import { casesFolderOf, readCases } from './case-runner.ts';
import type { CompiledMapping } from './compiled-mapping.ts';
import { mapUnit } from './map-line.ts';
import { isBlankLine, readRecord } from './read-record.ts';
import type { MapMeta } from './runtime/meta.ts';
import type { MapOutcome } from './runtime/outcome.ts';
import { SHIPPED_MAPPINGS } from './shipped.ts';
import { UnitReader } from './unit-reader.ts';

function outcomesOf(mapping: CompiledMapping, unit: unknown, meta: MapMeta): MapOutcome[] {
  const outcomes: MapOutcome[] = [];
  mapUnit(mapping, unit, meta, (outcome) => outcomes.push(outcome));
  return outcomes;
}

/** Whoever changes it, throws. */
function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

/** Each line a few times, so that from the third on it is read by its shape. */
function repeated(input: Buffer): { readonly chunk: Buffer; readonly lines: readonly Buffer[] } {
  const lines = input
    .toString('latin1')
    .split('\n')
    .flatMap((line) => Array.from({ length: 5 }, () => Buffer.from(line, 'latin1')));
  return {
    chunk: Buffer.from(`${lines.map((line) => line.toString('latin1')).join('\n')}`, 'latin1'),
    lines,
  };
}

const byLine = SHIPPED_MAPPINGS.filter(({ framing }) => framing !== 'json');

for (const mapping of byLine) {
  test(`${mapping.id}: lines that share what is alike map as lines alone, and nothing of them is changed`, async () => {
    const cases = await readCases(casesFolderOf(join(SHIPPED_FOLDER, `${mapping.id}.yaml`)));
    let shared = 0;
    let units = 0;
    for (const { input, meta } of cases) {
      const { chunk, lines } = repeated(input);
      const reader = new UnitReader(mapping.framing);
      reader.enter(chunk);
      let before: unknown;
      let start = 0;
      for (const line of lines) {
        const unit = reader.read(start, start + line.length);
        start += line.length + 1;
        assert.equal(unit === undefined, isBlankLine(line));
        if (unit === undefined) continue;
        const expected = outcomesOf(mapping, readRecord(line, mapping.framing), meta);
        assert.deepStrictEqual(outcomesOf(mapping, frozen(unit), meta), expected);
        units += 1;
        if (typeof unit === 'object' && unit === before) shared += 1;
        before = unit;
      }
      reader.leave();
    }
    if (mapping.framing === 'ndjson') assert.ok(shared > 0, `none of ${units} units was there already`);
  });
}
