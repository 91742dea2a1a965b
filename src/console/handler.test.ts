import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  consoleReport,
  hostileReport,
  seedReport,
  seedSurroundings,
} from '../../test/support/console-estate.ts';
import { type ConsoleServer, READY, startConsole, TOKEN } from '../../test/support/console-server.ts';
import { HOSTILE_STRINGS } from '../../test/support/hostile-strings.ts';
import { SILENT_LOGGER } from '../model/logger.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';

const REPORT = consoleReport();
const API = REPORT.apis[0]!.id;
const FINDING = REPORT.findings[0]!.id;
const PAGES = [
  '/',
  '/inventory',
  '/inventory.csv',
  '/inventory.json',
  `/apis/${API}`,
  `/endpoints/${REPORT.endpoints[0]!.id}`,
  '/findings',
  `/findings/${FINDING}`,
  '/changes',
  '/corrections',
  '/jobs',
  '/registries',
  '/registries/built-in',
  '/registries/built-in/plan',
];

async function seeded(): Promise<ConsoleServer> {
  const server = await startConsole();
  await seedSurroundings(server.store, REPORT);
  await seedReport(server.store, REPORT);
  return server;
}

async function cookieOf(server: ConsoleServer): Promise<string> {
  const answer = await server.ask(`/?token=${TOKEN}`, { signedIn: false });
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

describe('the page of an endpoint', () => {
  it('says what its slots are and lists the values of a closed one', async () => {
    await using server = await seeded();
    const pageOf = async (path: string): Promise<string> => {
      const found = REPORT.endpoints.find((endpoint) => endpoint.path.endsWith(path));
      return (await server.ask(`/endpoints/${found?.id ?? ''}`)).text;
    };
    assert.match(await pageOf('/labels/{labelId}'), /\{labelId\}.*express, freight, standard/);
    assert.match(await pageOf('/products/{productId}'), /\{productId\}.*integer.*open.*1204 distinct/);
    assert.ok(!(await pageOf('/graphql')).includes('Slots'));
  });
});

describe('who is let in', () => {
  it('refuses every host name that is not listed, on every page', async () => {
    await using server = await seeded();
    for (const host of [
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1:1',
      'assay.example.evil.example',
    ]) {
      for (const path of ['/', '/api/v1/apis', '/metrics', '/assets/console.css', `/?token=${TOKEN}`]) {
        const answer = await server.ask(path, { headers: { host } });
        assert.equal(answer.status, 421, `${host} ${path}`);
        assert.equal(answer.headers['set-cookie'], undefined);
      }
    }
    assert.equal((await server.ask('/', { headers: { host: 'Assay.Example:8080' } })).status, 200);
  });

  it('refuses an absolute target, which would name a second host', async () => {
    await using server = await seeded();
    assert.equal((await server.ask('http://evil.example/')).status, 400);
    assert.equal((await server.ask('//evil.example/')).status, 400);
  });

  it('asks for the token wherever data is', async () => {
    await using server = await seeded();
    for (const path of [...PAGES, '/api/v1/apis', '/api/v1/openapi.json', '/nothing', '/api/v1/nothing']) {
      const answer = await server.ask(path, { signedIn: false });
      assert.equal(answer.status, 401, path);
      assert.ok(!answer.text.includes('shop.example'), path);
      assert.equal(
        (await server.ask(path, { headers: { authorization: 'Bearer wrong' } })).status,
        401,
        path,
      );
    }
  });

  it('turns the token of the printed address into a cookie and leaves the address clean', async () => {
    await using server = await seeded();
    const answer = await server.ask(`/?token=${TOKEN}`, { signedIn: false });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, '/');
    const cookie = answer.headers['set-cookie']?.[0] ?? '';
    assert.match(cookie, /; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    assert.ok(!cookie.includes(TOKEN));
    const signedIn = await server.ask('/', { signedIn: false, headers: { cookie: await cookieOf(server) } });
    assert.equal(signedIn.status, 200);
    const wrong = await server.ask('/?token=wrong', { signedIn: false });
    assert.equal(wrong.status, 401);
    assert.equal(wrong.headers['set-cookie'], undefined);
  });

  it('leaves probes open and keeps what they would say for those who may know', async () => {
    await using server = await startConsole({
      health: async () => ({ ready: false, checks: [{ name: 'pull lake', ok: false, detail: 'Failed.' }] }),
    });
    const probe = { signedIn: false, headers: { host: '10.1.2.3:8080' } };
    assert.deepEqual(
      [(await server.ask('/livez', probe)).status, (await server.ask('/livez', probe)).text],
      [200, 'ok\n'],
    );
    const ready = await server.ask('/readyz', probe);
    assert.deepEqual([ready.status, ready.text], [503, 'not ready\n']);
    assert.match(
      (await server.ask('/readyz?verbose', { signedIn: false })).text,
      /^\[-\] pull lake: Failed\.$/m,
    );
    const proxied = { signedIn: false, headers: { 'x-forwarded-for': '203.0.113.9' } };
    assert.ok(!(await server.ask('/readyz?verbose', proxied)).text.includes('lake'));
    assert.equal((await server.ask('/metrics', proxied)).status, 401);
    assert.equal((await server.ask('/metrics', { signedIn: false })).status, 200);
    assert.equal(
      (await server.ask('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status,
      200,
    );
  });
});

describe('a large report', () => {
  it('is read once for an assessment, whatever is asked for and however often it is scraped', async () => {
    const store = openSqliteStore(':memory:');
    let reads = 0;
    const counted = {
      ...store,
      latestReport: () => {
        reads += 1;
        return store.latestReport();
      },
    };
    await using server = await startConsole({ store: counted });
    await seedReport(store, REPORT);
    const [first, second] = [await server.ask('/metrics'), await server.ask('/metrics')];
    await server.ask('/inventory');
    assert.equal(reads, 1);
    assert.match(first.text, /^assay_apis\{management="managed"\} \d+$/m);
    assert.equal(second.text, first.text);
    await seedReport(store, { ...REPORT, apis: [] }, Date.parse(REPORT.asOf!) + 3_600_000);
    assert.ok(!(await server.ask('/metrics')).text.includes('assay_apis{'));
    assert.equal(reads, 2);
  });
});

describe('what every answer carries', () => {
  it('has a strict policy, no sniffing, no referrer, no cache, and never a CORS header', async () => {
    await using server = await seeded();
    for (const path of [...PAGES, '/api/v1/apis', '/nothing', '/livez']) {
      const { headers } = await server.ask(path, { headers: { origin: 'https://evil.example' } });
      assert.equal(
        headers['content-security-policy'],
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        path,
      );
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['cache-control'], 'no-store', path);
      assert.deepEqual(
        Object.keys(headers).filter((name) => name.startsWith('access-control')),
        [],
      );
    }
    assert.match((await server.ask('/assets/console.css')).headers['cache-control'] ?? '', /immutable/);
  });

  it('answers HEAD as GET without the body, and says which method a path takes', async () => {
    await using server = await seeded();
    const head = await server.ask('/inventory', { method: 'HEAD' });
    const get = await server.ask('/inventory');
    assert.deepEqual(
      [head.status, head.text, head.headers['content-length']],
      [200, '', get.headers['content-length']],
    );
    const put = await server.ask('/inventory', { method: 'PUT' });
    assert.deepEqual([put.status, put.headers.allow], [405, 'GET']);
  });

  it('says no report yet before the first assessment, and hides what went wrong inside', async () => {
    await using empty = await startConsole();
    assert.equal((await empty.ask('/')).status, 503);
    assert.equal((await empty.ask('/api/v1/apis')).status, 503);
    assert.equal((await empty.ask('/jobs')).status, 200);
    const store = openSqliteStore(':memory:');
    const logged: unknown[] = [];
    await using broken = await startConsole({
      store: { ...store, runs: async () => Promise.reject(new TypeError('secret /etc/path')) },
      logger: { ...SILENT_LOGGER, error: (message, fields) => logged.push({ message, ...fields }) },
    });
    const answer = await broken.ask('/');
    assert.equal(answer.status, 500);
    assert.ok(!answer.text.includes('secret'));
    assert.deepEqual(logged, [
      { message: 'The console could not answer a request.', error_name: 'TypeError' },
    ]);
  });
});

describe('changes', () => {
  const form = (token: string): string => `form=${token}&status=accepted&reason=known&person=Ada&expires=`;
  const path = `/findings/${FINDING}/decision`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };

  async function formToken(server: ConsoleServer): Promise<string> {
    const page = await server.ask(`/findings/${FINDING}`);
    return /name="form" value="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&#61;', '=') ?? '';
  }

  it('takes a decision from a page of ours and shows it at once', async () => {
    await using server = await seeded();
    const cookie = await cookieOf(server);
    const headers = { ...type, cookie, origin: `http://127.0.0.1:${server.port}` };
    const body = form(await formToken(server));
    const answer = await server.ask(path, { method: 'POST', signedIn: false, headers, body });
    assert.deepEqual([answer.status, answer.headers.location], [303, `/findings/${FINDING}#decision`]);
    assert.equal((await server.store.findingDecisions()).get(FINDING)?.reason, 'known');
    assert.match((await server.ask(`/findings/${FINDING}`)).text, /status-accepted/);
    const reopened = await server.ask(path, {
      method: 'POST',
      signedIn: false,
      headers,
      body: body.replace('accepted', 'open'),
    });
    assert.equal(reopened.status, 303);
    assert.equal((await server.store.findingDecisions()).size, 0);
  });

  it('refuses a write that another site, no page, or an old form sends', async () => {
    await using server = await seeded();
    const cookie = await cookieOf(server);
    const own = `http://127.0.0.1:${server.port}`;
    const token = await formToken(server);
    const refused: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{}, token],
      [{ origin: 'http://evil.example' }, token],
      [{ origin: 'null' }, token],
      [{ origin: `http://127.0.0.1:${server.port + 1}` }, token],
      [{ origin: own, 'sec-fetch-site': 'cross-site' }, token],
      [{ origin: own, 'sec-fetch-site': 'same-site' }, token],
      [{ origin: 'null', 'sec-fetch-site': 'none' }, token],
      [{ 'sec-fetch-site': 'same-origin' }, token],
      [{ origin: own }, 'another-token'],
      [{ origin: own }, ''],
    ];
    for (const [extra, value] of refused) {
      const headers = { ...type, cookie, ...extra };
      const answer = await server.ask(path, { method: 'POST', signedIn: false, headers, body: form(value) });
      assert.equal(answer.status, 403, JSON.stringify(extra));
    }
    const nobody = await server.ask(path, {
      method: 'POST',
      signedIn: false,
      headers: { ...type, origin: own },
      body: form(token),
    });
    assert.equal(nobody.status, 401);
    assert.equal((await server.store.findingDecisions()).size, 0);
    // Browsers send `null` from a page without referrer; only Sec-Fetch-Site tells that it is ours.
    const headers = { ...type, cookie, origin: 'null', 'sec-fetch-site': 'same-origin' };
    assert.equal(
      (await server.ask(path, { method: 'POST', signedIn: false, headers, body: form(token) })).status,
      303,
    );
  });

  it('refuses a decision without reason or person, an end in the past, a body too large', async () => {
    await using server = await seeded();
    const token = await formToken(server);
    const headers = { ...type, origin: `http://127.0.0.1:${server.port}` };
    const post = async (body: string): Promise<number> =>
      (await server.ask(path, { method: 'POST', headers, body })).status;
    assert.equal(await post(`form=${token}&status=accepted&reason=%20&person=Ada`), 400);
    assert.equal(await post(`form=${token}&status=accepted&reason=known&person=`), 400);
    assert.equal(await post(`form=${token}&status=fixed&reason=known&person=Ada`), 400);
    assert.equal(await post(`form=${token}&status=accepted&reason=known&person=Ada&expires=2020-01-01`), 400);
    assert.equal(await post(`form=${token}&reason=${'x'.repeat(70_000)}`), 413);
    assert.equal((await server.store.findingDecisions()).size, 0);
    assert.equal(
      await post(`form=${token}&status=false-positive&reason=known&person=Ada&expires=2026-02-01`),
      303,
    );
    assert.equal((await server.store.findingDecisions()).get(FINDING)?.expiresAtMs, Date.UTC(2026, 1, 2));
  });

  it('changes nothing by GET, whatever is asked', async () => {
    const store = openSqliteStore(':memory:');
    await seedSurroundings(store, REPORT);
    await seedReport(store, REPORT);
    const written: string[] = [];
    const readOnly = new Proxy(store, {
      get: (target, name, receiver) => {
        if (
          /^(commit|decide|reopen|save|plan|settle|start|end|compact|acquire|release|installation)/.test(
            String(name),
          )
        )
          written.push(String(name));
        return Reflect.get(target, name, receiver);
      },
    });
    await using server = await startConsole({ store: readOnly });
    for (const one of [
      ...PAGES,
      `${path}?status=accepted&reason=a&person=b`,
      '/api/v1/apis',
      '/api/v1/runs',
      '/metrics',
      '/readyz?verbose',
    ])
      await server.ask(one);
    assert.deepEqual(written, []);
  });
});

