import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { CONNECTORS } from '../../connectors/index.ts';
import type { AgentContext } from '../../src/agent/context.ts';
import { JOBS } from '../../src/agent/cycle.ts';
import { openConnector } from '../../src/agent/open-connector.ts';
import type { AssayConfig } from '../../src/config/assay-config.ts';
import { loadConfig } from '../../src/config/index.ts';
import type { CheckResult, JsonObject } from '../../src/kit/index.ts';
import { SYSTEM_CLOCK } from '../../src/kit/system-clock.ts';
import { SHIPPED_MAPPING_IDS } from '../../src/mapping/index.ts';
import type { Clock } from '../../src/model/clock.ts';
import type { Finding, Report } from '../../src/model/generated/report.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { MAIN, runCli } from '../support/cli.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { createMessageTable, createResultViews, insertMessages } from '../support/services/lake-tables.ts';
import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { startTrino, type TrinoServer } from '../support/services/trino.ts';
import { testAgent } from '../support/test-agent.ts';

const server = await startTrino(['resurface']);

const NOW_MS = Date.UTC(2026, 0, 15, 12);
const ROWS = 20_000;
const LATE = 500;

if (server instanceof NotRun) printNotRun(server);
else
  describe(`Graylog API Security on Trino ${server.version}`, () => {
    after(() => server.stop());

    before(async () => {
      await createMessageTable(server);
      // Five messages of each time: no page ends between two times by itself.
      await insertMessages(server, {
        prefix: 'a',
        count: ROWS,
        fromMs: NOW_MS - 1_000_000,
        perTime: 5,
        stepMs: 200,
      });
    });

    async function config(
      more: JsonObject = {},
      password = server instanceof NotRun ? '' : server.password,
    ): Promise<AssayConfig> {
      const entry = {
        id: 'lake',
        connector: 'graylog-api-security',
        url: server instanceof NotRun ? '' : server.url,
        username: 'reader',
        password: '${env:PW}',
        lookback: '1h',
        settle: '1m',
        overlap: '30m',
        pageRows: 700,
        queryRows: 6_000,
        ...more,
      };
      const loaded = await loadConfig(JSON.stringify({ version: 1, sources: [entry] }), '/', {
        env: { PW: password },
        flags: [],
        connectorIds: ['graylog-api-security'],
        loadContract: async () => (await load()).manifest,
        mappings: SHIPPED_MAPPING_IDS,
        isCron: () => true,
        onSecret: () => undefined,
      });
      assert.ok(loaded.ok, JSON.stringify(loaded));
      return loaded.config;
    }

    const load = () => CONNECTORS['graylog-api-security']!();

    async function check(
      more: JsonObject = {},
      clock: Clock = SYSTEM_CLOCK,
      password?: string,
    ): Promise<CheckResult> {
      const agent = { ...testAgent({ config: await config(more, password), connector: load }), clock };
      const connector = await openConnector(agent, agent.config.sources[0]!, new AbortController().signal);
      return connector.check();
    }

    async function pull(agent: AgentContext, signal = new AbortController().signal): Promise<JsonObject> {
      const [end] = await JOBS.pull(agent, signal);
      assert.equal(end?.result.error ?? null, null, end?.result.error?.message);
      return end?.result.counts ?? {};
    }

    it('checks all that it needs, by name', async () => {
      const good = await check();
      assert.ok(good.ok, JSON.stringify(good));
      assert.equal(good.items.length, 4);
      const wrong = await check({}, SYSTEM_CLOCK, 'wrong');
      assert.match(wrong.items.at(-1)?.missingPermission ?? '', /SELECT/);
      const table = await check({ table: 'nothing' });
      assert.match(table.items.at(-1)?.fix ?? '', /SHOW TABLES/);
      const behind = await check({}, fakeClock(SYSTEM_CLOCK.nowMs() - 3_600_000));
      assert.match(behind.items.at(-1)?.message ?? '', /^The clock of the server is 36[0-5]\d s ahead/);
    });

    it('reads every message once: over a stop in the middle, late messages and pulls without news', async () => {
      const stop = new AbortController();
      const agent = {
        ...testAgent({ config: await config(), connector: load }),
        observer: {
          started: () => undefined,
          ended: () => undefined,
          progressed: (_job: string, _subject: string, done: number) => {
            if (done >= 2_000) stop.abort(new Error('stopped by the test'));
          },
        },
      };
      const asked = server.passed.length;
      const first = await pull(agent, stop.signal);
      const received = Number(first['received']);
      assert.ok(received >= 2_000 && received < ROWS / 2, `${received} were read before the stop`);
      await cancelled(server, asked);

      const second = await pull({ ...agent, observer: testAgent().observer });
      assert.equal(received + Number(second['received']), ROWS);
      assert.equal(second['repeated'], undefined);

      await insertMessages(server, {
        prefix: 'late',
        count: LATE,
        fromMs: NOW_MS - 900_000,
        perTime: 3,
        stepMs: 777,
      });
      agent.clock.advance(5 * 60_000);
      const third = await pull({ ...agent, observer: testAgent().observer });
      assert.equal(third['received'], LATE);
      assert.equal(third['repeated'], ROWS);

      agent.clock.advance(60_000);
      const fourth = await pull({ ...agent, observer: testAgent().observer });
      assert.equal(fourth['received'], 0);

      await JOBS.assess(agent, new AbortController().signal);
      const report = await agent.store.latestReport();
      assert.equal(report?.calls.received, ROWS + LATE);
      assert.equal(report?.calls.analyzed, ROWS + LATE);
      assert.equal(report?.endpoints.length, 1);
      assert.equal(report?.endpoints[0]?.path, '/v1/items/{itemId}');
    });

    it('imports what the server found out itself, found by names and columns, until it no longer says so', async () => {
      await createResultViews(server);
      const agent = testAgent({ config: await config({ pageRows: 20_000 }), connector: load });
      await pull(agent);
      const [assessed] = await JOBS.assess(agent, new AbortController().signal);
      assert.equal(assessed?.result.error, null);
      const report = await agent.store.latestReport();
      const said = importedOf(report);
      assert.deepEqual(
        said.map(({ title, severity, origin, endpoint, evidence }) => [
          title,
          severity,
          origin,
          endpoint !== null,
          evidence.counts,
        ]),
        [
          ['Injection attacks', 'info', 'graylog-api-security:lake', true, { calls: 25 }],
          ['SQL injection', 'high', 'graylog-api-security:lake', true, { calls: 3 }],
          ['Slow calls', 'info', 'graylog-api-security:lake', true, { calls: 4_086 }],
        ],
      );
      assert.deepEqual(
        report?.apis.map(({ sourceGrade }) => sourceGrade),
        [{ origin: 'graylog-api-security:lake', score: 76, letter: 'C', asOf: '2026-01-15T12:00:00.000Z' }],
      );
      assert.equal(assessed?.result.counts['unmatchedResults'], 1);
      assert.equal(agent.lines.filter(({ fields }) => fields['view'] === 'custom.stale').length, 1);

      await server.query('DROP VIEW resurface.custom.slow_calls');
      await JOBS.assess(agent, new AbortController().signal);
      const later = importedOf(await agent.store.latestReport());
      assert.deepEqual(
        later.map(({ id }) => id),
        said.slice(0, 2).map(({ id }) => id),
      );
    });

    it('loses and repeats nothing when its process is killed in the middle', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'assay-lake-'));
      try {
        const file = join(folder, 'assay.yaml');
        await writeFile(file, killedConfig(server, folder));
        const asked = server.passed.length;
        const child = spawn(process.execPath, [MAIN, 'run', '--once', '--only', 'pull', '-c', file], {
          env: { ...process.env, PW: server.password },
          stdio: 'ignore',
        });
        const gone = new Promise((resolve) => child.on('close', resolve));
        while (queriesSince(server, asked) < 5 && child.exitCode === null) await delay(5);
        child.kill('SIGKILL');
        await gone;
        const [[total] = []] = await server.query('SELECT count(*) FROM resurface.data.message');
        const before = await receivedIn(folder);
        assert.ok(before > 0 && before < Number(total), `${before} were committed before the kill`);

        const { code, stderr } = await runCli(['run', '--once', '--only', 'pull', '-c', file], {
          env: { PW: server.password },
        });
        assert.equal(code, 0, stderr);
        assert.equal(await receivedIn(folder), total);
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    it('names what failed, and never in the words of the server', async () => {
      const agent = testAgent({ config: await config({ table: 'secret_table' }), connector: load });
      const [end] = await JOBS.pull(agent, new AbortController().signal);
      assert.equal(end?.result.error?.code, 'LAKE_TABLE_MISSING');
      assert.ok(!JSON.stringify([end?.result, agent.lines]).includes('does not exist'));
    });

    it('does without columns that a version has not got, and says so once', async () => {
      await server.query(
        'CREATE TABLE resurface.data.old AS SELECT id, response_time_millis, request_method, request_url, response_code FROM resurface.data.message LIMIT 100',
      );
      const agent = testAgent({ config: await config({ table: 'old' }), connector: load });
      assert.equal((await pull(agent))['mapped'], 100);
      assert.equal(
        agent.lines.filter(({ message }) => message.startsWith('The table lacks columns')).length,
        1,
      );
    });
  });

