import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AssayError, type JsonValue, type OpenConnector, type Page, Secret } from '../../src/kit/index.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { mockHttp, nock } from '../../test/support/http.ts';
import { keptLogger, type LogLine } from '../../test/support/test-agent.ts';
import { askingAgain } from './ask-again.ts';
import { graylogApiSecurity } from './index.ts';
import { knownFrom, nextPass } from './lake-cursor.ts';
import { recordOf } from './message-record.ts';
import { lakeScore } from './risk-score.ts';
import { failureOf } from './trino-failure.ts';

const ORIGIN = 'https://lake.example:7700';
const NOW_MS = Date.UTC(2026, 0, 15, 12);
const KEYS = ['id', 'response_time_millis', 'request_method', 'request_url', 'response_code'];
const DESCRIBED = described(
  ['Column', 'Type'],
  KEYS.map((name) => [name, 'varchar']),
);

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
  settle: 120_000,
  overlap: 900_000,
  window: 86_400_000,
  pageRows: 100,
  queryRows: 1_000,
  queryTimeout: 600_000,
  signals: {
    read: true,
    families: true,
    schemas: ['runtime', 'custom'],
    views: [],
    scores: [],
    worstRisk: 5,
  },
};

interface Opened extends OpenConnector {
  readonly abort: () => void;
  readonly lines: readonly LogLine[];
}

function open(settings: object = {}): Opened {
  const controller = new AbortController();
  const lines: LogLine[] = [];
  const connector = graylogApiSecurity.open(
    { ...SETTINGS, ...settings },
    {
      id: 'lake',
      logger: keptLogger(lines, {}),
      clock: fakeClock(NOW_MS),
      random: () => 0.5,
      signal: controller.signal,
      stdin: null,
      report: () => undefined,
    },
  );
  return { ...connector, abort: () => controller.abort(new Error('stopped by the test')), lines };
}

function described(columns: readonly string[], data: readonly JsonValue[], more: object = {}) {
  return { id: 'q', stats: { state: 'RUNNING' }, columns: columns.map((name) => ({ name })), data, ...more };
}

const rowsOf = (count: number, first = 0): readonly JsonValue[] =>
  Array.from({ length: count }, (_, at) => [
    `id-${first + at}`,
    NOW_MS - 1_000_000 + first + at,
    'GET',
    'https://a.example/',
    '200',
  ]);

function answerTo(sql: RegExp | string, body: object | string, status = 200): void {
  nock(ORIGIN).post('/v1/statement', sql).reply(status, body);
}

async function read(opened: Opened, from: JsonValue = null): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for await (const page of opened.source?.readCalls(from) ?? []) pages.push(page);
  return pages;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: unknown) => (error instanceof AssayError ? `${error.code} ${error.kind}` : String(error)),
  );
}

const ROWS_QUERY = /ORDER BY response_time_millis, id LIMIT 1000$/;

