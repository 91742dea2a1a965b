import { AssayError } from '../../model/errors.ts';
import { runChecks } from '../check.ts';
import type { CheckResult, Problem } from '../connector.ts';
import { findFiles, STDIN_PATH } from './find-files.ts';
import { probeFile } from './open-content.ts';

/** Each path leads to at least one file, and every file can be read. */
export function checkFiles(paths: readonly string[]): Promise<CheckResult> {
  return runChecks(
    paths
      .filter((path) => path !== STDIN_PATH)
      .map((path) => ({
        name: `Files at ${path}`,
        permission: READ_ACCESS,
        run: () => checkPath(path),
      })),
  );
}

/** Name of the permission in the manifests of connectors that read files. */
export const READ_ACCESS = 'read access to the files and their folders';

async function checkPath(path: string): Promise<string> {
  const problems: Problem[] = [];
  const found = await findFiles([path], (problem) => problems.push(problem));
  if (problems.length > 0) {
    throw new AssayError({
      code: 'FILE_NONE_MATCHES',
      kind: 'sourceContract',
      message: 'No file matches this path.',
      fix: 'Check the path; relative ones start at the folder in which the agent runs.',
    });
  }
  for (const file of found) {
    if ((await probeFile(file).catch(() => null)) !== null) continue;
    throw new AssayError({
      code: 'FILE_UNREADABLE',
      kind: 'auth',
      message: 'A file cannot be read.',
      fix: 'Give the account under which the agent runs read access to the files and their folders.',
    });
  }
  return `${found.length} ${found.length === 1 ? 'file' : 'files'} can be read.`;
}
