import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consoleReport, seedReport } from '../../test/support/console-estate.ts';
import { type ConsoleServer, startConsole, TOKEN } from '../../test/support/console-server.ts';
import { HOSTILE_STRINGS } from '../../test/support/hostile-strings.ts';
import type { PlannedRegistry } from '../agent/publish-registry.ts';
import { AssayError } from '../model/errors.ts';
import { RETIRED_BY_HAND } from '../registry/queue.ts';

const REPORT = consoleReport();
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const PLANNED: PlannedRegistry = {
  registry: 'shelf',
  plan: {
    changes: [
      { action: 'create', key: 'services/new', kind: 'Service', after: { title: 'new' } },
      {
        action: 'update',
        key: 'grades/orders',
        kind: 'Grade',
        before: { spec: { letter: 'B' } },
        after: { spec: { letter: 'C' } },
        fields: ['spec'],
      },
    ],
    unchanged: 7,
    refusal: '9 of 20 registered objects would be retired at once; nothing was retired.',
    withheld: [{ action: 'retire', key: 'services/old', kind: 'Service', before: {} }],
    conflicts: [{ key: 'pointers/x', code: 'TAKEN', message: 'Another agent set it.' }],
  },
  waiting: new Set(['grades/orders']),
};

/** A shelf with one object, one refused change, one retired by hand, one that waits, and a run that says so. */
async function seeded(
  plan: () => Promise<PlannedRegistry> = () => Promise.resolve(PLANNED),
): Promise<ConsoleServer> {
  const server = await startConsole({ registries: ['built-in', 'shelf'], plan });
  const { store } = server;
  await seedReport(store, REPORT);
  const api = REPORT.apis[0]?.id ?? '';
  const run = await store.startRun('publish', 'shelf', Date.UTC(2026, 0, 15));
  const error = { code: 'REGISTRY_PARTIAL', message: 'Two wait.', fix: 'Look there.' };
  await store.endRun(run, Date.UTC(2026, 0, 15, 0, 1), 'partial', { created: 1, quarantined: 2 }, error);
  await store.planOutbox('shelf', [
    { key: 'services/orders', change: { action: 'create', api } },
    { key: 'services/bad', change: { action: 'create', api } },
    { key: 'services/hand', change: { action: 'retire' } },
    { key: 'grades/bad', change: { action: 'update', api } },
  ]);
  const [orders, bad, hand] = await store.outbox('shelf');
  await store.settleOutbox(orders?.sequence ?? 0, 'applied', null, {
    registry: 'shelf',
    key: 'services/orders',
    kind: 'Service',
    api,
    body: {},
    state: 'active',
    changedAtMs: 1,
  });
  await store.settleOutbox(bad?.sequence ?? 0, 'quarantined', 'NAME: The name is too long.', null);
  await store.settleOutbox(hand?.sequence ?? 0, 'quarantined', RETIRED_BY_HAND, null);
  return server;
}

