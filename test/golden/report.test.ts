import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { Report } from '../../src/model/generated/report.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { compileSchema } from '../../src/schema/index.ts';
import { ROOT, runCli } from '../support/cli.ts';

/**
 * The report of a small input that can be counted by hand. GOLDEN_UPDATE=1 writes it anew and fails, so that nobody
 * takes a new document for a passed test without having read the difference.
 */

const FOLDER = join(ROOT, 'test/golden/report');
const GOLDEN = join(FOLDER, 'report.json');

describe('the golden report', () => {
  let printed: JsonObject;
  before(async () => {
    const files = ['calls.ndjson', '--gateway', 'kong.yaml@api.shop.example'];
    const run = await runCli(['analyze', ...files, '--json', '--workers', '1'], { cwd: FOLDER });
    assert.equal(run.code, 0, run.stderr);
    printed = objectOf(JSON.parse(run.stdout) as JsonValue);
  });

  test('is the one that was reviewed, run apart', async () => {
    const { run: _run, ...document } = printed;
    const text = `${JSON.stringify(document, null, 2)}\n`;
    if (process.env['GOLDEN_UPDATE'] === '1') {
      await writeFile(GOLDEN, text);
      assert.fail('The golden report was written: review the difference, then run without GOLDEN_UPDATE.');
    }
    assert.deepEqual(document, JSON.parse(await readFile(GOLDEN, 'utf8')));
    assert.equal(text, await readFile(GOLDEN, 'utf8'), 'the order of members and the format of numbers, too');
  });

  test('fits the published schema', async () => {
    const schema = objectOf(
      JSON.parse(await readFile(join(ROOT, 'schemas/report.schema.json'), 'utf8')) as JsonValue,
    );
    const fault = { code: 'X', kind: 'bug', message: 'The report does not fit.' } as const;
    const validator = compileSchema<Report>(schema);

    assert.equal(validator.parse(printed, fault), printed);
    assert.throws(() => validator.parse({ ...printed, schemaVersion: 2 }, fault));
  });

  /** Counted in the input, not in the golden document. */
  test('counts what stands in the input', () => {
    const report = printed as unknown as Report;
    const { calls } = report;

    assert.deepEqual(
      { received: calls.received, analyzed: calls.analyzed, operations: calls.operations },
      { received: 41, analyzed: 36, operations: 33 },
    );
    assert.deepEqual(calls.dropped, {
      malformed: 2,
      'missing-field': 1,
      'invalid-field': 1,
      'time-out-of-range': 1,
    });
    assert.equal(
      report.endpoints.reduce((sum, endpoint) => sum + endpoint.calls, 0),
      33,
    );
  });
});

function objectOf(value: JsonValue): JsonObject {
  assert.ok(isJsonObject(value));
  return value;
}
