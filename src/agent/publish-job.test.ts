import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { graded, reportApi, reportEndpoint, reportOf } from '../../test/support/published-rows.ts';
import { type ShelfRegistry, shelfRegistry } from '../../test/support/shelf-registry.ts';
import { type TestAgent, testAgent, testConfig } from '../../test/support/test-agent.ts';
import type { RegistryEntry } from '../config/assay-config.ts';
import type { Connector } from '../kit/index.ts';
import { AssayError, type ErrorKind } from '../model/errors.ts';
import type { Report, ReportApi } from '../model/generated/report.ts';
import type { AgentStatus, PublishedApi } from '../model/registry.ts';
import type { Store } from '../store/store.ts';
import type { JobEnd } from './context.ts';
import { readiness } from './health.ts';
import { publishJob } from './publish-job.ts';

const SIGNAL = new AbortController().signal;
const AS_OF_MS = Date.UTC(2026, 0, 15);

async function assessed(store: Store, apis: readonly ReportApi[], run: Report['run'] = {}): Promise<void> {
  const { endpoints, findings } = reportOf(apis);
  await store.commitAssessment({
    report: {
      schemaVersion: 1,
      asOf: '2026-01-15T00:00:00.000Z',
      calls: { received: 0, dropped: {}, noise: {}, analyzed: 0, operations: 0 },
      apis: [...apis],
      endpoints,
      findings,
      changes: [],
      run,
    },
    asOfMs: AS_OF_MS,
    grades: apis.map(({ id: api, grade: { letter, score, coverage, rubric } }) => ({
      api,
      asOfMs: AS_OF_MS,
      letter,
      shownLetter: letter,
      score,
      coverage,
      rubric,
    })),
    findings: [],
  });
}

const entry = (id: string, fields: Partial<RegistryEntry['publish']> = {}): RegistryEntry => ({
  id,
  connector: id,
  publish: { detail: 'summary', definitions: false, ...fields },
  settings: {},
});

/** An agent whose registries are shelves, by id; a missing one is a connector that is no registry. */
function agentWith(
  shelves: Readonly<Record<string, ShelfRegistry | null>>,
  entries: readonly RegistryEntry[] = Object.keys(shelves).map((id) => entry(id)),
): TestAgent {
  const connector = (id: string): Promise<Connector> =>
    Promise.resolve({
      manifest: {
        id,
        title: id,
        description: id,
        kinds: ['registry'],
        stability: 'experimental',
        configSchema: {},
        mapping: null,
        hosts: [],
        permissions: [],
        rateLimit: null,
      },
      open: () => ({
        source: null,
        gateway: null,
        registry: shelves[id] ?? null,
        check: () => Promise.resolve({ ok: true, items: [] }),
      }),
    });
  return testAgent({ config: testConfig({ registries: entries }), connector });
}

const failing = (kind: ErrorKind): ShelfRegistry => {
  const shelf = shelfRegistry();
  shelf.plan = () => Promise.reject(new AssayError({ code: 'DOWN', kind, message: 'It is down.' }));
  return shelf;
};

const outcomes = (ends: readonly JobEnd[]): readonly string[] =>
  ends.map(({ subject, result }) => `${subject} ${result.outcome} ${result.error?.code ?? '-'}`);

const ORDERS = reportApi('orders', { grade: graded('B', 85) });

