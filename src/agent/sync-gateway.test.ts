import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  fakeConnector,
  gatewayEntry,
  type TestAgent,
  testAgent,
  testConfig,
} from '../../test/support/test-agent.ts';
import { kongApi, route } from '../correlation/test-estate.ts';
import { AssayError } from '../model/errors.ts';
import type { RegisteredApi } from '../model/registered-api.ts';
import type { JobResult } from './context.ts';
import { syncGateway } from './sync-gateway.ts';

const SIGNAL = AbortSignal.timeout(60_000);
const NAMES = ['a', 'b', 'c', 'd'] as const;
const api = (name: string, fields: Partial<RegisteredApi> = {}): RegisteredApi =>
  kongApi(name, [route({ id: `${name}-route` })], fields);
const ENTRY = gatewayEntry('kong-prod', { hosts: ['api.shop.example'], environment: 'production' });

/** Syncs once per list of names, with one store; the result of the last pass. */
async function syncs(
  ...passes: readonly (readonly string[])[]
): Promise<{ agent: TestAgent; last: JobResult }> {
  const agent = testAgent();
  let last: JobResult | null = null;
  for (const names of passes) {
    const connector = fakeConnector({ apis: () => names.map((name) => api(name)) });
    last = await syncGateway({ ...agent, connector }, ENTRY, AbortSignal.timeout(5000));
  }
  assert.ok(last);
  return { agent, last };
}

async function kept(agent: TestAgent): Promise<readonly string[]> {
  return (await agent.store.gateways()).flatMap(({ snapshot }) => snapshot.apis.map((one) => one.nativeId));
}

