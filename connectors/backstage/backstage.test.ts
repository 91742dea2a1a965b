import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { startFakeBackstage } from '../../test/support/fake-backstage.ts';
import { HOSTILE_STRINGS } from '../../test/support/hostile-strings.ts';
import { openRegistry, publishAll, secret } from '../../test/support/open-registry.ts';
import { observedDefinition, publishedApi } from '../../test/support/published-apis.ts';
import { type ApiEntity, apiEntity, retiredEntity } from './entity.ts';
import { entityName, nameOf, tagOf } from './entity-names.ts';
import { backstage } from './index.ts';

const ID = 'api_abcdefghijklmnopqrstuvwxyz';
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const entityOf = (init: Parameters<typeof publishedApi>[0], config = {}): ApiEntity =>
  apiEntity(publishedApi(init), { config, marker: 'agent' });

function definitionOf({ spec }: ApiEntity): ReturnType<typeof JSON.parse> {
  const { definition } = spec;
  assert.ok(typeof definition === 'string');
  return JSON.parse(definition);
}

describe('names of entities', () => {
  it('keep what a person reads, and ten characters of the id', () => {
    assert.equal(entityName('api.shop.example/v1', ID), 'api.shop.example-v1-abcdefghij');
    assert.equal(entityName('', ID), 'api-abcdefghij');
  });

  it('are names of the catalog, whatever they are made of', () => {
    for (const text of [...HOSTILE_STRINGS, 'x'.repeat(500), '...', '-', 'a.'.repeat(40), '注文']) {
      const name = entityName(text, ID);
      assert.match(name, NAME);
      assert.ok(name.length <= 63, name);
      assert.ok(name.endsWith('-abcdefghij'));
    }
  });

  it('leave nothing of what holds no letter', () => {
    assert.equal(nameOf('注文'), null);
    assert.equal(tagOf('!!'), null);
    assert.equal(tagOf('Method not registered'), 'method-not-registered');
  });
});

describe('an entity', () => {
  it('takes the owner of the API, else the one of the configuration', () => {
    assert.equal(entityOf({ owner: 'Team Checkout' }).spec['owner'], 'Team-Checkout');
    assert.equal(
      entityOf({ owner: '?' }, { defaultOwner: 'group:infra/api' }).spec['owner'],
      'group:infra/api',
    );
    assert.equal(entityOf({}).spec['owner'], 'unknown');
  });

  it('holds the definition only where one is published', () => {
    const without = definitionOf(entityOf({}));
    assert.deepEqual([without.info.version, without.paths], ['unpublished', {}]);
    const published = definitionOf(entityOf({ definition: observedDefinition() }));
    assert.deepEqual(Object.keys(published.paths), ['/orders']);
  });

  it('has a label for a letter, and none that is no label', () => {
    assert.deepEqual(entityOf({ letter: 'U' }).metadata['labels'], {
      'assay/management': 'unmanaged',
      'assay/grade': 'U',
    });
    const api = { ...publishedApi(), grade: { letter: 'A+', score: 99, origin: 'graylog', riskScore: 0.1 } };
    const entity = apiEntity(api, { config: {}, marker: 'agent' });
    assert.deepEqual(entity.metadata['labels'], { 'assay/management': 'unmanaged' });
    assert.equal(entity.metadata.annotations['assay/grade'], 'A+');
  });

  it('keeps all it says when it is retired', () => {
    const active = entityOf({});
    const retired = retiredEntity(active);
    assert.deepEqual(
      [retired.spec['lifecycle'], retired.metadata.annotations['assay/state']],
      ['deprecated', 'retired'],
    );
    assert.deepEqual(retired.metadata['labels'], active.metadata['labels']);
  });
});

describe('the served catalog', () => {
  const served = openRegistry(backstage, { delivery: 'served' });
  const hostile = HOSTILE_STRINGS.map((name, index) =>
    publishedApi({ name, basePath: `/h${index}`, owner: name }),
  );

  it('is one YAML document for each API, and reads back as the entities', () => {
    const apis = [publishedApi({ definition: observedDefinition() }), ...hostile];
    const file = served.document?.(apis);
    assert.equal(file?.file, 'catalog-info.yaml');
    const documents = parseAllDocuments(file.text);
    assert.ok(Array.isArray(documents));
    assert.ok(documents.every((document) => document.errors.length === 0));
    const entities: readonly ApiEntity[] = documents.map((document) => document.toJS());
    const wanted = apis.map((api) => apiEntity(api, { config: { delivery: 'served' }, marker: 'registry' }));
    const byName = new Map(wanted.map((entity) => [entity.metadata.name, entity]));
    assert.equal(entities.length, wanted.length);
    for (const entity of entities) assert.deepEqual(entity, byName.get(entity.metadata.name));
  });

  it('is the same text whatever the order of the report, and says no origin of its own', () => {
    const one = served.document?.(hostile);
    assert.deepEqual(one, served.document?.(hostile.toReversed()));
    assert.ok(!one?.text.includes('managed-by-origin-location'));
  });

  it('is written to by nobody, and asks nobody without an address', async () => {
    const plan = await served.plan(hostile);
    assert.deepEqual([plan.changes, plan.conflicts, plan.unchanged], [[], [], hostile.length]);
    assert.deepEqual(await served.listOwned(), []);
    assert.equal(openRegistry(backstage, { url: 'https://backstage.example' }).document?.(hostile), null);
  });
});

describe('the catalog that is pushed to', () => {
  const orders = publishedApi({ basePath: '/orders' });
  const carts = publishedApi({ basePath: '/carts' });

  it('shows a name that a person registered as a conflict, and plans nothing for it', async () => {
    const fake = await startFakeBackstage('Bearer token');
    try {
      const registry = openRegistry(backstage, { url: fake.url, token: secret('token') });
      const [first] = (await registry.plan([orders])).changes;
      const ref = first?.key ?? '';
      fake.registered.set(ref, { kind: 'API', metadata: { name: 'x' } });
      const plan = await registry.plan([orders, carts]);
      assert.deepEqual(
        plan.conflicts.map(({ key }) => key),
        [ref],
      );
      assert.deepEqual(
        plan.changes.map(({ api }) => api),
        [carts.api.id],
      );
      fake.registered.delete(ref);
      assert.equal(await publishAll(registry, [orders, carts]), 2, 'gone again, ours comes');
    } finally {
      await fake.stop();
    }
  });

  it('keeps the name that an API once got', async () => {
    const fake = await startFakeBackstage('Bearer token');
    try {
      const registry = openRegistry(backstage, { url: fake.url, token: secret('token') });
      await publishAll(registry, [orders]);
      const [before] = await registry.listOwned();
      await publishAll(registry, [publishedApi({ basePath: '/orders', name: 'Orders of the shop' })]);
      const [after, ...others] = await registry.listOwned();
      assert.deepEqual([after?.key, others], [before?.key, []]);
    } finally {
      await fake.stop();
    }
  });

  it('lists all pages, in whatever order the database of the catalog sorts names', async () => {
    const fake = await startFakeBackstage('Bearer token');
    try {
      const registry = openRegistry(backstage, { url: fake.url, token: secret('token') });
      const apis = Array.from({ length: 450 }, (_, at) =>
        publishedApi({ host: at < 220 ? `apib${at}.example` : `api-c${at}.example` }),
      );
      for (const change of (await registry.plan(apis)).changes)
        if (change.action === 'create') fake.pushed.set(change.key, change.after);
      assert.equal((await registry.listOwned()).length, apis.length);
      assert.deepEqual((await registry.plan(apis)).changes, []);
    } finally {
      await fake.stop();
    }
  });
});
