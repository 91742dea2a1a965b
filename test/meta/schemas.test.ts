import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CONNECTORS } from '../../connectors/index.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { compileSchema } from '../../src/schema/index.ts';
import { ROOT, readJson } from './source-files.ts';

const run = promisify(execFile);

/** Pointers of properties without a description; `$ref` carries that of its target. */
function undescribed(schema: unknown, pointer = ''): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    const here = `${pointer}/${key}`;
    if (key !== 'properties' || typeof value !== 'object' || value === null) return undescribed(value, here);
    return Object.entries(value).flatMap(([name, property]: [string, unknown]) => {
      const isDescribed =
        typeof property === 'object' &&
        property !== null &&
        ('description' in property || '$ref' in property);
      return [...(isDescribed ? [] : [`${here}/${name}`]), ...undescribed(property, `${here}/${name}`)];
    });
  });
}

const META = new Ajv2020();

/** By its meta-schema, and by strict mode, which the program compiles with. */
function assertSound(schema: JsonObject): void {
  assert.equal(META.validateSchema(schema), true, META.errorsText());
  compileSchema(schema).check(null);
}

describe('schemas', async () => {
  const names = (await readdir(join(ROOT, 'schemas'))).filter((name) => name.endsWith('.schema.json')).sort();

  for (const name of names) {
    it(`${name}: compiles in strict mode and describes every property`, async () => {
      const schema = (await readJson(`schemas/${name}`)) as JsonObject;

      assertSound(schema);
      assert.deepEqual(undescribed(schema), []);
    });
  }

  for (const [id, load] of Object.entries(CONNECTORS)) {
    it(`settings of ${id}: compile in strict mode`, async () => {
      assertSound((await load()).manifest.configSchema);
    });
  }

  it('have fresh types', async () => {
    await run(process.execPath, ['src/schema/build/generate-types.ts', '--check'], { cwd: ROOT });
  });
});
