import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { NotRun } from './not-run.ts';

/** Where downloads are kept between runs: outside the tree, checked again each time they are used. */
export const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'assay-services');

const MAVEN_CENTRAL = process.env['ASSAY_MAVEN_CENTRAL'] ?? 'https://repo1.maven.org/maven2';

export interface DownloadSettings {
  /** Name in the cache; carries the version. */
  readonly file: string;
  readonly url: string;
  /** Hex digest as the publisher gives it; its length says which hash it is. */
  readonly checksum: string;
}

export interface MavenArtefact {
  readonly group: string;
  readonly artefact: string;
  readonly version: string;
  /** What follows the version in the file's name: `-all.tar.gz`, `.jar`. */
  readonly ending: string;
  readonly checksum: string;
}

/**
 * Path of the file in the cache, downloaded when it is not there. A NotRun where the network does not give it; throws
 * when what came is not what the checksum says.
 */
export async function download(settings: DownloadSettings): Promise<string | NotRun> {
  const path = join(CACHE, settings.file);
  if (await exists(path)) {
    if ((await digestOf(path, settings.checksum)) === settings.checksum) return path;
    await rm(path);
  }
  await mkdir(CACHE, { recursive: true });
  const partial = `${path}.${process.pid}.partial`;
  try {
    const refusal = await receiveInSomeAttempt(settings.url, partial);
    if (refusal !== null) return refusal;
    const digest = await digestOf(partial, settings.checksum);
    if (digest !== settings.checksum) throw new Error(`${settings.url} has the checksum ${digest}`);
    await rename(partial, path);
    return path;
  } finally {
    await rm(partial, { force: true });
  }
}

export function downloadMaven(artefact: MavenArtefact): Promise<string | NotRun> {
  const file = `${artefact.artefact}-${artefact.version}${artefact.ending}`;
  const folder = `${artefact.group.replaceAll('.', '/')}/${artefact.artefact}/${artefact.version}`;
  return download({ file, url: `${MAVEN_CENTRAL}/${folder}/${file}`, checksum: artefact.checksum });
}

/** Folder of the cache that holds what the archive (`.tar.gz`) held; unpacked once. */
export async function unpack(archive: string, folder: string): Promise<string> {
  const path = join(CACHE, folder);
  if (await exists(path)) return path;
  const partial = await mkdtemp(join(CACHE, `${folder}.`));
  try {
    await run('tar', ['-xzf', archive, '-C', partial]);
    await rename(partial, path);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return path;
}

const PAUSES_MS = [1000, 5000];

/** A line that breaks and a server that is busy are met again a little later; a file that is not there is not. */
async function receiveInSomeAttempt(url: string, path: string): Promise<NotRun | null> {
  for (const pauseMs of PAUSES_MS) {
    const { refusal, mayPass } = await receive(url, path);
    if (refusal === null || !mayPass) return refusal;
    await delay(pauseMs);
  }
  return (await receive(url, path)).refusal;
}

interface Received {
  readonly refusal: NotRun | null;
  /** Whether another attempt may do better. */
  readonly mayPass: boolean;
}

async function receive(url: string, path: string): Promise<Received> {
  try {
    const answer = await fetch(url);
    if (answer.ok && answer.body !== null) {
      await pipeline(Readable.fromWeb(answer.body), createWriteStream(path));
      return { refusal: null, mayPass: false };
    }
    await answer.body?.cancel();
    const mayPass = answer.status === 429 || answer.status >= 500;
    return { refusal: new NotRun(`${url} answered ${answer.status}`), mayPass };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error ? cause.message : 'unknown';
    return { refusal: new NotRun(`${url} cannot be reached (${why})`), mayPass: true };
  }
}

const HASH_OF_LENGTH: Readonly<Record<number, string>> = { 40: 'sha1', 64: 'sha256', 128: 'sha512' };

async function digestOf(path: string, checksum: string): Promise<string> {
  const algorithm = HASH_OF_LENGTH[checksum.length];
  if (algorithm === undefined) throw new Error(`no hash has ${checksum.length} hex digits`);
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Runs a command to its end; throws with the last of its output when it fails. */
export function run(
  command: string,
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly uid?: number;
    readonly gid?: number;
    readonly env?: NodeJS.ProcessEnv;
  } = {},
): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-KEPT_CHARACTERS);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with ${code}: ${output.slice(-8000)}`));
    });
  });
}

const KEPT_CHARACTERS = 20_000;

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