describe('the protocol of Trino', () => {
  mockHttp();

  it('follows the path of the next link at its own address, whatever host the link names', async () => {
    answerTo(/^DESCRIBE/, DESCRIBED);
    answerTo(ROWS_QUERY, {
      id: 'q',
      stats: { state: 'QUEUED' },
      nextUri: 'http://evil.example/v1/statement/queued/q/1?x=1',
    });
    nock(ORIGIN, { reqheaders: { 'x-trino-user': 'reader', authorization: /^Basic / } })
      .get('/v1/statement/queued/q/1?x=1')
      .reply(200, described(KEYS, rowsOf(2)));

    const [page] = await read(open());

    assert.equal(page?.records.kind === 'records' && page.records.records.length, 2);
  });

  it('names user, source and place in its headers, and never asks for more than it declares', async () => {
    nock(ORIGIN, {
      reqheaders: {
        'x-trino-user': 'reader',
        'x-trino-source': 'assay',
        'x-trino-catalog': 'resurface',
        'x-trino-schema': 'data',
        'x-trino-time-zone': 'UTC',
        'content-type': 'text/plain; charset=utf-8',
      },
      badheaders: ['x-trino-query-data-encoding'],
    })
      .post('/v1/statement', 'DESCRIBE "resurface"."data"."message"')
      .reply(200, described(['Column'], [['id']]));

    assert.equal(await codeOf(read(open())), 'LAKE_COLUMNS_MISSING config');
  });

  it('lets a token name its user', async () => {
    nock(ORIGIN, { badheaders: ['x-trino-user'], reqheaders: { authorization: 'Bearer jwt-1' } })
      .post('/v1/statement')
      .reply(200, described(['Column'], []));
    const token = new Secret({ value: 'jwt-1', reference: '${env:T}' });
    const opened = open({ token, username: undefined, password: undefined });
    assert.equal(await codeOf(read(opened)), 'LAKE_COLUMNS_MISSING config');
  });

  const failures: readonly (readonly [object, string])[] = [
    [{ errorName: 'TABLE_NOT_FOUND', errorType: 'USER_ERROR' }, 'LAKE_TABLE_MISSING config'],
    [{ errorName: 'PERMISSION_DENIED', errorType: 'USER_ERROR' }, 'LAKE_PERMISSION_MISSING auth'],
    [{ errorName: 'COLUMN_NOT_FOUND', errorType: 'USER_ERROR' }, 'LAKE_QUERY_REFUSED sourceContract'],
    [
      { errorName: 'EXCEEDED_LOCAL_MEMORY_LIMIT', errorType: 'INSUFFICIENT_RESOURCES' },
      'LAKE_RESOURCES transient',
    ],
    [
      { errorName: 'EXCEEDED_TIME_LIMIT', errorType: 'INSUFFICIENT_RESOURCES' },
      'LAKE_QUERY_STOPPED transient',
    ],
    [{ errorName: 'GENERIC_INTERNAL_ERROR', errorType: 'INTERNAL_ERROR' }, 'LAKE_QUERY_FAILED transient'],
    [{ errorName: 'lower case text from outside' }, 'LAKE_QUERY_FAILED transient'],
    [{}, 'LAKE_QUERY_FAILED transient'],
  ];
  for (const [error, expected] of failures) {
    it(`takes ${JSON.stringify(error)} inside 200 as ${expected}, in its own words`, async () => {
      answerTo(/^DESCRIBE/, {
        id: 'q',
        stats: { state: 'FAILED' },
        error: { ...error, message: 'secret words of the server' },
      });
      const opened = open();
      const failed = await read(opened).catch((cause: unknown) => cause);
      assert.ok(failed instanceof AssayError);
      assert.equal(`${failed.code} ${failed.kind}`, expected);
      assert.ok(!JSON.stringify([failed, failed.message, opened.lines]).includes('words'));
    });
  }

  const failed = (errorName: string) => ({
    id: 'q',
    stats: { state: 'FAILED' },
    error: { errorName, errorType: 'INTERNAL_ERROR', message: 'secret words' },
  });

  it('asks a query again that failed because no worker had joined yet, and tells each time', async () => {
    answerTo(/^DESCRIBE/, failed('NO_NODES_AVAILABLE'));
    answerTo(/^DESCRIBE/, failed('REMOTE_HOST_GONE'));
    answerTo(/^DESCRIBE/, DESCRIBED);
    answerTo(ROWS_QUERY, failed('NO_NODES_AVAILABLE'));
    answerTo(ROWS_QUERY, described(KEYS, rowsOf(2)));
    const opened = open();
    const [page] = await read(opened);
    assert.equal(page?.records.kind === 'records' && page.records.records.length, 2);
    const told = opened.lines.filter(({ message }) => message === 'A query is asked again.');
    assert.deepEqual(
      told.map(({ level, fields }) => [
        level,
        fields?.['errorName'],
        fields?.['attempt'],
        fields?.['repeatsOfRun'],
      ]),
      [
        ['warn', 'NO_NODES_AVAILABLE', 1, 1],
        ['warn', 'REMOTE_HOST_GONE', 2, 2],
        ['warn', 'NO_NODES_AVAILABLE', 1, 3],
      ],
    );
  });

  it('gives a query up after five attempts, and says so', async () => {
    nock(ORIGIN)
      .post('/v1/statement', /^DESCRIBE/)
      .times(5)
      .reply(200, failed('NO_NODES_AVAILABLE'));
    const error = await read(open()).catch((cause: unknown) => cause);
    assert.ok(error instanceof AssayError);
    assert.equal(`${error.code} ${error.kind}`, 'LAKE_QUERY_FAILED transient');
    assert.deepEqual([error.context['attempts'], error.context['repeatsOfRun']], [5, 4]);
    assert.deepEqual(nock.pendingMocks(), []);
  });

  it('does not ask again what failed in the middle of its rows, nor what no later attempt would mend', async () => {
    answerTo(/^DESCRIBE/, DESCRIBED);
    answerTo(ROWS_QUERY, described(KEYS, rowsOf(2), { nextUri: 'http://x.example/v1/statement/q/1' }));
    nock(ORIGIN).get('/v1/statement/q/1').reply(200, failed('PAGE_TRANSPORT_ERROR'));
    assert.equal(await codeOf(read(open())), 'LAKE_QUERY_FAILED transient');
    answerTo(/^DESCRIBE/, failed('GENERIC_INTERNAL_ERROR'));
    assert.equal(await codeOf(read(open())), 'LAKE_QUERY_FAILED transient');
    assert.deepEqual(nock.pendingMocks(), []);
  });

  it('asks again at most twelve times in a run', async () => {
    const batches: string[] = [];
    const asked = askingAgain(
      async function* query(sql) {
        batches.push(sql);
        if (batches.length % 4 !== 0)
          throw failureOf({ errorName: 'QUERY_QUEUE_FULL', errorType: 'INSUFFICIENT_RESOURCES' });
        yield { rows: [{ n: 1 }], broken: 0 };
      },
      { clock: fakeClock(), logger: SILENT_LOGGER, signal: new AbortController().signal },
    );
    const all = async (): Promise<void> => {
      for await (const batch of asked('SELECT 1')) assert.equal(batch.rows.length, 1);
    };
    for (let query = 0; query < 4; query += 1) await all();
    assert.equal(batches.length, 16, 'four queries of four attempts');
    await assert.rejects(all, { code: 'LAKE_RESOURCES' });
    assert.equal(batches.length, 17);
  });

  it('asks again after an empty answer, and gives up what answers nothing', async () => {
    answerTo(/^DESCRIBE/, {
      id: 'q',
      stats: { state: 'QUEUED' },
      nextUri: 'http://x.example/v1/statement/q/1',
    });
    nock(ORIGIN).get('/v1/statement/q/1').times(3).reply(200, '');
    nock(ORIGIN).delete('/v1/statement/q/1').reply(204);
    assert.equal(await codeOf(read(open())), 'LAKE_QUERY_LOST transient');
  });

  it('ends a query whose next link goes in a circle or to something else', async () => {
    for (const [link, code] of [
      ['http://x.example/v1/statement/q/1', 'LAKE_PAGES_LOOP sourceContract'],
      ['http://x.example/v1/other', 'LAKE_ANSWER sourceContract'],
    ] as const) {
      answerTo(/^DESCRIBE/, {
        id: 'q',
        stats: { state: 'QUEUED' },
        nextUri: 'http://x.example/v1/statement/q/1',
      });
      nock(ORIGIN)
        .get('/v1/statement/q/1')
        .reply(200, { id: 'q', stats: { state: 'QUEUED' }, nextUri: link });
      nock(ORIGIN).delete('/v1/statement/q/1').reply(204);
      assert.equal(await codeOf(read(open())), code);
    }
  });

  it('cancels a query that is not read to its end: on a stop and on an error', async () => {
    answerTo(/^DESCRIBE/, DESCRIBED);
    answerTo(ROWS_QUERY, described(KEYS, rowsOf(150), { nextUri: 'http://x.example/v1/statement/q/2' }));
    const deleted = nock(ORIGIN).delete('/v1/statement/q/2').reply(204);
    const opened = open();
    const pages = opened.source?.readCalls(null)[Symbol.asyncIterator]();
    await pages?.next();
    opened.abort();
    await assert.rejects(async () => pages?.next(), /stopped by the test/);
    for (let wait = 0; wait < 1000 && !deleted.isDone(); wait += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.ok(deleted.isDone());

    answerTo(/^DESCRIBE/, DESCRIBED);
    answerTo(
      ROWS_QUERY,
      described(KEYS, [...rowsOf(1, 5), ...rowsOf(1)], { nextUri: 'http://x.example/v1/statement/q/3' }),
    );
    nock(ORIGIN).delete('/v1/statement/q/3').reply(204);
    assert.equal(await codeOf(read(open())), 'LAKE_ORDER sourceContract');
  });
});

describe('the one-shot address', () => {
  mockHttp();
  const object = {
    id: 'a',
    response_time_millis: NOW_MS - 1e6,
    request_method: 'GET',
    request_url: 'https://a.example/',
    response_code: '200',
  };
  const columns = KEYS.map((name) => ({ column_name: name }));

  for (const [name, body] of [
    ['a list of objects', [object]],
    ['columns and data', { columns: KEYS, data: [Object.values(object)] }],
    [
      'columns with types',
      { columns: KEYS.map((key) => ({ name: key, type: 'varchar' })), data: [Object.values(object)] },
    ],
  ] as const) {
    it(`understands ${name}`, async () => {
      nock(ORIGIN)
        .post('/ui/api/resurface/runsql', /^DESCRIBE/)
        .reply(200, columns);
      nock(ORIGIN).post('/ui/api/resurface/runsql', ROWS_QUERY).reply(200, body);
      nock(ORIGIN)
        .post('/ui/api/resurface/runsql', /AND id > 'a'\)\) ORDER BY/)
        .reply(200, []);
      const [page] = await read(open({ door: 'runsql' }));
      assert.ok(page?.records.kind === 'records');
      assert.equal(page.records.records.length, 1);
      assert.deepEqual(page.records.repeatable?.ids, [{ id: 'a', timeMs: NOW_MS - 1e6 }]);
    });
  }

  const message = (at: number): object => ({
    ...object,
    id: `id-${at}`,
    response_time_millis: NOW_MS - 1e6 + at,
  });

  function answers(...bodies: readonly (readonly object[])[]): void {
    nock(ORIGIN)
      .post('/ui/api/resurface/runsql', /^DESCRIBE/)
      .reply(200, columns);
    for (const body of bodies)
      nock(ORIGIN).post('/ui/api/resurface/runsql', ROWS_QUERY).reply(200, JSON.stringify(body));
  }

  it('asks until an answer is empty: the address may cap answers below the limit of the query', async () => {
    answers([message(1), message(2)], [message(3), message(4)], [message(5)], []);
    const [page] = await read(open({ door: 'runsql' }));
    assert.ok(page?.records.kind === 'records');
    assert.deepEqual(
      page.records.repeatable?.ids.map(({ id }) => id),
      ['id-1', 'id-2', 'id-3', 'id-4', 'id-5'],
    );
    assert.deepEqual(nock.pendingMocks(), []);
  });

  it('waits for one query as long as queryTimeout says and does not start it again', async () => {
    nock(ORIGIN)
      .post('/ui/api/resurface/runsql', /^DESCRIBE/)
      .reply(200, columns);
    nock(ORIGIN).post('/ui/api/resurface/runsql', ROWS_QUERY).delay(5000).reply(200, '[]');
    assert.equal(await codeOf(read(open({ door: 'runsql', queryTimeout: 50 }))), 'HTTP_TIMEOUT transient');
  });

  it('is done where only broken rows are left, and counts them once', async () => {
    const broken = { ...message(3), id: 7 };
    answers([message(1), broken], [broken]);
    const [page] = await read(open({ door: 'runsql' }));
    assert.ok(page?.records.kind === 'records');
    assert.equal(page.records.records.length, 1);
    assert.deepEqual(page.dropped, [{ reason: 'malformed', count: 1, lines: [] }]);
  });

  it('does not go round for ever where an answer does not go on behind the last row', async () => {
    answers([message(1)], [message(1)]);
    assert.equal(await codeOf(read(open({ door: 'runsql' }))), 'LAKE_ORDER sourceContract');
  });

  it('does not read a page of the user interface as no rows', async () => {
    for (const body of ['<html>', '"text"', '{"columns":[1],"data":[]}', '{"rows":[]}']) {
      nock(ORIGIN).post('/ui/api/resurface/runsql').reply(200, body);
      assert.equal(await codeOf(read(open({ door: 'runsql' }))), 'LAKE_ANSWER sourceContract');
    }
  });
});