/** The messages are as old as the fixtures: one window holds them all. */
function killedConfig({ url }: TrinoServer, folder: string): string {
  return JSON.stringify({
    version: 1,
    store: { url: `sqlite:${join(folder, 'assay.db')}` },
    sources: [
      {
        id: 'lake',
        connector: 'graylog-api-security',
        url,
        username: 'reader',
        password: '${env:PW}',
        lookback: '3650d',
        window: '3650d',
        pageRows: 500,
        queryRows: 2_000,
      },
    ],
  });
}

function queriesSince({ passed }: TrinoServer, since: number): number {
  return passed.slice(since).filter(({ method }) => method === 'POST').length;
}

async function receivedIn(folder: string): Promise<number> {
  const store = openSqliteStore(join(folder, 'assay.db'));
  const tallies = await store.tallies();
  await store.close();
  return tallies.get('lake')?.received ?? 0;
}

/** Sorted by title. */
function importedOf(report: Report | null): readonly Finding[] {
  return (report?.findings ?? [])
    .filter(({ type }) => type === 'imported-signal')
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** The query that was under way is ended on the server, by the address that it was read at. */
async function cancelled(trino: TrinoServer, since: number): Promise<void> {
  const deadline = Date.now() + 30_000;
  let running: readonly (readonly unknown[])[] = [];
  do {
    running = await trino.query(
      "SELECT query_id FROM system.runtime.queries WHERE source = 'assay' AND state NOT IN ('FINISHED', 'FAILED')",
    );
  } while (running.length > 0 && Date.now() < deadline);
  assert.deepEqual(running, []);
  const deletes = trino.passed.slice(since).filter(({ method }) => method === 'DELETE');
  assert.equal(deletes.length, 1);
  assert.match(deletes[0]?.path ?? '', /^\/v1\/statement\//);
}
