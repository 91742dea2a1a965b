import { glob, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../connector.ts';

/** The path that stands for standard input. */
export const STDIN_PATH = '-';

/**
 * Files behind paths, directories and globs, each once, sorted by name so that the order of pages does not depend on
 * the file system. A path that exists is taken as it stands, even with characters that a glob would read.
 */
export async function findFiles(
  patterns: readonly string[],
  report: (problem: Problem) => void,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    if (pattern === STDIN_PATH) continue;
    const matches = await expand(pattern).catch(() => []);
    if (matches.length === 0) report(nothingMatches(pattern));
    for (const path of matches) found.add(path);
  }
  return [...found].sort();
}

async function expand(pattern: string): Promise<readonly string[]> {
  const kind = await kindOf(pattern);
  if (kind === 'file') return [pattern];
  if (kind === 'directory') return filesBelow(pattern);
  const matches: string[] = [];
  for await (const path of glob(pattern)) {
    if ((await kindOf(path)) === 'file') matches.push(path);
  }
  return matches;
}

/**
 * Hidden files are editors' and copiers' temporary ones. Links to files count, as container platforms lay their logs
 * out; links to directories do not, for they may lead round in a circle.
 */
async function filesBelow(directory: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() || (entry.isSymbolicLink() && (await kindOf(path)) === 'file')) files.push(path);
  }
  return files;
}

async function kindOf(path: string): Promise<'file' | 'directory' | 'none'> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'file';
  } catch {
    return 'none';
  }
}

function nothingMatches(pattern: string): Problem {
  return {
    code: 'FILE_NONE_MATCHES',
    kind: 'transient',
    message: 'No file matches this path.',
    file: pattern,
    line: null,
  };
}