describe('reading on', () => {
  mockHttp();

  it('asks behind the last row until a query is not full, quoting what the lake named', async () => {
    answerTo(/^DESCRIBE/, DESCRIBED);
    answerTo(
      /id IS NOT NULL ORDER BY/,
      described(KEYS, [["it's", NOW_MS - 1e6, 'GET', 'https://a.example/', '200'], ...rowsOf(1, 1)]),
    );
    answerTo(
      /AND id > 'id-1'\)\) ORDER BY/,
      described(KEYS, [["o'b", NOW_MS - 999_999, 'GET', 'https://a.example/', '200'], ...rowsOf(1, 2)]),
    );
    answerTo(/AND id > 'id-2'\)\) ORDER BY/, described(KEYS, []));
    const pages = await read(open({ queryRows: 2, pageRows: 3 }));
    assert.deepEqual(
      pages.map(({ cursor }) => cursor),
      [
        {
          throughMs: null,
          knownFromMs: NOW_MS - 1_020_000,
          pass: {
            afterMs: NOW_MS - 3_600_000,
            untilMs: NOW_MS - 120_000,
            behind: { timeMs: NOW_MS - 999_999, id: "o'b" },
          },
        },
        { throughMs: NOW_MS - 120_000, knownFromMs: NOW_MS - 1_020_000, pass: null },
      ],
    );
  });

  it('begins a pass in the overlap, goes on with one that was interrupted, and waits for what settles', () => {
    const times = { nowMs: 10_000, lookbackMs: 5_000, settleMs: 1_000, overlapMs: 500 };
    assert.deepEqual(nextPass({ throughMs: null, pass: null }, times), {
      afterMs: 5_000,
      untilMs: 9_000,
      behind: null,
    });
    assert.deepEqual(nextPass({ throughMs: 8_000, pass: null }, times), {
      afterMs: 7_500,
      untilMs: 9_000,
      behind: null,
    });
    assert.equal(nextPass({ throughMs: 9_000, pass: null }, times), null);
    const pass = { afterMs: 1, untilMs: 2, behind: { timeMs: 2, id: 'x' } };
    assert.equal(nextPass({ throughMs: 0, pass }, times), pass);
  });

  it('never goes back further than ids are known, however long the overlap has become', async () => {
    const times = { nowMs: 10_000, lookbackMs: 5_000, settleMs: 1_000, overlapMs: 3_000 };
    const startOf = (knownFromMs: number): number | undefined =>
      nextPass({ throughMs: 8_000, knownFromMs, pass: null }, times)?.afterMs;
    assert.deepEqual([startOf(7_500), startOf(4_000)], [7_500, 5_000]);

    // Ids of the last 15 minutes are remembered; the entry now asks for an hour.
    const stored = { throughMs: NOW_MS - 600_000, knownFromMs: NOW_MS - 1_500_000, pass: null };
    answerTo(/^DESCRIBE/, DESCRIBED);
    answerTo(new RegExp(`response_time_millis > ${NOW_MS - 1_500_000} `), described(KEYS, rowsOf(1)));
    const [page] = await read(open({ overlap: 3_600_000 }), stored);
    assert.ok(page?.records.kind === 'records');
    assert.equal(page.records.repeatable?.rememberFromMs, NOW_MS - 3_720_000);
    assert.deepEqual(page.cursor, {
      throughMs: NOW_MS - 120_000,
      knownFromMs: NOW_MS - 1_500_000,
      pass: null,
    });
  });

  it('keeps what is known through a pass whose overlap was raised in its middle', () => {
    const pass = { afterMs: 1_000, untilMs: 9_000, behind: { timeMs: 8_500, id: 'x' } };
    assert.equal(knownFrom(pass, 500, undefined), 8_500);
    assert.equal(knownFrom(pass, 5_000, 8_500), 8_500);
    assert.equal(knownFrom({ afterMs: 9_500, untilMs: 9_000, behind: null }, 500, undefined), 9_000);
  });

  it('reads cursors that do not say from when ids are known', async () => {
    answerTo(/^DESCRIBE/, DESCRIBED);
    answerTo(new RegExp(`response_time_millis > ${NOW_MS - 1_500_000} `), described(KEYS, []));
    const [page] = await read(open(), { throughMs: NOW_MS - 600_000, pass: null });
    assert.deepEqual(page?.cursor, {
      throughMs: NOW_MS - 120_000,
      knownFromMs: NOW_MS - 1_020_000,
      pass: null,
    });
  });

  it('does not go on where files were read before', async () => {
    const files = { files: [] };
    const lake = { throughMs: 1, pass: null };
    const first = async (opened: Opened, cursor: JsonValue): Promise<unknown> =>
      opened.source?.readCalls(cursor)[Symbol.asyncIterator]().next();
    assert.equal(await codeOf(first(open(), files)), 'CONNECTOR_CURSOR_INVALID state');
    assert.equal(
      await codeOf(first(open({ url: undefined, password: undefined, paths: ['/nothing'] }), lake)),
      'CONNECTOR_CURSOR_INVALID state',
    );
    assert.equal(await codeOf(first(open({ paths: ['/nothing'] }), null)), 'LAKE_INPUT config');
  });
});

