import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadMaven, run } from './download.ts';
import { NotRun } from './not-run.ts';
import { freePort } from './ports.ts';
import { answers, type RunningProcess, startProcess } from './process.ts';

export interface S3Server extends AsyncDisposable {
  /** `http://127.0.0.1:port`; buckets stand in the path. */
  readonly url: string;
  createBucket(bucket: string): Promise<void>;
  put(bucket: string, key: string, content: Uint8Array<ArrayBuffer> | string): Promise<void>;
  remove(bucket: string, key: string): Promise<void>;
  /** Ends the server as a crash would; `restart` starts it on the same data and port. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Adobe S3Mock: a server for tests that speaks the S3 API over HTTP; it takes any signature. Java 17. Besides the port
 * that is used it opens one more, of its own choice and on all addresses, which none of its settings turn off.
 */
const S3_MOCK = {
  group: 'com.adobe.testing',
  artefact: 's3mock',
  version: '5.2.0',
  ending: '-exec.jar',
  checksum: 'dd7c192fef0005374dec507317ae946eaa5beeffeb4e901d8b97f7fd2ddfb741',
} as const;

const SMALL_JVM = ['-Xmx160m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];

/** An S3-compatible server of one's own: data in a temporary folder, asked on 127.0.0.1, gone with `stop`. */
export async function startS3(): Promise<S3Server | NotRun> {
  const hasJava = await run('java', ['-version']).then(
    () => true,
    () => false,
  );
  if (!hasJava) return new NotRun('Java is not installed (Debian: apt-get install openjdk-17-jre-headless)');
  const jar = await downloadMaven(S3_MOCK);
  if (jar instanceof NotRun) return jar;
  const folder = await mkdtemp(join(tmpdir(), 'assay-s3-'));
  try {
    return await startIn(folder, jar);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string, jar: string): Promise<S3Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = (): Promise<RunningProcess> =>
    startProcess({
      name: `S3Mock ${S3_MOCK.version}`,
      command: 'java',
      args: [
        ...SMALL_JVM,
        `-Djava.io.tmpdir=${folder}`,
        '-jar',
        jar,
        `--server.port=${port}`,
        '--server.ssl.enabled=false',
        '--http.port=0',
        '--server.address=127.0.0.1',
        `--com.adobe.testing.s3mock.store.root=${join(folder, 'data')}`,
        '--com.adobe.testing.s3mock.store.retain-files-on-exit=true',
      ],
      cwd: folder,
      ready: () => answers(url),
      timeoutMs: 240_000,
    });
  let server = await start();
  const send = async (
    method: string,
    path: string,
    body?: Uint8Array<ArrayBuffer> | string,
  ): Promise<void> => {
    const answer = await fetch(`${url}${path}`, { method, body: body ?? null });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
  };
  const pathOf = (bucket: string, key: string): string =>
    `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    url,
    createBucket: (bucket) => send('PUT', `/${bucket}`),
    put: (bucket, key, content) => send('PUT', pathOf(bucket, key), content),
    remove: (bucket, key) => send('DELETE', pathOf(bucket, key)),
    kill: () => server.kill(),
    restart: async () => {
      server = await start();
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
