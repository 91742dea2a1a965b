import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { apicurio } from '../../connectors/apicurio/index.ts';
import type { JsonObject, OpenRegistry } from '../../src/kit/index.ts';
import { SYSTEM_CLOCK } from '../../src/kit/system-clock.ts';
import { openRegistry, publishAll } from '../support/open-registry.ts';
import { observedDefinition, publishedApi } from '../support/published-apis.ts';
import { startApicurio } from '../support/services/apicurio.ts';
import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { type Relay, startRelay } from '../support/services/relay.ts';

const server = await startApicurio();

const ORDERS = publishedApi({ basePath: '/orders', letter: 'C' });
const CARTS = publishedApi({ basePath: '/carts', letter: 'A', managed: true, name: 'carts' });
const USERS = publishedApi({ basePath: '/users', letter: 'U' });

/** What the registry says, read as it comes. */
interface Answer {
  readonly status: number;
  readonly body: ReturnType<typeof JSON.parse>;
}

if (server instanceof NotRun) printNotRun(server);
else
  describe(`Apicurio Registry ${server.version}`, () => {
    let relay: Relay;
    let groups = 0;
    before(async () => {
      relay = await startRelay({ target: server.url });
    });
    after(async () => {
      await relay.stop();
      await server.stop();
    });

    /** A group of its own for every test. */
    function fresh(): {
      registry: OpenRegistry;
      group: string;
      key: (api: typeof ORDERS) => Promise<string>;
    } {
      const group = `group-${(groups += 1)}`;
      const registry = openRegistry(apicurio, { url: relay.url, group }, { clock: SYSTEM_CLOCK });
      return { registry, group, key: (api) => keyOf(registry, api) };
    }

    async function keyOf(registry: OpenRegistry, api: typeof ORDERS): Promise<string> {
      const [owned] = (await registry.listOwned()).filter((one) => one.api === api.api.id);
      return owned?.key ?? assert.fail('not published');
    }

    /** The answer of the registry itself, past the relay. */
    async function ask(path: string, method = 'GET', json?: JsonObject): Promise<Answer> {
      const answer = await fetch(`${server instanceof NotRun ? '' : server.url}/apis/registry/v3${path}`, {
        method,
        ...(json === undefined
          ? {}
          : { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    }

    function pathOf(key: string): string {
      const [group = '', id = ''] = key.split('/');
      return `/groups/${group}/artifacts/${id}`;
    }

    it('publishes, and publishing the same again writes nothing', async () => {
      const { registry, key } = fresh();
      assert.equal(await publishAll(registry, [ORDERS, CARTS, USERS]), 3);
      const { body } = await ask(pathOf(await key(ORDERS)));
      assert.equal(body.name, 'api.shop.example/orders');
      assert.equal(body.artifactType, 'OPENAPI');
      assert.deepEqual(body.labels, {
        'assay-managed-by': 'registry',
        'assay-state': 'active',
        'assay-api': ORDERS.api.id,
        'assay-management': 'unmanaged',
        'assay-reason': 'no-registered-api',
        'assay-grade': 'C',
        'assay-score': '72',
        'assay-grade-origin': 'assay',
        'assay-rubric': 'assay@1',
        'assay-coverage': '0.75',
        'assay-host': 'api.shop.example',
        'assay-base-path': '/orders',
        'assay-environment': 'production',
        'assay-link': ORDERS.link,
      });
      const written = relay.writes();
      assert.equal(await publishAll(registry, [ORDERS, CARTS, USERS]), 0);
      assert.equal(relay.writes(), written);
    });

    it('writes a changed grade into the labels, and leaves what a person added', async () => {
      const { registry, key } = fresh();
      await publishAll(registry, [ORDERS, CARTS]);
      const path = pathOf(await key(ORDERS));
      const { body } = await ask(path);
      await ask(path, 'PUT', {
        name: 'Orders of the shop',
        description: 'Ours.',
        labels: { ...body.labels, team: 'checkout' },
      });
      assert.equal(await publishAll(registry, [ORDERS, CARTS]), 0, 'what a person wrote is no difference');
      const worse = publishedApi({ basePath: '/orders', letter: 'E' });
      const before = relay.writes();
      assert.equal(await publishAll(registry, [worse, CARTS]), 1);
      assert.equal(relay.writes() - before, 1);
      const { body: now } = await ask(path);
      assert.deepEqual(
        [now.labels['assay-grade'], now.labels['team'], now.name, now.description],
        ['E', 'checkout', 'Orders of the shop', 'Ours.'],
      );
    });

    it('a definition that a rule of the group refuses is refused, and the grade is shown all the same', async () => {
      const { registry, group, key } = fresh();
      const defined = (letter: 'B' | 'E', paths: JsonObject) =>
        publishedApi({ basePath: '/orders', letter, definition: { ...observedDefinition(), paths } });
      const { paths } = observedDefinition();
      await publishAll(registry, [defined('B', paths as JsonObject)]);
      const rule = await ask(`/groups/${group}/rules`, 'POST', {
        ruleType: 'COMPATIBILITY',
        config: 'FULL',
      });
      assert.equal(rule.status, 204);
      const fewer = defined('E', {});
      const [change] = (await registry.plan([fewer])).changes;
      if (change === undefined) assert.fail('nothing planned');
      await assert.rejects(registry.apply(change), { code: 'APICURIO_DEFINITION_REFUSED', kind: 'rejected' });
      const path = pathOf(await key(fewer));
      const { body } = await ask(path);
      const { body: versions } = await ask(`${path}/versions`);
      assert.equal(body.labels['assay-grade'], 'E');
      assert.equal(versions.count, 1);
      const [only] = versions.versions;
      assert.equal(body.labels['assay-definition'], only.labels['assay-definition']);
    });

    it('makes a version only of new content, and takes the content back when it is no longer published', async () => {
      const { registry, key } = fresh();
      const at = (version: string | null) =>
        publishedApi({
          basePath: '/orders',
          definition: version === null ? null : observedDefinition(version),
        });
      await publishAll(registry, [at('1.0.0')]);
      const path = pathOf(await key(ORDERS));
      const states = async (): Promise<readonly string[]> =>
        (await ask(`${path}/versions`)).body.versions.map((one: { readonly state: string }) => one.state);
      assert.deepEqual(await states(), ['ENABLED']);
      const content = await ask(`${path}/versions/branch=latest/content`);
      assert.deepEqual(content.body, at('1.0.0').definition);
      assert.equal(await publishAll(registry, [at('1.0.0')]), 0);
      assert.equal(await publishAll(registry, [at('2.0.0')]), 1);
      assert.equal(
        await publishAll(registry, [at('1.0.0')]),
        1,
        'content that comes back is a version again',
      );
      assert.deepEqual(await states(), ['ENABLED', 'ENABLED', 'ENABLED']);
      assert.deepEqual((await ask(`${path}/versions/branch=latest/content`)).body, at('1.0.0').definition);
      assert.equal(await publishAll(registry, [at(null)]), 1);
      assert.deepEqual(await states(), ['DISABLED', 'DISABLED', 'DISABLED']);
      assert.equal((await ask(`${path}/versions/branch=latest/content`)).status, 404);
      assert.equal(await publishAll(registry, [at(null)]), 0);
    });

    it('retires what is gone without deleting it, and brings it back', async () => {
      const { registry, key } = fresh();
      const orders = publishedApi({ basePath: '/orders', definition: observedDefinition() });
      await publishAll(registry, [orders, CARTS, USERS]);
      const path = pathOf(await key(orders));
      assert.equal(await publishAll(registry, [CARTS, USERS]), 1);
      assert.equal((await ask(path)).body.labels['assay-state'], 'retired');
      assert.equal((await ask(`${path}/versions/branch=latest`)).body.state, 'DEPRECATED');
      assert.equal(await publishAll(registry, [CARTS, USERS]), 0);
      assert.equal(await publishAll(registry, [orders, CARTS, USERS]), 1);
      assert.equal((await ask(path)).body.labels['assay-state'], 'active');
      assert.equal((await ask(`${path}/versions/branch=latest`)).body.state, 'ENABLED');
      assert.equal((await ask(`${path}/versions`)).body.count, 1);
    });

    it('leaves a foreign artifact of the same id alone, until a person lets it be taken over', async () => {
      const sample = fresh();
      await publishAll(sample.registry, [ORDERS]);
      const [, id = ''] = (await sample.key(ORDERS)).split('/');
      const { registry, group } = fresh();
      await ask(`/groups/${group}/artifacts`, 'POST', {
        artifactId: id,
        artifactType: 'OPENAPI',
        name: 'by hand',
        labels: { team: 'checkout' },
      });
      const plan = await registry.plan([ORDERS, CARTS]);
      assert.deepEqual(
        [plan.changes.map((one) => one.action), plan.conflicts.map((one) => [one.key, one.code])],
        [['create'], [[`${group}/${id}`, 'APICURIO_ARTIFACT_FOREIGN']]],
      );
      for (const change of plan.changes) await registry.apply(change);
      const { body } = await ask(`/groups/${group}/artifacts/${id}`);
      assert.deepEqual([body.name, body.labels], ['by hand', { team: 'checkout' }]);
      await registry.adopt?.(`${group}/${id}`);
      assert.equal(await publishAll(registry, [ORDERS, CARTS]), 1);
      const { body: adopted } = await ask(`/groups/${group}/artifacts/${id}`);
      assert.deepEqual(
        [adopted.name, adopted.labels['team'], adopted.labels['assay-grade']],
        ['by hand', 'checkout', 'C'],
      );
      assert.equal(await publishAll(registry, [ORDERS, CARTS]), 0);
    });

    it('ends as if nothing had happened when it is cut off after any write', async () => {
      const apis = [
        publishedApi({ basePath: '/a', definition: observedDefinition() }),
        publishedApi({ basePath: '/b' }),
      ];
      for (const writes of [0, 1, 2, 3]) {
        const { registry, group } = fresh();
        relay.cutAfter(writes);
        await assert.rejects(publishAll(registry, apis));
        relay.cutAfter(null);
        await publishAll(registry, apis);
        assert.deepEqual((await registry.plan(apis)).changes, [], `cut after ${writes}`);
        const [first] = (await registry.listOwned()).filter((one) => one.api === apis[0]?.api.id);
        const { body } = await ask(`${pathOf(first?.key ?? '')}/versions`);
        assert.equal(body.count, 1, `one version in ${group}`);
      }
    });

    it('reads a listing of more than one page', async () => {
      const { registry } = fresh();
      const apis = Array.from({ length: 230 }, (_, index) => publishedApi({ basePath: `/many/${index}` }));
      assert.equal(await publishAll(registry, apis), 230);
      assert.equal((await registry.listOwned()).length, 230);
      assert.deepEqual((await registry.plan(apis)).changes, []);
    });

    it('keeps to its group', async () => {
      const { registry, group } = fresh();
      const further = openRegistry(
        apicurio,
        { url: relay.url, group: `${group}-b` },
        { clock: SYSTEM_CLOCK },
      );
      assert.equal(await publishAll(further, [ORDERS, CARTS]), 2);
      assert.equal(await publishAll(registry, [ORDERS]), 1);
      assert.deepEqual((await registry.plan([ORDERS])).changes, []);
    });

    it('takes names of every script, and such as would break an id', async () => {
      const { registry } = fresh();
      const names = ['注文', 'a/b?c#d%e f', '.hidden', 'x'.repeat(600), ' '];
      const apis = names.map((name, index) => publishedApi({ name, basePath: `/n${index}` }));
      assert.equal(await publishAll(registry, apis), names.length);
      assert.deepEqual((await registry.plan(apis)).changes, []);
    });
  });
