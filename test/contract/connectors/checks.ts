import assert from 'node:assert/strict';
import { AssayError, type Connector } from '../../../src/kit/index.ts';
import { nock } from '../../support/http.ts';
import {
  type Bench,
  configProblems,
  serve,
  serveFault,
  serveFirst,
  serveNothing,
  subjectOf,
} from './bench.ts';
import type { Exchange, FileScenario, HttpScenario, Scenario } from './scenario.ts';

/** One promise of the connector contract. Throws when it is broken. */
export interface ContractCheck {
  readonly name: string;
  readonly promise: string;
  /** `http`: only for scenarios of a platform. `source`: only for those that read calls, with a cursor. */
  readonly needs: 'nothing' | 'http' | 'source';
  readonly run: (bench: Bench) => Promise<void>;
}

async function prepare({ scenario, folder }: Bench): Promise<void> {
  if (scenario.style === 'http') serve(scenario);
  else await scenario.write(folder);
}

function http({ scenario }: Bench): HttpScenario {
  assert.equal(scenario.style, 'http');
  return scenario;
}

function replacement(exchange: Exchange | null): Exchange {
  assert.ok(exchange !== null, 'a scenario without it needs a skip with its reason');
  return exchange;
}

async function failureKind(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error: unknown) {
    return error instanceof AssayError ? error.kind : `foreign error ${String(error)}`;
  }
}

