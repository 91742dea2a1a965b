import { chmod, copyFile, cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What the compiler does not do: the entry stub, and data files that are read at run time. */
await copyFile('src/cli/bin.js', 'dist/cli.js');
await chmod('dist/cli.js', 0o755);
await mkdir('dist/mappings/calls', { recursive: true });
for (const file of await readdir('mappings/calls')) {
  if (file.endsWith('.yaml')) await copyFile(join('mappings/calls', file), join('dist/mappings/calls', file));
}
await cp('schemas', 'dist/schemas', { recursive: true });
