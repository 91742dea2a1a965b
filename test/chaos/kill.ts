import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { seededRandom } from '../bench/generate-calls.ts';
import { digestStore, type StoreDigest } from './digest.ts';
import { type ChaosInput, writeInput } from './input.ts';

/**
 * The kill test: SIGKILL at moments drawn evenly over an undisturbed run, some of them inside a commit; after each a
 * restart to the end. Counts, inventory bytes, findings, grades and registry must equal the undisturbed run's.
 */
const { values } = parseArgs({
  options: { moments: { type: 'string', default: '50' }, seed: { type: 'string' } },
});
const MOMENTS = Number(values.moments);
const SEED = values.seed === undefined ? randomInt(1, 2 ** 31) : Number(values.seed);
/** Long enough that a fast machine needs `MIN_RUN_MS` too: most of a run is waiting. */
const PAGE_DELAY_MS = 1500;
const MIN_RUN_MS = 20_000;
const ROTATE_AT = 0.45;
const SOURCES = ['web', 'batch', 'partner'];
/**
 * So many kills, for each moment, must land inside a commit. A commit is short, and a busy machine hears of it too late:
 * then there are further kills, at most as many as there are moments.
 */
const IN_COMMIT_SHARE = 0.2;
const NEEDED_IN_COMMIT = Math.floor(MOMENTS * IN_COMMIT_SHARE);

const base = mkdtempSync(join(tmpdir(), 'assay-kill-'));
process.stdout.write(`kill test: ${MOMENTS} moments, seed ${SEED}, in ${base}\n`);
const template = join(base, 'template');
writeInput(template);
// Every run starts from a store with the same key: inventory bytes depend on it.
const seedStore = openSqliteStore(join(template, 'assay.db'));
await seedStore.installationKey();
await seedStore.close();

function freshInput(name: string): ChaosInput {
  const folder = join(base, name);
  const input = writeInput(folder);
  cpSync(join(template, 'assay.db'), join(folder, 'assay.db'));
  return input;
}

interface Victim {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  /** The last mark written: `b` inside a commit, `e` outside, empty before the first. */
  lastMark: string;
  onBegin: (() => void) | null;
}

function startVictim(input: ChaosInput, delayMs: number): Victim {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'victim.ts'), input.config, String(delayMs), 'marks'],
    { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] },
  );
  const victim: Victim = {
    process: child,
    lastMark: '',
    onBegin: null,
    ended: new Promise((resolve) => {
      child.once('close', (code) => resolve(code));
    }),
  };
  child.stdio[3]?.on('data', (bytes: Buffer) => {
    victim.lastMark = bytes.toString('latin1').at(-1) ?? victim.lastMark;
    if (victim.lastMark === 'b') victim.onBegin?.();
  });
  return victim;
}

async function finish(input: ChaosInput): Promise<StoreDigest> {
  const code = await startVictim(input, 0).ended;
  if (code !== 0) throw new Error(`the restart ended with ${code}`);
  return digestStore(join(input.folder, 'assay.db'), SOURCES);
}

async function undisturbed(): Promise<{ readonly digest: StoreDigest; readonly durationMs: number }> {
  const input = freshInput('undisturbed');
  const started = performance.now();
  const victim = startVictim(input, PAGE_DELAY_MS);
  const expectedMs = PAGE_DELAY_MS * 18;
  await wait(expectedMs * ROTATE_AT);
  input.rotate();
  const code = await victim.ended;
  if (code !== 0) throw new Error(`the undisturbed run ended with ${code}`);
  const durationMs = performance.now() - started;
  return { digest: await finish(input), durationMs };
}

interface KillResult {
  readonly inCommit: boolean;
  readonly differs: readonly string[];
}

async function killAt(
  index: number,
  momentMs: number,
  wantCommit: boolean,
  reference: { readonly digest: StoreDigest; readonly durationMs: number },
): Promise<KillResult> {
  const input = freshInput(`kill-${index}`);
  const rotateAtMs = PAGE_DELAY_MS * 18 * ROTATE_AT;
  let rotated = false;
  const victim = startVictim(input, PAGE_DELAY_MS);
  const rotation = setTimeout(() => {
    input.rotate();
    rotated = true;
  }, rotateAtMs);
  await Promise.race([wait(momentMs), victim.ended]);
  if (wantCommit) {
    await Promise.race([
      victim.ended,
      new Promise<void>((resolve) => {
        victim.onBegin = () => {
          victim.process.kill('SIGKILL');
          resolve();
        };
      }),
    ]);
  } else victim.process.kill('SIGKILL');
  await victim.ended;
  clearTimeout(rotation);
  const inCommit = victim.lastMark === 'b';
  if (!rotated) input.rotate();
  const digest = await finish(input);
  const differs = (Object.keys(digest) as (keyof StoreDigest)[]).filter(
    (part) => digest[part] !== reference.digest[part],
  );
  rmSync(input.folder, { recursive: true });
  return { inCommit, differs };
}

const reference = await undisturbed();
process.stdout.write(
  `undisturbed: ${Math.round(reference.durationMs)} ms, ${JSON.stringify(reference.digest)}\n`,
);
if (reference.durationMs < MIN_RUN_MS) throw new Error('the undisturbed run is too short to be hit evenly');
const random = seededRandom(SEED);
let inCommit = 0;
let failed = 0;
let kills = 0;
async function kill(momentMs: number, wantCommit: boolean): Promise<void> {
  const result = await killAt(kills, momentMs, wantCommit, reference);
  kills += 1;
  inCommit += Number(result.inCommit);
  failed += Number(result.differs.length > 0);
  process.stdout.write(
    `kill ${kills}/${MOMENTS} at ${Math.round(momentMs)} ms${result.inCommit ? ' inside a commit' : ''}: ${result.differs.length === 0 ? 'equal' : `DIFFERS in ${result.differs.join(', ')}`}\n`,
  );
}
for (let index = 0; index < MOMENTS; index += 1)
  await kill(((index + random()) / MOMENTS) * reference.durationMs, index % 3 === 0);
while (inCommit < NEEDED_IN_COMMIT && kills < 2 * MOMENTS) await kill(random() * reference.durationMs, true);
rmSync(base, { recursive: true });
const enough = inCommit >= NEEDED_IN_COMMIT;
process.stdout.write(`inside a commit: ${inCommit} of ${kills}${enough ? '' : ' (too few)'}\n`);
process.stdout.write(`${kills - failed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || !enough ? 1 : 0;
