import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Problem } from '../../src/kit/index.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';
import type { RegisteredApi, RegisteredOperation } from '../../src/model/registered-api.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { openapi } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-odd-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** What is read of one document, whatever it refers to must stand in it. */
async function read(text: string, problems: Problem[] = []): Promise<RegisteredApi> {
  const file = join(folder, 'odd.yaml');
  writeFileSync(file, text);
  const opened = openapi.open(
    { paths: [file] },
    {
      id: 'docs',
      logger: SILENT_LOGGER,
      clock: fakeClock(),
      random: () => 0,
      signal: new AbortController().signal,
      stdin: null,
      report: (problem) => problems.push(problem),
    },
  );
  for await (const api of opened.gateway?.readRegisteredApis() ?? []) return api;
  throw new Error('no API was read');
}

const HEAD = 'openapi: 3.0.3\ninfo: {title: Odd, version: 2.1}\n';
const lines = (api: RegisteredApi): readonly string[] =>
  (api.operations ?? []).map(({ method, path }) => `${method} ${path}`);

test('a fragment or a query is no part of a path, and a missing slash is supplied', async () => {
  const api = await read(
    `${HEAD}paths:
  /shelf#byName: {get: {responses: {200: {}}}}
  /shelf/{id}?deep={deep}: {get: {responses: {200: {}}}}
  boxes/{id}: {get: {responses: {200: {}}}}
  x-notes: {get: {responses: {200: {}}}}
`,
  );
  assert.deepEqual(lines(api), ['GET /shelf', 'GET /shelf/{id}', 'GET /boxes/{id}']);
});

const ACTIONS = `${HEAD}paths:
  /#Action=List:
    post:
      operationId: List
      security: [{key: []}]
      parameters: [{name: Action, in: query, required: true}, {name: Max, in: query, required: true}]
      responses: {200: {content: {application/json: {schema: {type: array}}}}, 404: {}}
  /#Action=Drop:
    post:
      operationId: Drop
      deprecated: true
      security: [{user: []}]
      parameters: [{name: Action, in: query, required: true}]
      responses: {200: {content: {application/json: {schema: {type: object}}}}, 202: {}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, user: {type: http, scheme: basic}}}
`;

test('operations that only a fragment tells apart are one: any may answer, only what all demand is demanded', async () => {
  const [only, ...more] = (await read(ACTIONS)).operations ?? [];
  assert.deepEqual(more, []);
  const expected: RegisteredOperation = {
    id: null,
    method: 'POST',
    path: '/',
    deprecated: false,
    security: ['api-key', 'basic'],
    parameters: [
      { name: 'Action', in: 'query', required: true },
      { name: 'Max', in: 'query', required: false },
      { name: 'X-Key', in: 'header', required: false, types: ['string'], credential: true },
    ],
    statuses: ['200', '202', '404'],
  };
  assert.deepEqual(only, expected);
});

test('one of them without credentials: none are demanded', async () => {
  const [only] = (await read(ACTIONS.replace('[{user: []}]', '[]'))).operations ?? [];
  assert.deepEqual(only?.security, []);
});

test('servers and base paths as people write them', async () => {
  const swagger = (fields: string): string =>
    `swagger: "2.0"\ninfo: {title: Odd, version: "1"}\n${fields}\npaths: {/a: {get: {}}}\n`;
  const cases: Readonly<Record<string, readonly [hosts: readonly string[], path: string]>> = {
    [swagger('host: shop.example\nbasePath: v1')]: [['shop.example'], '/v1/a'],
    [swagger('host: https://shop.example\nbasePath: /v1/')]: [['shop.example'], '/v1/a'],
    [swagger('host: shop.example')]: [['shop.example'], '/a'],
    [`${HEAD}servers: [{url: //shop.example/v2}]\npaths: {/a: {get: {}}}\n`]: [['shop.example'], '/v2/a'],
    [`${HEAD}servers: [{url: "https://München.example:8443//api//v1/"}]\npaths: {/a: {get: {}}}\n`]: [
      ['xn--mnchen-3ya.example:8443'],
      '/api/v1/a',
    ],
    [`${HEAD}servers: [{url: "{scheme}://{t}.é.example/v1", variables: {scheme: {default: https}, t: {default: x}}}]\npaths: {/a: {get: {}}}\n`]:
      [['*.xn--9ca.example'], '/v1/a'],
    [`${HEAD}servers: [{url: "https://s.example/caf%C3%A9%2F%FF"}]\npaths: {"/gr%c3%b6%c3%9fe": {get: {}}}\n`]:
      [['s.example'], '/café%2F%FF/größe'],
    [`${HEAD}servers: [{url: /v2}]\npaths: {/a: {get: {}}}\n`]: [[], '/v2/a'],
  };
  for (const [text, [hosts, path]] of Object.entries(cases)) {
    const api = await read(text);
    assert.deepEqual([api.hosts, lines(api)], [hosts, [`GET ${path}`]], text);
  }
});

test('a server has every value of a long list', async () => {
  const values = Array.from({ length: 40 }, (_, number) => `r${number}`);
  const api = await read(
    `${HEAD}servers: [{url: "https://{r}.shop.example", variables: {r: {default: r0, enum: [${values.join(', ')}]}}}]\npaths: {/a: {get: {}}}\n`,
  );
  assert.equal(api.hosts.length, 40);
});

test('merge keys of YAML are merged, what stands beside them wins', async () => {
  const api = await read(
    `${HEAD}x-common: &common {responses: {200: {}, 401: {}}, deprecated: true}
paths:
  /a: {get: {<<: *common}}
  /b: {get: {<<: *common, deprecated: false}}
`,
  );
  assert.deepEqual(
    api.operations?.map(({ path, statuses, deprecated }) => [path, statuses, deprecated]),
    [
      ['/a', ['200', '401'], true],
      ['/b', ['200', '401'], false],
    ],
  );
});

test('a schema that leads nowhere says nothing; a path item that does is a problem', async () => {
  const quiet: Problem[] = [];
  const answer = '{content: {application/json: {schema: {$ref: "#/components/schemas/Gone"}}}}';
  const api = await read(`${HEAD}paths: {/a: {get: {responses: {200: ${answer}}}}}\n`, quiet);
  assert.deepEqual([lines(api), api.operations?.[0]?.statuses, quiet], [['GET /a'], ['200'], []]);
  const told: Problem[] = [];
  await read(`${HEAD}paths: {/a: {$ref: "#/components/pathItems/Gone"}}\n`, told);
  assert.deepEqual(
    told.map(({ code }) => code),
    ['OPENAPI_REF_MISSING'],
  );
});

test('a version that YAML reads as a number is a version', async () => {
  assert.equal((await read(`${HEAD}paths: {}\n`)).version, '2.1');
});

test('a key that is demanded is a parameter, once, also where it was described as one', async () => {
  const api = await read(
    `${HEAD}security: [{pass: []}, {pass: [], user: []}]
paths:
  /a: {get: {responses: {}}}
  /b: {get: {security: [], responses: {}}}
  /c: {get: {parameters: [{name: berth-pass, in: header, required: true}], responses: {}}}
components: {securitySchemes: {pass: {type: apiKey, in: header, name: Berth-Pass}, user: {type: http, scheme: basic}}}
`,
  );
  assert.deepEqual(
    api.operations?.map(({ parameters }) => parameters),
    [
      [{ name: 'Berth-Pass', in: 'header', required: false, types: ['string'], credential: true }],
      [],
      [{ name: 'berth-pass', in: 'header', required: true, credential: true }],
    ],
  );
});
