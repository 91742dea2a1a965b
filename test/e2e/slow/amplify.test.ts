import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { riskScore } from '../../../src/assessment/grade/registry-scale.ts';
import type { JsonObject, JsonValue, PublishedApi } from '../../../src/kit/index.ts';
import { isJsonObject } from '../../../src/model/json.ts';
import type { Letter } from '../../../src/model/vocabulary.ts';
import {
  instanceName,
  kindOf,
  MANAGED,
  managedApi,
  plantManaged,
  TARGET,
} from '../../support/amplify-central/estate.ts';
import { type PublishWorld, publishWorld, stateOf } from '../../support/amplify-central/publish-world.ts';
import { textOf } from '../../support/amplify-central/resource.ts';
import { observedDefinition, publishedApi } from '../../support/published-apis.ts';
import { AMPLIFY_SCALE } from '../../support/shipped-assessment-data.ts';

const V1 = publishedApi({ basePath: '/v1', letter: 'C' });
const V2 = publishedApi({ basePath: '/v2', letter: 'F' });
const UNRATED = publishedApi({ basePath: '/v3', letter: 'U' });
const ORDERS = managedApi('/orders', { letter: 'B' });
const ALL = [V1, V2, UNRATED, ORDERS];

const regraded = (api: PublishedApi, letter: Letter, score: number): PublishedApi => ({
  ...api,
  shownLetter: letter,
  grade: { letter, score, origin: 'assay', riskScore: riskScore(letter, score, AMPLIFY_SCALE) ?? -1 },
});

let world: PublishWorld;

const dig = (value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined =>
  path.reduce<JsonValue | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), value);

/** The resource that stands for an API in the target environment. */
function resourceOf(api: PublishedApi, plural: string): JsonObject {
  const found = world.central
    .dump(plural, TARGET)
    .filter((one) => dig(one, 'attributes', 'assayApi') === api.api.id);
  assert.equal(found.length, 1, `${found.length} ${plural} of ${api.api.name}`);
  return found[0]!;
}

const nameOf = (api: PublishedApi, plural = 'apiservices'): string => textOf(resourceOf(api, plural)['name']);
const gradeOf = (resource: JsonObject): JsonValue =>
  dig(resource, 'compliance', 'runtime', 'result', 'grade') ?? null;
const managedInstance = (basePath: string): JsonObject => {
  const name = instanceName(basePath);
  return world.central.dump('apiserviceinstances', MANAGED).find((one) => one['name'] === name)!;
};
const live = (plural: string, name: string, environment = TARGET) =>
  world.central.table.get(kindOf(plural), environment, name);

async function assertSettled(apis: readonly PublishedApi[], more = {}): Promise<void> {
  const { changes, refusal } = await world.plan(apis, more);
  assert.deepEqual({ changes, refusal }, { changes: [], refusal: null });
}

async function publishAll(apis: readonly PublishedApi[], more = {}): Promise<void> {
  const receipt = await world.publish(apis, more);
  assert.equal(receipt.error, null);
  assert.deepEqual([receipt.quarantined, receipt.pending, receipt.refusal], [0, 0, null]);
  await assertSettled(apis, more);
}

