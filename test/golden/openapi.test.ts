import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { runCycle } from '../../src/agent/cycle.ts';
import { loadEstate } from '../../src/agent/load-estate.ts';
import { readConfig } from '../../src/cli/load-config.ts';
import { loadConnector } from '../../src/cli/load-connector.ts';
import { SYSTEM_CLOCK } from '../../src/kit/system-clock.ts';
import { createMeta, isDropped, mapLine, shippedMapping } from '../../src/mapping/index.ts';
import type { ApiCall } from '../../src/model/api-call.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { type Estate, openApiOf } from '../../src/report/openapi/index.ts';
import { ROOT } from '../support/cli.ts';
import { documentErrors, hasSecurityWhereKnown, operationsOf } from '../support/openapi-checks.ts';
import { Documents, refusals } from '../support/openapi-traffic.ts';
import { testAgent } from '../support/test-agent.ts';
import { shopEstate } from './openapi/shop-estate.ts';

/** The documents of the quickstart's APIs, asked by an independent validator, by a linter and by the traffic itself. */

const QUICKSTART = join(ROOT, 'examples/quickstart');

/** The logs that hold bodies, with the mapping of each. */
const LOGS = [
  ['kong-http-log.ndjson.gz', 'kong-http-log'],
  ['graylog-behind.ndjson.gz', 'resurface'],
  ['graylog-mesh.ndjson.gz', 'resurface'],
] as const;

async function quickstartEstate(): Promise<Estate> {
  const loaded = await readConfig({
    invocation: {
      positionals: [],
      flag: () => false,
      texts: () => [],
      text: (name) => (name === 'config' ? join(QUICKSTART, 'assay.yaml') : null),
    },
    terminal: {
      stdout: process.stdout,
      stderr: process.stderr,
      stdin: process.stdin,
      interactive: false,
      color: false,
      columns: 80,
    },
    env: {},
    cwd: ROOT,
    signal: new AbortController().signal,
  });
  assert.ok(loaded.ok);
  // The recorded calls lie in the past of the real clock only.
  const agent = { ...testAgent({ config: loaded.config, connector: loadConnector }), clock: SYSTEM_CLOCK };
  const ends = await runCycle(agent, null, new AbortController().signal);
  assert.deepEqual(
    ends.filter((end) => end.result.outcome !== 'succeeded'),
    [],
  );
  return loadEstate(agent);
}

function recordedCalls(): readonly ApiCall[] {
  const calls: ApiCall[] = [];
  for (const [file, id] of LOGS) {
    const mapping = shippedMapping(id);
    assert.ok(mapping !== null);
    const meta = createMeta({ sourceId: id });
    const lines = gunzipSync(readFileSync(join(QUICKSTART, 'logs', file)))
      .toString('utf8')
      .split('\n');
    for (const line of lines) {
      if (line.trim() === '') continue;
      mapLine(mapping, line, meta, (outcome) => {
        if (!isDropped(outcome)) calls.push(outcome);
      });
    }
  }
  return calls;
}

describe('OpenAPI documents of the quickstart', () => {
  let estate: Estate;
  let documents: ReadonlyMap<string, JsonObject>;
  before(async () => {
    estate = await quickstartEstate();
    documents = new Map(estate.correlation.apis.map((api) => [api.id, openApiOf(api, estate)]));
  });

  test('are valid OpenAPI 3.1 and lint without an error', async () => {
    assert.ok(documents.size > 15);
    for (const document of documents.values()) {
      assert.deepEqual(await documentErrors(document), []);
      assert.ok(hasSecurityWhereKnown(document));
    }
  });

  test('hold every endpoint that is not provisional', () => {
    const shown = [...documents.values()]
      .flatMap(operationsOf)
      .map(({ operation }) => operation['x-assay'] as JsonObject);
    const counted = shown.reduce((sum, { calls }) => sum + Number(calls), 0);
    const facts = new Map(estate.inventory.endpoints.map((one) => [one.id, one]));
    const firm = estate.correlation.endpoints.filter((row) => facts.get(row.id)?.provisional === false);
    assert.equal(
      counted,
      firm.reduce((sum, row) => sum + row.calls, 0),
    );
  });

  test('accept every recorded call: bodies, slots and queries', () => {
    const finder = new Documents(estate, documents);
    const refused = new Map<string, number>();
    let asked = 0;
    let bodies = 0;
    for (const call of recordedCalls()) {
      const documented = finder.find(call);
      if (documented === null) continue;
      asked += 1;
      if (call.response.body !== null) bodies += 1;
      for (const refusal of refusals(documented)) {
        const key = `${call.method} ${documented.path}: ${refusal}`;
        refused.set(key, (refused.get(key) ?? 0) + 1);
      }
    }
    assert.deepEqual([...refused], []);
    assert.ok(asked > 25_000, `${asked} calls asked`);
    assert.ok(bodies > 10_000, `${bodies} bodies asked`);
  });
});

/** GOLDEN_UPDATE=1 writes it anew and fails, so that nobody takes a new document for a passed test. */
const GOLDEN = join(ROOT, 'test/golden/openapi/shop.openapi.json');

test('the golden document is the one that was reviewed, and an independent reader accepts it', async () => {
  const estate = shopEstate();
  const [api, ...more] = estate.correlation.apis;
  assert.ok(api !== undefined && more.length === 0);
  const document = openApiOf(api, estate);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (process.env['GOLDEN_UPDATE'] === '1') {
    writeFileSync(GOLDEN, text);
    assert.fail('The golden document was written: review the difference, then run without GOLDEN_UPDATE.');
  }
  assert.equal(text, readFileSync(GOLDEN, 'utf8'));
  assert.deepEqual(await documentErrors(document), []);
});
