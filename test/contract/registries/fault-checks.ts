import assert from 'node:assert/strict';
import { AssayError } from '../../../src/kit/index.ts';
import { entryProblems, type RegistryBench, UNDER_TEST } from './bench.ts';
import type { RegistryCheck } from './checks.ts';
import { rowsOf } from './rows.ts';

const FOR_EVER = 10_000;

async function faultOf({ say }: RegistryBench, work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error: unknown) {
    say(error);
    return error instanceof AssayError ? error.kind : `foreign error ${String(error)}`;
  }
}

/** Bad configuration, bad days of the platform, and what it refuses. */
export const FAULT_CHECKS: readonly RegistryCheck[] = [
  {
    name: 'config',
    promise: 'refuses an empty configuration and an unknown key, with a pointer',
    needs: 'connector',
    run: async ({ connector, running }) => {
      assert.ok(connector !== null);
      const empty = await entryProblems(connector, {});
      assert.ok(
        empty.some((one) =>
          /^\/registries\/0 (?:is missing the required key|needs at least one of)/.test(one),
        ),
        empty.join(),
      );
      assert.deepEqual(await entryProblems(connector, running.config, running.env), []);
      const unknown = await entryProblems(connector, { ...running.config, surprise: 1 }, running.env);
      assert.match(unknown.join(), /^\/registries\/0\/surprise is not a known key/);
    },
  },
  {
    name: 'check-good',
    promise: 'says that all is well when it is',
    needs: 'connector',
    run: async ({ check }) => {
      const result = await check();
      assert.ok(result.ok && result.items.length > 0, JSON.stringify(result));
    },
  },
  {
    name: 'check-bad',
    promise: 'says which permission is missing',
    needs: 'wire',
    run: async ({ check, connector, wire, say }) => {
      const permissions = connector?.manifest.permissions.map(({ name }) => name) ?? [];
      for (const status of [401, 403]) {
        wire().failNext({ on: 'read', times: FOR_EVER, status });
        const result = await check();
        say(result);
        assert.ok(!result.ok, `${status} is not good`);
        const missing = result.items.find((item) => !item.ok)?.missingPermission ?? '';
        assert.ok(permissions.includes(missing), `"${missing}" is a permission of the manifest`);
      }
    },
  },
  {
    name: 'server-error',
    promise: 'tries again after 5xx, and fails as transient when it stays',
    needs: 'wire',
    run: async (bench) => {
      const { wire, clock, publish, publishAll } = bench;
      wire().failNext({ on: 'write', times: 1, status: 503 });
      assert.equal((await publish(rowsOf())).error, null);
      assert.ok(clock.waits.length > 0, 'it waited');
      wire().failNext({ on: 'read', times: FOR_EVER, status: 502 });
      assert.equal(await faultOf(bench, publish(rowsOf())), 'transient');
      wire().failNext({ on: 'read', times: 0, status: 502 });
      await publishAll(rowsOf());
    },
  },
  {
    name: 'outage',
    promise:
      'stops at an outage while writing, keeps the rest pending, and the next run finishes without doubles',
    needs: 'wire',
    run: async ({ wire, plan, publish, publishAll, store }) => {
      const total = (await plan(rowsOf())).changes.length;
      wire().failNext({ on: 'write', times: FOR_EVER, status: 503 });
      const receipt = await publish(rowsOf());
      assert.equal(receipt.error?.kind, 'transient');
      assert.deepEqual([receipt.created, receipt.quarantined, receipt.pending], [0, 0, total]);
      const entries = await store.outbox(UNDER_TEST);
      assert.ok(entries.every((entry) => entry.state === 'pending'));
      wire().failNext({ on: 'write', times: 0, status: 503 });
      const { created, updated } = await publishAll(rowsOf());
      assert.equal(created + updated, total);
    },
  },
  {
    name: 'rate-limit',
    promise: 'waits as long as Retry-After says, then goes on',
    needs: 'wire',
    run: async ({ wire, clock, publishAll }) => {
      wire().failNext({ on: 'write', times: 1, status: 429, headers: { 'retry-after': '17' } });
      await publishAll(rowsOf());
      assert.ok(clock.waits.includes(17_000), clock.waits.join());
    },
  },
  {
    name: 'auth',
    promise:
      'fails as auth on 401 and 403, while it reads and while it writes, and quarantines nothing for it',
    needs: 'wire',
    run: async (bench) => {
      const { wire, publish, store } = bench;
      for (const status of [401, 403]) {
        wire().failNext({ on: 'read', times: FOR_EVER, status });
        assert.equal(await faultOf(bench, publish(rowsOf())), 'auth', `reading, ${status}`);
        wire().failNext({ on: 'read', times: 0, status });
        wire().failNext({ on: 'write', times: FOR_EVER, status });
        assert.equal((await publish(rowsOf())).error?.kind, 'auth', `writing, ${status}`);
        wire().failNext({ on: 'write', times: 0, status });
      }
      const entries = await store.outbox(UNDER_TEST);
      assert.ok(entries.every((entry) => entry.state !== 'quarantined'));
    },
  },
  {
    name: 'refused',
    promise: 'what the platform refuses is quarantined, other APIs go on, and it is not tried in vain',
    needs: 'wire',
    run: async ({ wire, plan, publish, publishAll, objects, store }) => {
      const { changes } = await plan(rowsOf());
      const refused = changes.find((change) => (change.api ?? null) !== null);
      assert.ok(refused !== undefined);
      wire().refuse(refused.key);
      const receipt = await publish(rowsOf());
      assert.deepEqual([receipt.quarantined, receipt.error], [1, null]);
      const held = await objects();
      assert.ok(!held.has(refused.key));
      for (const { key, api = null } of changes) if (api !== refused.api) assert.ok(held.has(key), key);
      const writes = wire().writes();
      assert.equal((await publish(rowsOf())).quarantined, 1);
      assert.equal(wire().writes(), writes, 'nothing is written for it again');
      wire().refuse(null);
      assert.equal(await store.releaseQuarantine(UNDER_TEST, null), 1);
      await publishAll(rowsOf());
    },
  },
  {
    name: 'status',
    promise: 'takes the state of the agent, which is no difference to the next plan',
    needs: 'status',
    run: async ({ open, plan, publishAll, clock }) => {
      await publishAll(rowsOf());
      for (const state of ['running', 'failed', 'stopped'] as const) {
        const registry = await open();
        assert.ok(registry.reportStatus !== null);
        await registry.reportStatus({
          state,
          version: '1.2.3',
          message: 'As tested.',
          lastActivityMs: clock.nowMs(),
        });
      }
      assert.deepEqual((await plan(rowsOf())).changes, []);
    },
  },
];
