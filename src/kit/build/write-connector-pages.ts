import { readFile, writeFile } from 'node:fs/promises';
import { CONNECTORS } from '../../../connectors/index.ts';
import { connectorPage } from '../docs.ts';

/** Writes every connector's README from its manifest; with `--check` only says which are stale and exits 1. */
const isCheck = process.argv.includes('--check');
for (const [id, load] of Object.entries(CONNECTORS)) {
  const path = `connectors/${id}/README.md`;
  const page = connectorPage((await load()).manifest);
  const before = await readFile(path, 'utf8').catch(() => '');
  if (before === page) continue;
  if (isCheck) {
    process.stderr.write(`${path} is stale: run npm run generate\n`);
    process.exitCode = 1;
  } else await writeFile(path, page);
}