describe('Amplify Service Registry', () => {
  beforeEach(async () => {
    world = await publishWorld();
  });
  afterEach(() => world.stop());

  describe('publishing', () => {
    it('registers unmanaged APIs with their grades, and shows the grade of a managed one on its instance', async () => {
      await publishAll(ALL);
      const [environment] = world.central.dump('environments').filter(({ name }) => name === TARGET);
      assert.deepEqual(dig(environment, 'references', 'managedEnvironments'), [MANAGED]);
      assert.equal(dig(environment, 'spec', 'production'), false);
      assert.equal(gradeOf(resourceOf(V1, 'apiservices')), 'C');
      assert.equal(gradeOf(resourceOf(V1, 'apiserviceinstances')), 'C');
      assert.equal(gradeOf(resourceOf(V2, 'apiservices')), 'F');
      assert.equal(gradeOf(resourceOf(UNRATED, 'apiservices')), null);
      assert.equal(dig(resourceOf(UNRATED, 'apiservices'), 'complianceruntimeresult'), undefined);
      assert.equal(gradeOf(managedInstance('/orders')), 'B');
      assert.equal(gradeOf(managedInstance('/carts')), null);
      assert.equal(world.central.dump('apiservices', TARGET).length, 3, 'no clone of the managed one');
    });

    it('says why: rule, grade, findings, link', async () => {
      await publishAll([V1]);
      const service = resourceOf(V1, 'apiservices');
      assert.equal(dig(service, 'attributes', 'assayReason'), 'no-registered-api');
      assert.match(textOf(dig(service, 'attributes', 'assayLink')), /^https:\/\/assay\.example\/apis\/api_/);
      assert.match(textOf(dig(service, 'spec', 'description')), /No registered API fits/);
      assert.deepEqual(service['tags'], ['assay-unmanaged']);
      assert.equal(dig(service, 'source', 'dataplaneType', 'managed'), 'Graylog');
      assert.equal(dig(service, 'x-agent-details', 'externalAPIID'), V1.api.id);
      await publishAll([V1, ORDERS]);
      assert.match(
        textOf(dig(resourceOf(ORDERS, 'complianceruntimeresults'), 'attributes', 'assayLink')),
        /^https:\/\/assay\.example\//,
      );
      const result = resourceOf(V1, 'complianceruntimeresults');
      assert.equal(dig(result, 'attributes', 'assayGrade'), 'C');
      assert.deepEqual(result['tags'], ['assay-grade-c']);
    });

    it('writes nothing at all when nothing changed', async () => {
      await publishAll(ALL);
      assert.deepEqual(await world.writesOf(() => world.publish(ALL)), []);
    });

    it('a changed grade is one write: of the result', async () => {
      await publishAll(ALL);
      const changed = ALL.map((api) => (api === V1 ? regraded(api, 'E', 52) : api));
      const name = nameOf(V1, 'complianceruntimeresults');
      assert.deepEqual(await world.writesOf(() => world.publish(changed)), [
        `PUT /environments/${TARGET}/complianceruntimeresults/${name}`,
      ]);
      assert.equal(gradeOf(resourceOf(V1, 'apiservices')), 'E');
      const managed = ALL.map((api) => (api === ORDERS ? regraded(api, 'A', 99) : api));
      await publishAll(managed);
      assert.equal(gradeOf(managedInstance('/orders')), 'A');
    });

    it('the letter there is the letter here, for all boundary scores', async () => {
      const boundaries: readonly (readonly [Letter, number])[] = [
        ['A', 100],
        ['A', 95],
        ['A', 91],
        ['A', 90],
        ['B', 89],
        ['B', 80],
        ['C', 79],
        ['C', 70],
        ['D', 69],
        ['D', 60],
        ['E', 59],
        ['E', 50],
        ['F', 49],
        ['F', 0],
      ];
      const apis = boundaries.map(([letter, score], index) =>
        regraded(publishedApi({ basePath: `/b${index}` }), letter, score),
      );
      await publishAll([...apis, UNRATED]);
      for (const [index, [letter]] of boundaries.entries())
        assert.equal(gradeOf(resourceOf(apis[index]!, 'apiservices')), letter, `boundary ${index}`);
      assert.equal(gradeOf(resourceOf(UNRATED, 'apiservices')), null);
    });

    it('an API that loses its letter loses its result, and gets it back', async () => {
      await publishAll([V1, V2]);
      const unrated = { ...V1, grade: null };
      await publishAll([unrated, V2]);
      assert.equal(gradeOf(resourceOf(V1, 'apiservices')), null);
      assert.equal(dig(resourceOf(V1, 'apiserviceinstances'), 'complianceruntimeresult'), undefined);
      await publishAll([V1, V2]);
      assert.equal(gradeOf(resourceOf(V1, 'apiserviceinstances')), 'C');
    });

    it('a new definition is a new revision; the same content is none', async () => {
      const defined = (version: string) =>
        publishedApi({ basePath: '/v1', definition: observedDefinition(version) });
      await publishAll([defined('1.0.0')]);
      assert.deepEqual(await world.writesOf(() => world.publish([defined('1.0.0')])), []);
      await publishAll([defined('2.0.0')]);
      assert.equal(world.central.dump('apiservicerevisions', TARGET).length, 2);
      await publishAll([defined('1.0.0')]);
      assert.equal(
        world.central.dump('apiservicerevisions', TARGET).length,
        2,
        'the first one is used again',
      );
      const instance = resourceOf(defined('1.0.0'), 'apiserviceinstances');
      const revision = live('apiservicerevisions', textOf(dig(instance, 'spec', 'apiServiceRevision')));
      const document: unknown = JSON.parse(
        Buffer.from(textOf(dig(revision.spec, 'definition', 'value')), 'base64').toString('utf8'),
      );
      assert.equal(dig(document as JsonObject, 'info', 'version'), '1.0.0');
    });

    it('registers without a definition as text, or as a document with servers only', async () => {
      await publishAll([V1]);
      await publishAll([V1, V2], { withoutDefinition: 'oas3' });
      const types = world.central
        .dump('apiservicerevisions', TARGET)
        .map((one) => dig(one, 'spec', 'definition', 'type'));
      assert.deepEqual(types.sort(), ['oas3', 'oas3', 'unstructured']);
    });

    it('what is made belongs to the team that is configured', async () => {
      world.central.table.rules.teams.add('team-1');
      await publishAll([V1], { team: 'team-1' });
      for (const plural of [
        'apiservices',
        'apiservicerevisions',
        'apiserviceinstances',
        'complianceruntimeresults',
      ])
        for (const one of world.central.dump(plural, TARGET)) assert.equal(dig(one, 'owner', 'id'), 'team-1');
    });
  });

  describe('what changes in the estate', () => {
    it('an API that becomes managed is retired as unmanaged, and graded on its own instance', async () => {
      const unmanaged = publishedApi({ basePath: '/orders', letter: 'B' });
      await publishAll([V1, unmanaged]);
      await publishAll([V1, ORDERS]);
      assert.equal(gradeOf(managedInstance('/orders')), 'B');
      const service = resourceOf(unmanaged, 'apiservices');
      assert.ok((service['tags'] as string[]).includes('assay-retired'));
      assert.equal(gradeOf(service), null, 'its grade is gone');
      await publishAll([V1, unmanaged]);
      assert.equal(gradeOf(managedInstance('/orders')), null, 'the pointer is taken away again');
      assert.equal(gradeOf(resourceOf(unmanaged, 'apiservices')), 'B');
    });

    it('an instance that a gateway registers too shows the API of the two that has calls', async () => {
      const registered = { gateway: 'kong', api: 'orders-api', operation: null };
      const withCalls = publishedApi({ basePath: '/orders', managed: true, letter: 'D' });
      const atKong = { ...withCalls, api: { ...withCalls.api, registered } };
      const idle = { ...ORDERS, grade: null };
      for (const apis of [
        [idle, atKong],
        [atKong, idle],
      ]) {
        const plan = await world.plan(apis);
        assert.deepEqual(
          plan.conflicts.map(({ code }) => code),
          ['AMPLIFY_INSTANCE_SHARED'],
        );
        await publishAll(apis);
        assert.equal(gradeOf(managedInstance('/orders')), 'D');
      }
      await publishAll([atKong, ORDERS]);
      assert.equal(gradeOf(managedInstance('/orders')), 'B', 'of two with calls, the one that it is itself');
    });

    it('an API that a gateway and two environments register is shown by both instances, and is no conflict', async () => {
      const dr = 'kong-dr';
      plantManaged(world.central, ['/orders'], dr);
      const both = { managedEnvironments: [MANAGED, dr] };
      const refs = [
        { gateway: 'kong', api: 'orders-api', operation: null },
        ...[MANAGED, dr].map((environment) => ({
          gateway: 'amplify',
          api: `${environment}/${instanceName('/orders')}`,
          operation: null,
        })),
      ];
      const made = publishedApi({ basePath: '/orders', managed: true, letter: 'D' });
      const api = { ...made, api: { ...made.api, registered: refs[0]!, registrations: refs } };
      assert.deepEqual((await world.plan([api], both)).conflicts, []);
      await publishAll([api], both);
      const shown = [MANAGED, dr].map((environment) =>
        world.central
          .dump('apiserviceinstances', environment)
          .filter(({ name }) => name === instanceName('/orders'))
          .map(gradeOf),
      );
      assert.deepEqual(shown, [['D'], ['D']]);
      assert.equal(world.central.dump('complianceruntimeresults', TARGET).length, 1);
      assert.deepEqual(await world.writesOf(() => world.publish([api], both)), []);
    });

    it('where one of two instances may not be written, a clone stands beside the other', async () => {
      const dr = 'kong-dr';
      plantManaged(world.central, ['/orders'], dr);
      world.central.faults.lockedEnvironments.add(dr);
      const both = { managedEnvironments: [MANAGED, dr] };
      const refs = [MANAGED, dr].map((environment) => ({
        gateway: 'amplify',
        api: `${environment}/${instanceName('/orders')}`,
        operation: null,
      }));
      const made = publishedApi({ basePath: '/orders', managed: true, letter: 'D' });
      const api = { ...made, api: { ...made.api, registered: refs[0]!, registrations: refs } };
      await world.publish([api], both);
      await publishAll([api], both);
      assert.equal(gradeOf(managedInstance('/orders')), 'D');
      assert.equal(gradeOf(resourceOf(api, 'apiservices')), 'D');
      assert.deepEqual(await world.writesOf(() => world.publish([api], both)), []);
    });

    it('half of the APIs may become managed at once: what changes places is no loss', async () => {
      const bases = ['/orders', '/carts', '/a', '/b'];
      await publishAll(bases.map((basePath) => publishedApi({ basePath })));
      await publishAll([
        ORDERS,
        managedApi('/carts'),
        ...bases.slice(2).map((basePath) => publishedApi({ basePath })),
      ]);
      assert.equal(gradeOf(managedInstance('/carts')), 'C');
    });

    it('an API that vanishes is marked retired, keeps standing without a grade, and comes back', async () => {
      const others = ['/a', '/b', '/c'].map((basePath) => publishedApi({ basePath }));
      await publishAll([...others, V1]);
      const before = stateOf(world.central);
      await publishAll(others);
      const instance = resourceOf(V1, 'apiserviceinstances');
      assert.equal(dig(instance, 'x-agent-details', 'externalAPISyncWarning'), 'warning');
      assert.match(textOf(dig(instance, 'attributes', 'assayRetired')), /^\d{4}-/);
      assert.equal(gradeOf(instance), null);
      assert.ok(!world.central.journal.some(({ method }) => method === 'DELETE'), 'nothing is deleted');
      await publishAll([...others, V1]);
      assert.deepEqual(stateOf(world.central), before);
    });

    it('deletes what vanished only where that is configured', async () => {
      const others = ['/a', '/b', '/c'].map((basePath) => publishedApi({ basePath }));
      await publishAll([...others, V1]);
      await publishAll(others, { retire: 'delete' });
      assert.equal(world.central.dump('apiservices', TARGET).length, 3);
      assert.equal(world.central.dump('complianceruntimeresults', TARGET).length, 3);
    });

    it('a run that saw nothing, or a third of it, empties nothing', async () => {
      const apis = Array.from({ length: 6 }, (_, index) => publishedApi({ basePath: `/a${index}` }));
      await publishAll(apis);
      for (const seen of [[], apis.slice(0, 2)]) {
        const receipt = await world.publish(seen);
        assert.equal(receipt.retired, 0);
        assert.match(receipt.refusal ?? '', /would be retired/);
      }
      const allowed = await world.publish(apis.slice(0, 2), {}, { allowRetire: true });
      assert.equal(allowed.retired, 12);
    });

    for (const managedGrades of ['pointer', 'clone'] as const) {
      for (const retire of ['mark', 'delete'] as const) {
        it(`takes nothing from managed APIs when their environment lists none (${managedGrades}, ${retire})`, async () => {
          const paths = Array.from({ length: 8 }, (_, at) => `/m${at}`);
          const wide = await publishWorld({ managed: paths });
          try {
            const apis = paths.map((path) => managedApi(path, { letter: 'B' }));
            await wide.publish(apis, { managedGrades, retire });
            const before = stateOf(wide.central);
            const { table } = wide.central;
            const list = table.list.bind(table);
            table.list = (rules, scope) => (scope === MANAGED ? [] : list(rules, scope));
            const receipt = await wide.publish(apis, { managedGrades, retire });
            table.list = list;
            assert.match(receipt.refusal ?? '', /would be retired/);
            assert.deepEqual([receipt.retired, stateOf(wide.central)], [0, before]);
          } finally {
            await wide.stop();
          }
        });
      }
    }

    for (const pointerRemoval of ['null', 'empty'] as const) {
      it(`takes pointers away with ${pointerRemoval}, where the platform wants it so`, async () => {
        world.central.table.rules.pointerRemoval = pointerRemoval;
        await publishAll([V1, V2], { pointerRemoval });
        await publishAll([{ ...V1, grade: null }, V2], { pointerRemoval });
        assert.equal(gradeOf(resourceOf(V1, 'apiservices')), null);
      });
    }
  });

  describe('what belongs to people and others', () => {
    it('keeps the title, text, tags, owner, endpoints and revision that a person chose', async () => {
      await publishAll([V1, V2]);
      world.central.table.rules.teams.add('team-9');
      const service = live('apiservices', nameOf(V1));
      service.title = 'Orders of the shop';
      service.spec = { ...service.spec, description: 'Ask the shop team.' };
      service.tags = [...service.tags, 'payments'];
      service.owner = { type: 'team', id: 'team-9' };
      const instance = live('apiserviceinstances', nameOf(V1));
      const revision = world.central.table.create(kindOf('apiservicerevisions'), TARGET, {
        name: 'a-better-one',
        spec: { apiService: service.name, definition: { type: 'unstructured', value: 'eA==' } },
      });
      const endpoint = [
        { host: 'shop.example', port: 8443, protocol: 'https', routing: { basePath: '/v1' } },
      ];
      instance.spec = { ...instance.spec, endpoint, apiServiceRevision: revision.name };
      await assertSettled([V1, V2]);

      const renamed = publishedApi({
        basePath: '/v1',
        name: 'another name',
        definition: observedDefinition(),
      });
      const moved = {
        ...renamed,
        api: { ...renamed.api, id: V1.api.id },
        body: { ...renamed.body, flags: ['zombie'] },
      };
      await publishAll([moved, V2]);
      assert.equal(service.title, 'Orders of the shop');
      assert.equal(service.spec['description'], 'Ask the shop team.');
      assert.ok(service.tags.includes('payments') && service.tags.includes('assay-zombie'));
      assert.deepEqual(service.owner, { type: 'team', id: 'team-9' });
      assert.deepEqual(instance.spec['endpoint'], endpoint);
      assert.equal(instance.spec['apiServiceRevision'], 'a-better-one');
    });

    it('a write that another one overtakes is merged with it and tried again', async () => {
      await publishAll([V1]);
      const name = nameOf(V1, 'complianceruntimeresults');
      const result = live('complianceruntimeresults', name);
      let edits = 0;
      world.central.faults.onEntry = () => {
        const last = world.central.journal.at(-1);
        const isRead = last?.kind === 'read' && last.path.endsWith(`/complianceruntimeresults/${name}`);
        if (!isRead || edits === 2) return;
        edits += 1;
        result.tags = [...result.tags, `edit-${edits}`];
        result.version += 1;
      };
      await publishAll([regraded(V1, 'A', 97)]);
      assert.ok(world.central.journal.filter(({ status }) => status === 428).length === 2);
      assert.deepEqual(
        result.tags.filter((tag) => tag.startsWith('edit-')),
        ['edit-1', 'edit-2'],
      );
      assert.equal(gradeOf(resourceOf(V1, 'apiservices')), 'A');
    });

    it('a name that is taken gets a longer one, and stays with it', async () => {
      await publishAll([V2]);
      const { changes } = await world.plan([V1, V2]);
      const name = changes
        .find(({ key }) => key.startsWith('apiservices/'))
        ?.key.slice('apiservices/'.length);
      world.central.table.create(kindOf('apiservices'), TARGET, { name, title: 'A person’s', spec: {} });
      await publishAll([V1, V2]);
      assert.equal(live('apiservices', String(name)).title, 'A person’s');
      assert.match(nameOf(V1), /-[0-9a-f]{16}$/);
      world.central.table.remove(kindOf('apiservices'), TARGET, String(name));
      await assertSettled([V1, V2]);
    });

    it('a pointer of another agent is left alone, and told', async () => {
      const { table } = world.central;
      table.create(kindOf('environments'), null, { name: 'akamai-env', spec: {} });
      const agent = { dataplaneType: 'Akamai', config: {} };
      table.create(kindOf('complianceagents'), 'akamai-env', { name: 'akamai-ca', spec: agent });
      const results = [{ type: 'Akamai', runtime: { riskScore: 4.5 } }];
      const spec = { complianceAgent: 'akamai-ca', type: 'Akamai', results };
      table.create(kindOf('complianceruntimeresults'), 'akamai-env', { name: 'theirs', spec });
      const pointer = { complianceruntimeresult: 'akamai-env/theirs' };
      table.putSub(
        kindOf('apiserviceinstances'),
        MANAGED,
        instanceName('/orders'),
        'complianceruntimeresult',
        pointer,
      );
      const receipt = await world.publish([V1, ORDERS]);
      assert.deepEqual([receipt.error, receipt.conflicts], [null, 1]);
      assert.equal(gradeOf(managedInstance('/orders')), 'E');
      const { conflicts, changes } = await world.plan([V1, ORDERS]);
      assert.deepEqual(changes, []);
      assert.equal(conflicts[0]?.code, 'AMPLIFY_POINTER_FOREIGN');
    });

    it('touches nothing in managed environments but the pointer', async () => {
      const before = JSON.stringify(world.central.dump('apiservices', MANAGED));
      await publishAll(ALL);
      const touched = world.central.journal.filter(
        ({ kind, path }) => kind === 'write' && path.startsWith(`/environments/${MANAGED}`),
      );
      assert.deepEqual(
        touched.map(({ method, path }) => `${method} ${path}`),
        [
          `PUT /environments/${MANAGED}/apiserviceinstances/${instanceName('/orders')}/complianceruntimeresult`,
        ],
      );
      assert.equal(JSON.stringify(world.central.dump('apiservices', MANAGED)), before);
    });
  });

  describe('grades of managed APIs', () => {
    it('a pointer that may not be written becomes a clone, says so, and writes nothing more', async () => {
      world.central.faults.lockedEnvironments.add(MANAGED);
      const receipt = await world.publish([V1, ORDERS]);
      assert.equal(receipt.error, null);
      assert.equal(world.said.length, 1);
      const clone = resourceOf(ORDERS, 'apiservices');
      assert.equal(gradeOf(clone), 'B');
      assert.equal(dig(clone, 'source', 'references', 'apiService'), `${MANAGED}/s-orders`);
      const instance = resourceOf(ORDERS, 'apiserviceinstances');
      assert.equal(
        dig(instance, 'source', 'references', 'apiServiceInstance'),
        `${MANAGED}/${instanceName('/orders')}`,
      );
      const { conflicts, changes } = await world.plan([V1, ORDERS]);
      assert.deepEqual(changes, []);
      assert.deepEqual(
        conflicts.map(({ code }) => code),
        ['AMPLIFY_POINTER_REFUSED'],
      );
      assert.deepEqual(await world.writesOf(() => world.publish([V1, ORDERS])), []);
    });

    it('goes to clones, or nowhere, where that is configured; and back', async () => {
      await publishAll([V1, ORDERS]);
      await publishAll([V1, ORDERS], { managedGrades: 'clone' });
      assert.equal(gradeOf(managedInstance('/orders')), null);
      assert.equal(gradeOf(resourceOf(ORDERS, 'apiservices')), 'B');
      await publishAll([V1, ORDERS]);
      assert.equal(gradeOf(managedInstance('/orders')), 'B');
      const asIs = await world.plan([V1, ORDERS], { managedGrades: 'off' });
      assert.deepEqual(asIs.conflicts, []);
      await publishAll([V1], { managedGrades: 'off' });
      await publishAll([V1, ORDERS], { managedGrades: 'off' });
      assert.equal(
        world.central.dump('apiservices', TARGET).filter((one) => gradeOf(one) !== null).length,
        1,
      );
    });

    it('finds the instance of an API that another gateway registered by its address', async () => {
      const elsewhere = publishedApi({ basePath: '/carts', managed: true, letter: 'D' });
      await publishAll([V1, elsewhere]);
      assert.equal(gradeOf(managedInstance('/carts')), 'D');
      const unknown = publishedApi({ basePath: '/nowhere', managed: true, letter: 'D' });
      const { conflicts, changes } = await world.plan([V1, elsewhere, unknown]);
      assert.deepEqual(changes, [], 'it is not registered as if it were unmanaged');
      assert.equal(conflicts[0]?.code, 'AMPLIFY_INSTANCE_UNKNOWN');
    });
  });
});