describe('sync of a gateway', () => {
  test('a complete pass becomes the snapshot', async () => {
    const { agent, last } = await syncs(NAMES);
    assert.deepEqual(last, { outcome: 'succeeded', counts: { apis: 4 }, error: null });
    assert.deepEqual(await kept(agent), NAMES);
    const [stored] = await agent.store.gateways();
    assert.equal(stored?.snapshot.environment, 'production');
    assert.equal(stored?.takenAtMs, agent.clock.nowMs());
  });

  test('an empty answer is refused, the snapshot stays', async () => {
    const { agent, last } = await syncs(NAMES, []);
    assert.equal(last.outcome, 'partial');
    assert.equal(last.error?.code, 'GATEWAY_LOSS_REFUSED');
    assert.match(
      last.error?.message ?? '',
      /no longer names 4 of 4 APIs or their routes; the last snapshot is kept/,
    );
    assert.deepEqual(await kept(agent), NAMES);
  });

  test('a loss up to the configured share is obeyed, one above is refused', async () => {
    const half = await syncs(NAMES, ['a', 'b']);
    assert.equal(half.last.outcome, 'succeeded');
    assert.deepEqual(await kept(half.agent), ['a', 'b']);
    const more = await syncs(NAMES, ['a']);
    assert.equal(more.last.error?.code, 'GATEWAY_LOSS_REFUSED');
    assert.deepEqual(await kept(more.agent), NAMES);
  });

  test('an empty answer is refused even where every loss is allowed', async () => {
    const { agent } = await syncs(NAMES);
    const config = testConfig({ guards: { maxLossShare: 1 } });
    const empty = { ...agent, config, connector: fakeConnector({ apis: () => [] }) };
    const { error } = await syncGateway(empty, ENTRY, AbortSignal.timeout(5000));
    assert.equal(error?.code, 'GATEWAY_LOSS_REFUSED');
    assert.match(error.fix ?? '', /take it out of the configuration/);
  });

  test('APIs that stay without their routes are a loss', async () => {
    const { agent } = await syncs(NAMES);
    const apis = (): readonly RegisteredApi[] => NAMES.map((name) => api(name, { routes: [] }));
    const unrouted = { ...agent, connector: fakeConnector({ apis }) };
    const { error } = await syncGateway(unrouted, ENTRY, AbortSignal.timeout(5000));
    assert.equal(error?.code, 'GATEWAY_LOSS_REFUSED');
    const [stored] = await agent.store.gateways();
    assert.deepEqual(
      stored?.snapshot.apis.map(({ routes }) => routes.length),
      NAMES.map(() => 1),
    );
  });

  test('most routes of an API that stays are a loss, a few are not', async () => {
    const routed = (count: number): RegisteredApi =>
      kongApi(
        'wide',
        Array.from({ length: count }, (_, number) => route({ id: `r${number}` })),
      );
    const pass = async (before: number, after: number): Promise<JobResult> => {
      const agent = testAgent();
      await syncGateway(
        { ...agent, connector: fakeConnector({ apis: () => [routed(before)] }) },
        ENTRY,
        SIGNAL,
      );
      return syncGateway(
        { ...agent, connector: fakeConnector({ apis: () => [routed(after)] }) },
        ENTRY,
        SIGNAL,
      );
    };
    const { outcome, error } = await pass(200, 4);
    assert.equal(outcome, 'partial');
    assert.match(error?.message ?? '', /no longer names 196 of 200 routes; the last snapshot is kept/);
    assert.equal((await pass(200, 100)).outcome, 'succeeded');
    assert.equal((await pass(12, 3)).outcome, 'succeeded');
    assert.equal((await pass(13, 3)).outcome, 'partial');
  });

  test('others in their place do not hide the loss', async () => {
    const { agent, last } = await syncs(NAMES, ['e', 'f', 'g', 'h']);
    assert.equal(last.error?.code, 'GATEWAY_LOSS_REFUSED');
    assert.deepEqual(await kept(agent), NAMES);
  });

  test('a gateway that never had anything may be empty', async () => {
    assert.equal((await syncs([], [])).last.outcome, 'succeeded');
  });

  test('a pass with a problem is no snapshot, whatever it named', async () => {
    const { agent } = await syncs(NAMES);
    const connector = fakeConnector({
      apis: (report) => {
        report({
          code: 'X_UNREADABLE',
          kind: 'transient',
          message: 'A page is missing.',
          file: 'k.yaml',
          line: 3,
        });
        return NAMES.slice(0, 3).map((name) => api(name));
      },
    });
    const result = await syncGateway({ ...agent, connector }, ENTRY, AbortSignal.timeout(5000));
    assert.equal(result.outcome, 'failed');
    assert.equal(result.error?.message, 'Gateway kong-prod: A page is missing. (k.yaml:3)');
    assert.deepEqual(await kept(agent), NAMES);
  });

  test('labels of the entry fill what the gateway leaves open', async () => {
    const agent = testAgent();
    const connector = fakeConnector({
      apis: () => [api('a', { environment: 'staging', tags: ['z', 'x'] }), api('b')],
    });
    const entry = gatewayEntry('g', {
      environment: 'production',
      owner: 'shop',
      tags: ['x', 'y'],
      registers: true,
    });
    await syncGateway({ ...agent, connector }, entry, AbortSignal.timeout(5000));
    const [stored] = await agent.store.gateways();
    assert.deepEqual(
      stored?.snapshot.apis.map(({ environment, owner, tags, registers }) => ({
        environment,
        owner,
        tags,
        registers,
      })),
      [
        { environment: 'staging', owner: 'shop', tags: ['x', 'y', 'z'], registers: true },
        { environment: 'production', owner: 'shop', tags: ['x', 'y'], registers: true },
      ],
    );
  });

  test('a connector that serves no gateway is a mistake of the configuration', async () => {
    const connector = fakeConnector({ pages: () => [] });
    await assert.rejects(
      syncGateway({ ...testAgent(), connector }, ENTRY, AbortSignal.timeout(5000)),
      (error) => error instanceof AssayError && error.code === 'CONNECTOR_KIND' && error.kind === 'config',
    );
  });
});
