import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { entityName } from '../../connectors/backstage/entity-names.ts';
import { backstage } from '../../connectors/backstage/index.ts';
import type { JsonObject, OpenRegistry, PublishedApi } from '../../src/kit/index.ts';
import { SYSTEM_CLOCK } from '../../src/kit/system-clock.ts';
import { consoleReport, seedReport } from '../support/console-estate.ts';
import { startConsole } from '../support/console-server.ts';
import { openRegistry, publishAll, secret } from '../support/open-registry.ts';
import { observedDefinition, publishedApi } from '../support/published-apis.ts';
import { type BackstageServer, startBackstage } from '../support/services/backstage.ts';
import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { startPostgres } from '../support/services/postgres.ts';
import { type Relay, startRelay } from '../support/services/relay.ts';

const postgres = await startPostgres();
const server = postgres instanceof NotRun ? postgres : await startBackstage(postgres);

const ORDERS = publishedApi({ basePath: '/orders', letter: 'C' });
const CARTS = publishedApi({
  basePath: '/carts',
  letter: 'A',
  managed: true,
  name: 'carts',
  owner: 'Team Checkout',
});
const USERS = publishedApi({ basePath: '/users', letter: 'U' });

/** How long the catalog may take to show what it was given. */
const SHOWN_WITHIN_MS = 120_000;
const READS = /\/entities\/by-refs$|\/validate-entity$/;

/** What the catalog says, read as it comes. */
type Json = ReturnType<typeof JSON.parse>;

if (server instanceof NotRun) {
  printNotRun(server);
  if (!(postgres instanceof NotRun)) await postgres.stop();
} else suite(server);

