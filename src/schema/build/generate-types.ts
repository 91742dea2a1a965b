import { readFile, writeFile } from 'node:fs/promises';
import { compileFromFile } from 'json-schema-to-typescript';

/** Schemas whose types the code uses; the generated files are committed and CI holds them fresh. */
const GENERATED = ['report'] as const;

const HEADER = '// Generated from schemas/ by `npm run generate`. Do not edit.\n';

async function generate(name: string): Promise<string> {
  const source = await compileFromFile(`schemas/${name}.schema.json`, {
    bannerComment: '',
    additionalProperties: false,
    strictIndexSignatures: true,
    style: { singleQuote: true, printWidth: 110 },
  });
  return HEADER + source;
}

const check = process.argv.includes('--check');
let stale = 0;
for (const name of GENERATED) {
  const path = `src/model/generated/${name}.ts`;
  const text = await generate(name);
  const before = await readFile(path, 'utf8').catch(() => '');
  if (before === text) continue;
  stale += 1;
  if (check) process.stderr.write(`${path} is stale: run npm run generate\n`);
  else await writeFile(path, text);
}
if (check && stale > 0) process.exitCode = 1;