describe('registry sync', () => {
  it('shows every registry with its objects, what waits, why, and the last runs', async () => {
    await using server = await seeded();
    const list = (await server.ask('/registries')).text;
    assert.match(list, /href="\/registries\/built-in"/);
    assert.match(
      list,
      /href="\/registries\/shelf">shelf<\/a><\/th><td class="number">1<\/td><td class="number">0<\/td><td class="number">1<\/td><td class="number">2<\/td>/,
    );
    const page = (await server.ask('/registries/shelf')).text;
    for (const shown of [
      'services/bad',
      'NAME: The name is too long.',
      'Retired by hand.',
      'grades/bad',
      'Two wait.',
    ])
      assert.ok(page.includes(shown), shown);
    assert.equal((await server.ask('/registries/nowhere')).status, 404);
    assert.equal((await server.ask('/registries/nowhere/plan')).status, 404);
    const api = await server.ask(`/apis/${REPORT.apis[0]?.id}`);
    assert.match(api.text, />shelf<\/th><td>active<span class="block quiet">pending change/);
  });

  it('shows the plan of now as a diff, with conflicts and what is withheld', async () => {
    await using server = await seeded();
    const { text } = await server.ask('/registries/shelf/plan');
    assert.match(text, /Registry shelf: 1 to create, 1 to update, 1 in conflict, 7 unchanged\./);
    assert.match(text, /<code>spec\.letter<\/code> <del>&quot;B&quot;<\/del> → <ins>&quot;C&quot;<\/ins>/);
    for (const shown of ['Another agent set it.', '1 retirement withheld', '>waits<'])
      assert.ok(text.includes(shown), shown);
  });

  it('says what is wrong when the registry cannot be read, and hides a bug', async () => {
    const fault = new AssayError({ code: 'X', kind: 'auth', message: 'Not authorised.', fix: 'Ask for it.' });
    await using down = await seeded(() => Promise.reject(fault));
    const answer = await down.ask('/registries/shelf/plan');
    assert.equal(answer.status, 200);
    assert.match(answer.text, /Not authorised\. Ask for it\./);
    await using broken = await seeded(() => Promise.reject(new TypeError('secret')));
    assert.equal((await broken.ask('/registries/shelf/plan')).status, 500);
  });

  it('retries one or all by a form of ours only', async () => {
    await using server = await seeded();
    const page = await server.ask('/registries/shelf');
    const token = /name="form" value="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&#61;', '=') ?? '';
    const cookie =
      (await server.ask(`/?token=${TOKEN}`, { signedIn: false })).headers['set-cookie']?.[0] ?? '';
    const headers = {
      ...FORM,
      cookie: cookie.split(';')[0] ?? '',
      origin: `http://127.0.0.1:${server.port}`,
    };
    const post = (body: string, more: Readonly<Record<string, string>> = {}) =>
      server.ask('/registries/shelf/retry', {
        method: 'POST',
        signedIn: false,
        headers: { ...headers, ...more },
        body,
      });
    const keys = async (): Promise<readonly string[]> =>
      (await server.store.outbox('shelf')).filter((one) => one.state === 'quarantined').map((one) => one.key);
    assert.equal((await post('form=wrong&key=')).status, 403);
    assert.equal((await post(`form=${token}&key=`, { origin: 'https://evil.example' })).status, 403);
    assert.deepEqual(await keys(), ['services/bad', 'services/hand']);
    const answer = await post(`form=${token}&key=services%2Fbad`);
    assert.deepEqual([answer.status, answer.headers.location], [303, '/registries/shelf#quarantine']);
    assert.deepEqual(await keys(), ['services/hand']);
    assert.equal((await post(`form=${token}&key=`)).status, 303);
    assert.deepEqual(await keys(), []);
    assert.equal((await server.ask('/registries/shelf/retry')).status, 405, 'GET changes nothing');
  });

  it('has the same over REST', async () => {
    await using server = await seeded();
    const { items } = JSON.parse((await server.ask('/api/v1/registries')).text);
    assert.deepEqual(
      items.map((one: { id: string; quarantined: unknown[] }) => [one.id, one.quarantined.length]),
      [
        ['built-in', 0],
        ['shelf', 2],
      ],
    );
    const retry = (body: string, type = 'application/json') =>
      server.ask('/api/v1/registries/shelf/retry', {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
    assert.equal((await retry('{"keys":"services/bad"}')).status, 400);
    assert.equal((await retry('{}', 'text/plain')).status, 415);
    const one = JSON.parse((await retry('{"keys":["services/bad"]}')).text);
    assert.deepEqual(
      one.quarantined.map((entry: { key: string }) => entry.key),
      ['services/hand'],
    );
    assert.deepEqual(JSON.parse((await retry('{}')).text).quarantined, []);
  });

  it('lets no string of a registry become markup', async () => {
    const changes = HOSTILE_STRINGS.map((text) => ({
      action: 'update' as const,
      key: text,
      kind: text,
      before: { [text]: text },
      after: { [text]: `${text}!` },
      fields: [text],
    }));
    const conflicts = HOSTILE_STRINGS.map((text) => ({ key: text, code: 'X', message: text }));
    await using server = await seeded(() =>
      Promise.resolve({
        registry: 'shelf',
        plan: { changes, unchanged: 0, refusal: null, conflicts },
        waiting: new Set<string>(),
      }),
    );
    const { text } = await server.ask('/registries/shelf/plan');
    assert.doesNotMatch(text, /<script|<img|<svg onload|onerror=alert|<b>/);
    assert.ok(text.includes('&lt;script&gt;'));
  });
});
