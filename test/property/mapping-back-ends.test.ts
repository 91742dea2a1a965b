import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { SHIPPED_FOLDER } from '../../src/mapping/build/compile.ts';
import { type MappingCase, outcomeAsJson, outcomesOf, readCases } from '../../src/mapping/case-runner.ts';
import {
  type CompiledMapping,
  casesFolderOf,
  isDropped,
  linkMapping,
  loadMapping,
  type MapOutcome,
  SHIPPED_MAPPINGS,
} from '../../src/mapping/index.ts';
import { canonicalJson } from '../../src/model/json.ts';
import { mutateLine, randomSource } from './mutate-line.ts';

/** A mapping as generated code and as closures says the same of whatever comes: of records that were damaged, too. */

/** Records of each format. More on demand: three for each of `LAW_RUNS`. */
const RECORDS = process.env['LAW_RUNS'] === undefined ? 1000 : 3 * Number(process.env['LAW_RUNS']);

/** Whole documents cost as much as their many records. */
const DOCUMENTS = Math.ceil(RECORDS / 20);

for (const compiled of SHIPPED_MAPPINGS) {
  test(`${compiled.id}: generated code and closures give the same of damaged records`, async () => {
    const file = join(SHIPPED_FOLDER, `${compiled.id}.yaml`);
    const closures = linkMapping(loadMapping(await readFile(file, 'utf8'), file));
    assertAgree(compiled, closures, await readCases(casesFolderOf(file)));
  });
}

function assertAgree(
  compiled: CompiledMapping,
  closures: CompiledMapping,
  cases: readonly MappingCase[],
): void {
  const random = randomSource(20_260_304);
  const isDocument = compiled.framing === 'json';
  const lines = cases.flatMap(({ input, meta }) =>
    (isDocument ? [input] : splitLines(input)).map((line) => ({ line, meta })),
  );
  const rounds = isDocument ? DOCUMENTS : RECORDS;
  let calls = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { line, meta } = lines[random(lines.length)]!;
    const damaged = mutateLine(line, random);
    const left = outcomesOf(compiled, damaged, meta);
    const right = outcomesOf(closures, damaged, meta);
    // Most are equal as they are; members may also stand in another order.
    if (JSON.stringify(left) !== JSON.stringify(right))
      assert.deepEqual(left.map(formOf), right.map(formOf), damaged.toString('latin1'));
    calls += left.filter((outcome) => !isDropped(outcome)).length;
  }
  assert.ok(calls > rounds / 20, 'the damage must leave calls to compare');
}

function formOf(outcome: MapOutcome): string {
  return canonicalJson(outcomeAsJson(outcome));
}

function splitLines(input: Buffer): readonly Buffer[] {
  return input
    .toString('latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'));
}