describe('a message as a record', () => {
  it('has no headers at all where the rules of a logger left none', () => {
    for (const column of [null, '[]', '', 'text', '{"a":"b"}', '[7,["a"],["b",1]]']) {
      const record = recordOf({
        request_headers: column,
        request_user_agent: 'curl/8',
        response_headers: column,
      });
      assert.deepEqual([record['request_headers'], record['response_headers']], [null, null], String(column));
    }
    assert.deepEqual(
      recordOf({
        request_headers: '[["a","b"],["a","c"]]',
        request_user_agent: 'curl/8',
        request_content_type: null,
      })['request_headers'],
      [
        { name: 'a', value: 'b' },
        { name: 'a', value: 'c' },
        { name: 'user-agent', value: 'curl/8' },
      ],
    );
  });
});

describe('the risk score of the server', () => {
  it('becomes a letter of the scale of Amplify and a score that agrees with it', () => {
    const rows: readonly (readonly [number, number, string])[] = [
      [0, 100, 'A'],
      [0.99, 90.1, 'A'],
      [1, 89.99, 'B'],
      [2.4, 76, 'C'],
      [4.99, 50.1, 'E'],
      [5, 49.99, 'F'],
      [9, 10, 'F'],
      [99, 0, 'F'],
    ];
    for (const [risk, score, letter] of rows)
      assert.deepEqual(lakeScore(risk, 5), { score, letter }, String(risk));
    assert.deepEqual(lakeScore(10, 100), { score: 95, letter: 'A' });
  });
});
