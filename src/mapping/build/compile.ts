import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadMapping } from '../load-mapping.ts';
import { emitMapping, exportName } from './emit-mapping.ts';

/** Folder of the shipped formats. */
export const SHIPPED_FOLDER = fileURLToPath(new URL('../../../mappings/calls/', import.meta.url));

/** Path -> text of every file that generation writes; nothing is written here. */
export async function compileShipped(): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(SHIPPED_FOLDER)).filter((name) => name.endsWith('.yaml')).sort(byId);
  const written = new Map<string, string>();
  const ids: string[] = [];
  for (const file of files) {
    const plan = loadMapping(await readFile(SHIPPED_FOLDER + file, 'utf8'), file);
    ids.push(plan.id);
    written.set(`${SHIPPED_FOLDER}${plan.id}.compiled.ts`, emitMapping(plan));
  }
  written.set(`${SHIPPED_FOLDER}all.compiled.ts`, emitIndex(ids));
  written.set(`${SHIPPED_FOLDER}ids.compiled.ts`, emitIds(ids));
  return written;
}

function emitIndex(ids: readonly string[]): string {
  const imports = ids.map((id) => `import { ${exportName(id)} } from './${id}.compiled.ts';`);
  return [
    '// Generated from the mappings beside it by `npm run generate`. Do not edit.',
    `import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';`,
    ...imports,
    '',
    'export const SHIPPED_MAPPINGS: readonly CompiledMapping[] = [',
    ...ids.map((id) => `  ${exportName(id)},`),
    '];',
    '',
  ].join('\n');
}

/** The ids alone: who checks a name loads no mapping. */
function emitIds(ids: readonly string[]): string {
  return [
    '// Generated from the mappings beside it by `npm run generate`. Do not edit.',
    'export const SHIPPED_MAPPING_IDS: readonly string[] = [',
    ...ids.map((id) => `  '${id}',`),
    '];',
    '',
  ].join('\n');
}

async function main(): Promise<void> {
  const check = process.argv.includes('--check');
  let stale = 0;
  for (const [path, text] of await compileShipped()) {
    const before = await readFile(path, 'utf8').catch(() => '');
    if (before === text) continue;
    stale += 1;
    if (check) process.stderr.write(`${path.slice(SHIPPED_FOLDER.length)} is stale: run npm run generate\n`);
    else await writeFile(path, text);
  }
  if (check && stale > 0) process.exitCode = 1;
}

if (import.meta.main) await main();

/** By the name without its ending: `resurface` comes before `resurface-sql`. */
function byId(a: string, b: string): number {
  const [left, right] = [basename(a, '.yaml'), basename(b, '.yaml')];
  return left < right ? -1 : Number(left > right);
}
