import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  consoleReport,
  estateOf,
  largeReport,
  seedReport,
  seedSurroundings,
} from '../../../test/support/console-estate.ts';
import { type ConsoleServer, startConsole, TOKEN } from '../../../test/support/console-server.ts';
import type { Change, ReportApi, ReportEndpoint } from '../../model/generated/report.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { compileSchema } from '../../schema/index.ts';
import { openApiDocument } from './openapi.ts';

const REPORT = consoleReport();

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: {
    readonly items?: { readonly enum?: readonly string[] };
    readonly enum?: readonly string[];
  };
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: JsonObject }>> }>
  >;
}

const DOCUMENT = openApiDocument('0.0.0') as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: JsonObject };
};

const FINDING = REPORT.findings[0]!;
const IDS: Readonly<Record<string, string>> = {
  apis: REPORT.apis[0]!.id,
  endpoints: REPORT.endpoints[0]!.id,
  findings: FINDING.id,
  registries: 'built-in',
};

let server: ConsoleServer;
before(async () => {
  server = await startConsole();
  await seedSurroundings(server.store, REPORT);
  await seedReport(server.store, REPORT);
});
after(() => server[Symbol.asyncDispose]());

/** A schema of the document as one that stands alone. */
function standalone(schema: JsonObject): JsonObject {
  return localRefs({ ...schema, $defs: DOCUMENT.components.schemas }) as JsonObject;
}

function localRefs(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replace('#/components/schemas/', '#/$defs/');
  if (isJsonArray(value)) return value.map(localRefs);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, localRefs(member ?? null)]));
}

function responseSchema(path: string, method: string, status: number): JsonObject {
  const schema =
    DOCUMENT.paths[path]?.[method]?.responses?.[String(status)]?.content?.['application/json']?.schema;
  assert.ok(schema !== undefined, `${method} ${path} ${status} is documented`);
  return standalone(schema);
}

function concrete(path: string): string {
  return path.replace('{id}', IDS[path.split('/')[3] ?? ''] ?? '');
}

async function items<T = ReportApi>(path: string): Promise<readonly T[]> {
  const answer = await server.ask(path);
  assert.equal(answer.status, 200, `${path}: ${answer.text.slice(0, 200)}`);
  return JSON.parse(answer.text).items;
}

