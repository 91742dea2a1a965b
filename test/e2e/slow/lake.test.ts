import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { graylogApiSecurity } from '../../../connectors/graylog-api-security/index.ts';
import { JOBS } from '../../../src/agent/cycle.ts';
import { Secret } from '../../../src/model/secret.ts';
import { mockHttp, nock } from '../../support/http.ts';
import { sourceEntry, type TestAgent, testAgent, testConfig } from '../../support/test-agent.ts';

const ORIGIN = 'https://lake.example:7700';
const NOW_MS = Date.UTC(2026, 0, 15, 12);
const COLUMNS = [
  'id',
  'response_time_millis',
  'request_method',
  'request_url',
  'response_code',
  'request_address',
  'request_headers',
  'request_user_agent',
  'response_headers',
  'response_body',
] as const;

const SETTINGS = {
  maxUnpacked: 1,
  lastLineAfter: 1,
  url: ORIGIN,
  username: 'reader',
  password: new Secret({ value: 'pw-lake-1', reference: '${env:PW}' }),
  door: 'statement',
  catalog: 'resurface',
  schema: 'data',
  table: 'message',
  lookback: 3_600_000,
  settle: 0,
  overlap: 900_000,
  window: 86_400_000,
  pageRows: 1_000,
  queryRows: 10_000,
  queryTimeout: 600_000,
  signals: { read: true, families: false, schemas: ['custom'], views: [], scores: [], worstRisk: 5 },
};

/** Forty calls of one endpoint that hands out card numbers to everybody, or the same as a logger masks them. */
function rows(masked: boolean): readonly unknown[] {
  return Array.from({ length: 40 }, (_, at) => [
    `id-${at}`,
    NOW_MS - 600_000 + at,
    'GET',
    `https://api.shop.example/v1/customers/${at}`,
    '200',
    `203.0.113.${at + 1}`,
    masked ? null : '[["accept","application/json"],["x-request-id","r"]]',
    'shop-app/1',
    masked ? null : '[["content-type","application/json"]]',
    masked ? null : '{"card":"4111111111111111","email":"anna@mail.example"}',
  ]);
}

const table = (columns: readonly string[], data: readonly unknown[]) => ({
  id: 'q',
  stats: { state: 'FINISHED' },
  columns: columns.map((name) => ({ name })),
  data,
});

function answer(sql: RegExp, body: object): void {
  nock(ORIGIN).post('/v1/statement', sql).optionally().reply(200, body).persist();
}

function serveLake(masked: boolean, views: boolean): void {
  nock.cleanAll();
  answer(
    /^DESCRIBE/,
    table(
      ['Column'],
      COLUMNS.map((name) => [name]),
    ),
  );
  answer(/ORDER BY response_time_millis, id LIMIT/, table(COLUMNS, rows(masked)));
  answer(/^SELECT count\(\*\) AS calls/, table(['calls'], [[40]]));
  const columns = ['risk_score', 'host', 'base_path'].map((name) => ['custom', 'api_risk', name]);
  const signal = ['request_url', 'response_time_millis', 'request_method'].map((name) => [
    'custom',
    'card_leaks',
    name,
  ]);
  answer(
    /information_schema/,
    table(['table_schema', 'table_name', 'column_name'], views ? [...columns, ...signal] : []),
  );
  answer(/"api_risk"/, table(['host', 'path', 'risk'], [['api.shop.example', '/v1', 3.2]]));
  answer(
    /"card_leaks"/,
    table(['url', 'method', 'calls'], [['https://api.shop.example/v1/customers/0', 'GET', 7]]),
  );
}

function agentOf(): TestAgent {
  const entry = sourceEntry('lake', {
    connector: 'graylog-api-security',
    mapping: 'resurface',
    settings: SETTINGS,
  });
  return testAgent({
    config: testConfig({ sources: [entry] }),
    connector: () => Promise.resolve(graylogApiSecurity),
  });
}

async function cycle(agent: TestAgent) {
  const { signal } = new AbortController();
  await JOBS.pull(agent, signal);
  const [end] = await JOBS.assess(agent, signal);
  const report = await agent.store.latestReport();
  assert.ok(report);
  const [api] = report.apis;
  assert.ok(api);
  return { end, report, api, imported: report.findings.filter(({ type }) => type === 'imported-signal') };
}

describe('a data lake', () => {
  mockHttp();

  it('that was masked is not evaluated, and never clean: the same calls captured are an F', async () => {
    serveLake(false, false);
    const captured = await cycle(agentOf());
    assert.equal(captured.api.grade.letter, 'F');
    assert.ok(captured.report.findings.some(({ type }) => type === 'unauthenticated-sensitive-endpoint'));

    serveLake(true, false);
    const masked = await cycle(agentOf());
    assert.equal(masked.report.calls.analyzed, 40);
    assert.equal(masked.api.grade.letter, 'U');
    assert.ok(masked.api.grade.coverage < 0.5);
    const unjudged = masked.api.grade.notEvaluated.map(({ rule }) => rule);
    for (const rule of [
      'unauthenticated-sensitive-endpoint',
      'mixed-authentication',
      'sensitive-data-in-response',
      'secret-in-response',
      'injection-success',
      'verbose-error',
    ])
      assert.ok(unjudged.includes(rule), `${rule} is not evaluated`);
    assert.equal(masked.report.endpoints[0]?.auth.state, 'undetected', 'no headers are no anonymous caller');
    assert.deepEqual(
      masked.report.findings.filter(({ severity }) => severity !== 'low' && severity !== 'info'),
      [],
    );
  });

  it('stands in where ours is not rated, is heard again each time, and is believed through an outage', async () => {
    serveLake(true, true);
    const agent = agentOf();
    const first = await cycle(agent);
    assert.deepEqual(first.api.sourceGrade, {
      origin: 'graylog-api-security:lake',
      score: 68,
      letter: 'D',
      asOf: new Date(NOW_MS).toISOString(),
    });
    assert.deepEqual(
      first.imported.map(({ title, evidence, endpoint }) => [title, evidence.counts, endpoint !== null]),
      [['Card leaks', { calls: 7 }, true]],
    );

    nock.cleanAll();
    nock(ORIGIN).post('/v1/statement').reply(503).persist();
    agent.clock.advance(60_000);
    const { end, ...silent } = await cycle(agent);
    assert.equal(end?.result.outcome, 'partial');
    assert.match(end?.result.error?.message ?? '', /^Results of source lake: .* What it said last stands\.$/);
    assert.deepEqual(silent.imported, first.imported);
    assert.deepEqual(silent.api.sourceGrade, first.api.sourceGrade);

    serveLake(true, false);
    const later = await cycle(agent);
    assert.equal(later.end?.result.outcome, 'succeeded');
    assert.deepEqual([later.imported, later.api.sourceGrade], [[], null]);
  });
});
