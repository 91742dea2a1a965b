import { readdir, readFile, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';

/**
 * Compiles the rubrics, control sets and grade scales beside it to committed TypeScript, so that pure code needs no YAML
 * parser. `--check` writes nothing and exits 1 when a compiled file is stale; a test does the same.
 */
interface Kind {
  readonly folder: string;
  readonly type: string;
  readonly model: string;
}

const MAPPINGS = new URL('../', import.meta.url);

export const KINDS: readonly Kind[] = [
  { folder: 'rubrics', type: 'Rubric', model: 'rubric.ts' },
  { folder: 'controls', type: 'ControlSet', model: 'rubric.ts' },
  { folder: 'grades', type: 'GradeScale', model: 'rubric.ts' },
];

export interface CompiledFile {
  readonly source: URL;
  readonly target: URL;
  readonly text: string;
  readonly value: unknown;
}

/** `owasp-api-2023` becomes `OWASP_API_2023`. */
function constantName(file: string): string {
  return file
    .replace(/\.yaml$/, '')
    .replace(/[^a-z0-9]+/gi, '_')
    .toUpperCase();
}

/** Every source file of one kind with what its compiled file must contain. */
export async function compileKind(kind: Kind): Promise<readonly CompiledFile[]> {
  const folder = new URL(`${kind.folder}/`, MAPPINGS);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    names.map(async (name) => {
      const source = new URL(name, folder);
      const value: unknown = parse(await readFile(source, 'utf8'), { maxAliasCount: 0 });
      const text = [
        `// Compiled from mappings/${kind.folder}/${name} by mappings/build/compile-assessment-data.ts. Do not edit.`,
        `import type { ${kind.type} } from '../../src/model/${kind.model}';`,
        '',
        `export const ${constantName(name)}: ${kind.type} = ${JSON.stringify(value, null, 2)};`,
        '',
      ].join('\n');
      return { source, target: new URL(name.replace(/\.yaml$/, '.compiled.ts'), folder), text, value };
    }),
  );
}

/** Writes what is stale unless `check`; returns the targets that were stale. */
export async function compileAll(check: boolean): Promise<readonly URL[]> {
  const stale: URL[] = [];
  for (const kind of KINDS) {
    for (const file of await compileKind(kind)) {
      const before = await readFile(file.target, 'utf8').catch(() => '');
      if (before === file.text) continue;
      stale.push(file.target);
      if (!check) await writeFile(file.target, file.text);
    }
  }
  return stale;
}

if (import.meta.main) {
  const check = process.argv.includes('--check');
  const stale = await compileAll(check);
  if (check && stale.length > 0) {
    for (const target of stale) process.stderr.write(`${target.pathname} is stale\n`);
    process.exitCode = 1;
  }
}
