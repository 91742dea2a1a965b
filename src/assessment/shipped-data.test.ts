import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { compileAll, compileKind, KINDS } from '../../mappings/build/compile-assessment-data.ts';
import { CONTROLS, RUBRIC } from '../../test/support/shipped-assessment-data.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import { FINDING_TYPES, type FindingType } from '../model/vocabulary.ts';
import { compileSchema } from '../schema/index.ts';

async function schemaNamed(name: string): Promise<JsonObject> {
  const url = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
  const value = JSON.parse(await readFile(url, 'utf8')) as JsonValue;
  assert.ok(isJsonObject(value));
  return value;
}

describe('shipped assessment data', () => {
  it('is compiled from its sources as they are now', async () => {
    assert.deepEqual(await compileAll(true), []);
  });

  for (const [folder, schema] of [
    ['rubrics', 'rubric'],
    ['controls', 'controls'],
  ] as const) {
    it(`${folder} follow schemas/${schema}.schema.json`, async () => {
      const validator = compileSchema(await schemaNamed(schema));
      const kind = KINDS.find((one) => one.folder === folder);
      assert.ok(kind !== undefined);
      const files = await compileKind(kind);
      assert.ok(files.length > 0);
      for (const { value, source } of files) assert.deepEqual(validator.check(value), [], source.pathname);
      assert.notDeepEqual(validator.check({ id: 'x' }), []);
    });
  }

  it('has rules, caps and categories that name each other', () => {
    const categories = new Set(RUBRIC.categories.map((one) => one.id));
    const rules = new Set(RUBRIC.rules.map((one) => one.id));
    assert.equal(rules.size, RUBRIC.rules.length);
    for (const rule of RUBRIC.rules) assert.ok(categories.has(rule.category), rule.id);
    for (const cap of RUBRIC.caps) assert.ok(rules.has(cap.rule), cap.rule);
  });

  it('has bands without a gap, each cap leaving the top of its own band', () => {
    RUBRIC.bands.forEach((band, at) => {
      assert.equal(band.top, at === 0 ? 100 : (RUBRIC.bands[at - 1]?.from ?? 0) - 1);
      assert.ok(band.from <= band.top);
    });
    assert.equal(RUBRIC.bands.at(-1)?.from, 0);
  });

  it('costs points for no finding about callers or about absence', () => {
    const costly = new Set(RUBRIC.rules.flatMap((rule) => rule.findings));
    const free = FINDING_TYPES.filter((type) => !costly.has(type));
    assert.deepEqual(free, [
      'injection-attempt',
      'credential-stuffing',
      'missing-rate-limit-evidence',
      'imported-signal',
    ]);
  });

  it('has controls with titles, every title used, and no category of the weakness catalogue', () => {
    for (const set of CONTROLS) {
      const used = new Set(set.rows.flatMap((row) => row.controls));
      assert.deepEqual([...used].sort(), Object.keys(set.controls).sort(), set.id);
    }
    const cwe = CONTROLS.find((set) => set.id === 'cwe');
    for (const category of ['2', '16', '388']) assert.equal(cwe?.controls[category], undefined);
  });

  it('maps every finding type to a risk and to an information security control', () => {
    for (const id of ['owasp-api-2023', 'iso-27001-2022']) {
      const rows = CONTROLS.find((set) => set.id === id)?.rows ?? [];
      const mapped = new Set<FindingType>(rows.map((row) => row.finding));
      assert.deepEqual(
        // What another system means by its signal is not known for certain.
        FINDING_TYPES.filter((type) => !mapped.has(type) && type !== 'imported-signal'),
        [],
        id,
      );
    }
  });
});
