import { downloadMaven, run, unpack } from './download.ts';
import { NotRun } from './not-run.ts';
import { freePort } from './ports.ts';
import { answers, startProcess } from './process.ts';

export interface ApicurioServer extends AsyncDisposable {
  /** Without /apis/registry/v3. */
  readonly url: string;
  readonly version: string;
  stop(): Promise<void>;
}

/** The newest release that runs on Java 17 (3.3 is compiled for 21: class file version 65). */
const VERSION = '3.0.9';
const CHECKSUM =
  '1ed16d7284599c705a1ccbc551b307064990eb1f58c340e37eedc80716f24aba6216b85db35bc6c1651e44fdfd3598c4c6daa082f18e020e6b8f192036e609c0';
const MIN_JAVA = 17;

/** Apicurio Registry on 127.0.0.1, its storage (H2) in memory. `settings` are Quarkus properties. */
export async function startApicurio(
  settings: Readonly<Record<string, string>> = {},
): Promise<ApicurioServer | NotRun> {
  const java = await javaMajor();
  if (java === null || java < MIN_JAVA)
    return new NotRun(
      `Apicurio Registry ${VERSION} needs Java ${MIN_JAVA} (Debian: apt-get install openjdk-17-jre-headless)`,
    );
  const archive = await downloadMaven({
    group: 'io.apicurio',
    artefact: 'apicurio-registry-app',
    version: VERSION,
    ending: '-all.tar.gz',
    checksum: CHECKSUM,
  });
  if (archive instanceof NotRun) return archive;
  const folder = await unpack(archive, `apicurio-registry-app-${VERSION}`);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const properties = { 'quarkus.http.host': '127.0.0.1', 'quarkus.http.port': String(port), ...settings };
  const server = await startProcess({
    name: `Apicurio Registry ${VERSION}`,
    command: 'java',
    args: [
      '-Xmx384m',
      // Starts in half the time; nothing runs long enough to be worth more.
      '-XX:TieredStopAtLevel=1',
      ...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`),
      '-jar',
      `apicurio-registry-app-${VERSION}-runner.jar`,
    ],
    cwd: folder,
    ready: () => answers(`${url}/apis/registry/v3/system/info`),
    timeoutMs: 240_000,
  });
  return { url, version: VERSION, stop: server.stop, [Symbol.asyncDispose]: server.stop };
}

/** `17` of `openjdk version "17.0.15"`; null without Java. */
export async function javaMajor(): Promise<number | null> {
  const printed = await run('java', ['-version']).catch(() => '');
  const major = /version "(\d+)/.exec(printed)?.[1];
  return major === undefined ? null : Number(major);
}