function suite({ url, token, version, output, stop }: BackstageServer): void {
  describe(`Backstage catalog ${version}`, () => {
    let relay: Relay;
    let namespaces = 0;
    before(async () => {
      const isWrite = (method: string, path: string): boolean => method === 'POST' && !READS.test(path);
      relay = await startRelay({ target: url, isWrite });
    });
    after(async () => {
      await relay.stop();
      await stop();
      if (!(postgres instanceof NotRun)) await postgres.stop();
    });

    /** A namespace and a marker of their own for every test. */
    function fresh(more: { readonly [name: string]: string } = {}): {
      registry: OpenRegistry;
      namespace: string;
    } {
      const namespace = `space-${(namespaces += 1)}`;
      const config = { url: relay.url, token: secret(token), marker: namespace, namespace, ...more };
      return { registry: openRegistry(backstage, config, { clock: SYSTEM_CLOCK }), namespace };
    }

    /** The answer of the catalog itself, past the relay. */
    async function ask(
      path: string,
      method = 'GET',
      json?: JsonObject,
    ): Promise<{ status: number; body: Json }> {
      const answer = await fetch(`${url}/api/catalog${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    }

    async function keyOf(registry: OpenRegistry, { api }: PublishedApi): Promise<string> {
      const [owned] = (await registry.listOwned()).filter((one) => one.api === api.id);
      return owned?.key ?? assert.fail('not published');
    }

    /** The entity as the catalog shows it, once `holds` is true of it. */
    async function shown(ref: string, holds: (entity: Json) => boolean): Promise<Json> {
      const [, namespace, name] = /^api:([^/]+)\/(.+)$/.exec(ref) ?? [];
      const end = Date.now() + SHOWN_WITHIN_MS;
      let last: Json = null;
      while (Date.now() < end) {
        const { status, body } = await ask(`/entities/by-name/api/${namespace}/${name}`);
        last = status === 200 ? body : null;
        if (holds(last)) return last;
        await delay(250);
      }
      return assert.fail(`the catalog does not show it: ${JSON.stringify(last)}\n${output().slice(-3000)}`);
    }

    it('takes what is pushed as valid entities, and pushing the same again writes nothing', async () => {
      const { registry, namespace } = fresh();
      assert.equal(await publishAll(registry, [ORDERS, CARTS, USERS]), 3);
      const written = relay.writes();
      assert.equal(await publishAll(registry, [ORDERS, CARTS, USERS]), 0, 'at once, before it is processed');
      assert.equal(relay.writes(), written);
      const entity = await shown(await keyOf(registry, ORDERS), (one) => one !== null);
      assert.deepEqual(
        [entity.kind, entity.metadata.title, entity.metadata.namespace, entity.spec.owner, entity.spec.type],
        ['API', 'api.shop.example/orders', namespace, 'unknown', 'openapi'],
      );
      assert.deepEqual(entity.metadata.labels, { 'assay/management': 'unmanaged', 'assay/grade': 'C' });
      assert.deepEqual(entity.metadata.tags, ['grade-c', 'unmanaged']);
      assert.deepEqual(
        ['management', 'grade', 'score', 'reason', 'link'].map(
          (fact) => entity.metadata.annotations[`assay/${fact}`],
        ),
        ['unmanaged', 'C', '72', 'no-registered-api', ORDERS.link],
      );
      assert.match(JSON.parse(entity.spec.definition).info.description, /not published/);
      const carts = await shown(await keyOf(registry, CARTS), (one) => one !== null);
      assert.equal(carts.spec.owner, 'Team-Checkout');
      await shown(await keyOf(registry, USERS), (one) => one !== null);
      const { body } = await ask(
        `/entities/by-query?filter=kind=api,metadata.namespace=${namespace},metadata.labels.assay/grade=u`,
      );
      assert.equal(body.totalItems, 1);
      assert.deepEqual((await registry.plan([ORDERS, CARTS, USERS])).changes, [], 'processed');
    });

    it('shows a changed grade and a published definition', async () => {
      const { registry } = fresh();
      await publishAll(registry, [ORDERS, CARTS]);
      const ref = await keyOf(registry, ORDERS);
      await shown(ref, (one) => one !== null);
      const before = relay.writes();
      const worse = publishedApi({ basePath: '/orders', letter: 'E', definition: observedDefinition() });
      assert.equal(await publishAll(registry, [worse, CARTS]), 1);
      assert.equal(relay.writes() - before, 1);
      const entity = await shown(ref, (one) => one.metadata.labels['assay/grade'] === 'E');
      assert.deepEqual(JSON.parse(entity.spec.definition), worse.definition);
    });

    it('marks what is gone as deprecated, and brings it back', async () => {
      const { registry } = fresh();
      await publishAll(registry, [ORDERS, CARTS, USERS]);
      const ref = await keyOf(registry, ORDERS);
      assert.equal(await publishAll(registry, [CARTS, USERS]), 1);
      const gone = await shown(ref, (one) => one?.spec.lifecycle === 'deprecated');
      assert.equal(gone.metadata.annotations['assay/state'], 'retired');
      assert.equal(await publishAll(registry, [CARTS, USERS]), 0);
      assert.equal(await publishAll(registry, [ORDERS, CARTS, USERS]), 1);
      await shown(ref, (one) => one.spec.lifecycle === 'production');
    });

    it('gives way to a person who registers the same name, and comes back when that is gone', async () => {
      const { registry, namespace } = fresh();
      await publishAll(registry, [ORDERS, CARTS]);
      const ref = await keyOf(registry, ORDERS);
      await shown(ref, (one) => one !== null);
      const name = ref.slice(ref.indexOf('/') + 1);
      const file = await serveFile(byHand(namespace, name));
      try {
        const target = `${file.url}/catalog-info.yaml`;
        const { status, body } = await ask('/locations', 'POST', { type: 'url', target });
        assert.equal(status, 201, JSON.stringify(body));
        const theirs = (one: Json): boolean => one?.metadata.title === 'By hand';
        await shown(ref, theirs);
        const worse = publishedApi({ basePath: '/orders', letter: 'F' });
        const plan = await registry.plan([worse, CARTS]);
        assert.deepEqual(plan.changes, []);
        assert.deepEqual(
          plan.conflicts.map(({ key, code }) => [key, code]),
          [[ref, 'BACKSTAGE_ENTITY_FOREIGN']],
        );
        assert.equal((await registry.plan([CARTS])).changes.length, 0, 'nor is theirs retired');
        await ask(`/locations/${body.location.id}`, 'DELETE');
        await shown(ref, (one) => one === null);
        assert.equal(await publishAll(registry, [worse, CARTS]), 1);
        await shown(ref, (one) => one?.metadata.labels?.['assay/grade'] === 'F');
      } finally {
        await file.stop();
      }
    });

    it('refuses to touch an entity of somebody else that came between plan and push', async () => {
      const mine = fresh();
      const { namespace } = mine;
      const { changes } = await mine.registry.plan([ORDERS]);
      const other = openRegistry(backstage, {
        url: relay.url,
        token: secret(token),
        marker: 'another-agent',
        namespace,
      });
      await publishAll(other, [ORDERS]);
      const [create] = changes;
      if (create === undefined) assert.fail('nothing planned');
      await assert.rejects(mine.registry.apply(create), {
        code: 'BACKSTAGE_ENTITY_FOREIGN',
        kind: 'conflict',
      });
      assert.equal((await other.listOwned()).length, 1);
      assert.equal((await mine.registry.listOwned()).length, 0);
    });

    it('ends as if nothing had happened when it is cut off after any write', async () => {
      const apis = [ORDERS, CARTS, USERS];
      const { registry } = fresh();
      for (const writes of [0, 1, 1]) {
        relay.cutAfter(writes);
        await assert.rejects(publishAll(registry, apis));
        relay.cutAfter(null);
      }
      assert.equal(await publishAll(registry, apis), 1);
      assert.deepEqual((await registry.plan(apis)).changes, []);
    });

    it('reads a listing of more than one page', async () => {
      const { registry, namespace } = fresh();
      const apis = Array.from({ length: 230 }, (_, index) => publishedApi({ basePath: `/many/${index}` }));
      assert.equal(await publishAll(registry, apis), 230);
      assert.equal((await registry.listOwned()).length, 230);
      assert.deepEqual((await registry.plan(apis)).changes, []);
      await until(async () => {
        const { body } = await ask(`/entities/by-query?filter=metadata.namespace=${namespace}&limit=1`);
        return body.totalItems === apis.length;
      });
    });

    it('takes names of every script, and such as would break a name', async () => {
      const { registry, namespace } = fresh();
      const names = ['注文', 'a/b?c#d%e f', '.hidden', 'x'.repeat(600), ' ', '-'];
      const apis = names.map((name, index) => publishedApi({ name, basePath: `/n${index}`, owner: name }));
      assert.equal(await publishAll(registry, apis), names.length);
      for (const api of apis)
        await shown(await keyOf(registry, api), (one) => one?.metadata.namespace === namespace);
    });

    it('reads the catalog that the console serves, keeps what has not changed, and follows what has', async () => {
      const config = { delivery: 'served', namespace: 'served', url: relay.url, token: secret(token) };
      const catalog = openRegistry(backstage, config, { id: 'catalog', clock: SYSTEM_CLOCK });
      let apis: readonly PublishedApi[] = [ORDERS, CARTS];
      await using site = await startConsole({
        registryDocument: async () => catalog.document?.(apis) ?? null,
      });
      await seedReport(site.store, consoleReport());
      const door = await startRelay({ target: `http://127.0.0.1:${site.port}` });
      try {
        const target = `${door.url}/registry/catalog/catalog-info.yaml`;
        const { status } = await ask('/locations', 'POST', { type: 'url', target });
        assert.equal(status, 201);
        const refOf = ({ api }: PublishedApi): string => `api:served/${entityName(api.name, api.id)}`;
        const entity = await shown(refOf(ORDERS), (one) => one !== null);
        assert.equal(entity.metadata.annotations['backstage.io/managed-by-origin-location'], `url:${target}`);
        assert.equal(entity.metadata.annotations['assay/grade'], 'C');
        assert.deepEqual((await catalog.plan(apis)).conflicts, [], 'what the catalog read from us is ours');
        await until(() => door.answered().includes(304));
        apis = [publishedApi({ basePath: '/orders', letter: 'E' })];
        await seedReport(site.store, consoleReport());
        await shown(refOf(ORDERS), (one) => one.metadata.annotations['assay/grade'] === 'E');
        const gone = (one: Json): boolean =>
          one === null || one.metadata.annotations['backstage.io/orphan'] === 'true';
        await shown(refOf(CARTS), gone);
        assert.equal(door.writes(), 0);
      } finally {
        await door.stop();
      }
    });

    it('says what is missing: the token, the module', async () => {
      const { url: _url, ...nothing } = { url: '' };
      const open = (config: Parameters<typeof openRegistry>[1]): OpenRegistry =>
        openRegistry(backstage, { ...nothing, ...config }, { clock: SYSTEM_CLOCK });
      await assert.rejects(open({ url, token: secret('wrong') }).plan([ORDERS]), { kind: 'auth' });
      const elsewhere = open({ url: `${url}/elsewhere`, token: secret(token) });
      await assert.rejects(elsewhere.plan([ORDERS]), { code: 'BACKSTAGE_MODULE_MISSING' });
    });
  });
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + SHOWN_WITHIN_MS;
  while (!(await holds())) {
    assert.ok(Date.now() < end, 'it never came to that');
    await delay(250);
  }
}

function byHand(namespace: string, name: string): string {
  return [
    'apiVersion: backstage.io/v1alpha1',
    'kind: API',
    `metadata: { name: ${name}, namespace: ${namespace}, title: By hand }`,
    'spec: { type: openapi, lifecycle: production, owner: team-orders, definition: "openapi: 3.1.0" }',
  ].join('\n');
}

async function serveFile(
  text: string,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const file = createServer((_, answer) =>
    answer.writeHead(200, { 'content-type': 'application/yaml' }).end(text),
  );
  await new Promise<void>((resolve) => file.listen(0, '127.0.0.1', resolve));
  const address = file.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const stop = async (): Promise<void> => {
    file.closeAllConnections();
    await new Promise((resolve) => file.close(resolve));
  };
  return { url: `http://127.0.0.1:${address.port}`, stop };
}