export const CONTRACT_CHECKS: readonly ContractCheck[] = [
  {
    name: 'config-empty',
    promise: 'refuses an empty configuration with a pointer',
    needs: 'nothing',
    run: async (bench) => {
      const problems = await configProblems(bench, {});
      assert.ok(
        problems.some((problem) =>
          /^\/(?:sources|gateways)\/0 (?:is missing the required key|needs at least one of)/.test(problem),
        ),
        problems.join(),
      );
    },
  },
  {
    name: 'config-unknown-key',
    promise: 'refuses an unknown key with its pointer',
    needs: 'nothing',
    run: async (bench) => {
      const { scenario, folder } = bench;
      const own = scenario.style === 'http' ? scenario.config : scenario.config(folder);
      const env = scenario.style === 'http' ? scenario.env : {};
      assert.deepEqual(await configProblems(bench, own, env), []);
      const problems = await configProblems(bench, { ...own, surprise: 1 }, env);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', /^\/(?:sources|gateways)\/0\/surprise is not a known key/);
    },
  },
  {
    name: 'check-good',
    promise: 'says that all is well when it is',
    needs: 'nothing',
    run: async (bench) => {
      await prepare(bench);
      const result = await (await bench.open()).check();
      assert.ok(result.ok, JSON.stringify(result));
      assert.ok(result.items.length > 0 && result.items.every((item) => item.ok));
    },
  },
  {
    name: 'check-bad',
    promise: 'says what is wrong, and which permission is missing',
    needs: 'nothing',
    run: async (bench) => {
      const { scenario, connector } = bench;
      const permissions = connector.manifest.permissions.map(({ name }) => name);
      if (scenario.style === 'files') {
        const result = await (await bench.open(scenario.missing(bench.folder))).check();
        assert.ok(!result.ok);
        assert.ok(result.items.some((item) => !item.ok && item.fix !== null));
        return;
      }
      for (const status of [401, 403]) {
        nock.cleanAll();
        serveFault(scenario, status, { message: scenario.secret });
        const result = await (await bench.open()).check();
        bench.said.push(JSON.stringify(result));
        assert.ok(!result.ok, `${status} is not good`);
        const missing = result.items.find((item) => !item.ok)?.missingPermission ?? '';
        assert.ok(permissions.includes(missing), `"${missing}" is a permission of the manifest`);
      }
    },
  },
  {
    name: 'pages',
    promise: 'reads everything once, in at least three pages, and ends',
    needs: 'nothing',
    run: async (bench) => {
      await prepare(bench);
      const reading = await (await bench.open()).read();
      assert.deepEqual(reading.ids, bench.scenario.expected);
      assert.equal(new Set(reading.ids).size, reading.ids.length, 'no duplicates');
      if (subjectOf(bench.connector, bench.scenario) === 'calls')
        assert.ok(reading.pages >= 3, String(reading.pages));
    },
  },
  {
    name: 'resume',
    promise: 'resumes from the cursor of any page without loss or repetition, and from the last with nothing',
    needs: 'source',
    run: async (bench) => {
      await prepare(bench);
      const whole = await (await bench.open()).read();
      const first = await (await bench.open()).read(null, 1);
      assert.ok(first.ids.length < whole.ids.length, 'the first page is not all');
      const rest = await (await bench.open()).read(first.cursors[0]);
      assert.deepEqual([...first.ids, ...rest.ids], whole.ids);
      const after = await (await bench.open()).read(whole.cursors.at(-1));
      assert.deepEqual(after.ids, []);
    },
  },
  {
    name: 'cursor-refused',
    promise: 'refuses a cursor of another form instead of starting anew',
    needs: 'source',
    run: async (bench) => {
      await prepare(bench);
      const opened = await bench.open();
      assert.equal(await failureKind(opened.read({ another: ['form'] })), 'state');
    },
  },
  {
    name: 'rate-limit',
    promise: 'waits as long as Retry-After says, then reads on',
    needs: 'http',
    run: async (bench) => {
      serveFirst(http(bench), 1, 429, { 'retry-after': '17' });
      serve(http(bench));
      const opened = await bench.open();
      const reading = await opened.read();
      assert.deepEqual(reading.ids, bench.scenario.expected);
      assert.deepEqual(opened.clock.waits, [17_000]);
    },
  },
  {
    name: 'server-error',
    promise: 'tries a failing platform again, then fails as transient',
    needs: 'http',
    run: async (bench) => {
      let asked = 0;
      serveFault(http(bench), 503, { message: http(bench).secret }, {}, () => (asked += 1));
      const opened = await bench.open();
      assert.equal(await failureKind(opened.read()), 'transient');
      assert.ok(asked >= 2, `${asked} attempts`);
      assert.equal(opened.clock.waits.length, asked - 1);
    },
  },
  {
    name: 'auth',
    promise: 'fails as auth on 401, with at most one more attempt',
    needs: 'http',
    run: async (bench) => {
      let asked = 0;
      serveFault(http(bench), 401, { message: http(bench).secret }, {}, () => (asked += 1));
      assert.equal(await failureKind((await bench.open()).read()), 'auth');
      assert.ok(asked >= 1 && asked <= 2, `${asked} attempts`);
    },
  },
  {
    name: 'malformed-record',
    promise: 'skips and counts a broken record, and keeps the others',
    needs: 'nothing',
    run: async (bench) => {
      const { scenario } = bench;
      if (scenario.style === 'files') await scenario.writeMalformed(bench.folder);
      else serve(scenario, scenario.malformedRecord);
      const opened = await bench.open();
      const reading = await opened.read();
      assert.deepEqual(reading.ids, scenario.expectedOfMalformed);
      const counted = reading.dropped + opened.problems.length;
      assert.ok(counted > 0, 'it is counted or reported');
      if (scenario.style === 'files') assert.equal(reading.dropped, scenario.droppedOfMalformed);
      assert.equal(reading.received, reading.ids.length + reading.dropped, 'received = mapped + dropped');
    },
  },
  {
    name: 'malformed-envelope',
    promise: 'fails on an answer of another form instead of reading it as empty',
    needs: 'nothing',
    run: async (bench) => {
      const { scenario } = bench;
      if (scenario.style === 'files') return otherFormat(bench, scenario);
      serve(scenario, replacement(scenario.malformedEnvelope));
      assert.equal(await failureKind((await bench.open()).read()), 'sourceContract');
    },
  },
  {
    name: 'anything-goes',
    promise: 'is not content with a platform that answers 200 to everything',
    needs: 'http',
    run: async (bench) => {
      serveFault(http(bench), 200, {});
      assert.equal(await failureKind((await bench.open()).read()), 'sourceContract');
      assert.equal((await (await bench.open()).check()).ok, false);
    },
  },
  {
    name: 'next-link',
    promise: 'refuses a next link to another host',
    needs: 'http',
    run: async (bench) => {
      serve(http(bench), replacement(http(bench).hostileNext));
      assert.equal(await failureKind((await bench.open()).read()), 'sourceContract');
    },
  },
  {
    name: 'abort',
    promise: 'stops within a tick when the run is aborted',
    needs: 'nothing',
    run: async (bench) => {
      if (bench.scenario.style === 'http') serveNothing(bench.scenario);
      else await bench.scenario.write(bench.folder);
      const opened = await bench.open();
      const reading = opened.read().then(
        () => 'ended',
        (error: unknown) => (error instanceof Error ? error.message : 'odd'),
      );
      if (bench.scenario.style === 'http') await new Promise((resolve) => setTimeout(resolve, 20));
      const before = performance.now();
      opened.abort(new Error('stopped by the test'));
      assert.equal(await reading, 'stopped by the test');
      assert.ok(performance.now() - before < 5000, 'at once');
    },
  },
  {
    name: 'no-secret',
    promise: 'never says its secret: in no log, error, problem, cursor or check',
    needs: 'http',
    run: async (bench) => {
      const { secret } = http(bench);
      for (const status of [401, 429, 500]) {
        nock.cleanAll();
        serveFault(http(bench), status, { message: secret }, { 'x-echo': secret });
        await failureKind((await bench.open()).read());
        bench.said.push(JSON.stringify(await (await bench.open()).check()));
      }
      nock.cleanAll();
      serve(http(bench));
      await (await bench.open()).read();
      const text = bench.said.join('\n');
      assert.ok(text.length > 100, 'it said something at all');
      for (const form of [
        secret,
        Buffer.from(secret).toString('base64').slice(0, -3),
        encodeURIComponent(secret),
      ]) {
        assert.ok(!text.includes(form), 'a form of the secret was said');
      }
    },
  },
];

async function otherFormat(bench: Bench, scenario: FileScenario): Promise<void> {
  assert.ok(scenario.writeOther !== null, 'a scenario without an envelope needs a skip with its reason');
  await scenario.writeOther(bench.folder);
  const opened = await bench.open();
  const kind = await failureKind(opened.read());
  assert.ok(
    kind === 'sourceContract' || opened.problems.some((problem) => problem.kind === 'sourceContract'),
    `it failed as ${kind} and reported ${JSON.stringify(opened.problems)}`,
  );
}

/** The checks that apply to a connector in one scenario: by what is read, how, and its written exceptions. */
export function checksFor(connector: Connector, scenario: Scenario): readonly ContractCheck[] {
  const skipped = new Set(
    (connector.manifest.skips ?? [])
      .filter(({ only = scenario.style }) => only === scenario.style)
      .map(({ check }) => check),
  );
  const readsCalls = subjectOf(connector, scenario) === 'calls';
  return CONTRACT_CHECKS.filter(
    ({ name, needs }) =>
      !skipped.has(name) &&
      !(needs === 'http' && scenario.style === 'files') &&
      !(needs === 'source' && !readsCalls),
  );
}
