import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** TypeScript that people write: nothing generated, nothing installed. */
export async function sourceFiles(): Promise<readonly SourceFile[]> {
  const patterns = ['src', 'connectors', 'mappings', 'test', 'examples'].map((folder) => `${folder}/**/*.ts`);
  const files: SourceFile[] = [];
  for await (const path of glob(patterns, { cwd: ROOT })) {
    if (/\.compiled\.ts$|^src\/model\/generated\//.test(path)) continue;
    files.push({ path, text: await readFile(join(ROOT, path), 'utf8') });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export async function readJson(path: string): Promise<unknown> {
  const value: unknown = JSON.parse(await readFile(join(ROOT, path), 'utf8'));
  return value;
}