describe('REST API', () => {
  it('answers every documented GET with what its schema says, and every error with the error schema', async () => {
    for (const path of Object.keys(DOCUMENT.paths)) {
      if (DOCUMENT.paths[path]?.['get'] === undefined) continue;
      const answer = await server.ask(concrete(path));
      assert.equal(answer.status, 200, path);
      assert.match(answer.headers['content-type'] ?? '', /^application\/json/);
      const problems = compileSchema(responseSchema(path, 'get', 200)).check(JSON.parse(answer.text));
      assert.deepEqual(problems, [], path);
      const refused = await server.ask(concrete(path), { signedIn: false });
      assert.equal(refused.status, 401);
      assert.deepEqual(compileSchema(responseSchema(path, 'get', 401)).check(JSON.parse(refused.text)), []);
      if (path.includes('{id}')) {
        const missing = await server.ask(path.replace('{id}', 'api_nothing'));
        assert.deepEqual(compileSchema(responseSchema(path, 'get', 404)).check(JSON.parse(missing.text)), []);
      }
    }
  });

  it('documents every route that it serves, and serves every route that it documents', async () => {
    const { createContext } = await import('../context.ts');
    const { restRoutes } = await import('./routes.ts');
    const options = { store: server.store, version: '0.0.0' } as Parameters<typeof createContext>[0];
    const served = restRoutes(createContext(options, '')).map((route) => `${route.method} ${route.path}`);
    const documented = Object.entries(DOCUMENT.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    assert.deepEqual(served.sort(), documented.sort());
  });

  it('takes every documented parameter and no other', async () => {
    for (const path of Object.keys(DOCUMENT.paths)) {
      for (const parameter of DOCUMENT.paths[path]?.['get']?.parameters ?? []) {
        if (parameter.in !== 'query') continue;
        const values = parameter.schema.items?.enum ??
          parameter.schema.enum ?? [parameter.name === 'limit' ? '5' : 'api'];
        if (parameter.name === 'after') continue;
        for (const value of values) {
          const answer = await server.ask(`${concrete(path)}?${parameter.name}=${value}`);
          assert.equal(answer.status, 200, `${path} ${parameter.name}=${value}`);
        }
      }
      if ((DOCUMENT.paths[path]?.['get']?.parameters ?? []).some((one) => one.in === 'query')) {
        assert.equal((await server.ask(`${concrete(path)}?surprise=1`)).status, 400, path);
        assert.equal((await server.ask(`${concrete(path)}?limit=501`)).status, 400, path);
        assert.equal((await server.ask(`${concrete(path)}?after=%21`)).status, 400, path);
      }
    }
    assert.equal((await server.ask('/api/v1/apis?flag=shiny')).status, 400);
  });

  it('has the objects of the report, unchanged', async () => {
    const apis = await items('/api/v1/apis?limit=500');
    assert.deepEqual(
      apis.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      REPORT.apis.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
    assert.deepEqual(JSON.parse((await server.ask(`/api/v1/findings/${FINDING.id}`)).text), FINDING);
  });

  it('filters as the report says: facets narrow, values of one facet widen', async () => {
    const expect = async (
      query: string,
      accepts: (api: (typeof REPORT.apis)[number]) => boolean,
    ): Promise<void> => {
      const names: string[] = (await items(`/api/v1/apis?limit=500&${query}`)).map((api) => api.name);
      assert.deepEqual(
        names.sort(),
        REPORT.apis
          .filter(accepts)
          .map((api) => api.name)
          .sort(),
        query,
      );
      assert.ok(names.length > 0 && names.length < REPORT.apis.length, query);
    };
    await expect('management=unmanaged', (api) => api.management === 'unmanaged');
    await expect(
      'flag=zombie&flag=dormant',
      (api) => api.flags.includes('zombie') || api.flags.includes('dormant'),
    );
    await expect(
      'letter=F&management=unmanaged',
      (api) => api.grade.letter === 'F' && api.management === 'unmanaged',
    );
    await expect('environment=', (api) => api.environment === null);
    await expect('q=ORDERS', (api) =>
      `${api.name} ${api.host}${api.basePath}`.toLowerCase().includes('orders'),
    );
    const verbose = new Set(
      REPORT.findings.filter((one) => one.type === 'verbose-error').map((one) => one.api),
    );
    await expect('finding=verbose-error', (api) => verbose.has(api.id));
    assert.deepEqual(
      (await items('/api/v1/findings?severity=critical')).length,
      REPORT.findings.filter((one) => one.severity === 'critical').length,
    );
    assert.ok(
      (await items<ReportEndpoint>('/api/v1/endpoints?auth=none&dataClass=us-ssn')).every(
        (one) => one.auth.state === 'none',
      ),
    );
    assert.deepEqual(
      await items<Change>('/api/v1/changes?class=risky'),
      REPORT.changes.filter((one) => one.class === 'risky'),
    );
  });

  it('sorts worst first by default and turns round with a minus', async () => {
    const letters = (await items('/api/v1/apis?limit=500')).map((api) => api.grade.letter).join('');
    assert.match(letters, /^F+E*D+C+B*A+U+$/);
    const calls = (await items('/api/v1/apis?sort=-calls&limit=500')).map((api) => api.calls);
    assert.deepEqual(
      calls,
      calls.toSorted((a, b) => b - a),
    );
  });

  it('hands out the observed definition of an API for download, made once a report', async () => {
    let made = 0;
    await using other = await startConsole({
      estate: async () => {
        made += 1;
        return estateOf({ ...REPORT, apis: REPORT.apis.slice(0, 2) });
      },
    });
    await seedSurroundings(other.store, REPORT);
    await seedReport(other.store, REPORT);
    const [first, second, third] = REPORT.apis;
    const answers = await Promise.all(
      [first!, second!].map((api) => other.ask(`/api/v1/apis/${api.id}/openapi`)),
    );
    assert.match(
      answers[0]!.headers['content-disposition'] ?? '',
      /attachment; filename="api_\w+\.openapi\.json"/,
    );
    assert.deepEqual(
      answers.map(({ text }) => [JSON.parse(text).openapi, JSON.parse(text).info.title]),
      [first!, second!].map((api) => ['3.1.0', api.management === 'managed' ? api.name : api.id]),
    );
    // In the report, and no longer in what the store holds.
    assert.equal((await other.ask(`/api/v1/apis/${third!.id}/openapi`)).status, 404);
    assert.equal(made, 1);
    assert.match(
      (await other.ask(`/apis/${first!.id}`)).text,
      new RegExp(`/api/v1/apis/${first!.id}/openapi`),
    );
  });

  it('takes a decision as JSON, shows it, and counts it no longer as open', async () => {
    const path = `/api/v1/findings/${FINDING.id}/decision`;
    const json = { 'content-type': 'application/json' };
    const post = (
      body: string,
      headers: Readonly<Record<string, string>> = json,
    ): ReturnType<ConsoleServer['ask']> => server.ask(path, { method: 'POST', headers, body });
    const good = JSON.stringify({ status: 'accepted', reason: 'known', person: 'Ada' });
    assert.equal((await post(good, { 'content-type': 'text/plain' })).status, 415);
    assert.equal((await post('{')).status, 400);
    assert.equal((await post('{"status":"accepted"}')).status, 400);
    assert.equal((await post('{"status":"accepted","reason":"a","person":"b","more":1}')).status, 400);
    assert.equal((await post(good, { ...json, origin: 'https://evil.example' })).status, 403);
    assert.equal((await server.store.findingDecisions()).size, 0);
    const openBefore = (await items(`/api/v1/findings?status=open&limit=500`)).length;
    const answer = await post(good);
    assert.equal(answer.status, 200);
    assert.deepEqual(JSON.parse(answer.text), { ...FINDING, status: 'accepted' });
    assert.deepEqual(
      compileSchema(responseSchema('/api/v1/findings/{id}/decision', 'post', 200)).check(
        JSON.parse(answer.text),
      ),
      [],
    );
    assert.equal((await items(`/api/v1/findings?status=open&limit=500`)).length, openBefore - 1);
    assert.equal((await post('{"status":"open"}')).status, 200);
    assert.equal((await items(`/api/v1/findings?status=open&limit=500`)).length, openBefore);
    const unknown = await server.ask('/api/v1/findings/fi_nothing/decision', {
      method: 'POST',
      headers: json,
      body: good,
    });
    assert.equal(unknown.status, 404);
  });

  it('wants a page of ours behind a cookie, and the token alone behind none', async () => {
    const login = await server.ask(`/?token=${TOKEN}`, { signedIn: false });
    const cookie = login.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const answer = await server.ask(`/api/v1/findings/${FINDING.id}/decision`, {
      method: 'POST',
      signedIn: false,
      headers: { cookie, 'content-type': 'application/json' },
      body: '{"status":"open"}',
    });
    assert.equal(answer.status, 403);
  });
});

describe('size', () => {
  it('pages through 20,000 endpoints once each and follows the next assessment', async () => {
    await using large = await startConsole();
    const report = largeReport(1000, 20);
    await seedReport(large.store, report);
    const seen = new Set<string>();
    let next: string | null = null;
    let rows = 0;
    do {
      const answer = await large.ask(
        `/api/v1/endpoints?sort=-calls&limit=500${next === null ? '' : `&after=${next}`}`,
      );
      const page = JSON.parse(answer.text);
      for (const endpoint of page.items) seen.add(endpoint.id);
      rows += page.items.length;
      next = page.next;
    } while (next !== null);
    assert.deepEqual([rows, seen.size], [20_000, 20_000]);
    await seedReport(large.store, REPORT, Date.parse(REPORT.asOf ?? '') + 3_600_000);
    const apis = JSON.parse((await large.ask('/api/v1/apis?limit=500')).text).items;
    assert.equal(apis.length, REPORT.apis.length);
  });

  it('has in the inventory, its exports and its counts the same rows', async () => {
    await using large = await startConsole();
    await seedReport(large.store, largeReport(300, 1));
    const query = 'management=unmanaged&letter=F&sort=-calls';
    const ids: string[] = [];
    let path: string | undefined = `/inventory?${query}`;
    while (path !== undefined) {
      const page: string = (await large.ask(path)).text;
      ids.push(...[...page.matchAll(/<th scope="row"><a href="\/apis\/([^"]+)"/g)].map((match) => match[1]!));
      path = /rel="next" href="([^"]+)"/.exec(page)?.[1] ?? /href="([^"]+)" rel="next"/.exec(page)?.[1];
      path = path?.replaceAll('&amp;', '&').replaceAll('&#61;', '=');
    }
    const exported = JSON.parse((await large.ask(`/inventory.json?${query}`)).text).items;
    assert.deepEqual(
      ids,
      exported.map((api: { id: string }) => api.id),
    );
    assert.ok(ids.length > 50);
    const csv = (await large.ask(`/inventory.csv?${query}`)).text.trim().split('\r\n');
    assert.deepEqual(
      csv.slice(1).map((line) => line.split(',')[0]?.replaceAll('"', '')),
      ids,
    );
    assert.match((await large.ask(`/inventory?${query}`)).text, new RegExp(`${ids.length} of 300 APIs`));
  });
});
