import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { encodeSummary } from '../../../src/analyzer/index.ts';
import { canonicalJson } from '../../../src/model/json.ts';
import { openDatabase } from '../../../src/store/sqlite/database.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { MAIN, runCli } from '../../support/cli.ts';
import { cpuSeconds } from '../../support/cpu-seconds.ts';
import { NotRun, printNotRun } from '../../support/services/not-run.ts';
import { countedIn } from '../../support/stored-summary.ts';
import { mountTinyDisk } from '../../support/tiny-disk.ts';

/** The disk of the store, of a report or of annotations is full, and has room again. */

const RESOURCES = ['orders', 'customers', 'products', 'invoices', 'carts', 'payments'];
const DISK_BYTES = 5 * 1024 * 1024;
const disk = await mountTinyDisk(DISK_BYTES);

if (disk instanceof NotRun) {
  printNotRun(disk);
  describe('a full disk', () => it('is not run', { skip: disk.reason }, () => undefined));
} else {
  const folder = mkdtempSync(join(tmpdir(), 'assay-full-disk-'));
  const log = join(folder, 'calls.ndjson');
  after(async () => {
    await disk.unmount();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (name: string): string => join(folder, name);
  const writeConfig = (name: string, store: string, schedule: string): string => {
    writeFileSync(
      at(name),
      `version: 1
store: { url: "sqlite:${store}" }
assessment: { asOf: latest-call }
console: { listen: "127.0.0.1:0" }
schedule: { pull: "${schedule}", sync: "0 0 1 1 *", assess: "${schedule}", publish: "${schedule}", jitter: 0s }
sources:
  - { id: calls, connector: files, mapping: assay-call, paths: ["${log}"], observes: edge }
`,
    );
    return at(name);
  };
  /** One process that nothing disturbs counts the same log under the same key: the summaries are equal, byte for byte. */
  const assertUndisturbed = async (path: string): Promise<void> => {
    rmSync(at('undisturbed.db'), { force: true });
    const disturbed = openDatabase(path);
    const key = disturbed.get("SELECT value FROM meta WHERE key = 'installation-key'")?.['value'];
    disturbed.close();
    assert.ok(key instanceof Uint8Array);
    const other = openDatabase(at('undisturbed.db'));
    other.run("INSERT INTO meta VALUES ('installation-key', ?)", key);
    other.close();
    const config = writeConfig('undisturbed.yaml', at('undisturbed.db'), '0 0 1 1 *');
    const { code, stderr } = await runCli(['run', '--once', '-q', '-c', config], { cwd: folder });
    assert.equal(code, 0, stderr);
    assert.deepEqual(await counted(path), await counted(at('undisturbed.db')));
  };

  describe('a full disk', () => {
    afterEach(() => disk.free());

    it('ends a cycle with one line and code 3; the next one goes on from what was committed', async () => {
      writeFileSync(log, calls(0, 400));
      const config = writeConfig('once.yaml', join(disk.path, 'once.db'), '0 0 1 1 *');
      const cycle = (...args: string[]) => runCli(['run', '--once', ...args, '-c', config], { cwd: folder });
      assert.equal((await cycle('-q')).code, 0);
      appendFileSync(log, calls(400, 700));
      disk.fill();
      const full = await cycle('-q');
      assert.equal(full.code, 3, full.stderr);
      assert.match(full.stderr, /^assay: The disk of the store is full\. Free .*\n$/);
      assert.equal(full.stdout, '');
      disk.free();
      const { code, stderr } = await cycle('-q');
      assert.equal(code, 0, stderr);
      await assertUndisturbed(join(disk.path, 'once.db'));
    });

    it('is a state of the daemon: it waits without spinning, and goes on by itself', async (t) => {
      writeFileSync(log, calls(0, 400));
      const store = join(disk.path, 'daemon.db');
      const config = writeConfig('daemon.yaml', store, '*/2 * * * * *');
      const agent = startDaemon(config, join(disk.path, 'daemon.log'));
      t.after(() => agent.child.kill('SIGKILL'));
      const origin = await agent.origin;
      const ready = async () => {
        const response = await fetch(`${origin}/readyz?verbose`);
        return { status: response.status, text: await response.text() };
      };
      await until(async () => (await ready()).status === 200);
      disk.fill();
      appendFileSync(log, calls(400, 3000));
      await until(async () => /^\[-\] store: The disk of the store is full\./m.test((await ready()).text));
      assert.equal((await ready()).status, 503);
      const before = cpuSeconds(agent.child.pid);
      await delay(4000);
      assert.ok(cpuSeconds(agent.child.pid) - before < 1, 'waiting costs next to nothing');
      assert.equal(agent.child.exitCode, null, 'it is still there');
      const counted = await receivedOf(origin);
      assert.ok(counted < 3000, `the disk was full in time: ${counted}`);
      disk.free();
      await until(async () => (await receivedOf(origin)) === 3000 && (await ready()).status === 200);
      // The log lay on the same disk: what could not be written is missing there, and nothing else suffered.
      const waits = readFileSync(join(disk.path, 'daemon.log'), 'utf8').match(/A fault is waited out/g) ?? [];
      assert.ok(waits.length < 8, `${waits.length} attempts`);
      agent.child.kill('SIGTERM');
      assert.equal(await agent.ended, 143);
      await assertUndisturbed(store);
      const opened = openSqliteStore(store);
      const [report, objects] = [await opened.latestReport(), await opened.registryObjects('built-in')];
      assert.equal(objects.length, report?.apis.length, 'every API was published');
      assert.deepEqual(
        (await opened.outbox('built-in')).filter(({ state }) => state !== 'applied'),
        [],
      );
      await opened.close();
    });

    it('leaves a saved report as it was, and nothing half written', async () => {
      writeFileSync(log, calls(0, 300));
      const saved = join(disk.path, 'report.json');
      const config = writeConfig('report.yaml', at('report.db'), '0 0 1 1 *');
      assert.equal((await runCli(['run', '--once', '-q', '-c', config], { cwd: folder })).code, 0);
      const write = () => runCli(['report', '-f', 'json', '-o', saved, '-c', config], { cwd: folder });
      assert.equal((await write()).code, 0);
      const before = readFileSync(saved, 'utf8');
      appendFileSync(log, calls(300, 400));
      assert.equal((await runCli(['run', '--once', '-q', '-c', config], { cwd: folder })).code, 0);
      disk.fill();
      const full = await write();
      disk.free();
      assert.equal(full.code, 3, full.stderr);
      assert.match(full.stderr, /^assay: \S+report\.json was not written: its disk is full\. Free .*\n$/);
      assert.equal(readFileSync(saved, 'utf8'), before);
      assert.deepEqual(hidden(disk.path), []);
      assert.equal((await write()).code, 0);
      assert.notEqual(readFileSync(saved, 'utf8'), before);
    });

    it('leaves no half of the annotations, and says so', async () => {
      writeFileSync(log, calls(0, 600));
      const target = join(disk.path, 'annotated.ndjson');
      const annotate = () => runCli(['analyze', log, '-q', '--annotate', target], { cwd: folder });
      disk.fill();
      const full = await annotate();
      disk.free();
      assert.equal(full.code, 3, full.stderr);
      assert.match(
        full.stderr,
        /^assay: \S+annotated\.ndjson was not written: its disk is full\. Free .*\n$/,
      );
      assert.ok(!readdirSync(disk.path).includes('annotated.ndjson'));
      assert.deepEqual(hidden(disk.path), []);
      assert.equal((await annotate()).code, 0);
      assert.equal(readFileSync(target, 'utf8').split('\n').length - 1, 600);
    });

    it('cuts standard output short with one line and code 3, not with a stack', async () => {
      writeFileSync(log, calls(0, 300));
      disk.fill();
      const { code, stderr } = await shell(`"$NODE" "$MAIN" analyze "$LOG" --json -q > "$OUT"`, {
        LOG: log,
        OUT: join(disk.path, 'out.json'),
      });
      disk.free();
      assert.equal(code, 3, stderr);
      assert.equal(
        stderr,
        'assay: standard output could not be written: its disk is full; it is cut short.\n',
      );
    });
  });
}

interface DaemonProcess {
  readonly child: ReturnType<typeof spawn>;
  readonly origin: Promise<string>;
  readonly ended: Promise<number | null>;
}

/** Its log goes into a file, as that of a service does. */
function startDaemon(config: string, logFile: string): DaemonProcess {
  const child = spawn('sh', ['-c', 'exec "$NODE" "$MAIN" run -c "$CONFIG" 2>> "$LOG"'], {
    env: { ...process.env, NODE: process.execPath, MAIN, CONFIG: config, LOG: logFile },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const origin = (async () => {
    await until(async () => /^Console: http:\S+$/m.test(stdout));
    return new URL(/^Console: (http:\S+)$/m.exec(stdout)?.[1] ?? '').origin;
  })();
  return { child, origin, ended };
}

async function receivedOf(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return Number(/^assay_records_received_total\{source="calls"\} (\d+)$/m.exec(text)?.[1] ?? 0);
}

function shell(
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawn('sh', ['-c', script], {
    env: { ...process.env, NODE: process.execPath, MAIN, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })));
}

function hidden(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('.'));
}

/** All that a store has counted. */
async function counted(path: string): Promise<object> {
  const store = openSqliteStore(path);
  const summary = await countedIn(store);
  const tallies = await store.tallies();
  await store.close();
  const digest = createHash('sha256')
    .update(canonicalJson(encodeSummary(summary)))
    .digest('hex');
  return { digest, tally: tallies.get('calls') };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await isSo().catch(() => false))) {
    assert.ok(Date.now() < deadline, 'it did not come to be in time');
    await delay(100);
  }
}

/** Calls whose summary does not compress well: what is committed of them takes room. */
function calls(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, index) => `${call(from + index)}\n`).join('');
}

function call(index: number): string {
  const mixed = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  return JSON.stringify({
    time: Date.UTC(2025, 9, 1) + index * 7000,
    method: index % 3 === 0 ? 'POST' : 'GET',
    scheme: 'https',
    host: `svc${mixed % 23}.shop.example`,
    path: `/v1/${RESOURCES[mixed % RESOURCES.length]}/${mixed}/parts/${(mixed >>> 7) % 977}`,
    query: `trace=${mixed.toString(16)}&page=${mixed % 91}`,
    status: mixed % 17 === 0 ? 404 : 200,
    client: { address: `198.51.100.${mixed % 250}` },
    response: { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: mixed }) },
  });
}
