import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Workload, writeLines } from './generate-calls.ts';

/** Inputs of the full bench: made once, kept outside the tree, named by everything that they depend on. */
const FOLDER = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'assay-bench');

/** Changed generators make new files. */
const GENERATORS = ['generate-calls.ts', 'generate-access-log.ts', 'generate-varied.ts'];
const VERSION = createHash('sha256')
  .update(GENERATORS.map((name) => readFileSync(join(import.meta.dirname, name))).join('\n'))
  .digest('hex')
  .slice(0, 8);

export type WriteInput = (path: string) => Promise<void>;

/** The path of an input, which is made where it is missing. A half-written one has another name. */
export async function inputFile(name: string, write: WriteInput): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${VERSION}-${name}`);
  if (!existsSync(path)) {
    await write(`${path}.part`);
    renameSync(`${path}.part`, path);
  }
  return path;
}

/** Native records of a workload. */
export function callsFile(workload: Workload): Promise<string> {
  return inputFile(`${workloadName(workload)}.ndjson`, (path) => writeLines(path, workload));
}

export function workloadName({
  calls,
  endpoints,
  identifiers,
  seed,
  days = 2,
  clients = 5000,
}: Workload): string {
  return `${calls}-${endpoints}-${identifiers}-${days}-${clients}-${seed}`;
}

/** Frees the disk of one input, which a machine may not have to spare. */
export function dropInput(path: string): void {
  rmSync(path, { force: true });
}

export function dropAllInputs(): void {
  rmSync(FOLDER, { recursive: true, force: true });
}

/** A folder on the disk of the inputs, gone afterwards: what is measured there is that disk. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(join(FOLDER, 'scratch-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
