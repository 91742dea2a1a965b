import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { analyzeOptions } from '../../test/support/analyze-options.ts';
import { loadConnector } from '../cli/load-connector.ts';
import { SHIPPED_FOLDER } from '../mapping/build/compile.ts';
import {
  casesFolderOf,
  type MappingCase,
  missingOptions,
  readCases,
  SHIPPED_MAPPINGS,
} from '../mapping/index.ts';
import { isJsonObject, type JsonValue } from '../model/json.ts';
import { analyzeFiles } from './analyze-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-formats-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const OUT_OF_RANGE = 'time-out-of-range';

/** What a mapping makes of a case, by reason of the drop; calls under `mapped`. */
function outcomes(expected: readonly JsonValue[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { mapped: 0 };
  for (const outcome of expected) {
    const drop = isJsonObject(outcome) ? outcome['drop'] : undefined;
    const name = typeof drop === 'string' ? drop : 'mapped';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

// Reading, framing, mapping and counting are tested one by one elsewhere; here a file goes all the way, since what each
// of them does right can still be wrong together.
describe('a file of every shipped format comes through with the counts that its mapping says', () => {
  for (const mapping of SHIPPED_MAPPINGS) {
    test(mapping.id, async () => {
      for (const each of await readCases(casesFolderOf(join(SHIPPED_FOLDER, `${mapping.id}.yaml`)))) {
        // A file without what its format asks for is refused as a whole.
        if (missingOptions(mapping, each.meta).length === 0) await comesThrough(mapping.id, each);
      }
    });
  }
});

async function comesThrough(id: string, { name, input, expected, meta }: MappingCase): Promise<void> {
  const file = join(folder, `${id}-${name}.${id === 'har' ? 'har' : 'log'}`);
  writeFileSync(file, input);
  const { report, problems } = await analyzeFiles(
    analyzeOptions([file], {
      format: id,
      defaults: meta.defaults,
      mappingOptions: meta.options,
      connector: loadConnector,
    }),
  );
  const { received, analyzed, dropped } = report.calls;
  if (received === 0) {
    // An archive that is none has no records: its reader says so.
    assert.equal(problems.length, 1, name);
    assert.deepEqual(outcomes(expected), { mapped: 0, malformed: 1 }, name);
    return;
  }
  // Times that nobody believes are the analyst's matter: the mapping made a call of the record.
  const { [OUT_OF_RANGE]: unbelieved = 0, ...others } = dropped;
  assert.equal(received, expected.length, `${name}: received`);
  assert.deepEqual({ mapped: analyzed + unbelieved, ...others }, outcomes(expected), name);
}
