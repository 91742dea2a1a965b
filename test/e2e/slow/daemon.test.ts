import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import type { RunRecord } from '../../../src/store/store.ts';
import { MAIN, ROOT, runCli } from '../../support/cli.ts';

/** The daemon as an operator meets it: a real process, real files that grow, real signals. */

const QUICKSTART = join(ROOT, 'examples/quickstart');
const LINES = readFileSync(join(QUICKSTART, 'logs/edge-haproxy.log'), 'utf8').split(/(?<=\n)/);
const TOKEN = 'planted-admin-token-4711';
const PATIENCE_MS = 120_000;

interface Daemon {
  readonly child: ChildProcess;
  readonly origin: string;
  stderr(): string;
  logged(message: RegExp): readonly Readonly<Record<string, unknown>>[];
  /** Sends the signal and resolves with the exit code. */
  end(signal: 'SIGTERM' | 'SIGINT'): Promise<number | null>;
}

const children: ChildProcess[] = [];
const folders: string[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-daemon-'));
  folders.push(folder);
  return folder;
}

async function startDaemon(folder: string): Promise<Daemon> {
  const child = spawn(process.execPath, [MAIN, 'run'], {
    cwd: folder,
    env: { ...process.env, KONG_ADMIN_TOKEN: TOKEN },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const printed = await until(
    () => /^Console: (http:\S+)\n/m.exec(stdout)?.[1],
    () => stderr,
  );
  return {
    child,
    origin: new URL(printed).origin,
    stderr: () => stderr,
    logged: (message) =>
      logLines(stderr).filter((line) => typeof line['message'] === 'string' && message.test(line['message'])),
    end: (signal) => {
      child.kill(signal);
      return closed;
    },
  };
}

/** Whole lines only: the last one may still be on its way. */
function logLines(stderr: string): readonly Readonly<Record<string, unknown>>[] {
  return stderr
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function until<T>(look: () => T | undefined | Promise<T | undefined>, said: () => string): Promise<T> {
  for (const endMs = performance.now() + PATIENCE_MS; performance.now() < endMs; await wait(20)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`Nothing came in ${PATIENCE_MS} ms. The daemon said:\n${said().slice(-4000)}`);
}

async function received(daemon: Daemon, source: string): Promise<number> {
  const text = await (await fetch(`${daemon.origin}/metrics`)).text();
  return Number(
    new RegExp(`^assay_records_received_total\\{source="${source}"\\} (\\d+)$`, 'm').exec(text)?.[1],
  );
}

interface Setting {
  readonly gateways: string;
  readonly pull: string;
  readonly assess: string;
  readonly sources: readonly string[];
  readonly extra?: string;
}

const YEARLY = '0 0 1 1 *';
const SECONDLY = '*/1 * * * * *';

function writeConfig(folder: string, { gateways, pull, assess, sources, extra = '' }: Setting): void {
  const entries = sources.map(
    (id) =>
      `  - { id: ${id}, connector: files, mapping: haproxy-http, paths: ["${id}.log"], observes: edge, defaults: { zone: UTC }, options: { captureRequest: [host] } }`,
  );
  writeFileSync(
    join(folder, 'assay.yaml'),
    [
      'version: 1',
      'store: { url: "sqlite:./data/assay.db" }',
      'assessment: { asOf: latest-call }',
      `schedule: { pull: "${pull}", sync: "${YEARLY}", assess: "${assess}", publish: "${YEARLY}", jitter: 0s }`,
      'console: { listen: "127.0.0.1:0" }',
      'gateways:',
      gateways,
      'sources:',
      ...entries,
      extra,
      '',
    ].join('\n'),
  );
}

const KONG_FILE = '  - { id: kong-prod, connector: kong, files: [kong.yaml], hosts: [api.shop.example] }';

/** An Admin API that refuses every token and remembers them. */
async function refusingAdminApi(): Promise<{
  readonly server: Server;
  readonly url: string;
  readonly tokens: Set<unknown>;
}> {
  const tokens = new Set<unknown>();
  const server = createServer((request, response) => {
    tokens.add(request.headers['kong-admin-token']);
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Unauthorized"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return { server, url: `http://127.0.0.1:${address.port}`, tokens };
}

async function storedRuns(folder: string): Promise<readonly RunRecord[]> {
  const store = openSqliteStore(join(folder, 'data/assay.db'));
  const runs = await store.runs(10_000);
  await store.close();
  return runs;
}

describe('assay run', () => {
  test('a day of a daemon: catch-up, schedule, probes, reload, refusal of a second one, and a clean end', async (t) => {
    const folder = newFolder();
    const log = join(folder, 'edge.log');
    writeFileSync(log, LINES.slice(0, 300).join(''));
    copyFileSync(join(QUICKSTART, 'gateways/kong.yaml'), join(folder, 'kong.yaml'));
    const admin = await refusingAdminApi();
    t.after(() => admin.server.close());
    const first = {
      gateways: `  - { id: kong-prod, connector: kong, url: "${admin.url}", token: "\${env:KONG_ADMIN_TOKEN}", hosts: [api.shop.example] }`,
      pull: SECONDLY,
      assess: YEARLY,
      sources: ['edge'],
    };
    writeConfig(folder, first);
    const daemon = await startDaemon(folder);
    const said = (): string => daemon.stderr();
    const get = async (path: string): Promise<{ status: number; text: string }> => {
      const response = await fetch(daemon.origin + path);
      return { status: response.status, text: await response.text() };
    };

    await t.test('it lives before it is ready', async () => {
      assert.equal((await get('/livez')).status, 200);
      assert.equal((await get('/readyz')).status, 503);
    });

    await t.test('it catches up at start', async () => {
      await until(async () => ((await received(daemon, 'edge')) === 300 ? true : undefined), said);
    });

    await t.test('a gateway that refuses the token keeps it from being ready, and says so', async () => {
      await until(() => daemon.logged(/^Job ended with a fault/)[0], said);
      await until(
        () => (daemon.logged(/^Job ended/).some((line) => line['job'] === 'assess') ? true : undefined),
        said,
      );
      const { status, text } = await get('/readyz?verbose');
      assert.equal(status, 503);
      assert.match(text, /^\[-\] sync kong-prod: /m);
      assert.match(text, /^\[\+\] pull edge: Last run succeeded\.$/m);
      assert.deepEqual([...admin.tokens], [TOKEN]);
    });

    await t.test('appended lines are picked up at the next scheduled pull', async () => {
      appendFileSync(log, LINES.slice(300, 350).join(''));
      await until(async () => ((await received(daemon, 'edge')) === 350 ? true : undefined), said);
    });

    await t.test('a second daemon and a second cycle on the same store are refused', async () => {
      for (const args of [['run'], ['run', '--once']]) {
        const { code, stderr, stdout } = await runCli(args, {
          cwd: folder,
          env: { KONG_ADMIN_TOKEN: TOKEN },
        });
        assert.equal(code, 2);
        assert.match(stderr, /^assay: Another Assay agent is writing to this store\. Stop it first/);
        assert.equal(stdout, '');
      }
    });

    await t.test('reading commands work beside it', async () => {
      const { code, stdout } = await runCli(['why', 'GET', 'https://playground.shop.example/graphql'], {
        cwd: folder,
        env: { KONG_ADMIN_TOKEN: TOKEN },
      });
      assert.equal(code, 0);
      assert.match(stdout, /^unmanaged/);
    });

    await t.test('SIGHUP with a bad configuration keeps the old one and names the problem', async () => {
      writeConfig(folder, { ...first, extra: 'schedul: {}' });
      daemon.child.kill('SIGHUP');
      await until(() => nonEmpty(daemon.logged(/^The configuration was not reloaded/)), said);
      const [problem, ...others] = daemon.logged(/^The new configuration has a problem/);
      assert.equal(problem?.['pointer'], '/schedul');
      assert.deepEqual(others, []);
      appendFileSync(log, LINES.slice(350, 360).join(''));
      await until(async () => ((await received(daemon, 'edge')) === 360 ? true : undefined), said);
    });

    await t.test('SIGHUP with a good one: new sources and new schedules, without a restart', async () => {
      writeFileSync(join(folder, 'second.log'), LINES.slice(1000, 1020).join(''));
      assert.equal(daemon.logged(/^Job ended/).filter((line) => line['job'] === 'assess').length, 1);
      writeConfig(folder, {
        gateways: KONG_FILE,
        pull: SECONDLY,
        assess: SECONDLY,
        sources: ['edge', 'second'],
      });
      daemon.child.kill('SIGHUP');
      await until(
        () => nonEmpty(daemon.logged(/^The configuration was reloaded; schedules follow it/)),
        said,
      );
      await until(async () => ((await received(daemon, 'second')) === 20 ? true : undefined), said);
      await until(
        () =>
          daemon.logged(/^Job ended/).filter((line) => line['job'] === 'assess').length >= 3
            ? true
            : undefined,
        said,
      );
    });

    await t.test('SIGTERM: exit 143, and a later cycle finds every line counted once', async () => {
      appendFileSync(log, LINES.slice(360, 400).join(''));
      assert.equal(await daemon.end('SIGTERM'), 143);
      assert.equal(daemon.logged(/^The agent stopped/).length, 1);
      const { code, stdout, stderr } = await runCli(['run', '--once', '--json'], { cwd: folder });
      assert.equal(code, 0, stderr);
      const report = JSON.parse(stdout) as { calls: { received: number } };
      assert.equal(report.calls.received, 420);
    });

    await t.test('the log: one JSON object a line, no token in it', () => {
      const lines = logLines(daemon.stderr());
      assert.ok(lines.length > 10);
      for (const line of lines) {
        assert.ok(['error', 'warn', 'info'].includes(String(line['level'])));
        assert.match(String(line['timestamp']), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
        assert.equal(typeof line['message'], 'string');
      }
      assert.ok(!daemon.stderr().includes(TOKEN));
      assert.doesNotMatch(daemon.stderr(), /token=/);
    });

    await t.test('jobs never overlapped themselves', async () => {
      const runs = (await storedRuns(folder)).toReversed();
      const bySubject = Map.groupBy(runs, (run) => `${run.job} ${run.subject}`);
      assert.ok((bySubject.get('pull edge')?.length ?? 0) > 3);
      for (const [subject, own] of bySubject) {
        for (const [i, run] of own.entries()) {
          const next = own[i + 1];
          assert.ok(run.endedAtMs !== null, `${subject} has an end`);
          if (next !== undefined) assert.ok(next.startedAtMs >= run.endedAtMs, subject);
        }
      }
    });
  });

  test('SIGTERM in the middle of a pull finishes the page in hand; nothing is lost, nothing counted twice', async () => {
    const folder = newFolder();
    const REPEATS = 16;
    writeFileSync(join(folder, 'edge.log'), LINES.join('').repeat(REPEATS));
    copyFileSync(join(QUICKSTART, 'gateways/kong.yaml'), join(folder, 'kong.yaml'));
    writeConfig(folder, { gateways: KONG_FILE, pull: YEARLY, assess: YEARLY, sources: ['edge'] });
    const total = LINES.filter((line) => line.trim() !== '').length * REPEATS;
    const daemon = await startDaemon(folder);
    await until(
      async () => ((await received(daemon, 'edge')) > 0 ? true : undefined),
      () => daemon.stderr(),
    );
    assert.equal(await daemon.end('SIGTERM'), 143);
    const store = openSqliteStore(join(folder, 'data/assay.db'));
    const before = (await store.tallies()).get('edge')?.received ?? 0;
    await store.close();
    assert.ok(before > 0 && before < total, `stopped in the middle: ${before} of ${total}`);
    const { code, stdout, stderr } = await runCli(['run', '--once', '--json'], { cwd: folder });
    assert.equal(code, 0, stderr);
    assert.equal((JSON.parse(stdout) as { calls: { received: number } }).calls.received, total);
  });

  test('SIGINT ends it as 130', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'edge.log'), LINES.slice(0, 10).join(''));
    copyFileSync(join(QUICKSTART, 'gateways/kong.yaml'), join(folder, 'kong.yaml'));
    writeConfig(folder, { gateways: KONG_FILE, pull: YEARLY, assess: YEARLY, sources: ['edge'] });
    const daemon = await startDaemon(folder);
    assert.equal(await daemon.end('SIGINT'), 130);
  });
});

function nonEmpty<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined;
}
