import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../support/cli.ts';

/** Laws that stand beside their code are part of the fast suite; `LAW_RUNS` holds them at length, with the others here. */
if (process.env['LAW_RUNS'] !== undefined) {
  for await (const path of glob(['src/**/*laws.test.ts', 'src/report/openapi/schema-union.test.ts'], {
    cwd: ROOT,
  }))
    await import(join(ROOT, path));
}
