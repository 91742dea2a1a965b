import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE, exists, run } from './download.ts';
import { NotRun } from './not-run.ts';
import { freePort } from './ports.ts';
import type { PostgresServer } from './postgres.ts';
import { answers, startProcess } from './process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface BackstageServer extends AsyncDisposable {
  /** Without /api. */
  readonly url: string;
  /** Of external access to the catalog. */
  readonly token: string;
  /** Version of @backstage/plugin-catalog-backend. */
  readonly version: string;
  /** The last of what the backend printed. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

const PACKAGE = join(import.meta.dirname, '../backstage-catalog');
const MODULE = join(import.meta.dirname, '../../../examples/backstage-module/index.js');
const PROCESSING_INTERVAL_S = 1;

/** A backend with the catalog alone, and the module beside it. */
const BACKEND = `
import { createBackend } from '@backstage/backend-defaults';
const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('./catalog-module-assay.js'));
await backend.start();
`;

/**
 * The catalog backend with the module of examples/backstage-module, on a database of its own at that server. Entities
 * are processed every second; locations on 127.0.0.1 may be read.
 */
export async function startBackstage(postgres: PostgresServer): Promise<BackstageServer | NotRun> {
  const installed = await installPackages();
  if (installed instanceof NotRun) return installed;
  const { path: folder, remove } = await temporaryFolder('run-', installed);
  await writeFile(join(folder, 'backend.js'), BACKEND);
  await copyFile(MODULE, join(folder, 'catalog-module-assay.js'));
  await writeFile(join(folder, 'package.json'), '{"name":"backend","type":"module"}');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const token = createHash('sha256').update(`token of ${url}`).digest('hex');
  await writeFile(join(folder, 'app-config.json'), JSON.stringify(configOf(port, token, postgres)));
  const server = await startProcess({
    name: 'Backstage catalog',
    command: process.execPath,
    args: ['--max-old-space-size=512', 'backend.js', '--config', join(folder, 'app-config.json')],
    cwd: folder,
    env: { NODE_ENV: 'production', LOG_LEVEL: 'info' },
    ready: () => answers(`${url}/.backstage/health/v1/readiness`),
    timeoutMs: 240_000,
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await remove();
  };
  const version = await versionOf(installed, '@backstage/plugin-catalog-backend');
  return {
    url,
    token,
    version,
    output: () => withoutRequests(server.output()),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function configOf(
  port: number,
  token: string,
  { host, port: databasePort, user, password }: PostgresServer,
): object {
  return {
    app: { baseUrl: `http://127.0.0.1:${port}` },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'pg', connection: { host, port: databasePort, user, password } },
      reading: { allow: [{ host: '127.0.0.1:1024-65535' }] },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token, subject: 'assay' },
            accessRestrictions: [{ plugin: 'catalog' }],
          },
        ],
      },
    },
    catalog: {
      processingInterval: { seconds: PROCESSING_INTERVAL_S },
      rules: [{ allow: ['API', 'Location'] }],
    },
  };
}

/** What the backend says of itself: its log of requests is long. */
function withoutRequests(output: string): string {
  return output
    .split('\n')
    .filter((line) => !line.includes('"incomingRequest"'))
    .join('\n');
}

/** Folder of the cache with the node_modules that the lockfile names; nothing of them is compiled or run at install. */
async function installPackages(): Promise<string | NotRun> {
  const lockfile = await readFile(join(PACKAGE, 'package-lock.json'));
  const name = `backstage-catalog-${createHash('sha256').update(lockfile).digest('hex').slice(0, 12)}`;
  const folder = join(CACHE, name);
  if (await exists(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const partial = await mkdtemp(join(CACHE, `${name}.`));
  try {
    for (const file of ['package.json', 'package-lock.json'])
      await copyFile(join(PACKAGE, file), join(partial, file));
    const flags = [
      '--ignore-scripts',
      '--omit=optional',
      '--no-audit',
      '--no-fund',
      '--fetch-retries=5',
      '--fetch-retry-maxtimeout=15000',
    ];
    const failure = await run('npm', ['ci', ...flags], { cwd: partial }).then(
      () => null,
      (error: unknown) => /npm error code (\S+)/.exec(String(error))?.[1] ?? 'unknown',
    );
    if (failure !== null)
      return new NotRun(`the packages of Backstage cannot be installed (npm ci: ${failure})`);
    await rename(partial, folder);
    return folder;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function versionOf(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? '';
}
