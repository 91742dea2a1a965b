import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../../src/model/generated/report.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { seedReport } from '../../support/console-estate.ts';

/** A folder as an agent leaves it behind: a configuration, and a store with one assessment. Gives back the arguments. */
export async function installation(folder: string, report: Report): Promise<readonly string[]> {
  const config = join(folder, 'assay.yaml');
  writeFileSync(
    config,
    `version: 1
store: { url: "sqlite:./assay.db" }
sources:
  - { id: calls, connector: files, mapping: assay-call, paths: ["./calls.ndjson"] }
`,
  );
  const store = openSqliteStore(join(folder, 'assay.db'));
  await seedReport(store, report, Date.parse(report.asOf ?? ''));
  await store.close();
  return ['-c', config];
}