describe('hostile text', () => {
  it('goes through every page as text', async () => {
    for (const text of HOSTILE_STRINGS) {
      const report = hostileReport(text);
      const store = openSqliteStore(':memory:');
      await seedReport(store, report);
      await using server = await startConsole({ store, health: async () => READY });
      const pages = [
        ...PAGES,
        `/inventory?environment=${encodeURIComponent(text.toWellFormed())}`,
        `/inventory?q=${encodeURIComponent(text.toWellFormed())}`,
      ];
      for (const path of pages.filter((one) => !one.startsWith('/inventory.'))) {
        const answer = await server.ask(path);
        assert.equal(answer.status, 200, `${path} ${JSON.stringify(text)}`);
        assertInert(answer.text, `${path} ${JSON.stringify(text.slice(0, 60))}`);
      }
      const csv = await server.ask('/inventory.csv');
      assert.ok(!/[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\r\n]]/v.test(csv.text));
      assert.ok(
        !/(^|,)"?\s*[=+\-@]/m.test(
          csv.text.replaceAll(/"[^"]*(""[^"]*)*"/g, (cell) => (/^"\s*[=+\-@]/.test(cell) ? cell : 'x')),
        ),
        JSON.stringify(text),
      );
    }
  });

  it('in an address is answered with a page of ours that does not repeat it', async () => {
    await using server = await seeded();
    for (const text of HOSTILE_STRINGS.filter((one) => one.trim() !== '')) {
      const part = encodeURIComponent(text.toWellFormed()).slice(0, 2000);
      for (const path of [
        `/${part}`,
        `/apis/${part}`,
        `/findings/${part}`,
        `/inventory?flag=${part}`,
        `/inventory?${part}=1`,
      ]) {
        const answer = await server.ask(path);
        assert.ok(answer.status === 404 || answer.status === 400, `${answer.status} ${path}`);
        assertInert(answer.text, path);
      }
    }
  });
});

/** Only elements and attributes that the pages themselves are made of, and no invisible character. */
function assertInert(page: string, context: string): void {
  assert.ok(!/[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\t\n]]/v.test(page), `controls: ${context}`);
  assert.ok(!/<(script|img|style|iframe|object|embed|base|!--)/i.test(page), `element: ${context}`);
  for (const tag of page.match(/<[a-z][^>]*>/gi) ?? []) {
    assert.ok(
      !/\s(on\w+|style|srcdoc)\s*=/i.test(tag.replaceAll(/"[^"]*"/g, '""')),
      `attribute: ${context} ${tag.slice(0, 200)}`,
    );
    const target = /\s(?:href|action|src)="([^"]*)"/.exec(tag)?.[1];
    assert.ok(
      target === undefined || /^(\/(?!\/)|#)/.test(target),
      `target: ${context} ${tag.slice(0, 200)}`,
    );
  }
}
