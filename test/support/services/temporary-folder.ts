import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const standing = new Set<string>();

process.on('exit', () => {
  for (const folder of standing) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** An empty folder that is gone with the test at the latest, however the test ends. */
export async function temporaryFolder(prefix: string, parent = tmpdir()): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(parent, prefix));
  standing.add(path);
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      standing.delete(path);
    },
  };
}
