import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { OpenRegistry } from '../../src/kit/index.ts';
import { type FakeApicurio, startFakeApicurio } from '../../test/support/fake-apicurio.ts';
import { HOSTILE_STRINGS } from '../../test/support/hostile-strings.ts';
import { openRegistry, publishAll, secret } from '../../test/support/open-registry.ts';
import { observedDefinition, publishedApi } from '../../test/support/published-apis.ts';
import { apicurio } from './index.ts';
import { artifactId } from './published-artifact.ts';

const ORDERS = publishedApi({ basePath: '/orders' });

describe('ids of artifacts', () => {
  it('keep what a person reads, and ten characters of the id', () => {
    assert.equal(artifactId(ORDERS), `api.shop.example-orders-${ORDERS.api.id.slice(4, 14)}`);
  });

  it('are ids of the registry, whatever they are made of', () => {
    for (const [index, name] of [...HOSTILE_STRINGS, '注文', '', '%', 'x'.repeat(900)].entries())
      assert.match(artifactId(publishedApi({ name, basePath: `/n${index}` })), /^[A-Za-z0-9][\w.-]{0,90}$/);
  });
});

describe('the registry', () => {
  let fake: FakeApicurio;
  let registry: OpenRegistry;
  before(async () => {
    fake = await startFakeApicurio('');
  });
  beforeEach(() => {
    fake.artifacts.clear();
    registry = openRegistry(apicurio, { url: `${fake.url}/` });
  });
  after(() => fake.stop());

  it('shows an id that is taken as a conflict, and plans nothing for it', async () => {
    const id = artifactId(ORDERS);
    fake.put({ groupId: 'assay', artifactId: id });
    const { changes, conflicts } = await registry.plan([ORDERS]);
    assert.deepEqual([changes, conflicts.map(({ key }) => key)], [[], [`assay/${id}`]]);
  });

  it('keeps the id, the name and the description that an API once got', async () => {
    await publishAll(registry, [ORDERS]);
    const [before] = await registry.listOwned();
    assert.deepEqual(
      (await registry.plan([publishedApi({ basePath: '/orders', name: 'Orders' })])).changes,
      [],
    );
    assert.equal(
      before?.body['description'],
      'Unmanaged API seen at api.shop.example/orders. No registered API fits.',
    );
  });

  it('does not touch an artifact that lost its mark since it was planned', async () => {
    await publishAll(registry, [ORDERS]);
    const [change] = (await registry.plan([publishedApi({ basePath: '/orders', letter: 'F' })])).changes;
    const [artifact] = fake.artifacts.values();
    if (change === undefined || artifact === undefined) assert.fail('not published');
    artifact.labels = { team: 'checkout' };
    await assert.rejects(registry.apply(change), { code: 'APICURIO_ARTIFACT_FOREIGN', kind: 'conflict' });
    assert.deepEqual(artifact.labels, { team: 'checkout' });
    fake.artifacts.clear();
    await assert.rejects(registry.apply(change), { code: 'APICURIO_ARTIFACT_GONE', kind: 'conflict' });
  });

  it('names versions by content, and content that comes back anew', async () => {
    for (const version of ['1', '2', '1', '1'])
      await publishAll(registry, [
        publishedApi({ basePath: '/orders', definition: observedDefinition(version) }),
      ]);
    const [artifact] = fake.artifacts.values();
    const [first = '', second = '', third = '', ...more] = artifact?.versions.map((one) => one.version) ?? [];
    assert.match(first, /^[0-9a-f]{12}$/);
    assert.notEqual(first, second);
    assert.deepEqual([third, more], [`${first}.2`, []]);
  });

  it('shows the grade and no definition where a rule refuses the definition', async () => {
    const defined = (letter: 'B' | 'F', title: string) =>
      publishedApi({ basePath: '/orders', letter, definition: observedDefinition(title) });
    await publishAll(registry, [defined('B', '1')]);
    const [artifact] = fake.artifacts.values();
    if (artifact === undefined) assert.fail('not published');
    artifact.takesNoContent = true;
    const [change] = (await registry.plan([defined('F', '2')])).changes;
    if (change === undefined) assert.fail('nothing planned');
    await assert.rejects(registry.apply(change), { code: 'APICURIO_DEFINITION_REFUSED', kind: 'rejected' });
    assert.equal(artifact.labels['assay-grade'], 'F');
    assert.equal(artifact.labels['assay-definition'], artifact.versions[0]?.labels['assay-definition']);
    const again = (await registry.plan([defined('F', '2')])).changes;
    assert.deepEqual(
      again.map((one) => (one.action === 'update' ? one.fields : [])),
      [['definition']],
    );
  });

  it('leaves the versions of others alone', async () => {
    const defined = publishedApi({ basePath: '/orders', definition: observedDefinition() });
    await publishAll(registry, [defined]);
    const [artifact] = fake.artifacts.values();
    const theirs = { version: 'theirs', globalId: 99, state: 'ENABLED', labels: {}, content: '{}' };
    artifact?.versions.push(theirs);
    assert.equal(await publishAll(registry, [ORDERS]), 1, 'no longer published');
    assert.deepEqual(
      artifact?.versions.map((one) => one.state),
      ['DISABLED', 'ENABLED'],
    );
  });

  it('concludes nothing from a listing that ends early', async () => {
    await publishAll(registry, [ORDERS]);
    const [artifact] = fake.artifacts.values();
    if (artifact === undefined) assert.fail('not published');
    // The fake counts it twice and lists it under one id, as when the pages move meanwhile.
    fake.artifacts.set('assay/twice', artifact);
    await assert.rejects(registry.plan([ORDERS]), { code: 'APICURIO_LISTING_CHANGED', kind: 'transient' });
  });

  it('concludes nothing from a listing during which something was deleted', async () => {
    const apis = Array.from({ length: 350 }, (_, at) => publishedApi({ host: `h${at}.example` }));
    await publishAll(registry, apis);
    const values = fake.artifacts.values.bind(fake.artifacts);
    const [first = ''] = [...fake.artifacts.keys()].sort();
    let reads = 0;
    fake.artifacts.values = () => {
      reads += 1;
      if (reads === 2) fake.artifacts.delete(first);
      return values();
    };
    await assert.rejects(registry.listOwned(), { code: 'APICURIO_LISTING_CHANGED', kind: 'transient' });
    fake.artifacts.values = values;
  });

  it('keeps a definition that was withdrawn unreadable when its API comes back', async () => {
    const withheld = publishedApi({ basePath: '/orders' });
    const shown = publishedApi({ basePath: '/orders', definition: observedDefinition() });
    const other = publishedApi({ basePath: '/carts' });
    for (const apis of [[shown, other], [withheld, other], [other], [withheld, other]])
      await publishAll(registry, apis);
    const artifact = [...fake.artifacts.values()].find(
      ({ labels }) => labels['assay-definition'] !== undefined,
    );
    const found = [...fake.artifacts.values()].flatMap(({ versions }) => versions.map(({ state }) => state));
    assert.deepEqual([artifact, found], [undefined, ['DISABLED']]);
  });

  it('wants one way to sign in', () => {
    const config = { url: fake.url, token: secret('a'), username: 'u', password: secret('b') };
    assert.throws(() => openRegistry(apicurio, config), { code: 'APICURIO_TWO_CREDENTIALS', kind: 'config' });
  });
});