describe('publish job', () => {
  it('goes over the built-in registry and all configured ones; one that fails stops no other', async () => {
    const shelf = shelfRegistry();
    const agent = agentWith({ broken: failing('auth'), gateway: null, shelf });
    await assessed(agent.store, [ORDERS]);
    const ends = await publishJob(agent, SIGNAL);
    assert.deepEqual(outcomes(ends), [
      'built-in succeeded -',
      'broken failed DOWN',
      'gateway failed CONNECTOR_KIND',
      'shelf succeeded -',
    ]);
    assert.equal(shelf.held.size, 3);
    assert.equal((await agent.store.registryObjects('built-in')).length, 1);
    const runs = await agent.store.runs(10);
    assert.deepEqual(runs.map((run) => `${run.subject} ${run.outcome}`).sort(), [
      'broken failed',
      'built-in succeeded',
      'gateway failed',
      'shelf succeeded',
    ]);
    await agent.store.close();
  });

  it('tells no registry of a new unmanaged API while a gateway was never read', async () => {
    const shelf = shelfRegistry();
    const agent = agentWith({ shelf });
    const known = reportApi('known', { management: 'unmanaged' });
    const served = reportApi('served', { management: 'managed' });
    await assessed(agent.store, [known]);
    await publishJob(agent, SIGNAL);
    const later = [known, served, reportApi('new', { management: 'unmanaged' })];
    await assessed(agent.store, later, { unreadGateways: ['kong-eu'] });
    const [, end] = await publishJob(agent, SIGNAL);
    assert.equal(end?.result.error?.code, 'GATEWAY_NEVER_READ');
    assert.match(end.result.error.message, /1 unmanaged API waits, because gateway kong-eu was never read/);
    assert.deepEqual([end.result.outcome, end.result.counts['held']], ['partial', 1]);
    const names = (): readonly string[] =>
      [...shelf.held.values()].flatMap(({ key, state }) =>
        key.startsWith('services/') && state === 'active' ? [key] : [],
      );
    const before = ['services/api.shop.example/known', 'services/api.shop.example/served'];
    assert.deepEqual(names(), before);
    // A store that lost what it published: what the registry holds is retired as little as it is made.
    const fresh = agentWith({ shelf });
    await assessed(fresh.store, later, { unreadGateways: ['kong-eu'] });
    await publishJob(fresh, SIGNAL);
    assert.deepEqual(names(), before);
    await fresh.store.close();
    await assessed(agent.store, later);
    assert.deepEqual(outcomes(await publishJob(agent, SIGNAL)), [
      'built-in succeeded -',
      'shelf succeeded -',
    ]);
    assert.deepEqual(names(), [...before, 'services/api.shop.example/new']);
    await agent.store.close();
  });

  it('makes the agent unready while a registry cannot be reached', async () => {
    const shelf = shelfRegistry();
    const agent = agentWith({ shelf, broken: failing('transient') });
    await assessed(agent.store, [ORDERS]);
    await publishJob(agent, SIGNAL);
    const { checks } = await readiness(agent.store, agent.config);
    assert.deepEqual(
      checks
        .filter(({ name }) => name.startsWith('publish'))
        .map(({ name, ok, detail }) => ({ name, ok, detail })),
      [
        { name: 'publish shelf', ok: true, detail: 'Last run succeeded.' },
        { name: 'publish broken', ok: false, detail: 'It is down.' },
      ],
    );
    await agent.store.close();
  });

  it('skips every registry until something was assessed', async () => {
    const shelf = shelfRegistry();
    const agent = agentWith({ shelf });
    assert.deepEqual(outcomes(await publishJob(agent, SIGNAL)), ['built-in skipped -', 'shelf skipped -']);
    assert.equal(shelf.plans, 0);
    await agent.store.close();
  });

  it('gives each registry its own detail, the letter as shown, and keeps U inside', async () => {
    const told = new Map<string, readonly PublishedApi[]>();
    const listening = (id: string): ShelfRegistry => {
      const shelf = shelfRegistry();
      const plan = shelf.plan.bind(shelf);
      shelf.plan = (apis) => {
        told.set(id, apis);
        return plan(apis);
      };
      return shelf;
    };
    const agent = agentWith({ short: listening('short'), long: listening('long') }, [
      entry('short', { detail: 'grade' }),
      entry('long', { detail: 'full' }),
    ]);
    await assessed(agent.store, [ORDERS, reportApi('quiet', { grade: graded('U', null) })]);
    await publishJob(agent, SIGNAL);
    assert.deepEqual(
      told
        .get('short')
        ?.map(({ body, grade }) => [Object.keys(body).includes('hosts'), grade?.riskScore ?? null]),
      [
        [false, 1.5],
        [false, null],
      ],
    );
    assert.ok(told.get('long')?.every(({ body }) => Array.isArray(body['endpoints'])));
    const stored = await agent.store.registryObjects('built-in');
    const quiet = stored.find((object) => object.body['name'] === 'api.shop.example/quiet');
    assert.equal(JSON.stringify(quiet?.body['grade']).includes('"letter":"U"'), true);
    await agent.store.close();
  });

  it('is partial, and says what to do, when the registry refuses something', async () => {
    const shelf = shelfRegistry();
    shelf.onApply = ({ kind }) => {
      if (kind === 'Service') throw new AssayError({ code: 'NAME', kind: 'rejected', message: 'Bad name.' });
    };
    const agent = agentWith({ shelf });
    await assessed(agent.store, [ORDERS]);
    const [, end] = await publishJob(agent, SIGNAL);
    assert.equal(end?.result.outcome, 'partial');
    assert.equal(
      end?.result.error?.message,
      'Registry shelf: 1 change in quarantine and 1 change held back.',
    );
    assert.match(end?.result.error?.fix ?? '', /assay registry status/);
    assert.deepEqual(end?.result.counts, {
      created: 1,
      updated: 0,
      retired: 0,
      unchanged: 0,
      quarantined: 1,
      pending: 1,
      conflicts: 0,
    });

    shelf.onApply = () => undefined;
    const again = await publishJob(agent, SIGNAL);
    assert.equal(again[1]?.result.outcome, 'partial', 'the schedule tries it no second time');
    const subjects = [{ id: 'shelf', entry: agent.config.registries[0] ?? null }];
    const retried = await publishJob(agent, SIGNAL, subjects, { allowRetire: false, retry: true });
    assert.deepEqual(outcomes(retried), ['shelf succeeded -']);
    await agent.store.close();
  });

  const down = new AssayError({ code: 'DOWN', kind: 'transient', message: 'It is down.' });

  it('is partial in every run, with the count, when one object is never taken and others are', async () => {
    const shelf = shelfRegistry();
    shelf.onApply = ({ key }) => {
      if (key === 'services/api.shop.example/orders') throw down;
    };
    const agent = agentWith({ shelf });
    const apis = ['orders', 'zoo', 'zulu'].map((name) => reportApi(name, { grade: graded('B', 85) }));
    await assessed(agent.store, apis);
    for (const created of [5, 0]) {
      const [, end] = await publishJob(agent, SIGNAL);
      assert.deepEqual(outcomes(end === undefined ? [] : [end]), ['shelf partial REGISTRY_HELD_BACK']);
      assert.equal(
        end?.result.error?.message,
        'Registry shelf: 2 changes held back after DOWN, others went on.',
      );
      assert.deepEqual([end.result.counts['created'], end.result.counts['pending']], [created, 2]);
    }
    await agent.store.close();
  });

  it('is partial when an outage came after the first write, failed when before it', async () => {
    const shelf = shelfRegistry();
    shelf.onApply = ({ kind }) => {
      if (kind === 'Service') throw down;
    };
    const agent = agentWith({ shelf });
    await assessed(
      agent.store,
      ['a', 'b', 'c', 'd'].map((name) => reportApi(name, { grade: graded('B', 85) })),
    );
    assert.deepEqual(outcomes((await publishJob(agent, SIGNAL)).slice(1)), ['shelf partial DOWN']);
    assert.deepEqual(outcomes((await publishJob(agent, SIGNAL)).slice(1)), ['shelf failed DOWN']);
    await agent.store.close();
  });

  it('says when the guard withheld retirements, and retires when allowed', async () => {
    const shelf = shelfRegistry();
    const agent = agentWith({ shelf });
    const apis = Array.from({ length: 12 }, (_, i) => reportApi(`n${i}x`, { grade: graded('B', 85) }));
    await assessed(agent.store, apis);
    await publishJob(agent, SIGNAL);
    await assessed(agent.store, apis.slice(0, 5));
    const ends = await publishJob(agent, SIGNAL);
    assert.deepEqual(outcomes(ends), [
      'built-in partial REGISTRY_RETIREMENT_REFUSED',
      'shelf partial REGISTRY_RETIREMENT_REFUSED',
    ]);
    const allowed = await publishJob(agent, SIGNAL, undefined, { allowRetire: true, retry: false });
    assert.deepEqual(outcomes(allowed), ['built-in succeeded -', 'shelf succeeded -']);
    assert.equal([...shelf.held.values()].filter((object) => object.state === 'retired').length, 14);
    await agent.store.close();
  });

  it('tells the registry how the run went, with counts; one that does not listen is no failure', async () => {
    const heard: AgentStatus[] = [];
    const shelf = {
      ...shelfRegistry(),
      reportStatus: (status: AgentStatus) => Promise.resolve(void heard.push(status)),
    };
    const down = {
      ...failing('transient'),
      reportStatus: (status: AgentStatus) => Promise.resolve(void heard.push(status)),
    };
    const deaf = {
      ...shelfRegistry(),
      reportStatus: () => Promise.reject(new AssayError({ code: 'DEAF', kind: 'auth', message: 'No.' })),
    };
    const agent = agentWith({ shelf, down, deaf });
    await assessed(agent.store, [ORDERS]);
    const ends = await publishJob(agent, SIGNAL);
    assert.deepEqual(outcomes(ends).slice(1), ['shelf succeeded -', 'down failed DOWN', 'deaf succeeded -']);
    assert.deepEqual(
      heard.map(({ state, version, message }) => ({ state, version, message })),
      [
        { state: 'running', version: '0.0.0-test', message: 'Published: 3 created.' },
        { state: 'failed', version: '0.0.0-test', message: 'It is down.' },
      ],
    );
    assert.equal(agent.lines.filter((line) => line.message.includes('did not take')).length, 1);
    await agent.store.close();
  });

  it('stops at the abort without calling it a bug', async () => {
    const stop = new AbortController();
    const shelf = shelfRegistry();
    shelf.plan = () => {
      stop.abort(new Error('stopped'));
      return Promise.reject(new Error('stopped'));
    };
    const agent = agentWith({ shelf, never: failing('bug') });
    await assessed(agent.store, [ORDERS]);
    assert.deepEqual(outcomes(await publishJob(agent, stop.signal)), [
      'built-in succeeded -',
      'shelf partial -',
    ]);
    await agent.store.close();
  });

  it('rebuilds what was observed only for registries that take definitions, when one may leave, and once', async () => {
    const takes = (): ShelfRegistry => ({
      ...shelfRegistry(),
      capabilities: { definitions: true, status: false, adopt: false },
    });
    const rebuilt = async (
      entries: readonly RegistryEntry[],
      shelves: Readonly<Record<string, ShelfRegistry>>,
      apis: readonly ReportApi[],
    ): Promise<number> => {
      const agent = agentWith(shelves, entries);
      await assessed(agent.store, apis);
      let summaries = 0;
      const store: Store = {
        ...agent.store,
        summary: (into, maxDeltas) => {
          summaries += 1;
          return agent.store.summary(into, maxDeltas);
        },
      };
      const ends = await publishJob({ ...agent, store }, SIGNAL);
      assert.ok(ends.every(({ result }) => result.outcome === 'succeeded'));
      await agent.store.close();
      return summaries;
    };
    const managed = reportApi('known', { management: 'managed' });
    const on = entry('a', { definitions: true });
    assert.equal(await rebuilt([on], { a: shelfRegistry() }, [ORDERS]), 0, 'takes none');
    assert.equal(await rebuilt([entry('a')], { a: takes() }, [ORDERS]), 0, 'none may leave');
    assert.equal(await rebuilt([entry('a', { detail: 'grade' })], { a: takes() }, [managed]), 0);
    assert.equal(await rebuilt([entry('a')], { a: takes() }, [managed]), 1);
    assert.equal(
      await rebuilt([on, entry('b', { definitions: true })], { a: takes(), b: takes() }, [ORDERS]),
      1,
    );
  });

  it('lets nothing provisional leave', async () => {
    const shelf = shelfRegistry();
    const agent = agentWith({ shelf });
    await assessed(agent.store, [ORDERS, reportApi('zorblax')]);
    const report = await agent.store.latestReport();
    assert.ok(report !== null);
    const endpoints = report.apis.map((api) =>
      reportEndpoint(api, { provisional: api.name.includes('zorblax') }),
    );
    await agent.store.commitAssessment({
      report: { ...report, endpoints },
      asOfMs: AS_OF_MS,
      grades: [],
      findings: [],
    });
    await publishJob(agent, SIGNAL);
    assert.ok(!JSON.stringify([...shelf.held]).includes('zorblax'));
    assert.ok(JSON.stringify(await agent.store.registryObjects('built-in')).includes('zorblax'));
    await agent.store.close();
  });
});
