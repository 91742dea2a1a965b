import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import {
  type ApiPlan,
  dataClass,
  endpointFacts,
  makeWorld,
  START_MS,
  type World,
} from '../../test/support/assessment-world.ts';
import { FLAWS } from '../../test/support/grade-scenarios.ts';
import { HOSTILE_STRINGS } from '../../test/support/hostile-strings.ts';
import { CONTROLS, RUBRIC } from '../../test/support/shipped-assessment-data.ts';
import { assess, NO_SETTINGS } from '../assessment/assess.ts';
import type { Report } from '../model/generated/report.ts';
import { isJsonObject, type JsonValue } from '../model/json.ts';
import { compileSchema } from '../schema/index.ts';
import { accountingProblems } from './accounting.ts';
import { renderApisCsv, renderEndpointsCsv, renderFindingsCsv } from './csv.ts';
import { diffReports, isWorse } from './diff.ts';
import { buildReport } from './document.ts';
import { displayWidth } from './encode/terminal.ts';
import { headline, missingEvidence } from './headline.ts';
import { renderTable } from './table.ts';

function reportOfWorld({ inventory, correlation, snapshots }: World): Report {
  const assessment = assess(inventory, correlation, RUBRIC, CONTROLS, { ...NO_SETTINGS, snapshots });
  const received = inventory.calls.analyzed + 3;
  const dropped = { 'too-long': 1, malformed: 2, duplicate: 0 };
  return buildReport({ inventory, correlation, assessment, received, dropped, run: { workers: 1 } });
}

const reportOf = (plans: readonly ApiPlan[]): Report => reportOfWorld(makeWorld(plans));

const UNMANAGED = {
  management: 'unmanaged',
  registered: null,
  reason: { code: 'not-registered', text: 'No route accepts it.', rule: 'all routes', nearestMiss: null },
} as const;

const ESTATE: readonly ApiPlan[] = [
  {
    host: 'shop.example',
    basePath: '/v2',
    endpoints: [{ path: '/v2/b' }, { path: '/v2/a' }, { path: '/v2/a', method: 'DELETE' }],
  },
  {
    host: 'shop.example',
    basePath: '/v1',
    endpoints: [{ ...FLAWS.open, path: '/v1/x', calls: 60, statuses: { '200': 60 } }],
    correlated: UNMANAGED,
  },
  {
    host: 'old.example',
    endpoints: [],
    correlated: { flags: ['dormant'], lastSeenMs: START_MS - 40 * 86_400_000 },
  },
];

describe('the report document', () => {
  it('follows schemas/report.schema.json', async () => {
    const url = new URL('../../schemas/report.schema.json', import.meta.url);
    const schema = JSON.parse(await readFile(url, 'utf8')) as JsonValue;
    assert.ok(isJsonObject(schema));
    const validator = compileSchema<Report>(schema);
    const report = reportOf(ESTATE);
    assert.deepEqual(validator.check(report), []);
    assert.notDeepEqual(validator.check({ ...report, schemaVersion: 2 }), []);
  });

  it('sorts APIs by host and base path, endpoints by host, path and method, the rest by id', () => {
    const { apis, endpoints, findings } = reportOf(ESTATE.toReversed());
    assert.deepEqual(
      apis.map((api) => api.host + api.basePath),
      ['old.example/v1', 'shop.example/v1', 'shop.example/v2'],
    );
    assert.deepEqual(
      endpoints.map((one) => `${one.method} ${one.path}`),
      ['GET /v1/x', 'DELETE /v2/a', 'GET /v2/a', 'GET /v2/b'],
    );
    const ids = findings.map((one) => one.id);
    assert.ok(ids.length > 1);
    assert.deepEqual(ids, [...ids].sort());
  });

  it('is the same whatever the order of its inputs', () => {
    const world = makeWorld(ESTATE);
    const turned: World = {
      ...world,
      inventory: { ...world.inventory, endpoints: world.inventory.endpoints.toReversed() },
      correlation: {
        ...world.correlation,
        apis: world.correlation.apis.toReversed(),
        endpoints: world.correlation.endpoints.toReversed(),
      },
    };
    assert.equal(JSON.stringify(reportOfWorld(turned)), JSON.stringify(reportOfWorld(world)));
  });

  it('writes times in RFC 3339 with milliseconds, and none where there was no call', () => {
    const report = reportOf(ESTATE);
    assert.equal(report.asOf, '2026-01-11T00:00:00.000Z');
    assert.equal(report.endpoints[0]?.firstSeen, '2026-01-10T00:00:00.000Z');
    assert.equal(reportOf([]).asOf, null);
    assert.equal(reportOf(ESTATE).apis[0]?.firstSeen, null);
  });

  it('attaches changes to their API, those of a view to the endpoint that it is a view of', () => {
    const world = makeWorld([{ endpoints: [{}] }]);
    const [shown] = world.inventory.endpoints;
    const view = endpointFacts('svc.internal', {});
    assert.ok(shown !== undefined);
    const change = {
      type: 'status-added',
      class: 'additive',
      atMs: START_MS,
      subject: '201',
      before: null,
      after: '201',
    } as const;
    const report = reportOfWorld({
      ...world,
      inventory: {
        ...world.inventory,
        endpoints: [shown, view],
        changes: [
          { ...change, endpoint: shown.id },
          { ...change, endpoint: view.id },
          { ...change, endpoint: 'ep_unknown' },
        ],
      },
      correlation: { ...world.correlation, folded: [{ endpoint: view.id, into: shown.id }] },
    });
    assert.equal(report.changes.length, 1);
    assert.equal(report.changes[0]?.endpoint, shown.id);
    assert.equal(report.changes[0]?.api, report.apis[0]?.id);
  });

  it('tells which sets were cut short, of its own hosts by name and of all others together', () => {
    assert.equal(reportOf(ESTATE).overflows, undefined);
    const world = makeWorld(ESTATE);
    const overflows = [
      { cap: 'pathsPerHost', where: 'shop.example' },
      { cap: 'childrenPerNode', where: 'forged.example' },
      { cap: 'childrenPerNode', where: '*' },
      { cap: 'hosts', where: 'accepted' },
      { cap: 'actors', where: 'shop.example /v2' },
    ] as const;
    const report = reportOfWorld({ ...world, inventory: { ...world.inventory, overflows } });
    assert.deepEqual(report.overflows, [
      { cap: 'actors', host: 'shop.example' },
      { cap: 'childrenPerNode', host: '*' },
      { cap: 'hosts', host: '*' },
      { cap: 'pathsPerHost', host: 'shop.example' },
    ]);
  });

  it('counts data classes once where two hops saw the same calls', () => {
    const classes = [dataClass('email', 'pii', 'response.body', 40)];
    const view = endpointFacts('svc.internal', {
      dataClasses: [dataClass('email', 'pii', 'response.body', 55)],
    });
    const world = makeWorld([{ endpoints: [{ dataClasses: classes }] }]);
    const report = reportOfWorld({
      ...world,
      inventory: { ...world.inventory, endpoints: [...world.inventory.endpoints, view] },
      correlation: {
        ...world.correlation,
        endpoints: world.correlation.endpoints.map((one) => ({ ...one, views: [view.id] })),
      },
    });
    assert.deepEqual(report.endpoints[0]?.dataClasses, [
      { id: 'email', location: 'response.body', path: '/email', count: 55 },
    ]);
  });
});

describe('the books', () => {
  it('balance', () => {
    const world = makeWorld(ESTATE);
    const report = reportOfWorld(world);
    assert.deepEqual(report.calls.dropped, { malformed: 2, 'too-long': 1 });
    assert.deepEqual(accountingProblems(report, world.inventory), []);
  });

  it('show every identity that is broken', () => {
    const world = makeWorld(ESTATE);
    const report = reportOfWorld(world);
    const lost = { ...report, calls: { ...report.calls, received: report.calls.received + 1 } };
    assert.equal(accountingProblems(lost, world.inventory).length, 1);
    const noise = { ...report, calls: { ...report.calls, analyzed: 900, received: 903 } };
    assert.equal(accountingProblems(noise, world.inventory).length, 1);
    const operations = { ...report, calls: { ...report.calls, operations: 1 } };
    assert.equal(accountingProblems(operations, world.inventory).length, 2);
  });
});

describe('the headline', () => {
  it('says what matters first', () => {
    assert.equal(
      headline(reportOf(ESTATE)),
      '83 % of calls and 67 % of APIs are managed; 1 API is graded F; 1 unmanaged API carries personal data; 1 API can be retired: last call 41 days ago.',
    );
  });

  it('keeps 0 % and 100 % for none and all', () => {
    assert.equal(headline(reportOf([{ endpoints: [{}] }])), '100 % of calls and 100 % of APIs are managed.');
    const nearly = [
      { endpoints: [{ calls: 100_000, statuses: { '200': 100_000 } }] },
      { host: 'u.example', endpoints: [{ calls: 20 }], correlated: { management: 'unmanaged' } },
    ] as const;
    assert.match(headline(reportOf(nearly)), /^99 % of calls and 50 % of APIs/);
    assert.equal(headline(reportOf([])), 'No API was found.');
    assert.match(
      headline(reportOf([{ endpoints: [], correlated: { flags: ['dormant'] } }])),
      /^no calls; 100 %.*no call seen\.$/,
    );
  });

  it('says what would let checks run', () => {
    const dark = { requestHeaders: 0, responseHeaders: 0, requestBodies: 0, responseBodies: 0 };
    const auth = { schemes: [], authenticatedAccepted: 0, unobservable: 100, state: 'undetected' } as const;
    const sentences = missingEvidence(
      reportOf([
        { endpoints: [{ coverage: dark, auth }] },
        { endpoints: [{ coverage: { ...dark, responseHeaders: 100 } }] },
        { endpoints: [{ calls: 3 }] },
      ]),
      RUBRIC.minimum.coverage,
    );
    assert.deepEqual(sentences, [
      'response bodies missing on 2 APIs; 1 would leave U',
      'credential headers (masked or not in the log) missing on 1 API; 1 would leave U',
      'response headers missing on 1 API',
    ]);
  });
});

describe('the review table', () => {
  it('shows worst first, with management, flags, grade, why and top findings', () => {
    const lines = renderTable(reportOf(ESTATE), { width: 160, color: false }).split('\n');
    assert.match(lines[0] ?? '', /^83 % of calls/);
    assert.match(lines[2] ?? '', /^GRADE\s+MANAGEMENT\s+API\s+CALLS\s+FLAGS\s+WHY\s+TOP FINDINGS$/);
    assert.match(
      lines[3] ?? '',
      /^F 45\s.*unmanaged\s+shop\.example\/v1\s+60\s+No route accepts it\.\s+Sensitive data without/,
    );
    assert.match(lines[4] ?? '', /^A 100\s+managed\s+shop\.example\/v2\s+300/);
    assert.match(lines[5] ?? '', /^U \(0 %\)\s+managed\s+old\.example\/v1\s+0\s+dormant/);
  });

  it('keeps to the width of the terminal', () => {
    for (const width of [80, 100, 120, 200]) {
      const [, , ...rows] = renderTable(reportOf(ESTATE), { width, color: false }).split('\n');
      for (const row of rows) assert.ok(displayWidth(row) <= width, `${displayWidth(row)} > ${width}`);
    }
  });

  it('colours only when told to', () => {
    assert.equal(renderTable(reportOf(ESTATE), { width: 120, color: false }).includes('\x1b'), false);
    assert.ok(renderTable(reportOf(ESTATE), { width: 120, color: true }).includes('\x1b[1;31mF 45'));
  });

  it('lets no foreign string act, in the table or in a spreadsheet', () => {
    const report = reportOf(ESTATE);
    for (const hostile of HOSTILE_STRINGS) {
      const apis = report.apis.map((api) => ({
        ...api,
        name: hostile,
        host: hostile,
        basePath: hostile,
        owner: hostile,
        tags: [hostile],
        reason: { ...api.reason, text: hostile },
      }));
      const endpoints = report.endpoints.map((one) => ({ ...one, path: hostile, operation: hostile }));
      const poisoned = { ...report, apis, endpoints };
      const table = renderTable(poisoned, { width: 400, color: false });
      assert.equal(table.split('\n').length, 3 + apis.length + 1, JSON.stringify(hostile));
      assert.doesNotMatch(table, /[^\P{Cc}\n]|\p{Cf}/u, JSON.stringify(hostile));
      for (const csv of [renderApisCsv(poisoned), renderEndpointsCsv(poisoned)]) {
        assert.doesNotMatch(csv, /(?:^|,)"[\s"]*[=+\-@\uff1d]/mu, JSON.stringify(hostile));
        assert.doesNotMatch(csv, /[^\P{Cc}\r\n]|\p{Cf}/u, JSON.stringify(hostile));
      }
    }
  });
});

describe('csv', () => {
  it('has one line per row and as many fields as the header', () => {
    const report = reportOf(ESTATE);
    for (const [csv, rows] of [
      [renderApisCsv(report), report.apis.length],
      [renderEndpointsCsv(report), report.endpoints.length],
      [renderFindingsCsv(report), report.findings.length],
    ] as const) {
      const lines = csv.split('\r\n');
      assert.equal(lines.pop(), '');
      assert.equal(lines.length, rows + 1);
      const fields = (line: string): number => line.replace(/"(?:[^"]|"")*"/g, 'x').split(',').length;
      for (const line of lines) assert.equal(fields(line), fields(lines[0] ?? ''), line);
    }
  });

  it('exports no provisional string', () => {
    const report = reportOf([{ endpoints: [{ path: '/v1/jane-doe', facts: { provisional: true } }] }]);
    assert.equal(report.endpoints[0]?.path, '/v1/jane-doe');
    assert.equal(renderEndpointsCsv(report).includes('jane-doe'), false);
    const [api] = report.apis;
    assert.ok(api !== undefined);
    const ofHost = {
      ...report,
      apis: [
        { ...api, management: 'unmanaged' as const, name: 'jane-doe.example', host: 'jane-doe.example' },
      ],
    };
    for (const csv of [
      renderApisCsv(ofHost),
      renderEndpointsCsv({
        ...report,
        endpoints: report.endpoints.map((one) => ({ ...one, host: 'jane-doe.example' })),
      }),
    ])
      assert.ok(csv.includes(api.id) && !csv.includes('jane-doe'), csv);
  });
});

describe('the difference of two reports', () => {
  const base: ApiPlan = { endpoints: [{}] };
  const cases: readonly (readonly [string, readonly ApiPlan[], readonly ApiPlan[], boolean])[] = [
    ['nothing', [base], [base], false],
    ['a better grade', [{ endpoints: [FLAWS.cors] }], [base], false],
    ['a letter lower', [base], [{ endpoints: [FLAWS.zombie] }], true],
    ['a score lower inside the band', [base], [{ endpoints: [FLAWS.verbose] }], false],
    [
      'a new finding of high severity',
      [{ endpoints: [FLAWS.zombie] }],
      [{ endpoints: [{ ...FLAWS.zombie, ...FLAWS.cors, correlated: FLAWS.zombie.correlated }] }],
      true,
    ],
    ['out of management', [base], [{ ...base, correlated: { management: 'unmanaged' } }], true],
    ['a new managed API', [base], [base, { host: 'n.example', endpoints: [{}] }], false],
    [
      'a new unmanaged API',
      [base],
      [base, { host: 'n.example', endpoints: [{}], correlated: { management: 'unmanaged' } }],
      true,
    ],
    ['evidence lost', [base], [{ endpoints: [{ calls: 5 }] }], false],
    [
      'evidence gained, and it is bad',
      [{ endpoints: [{ calls: 5 }] }],
      [{ endpoints: [FLAWS.injection] }],
      true,
    ],
  ];
  for (const [name, before, after, worse] of cases) {
    it(`${name} is ${worse ? '' : 'not '}worse`, () => {
      assert.equal(isWorse(diffReports(reportOf(before), reportOf(after))), worse);
    });
  }

  it('lists what came and what went', () => {
    const before = reportOf([{ endpoints: [FLAWS.cors] }, { host: 'gone.example', endpoints: [{}] }]);
    const after = reportOf([{ endpoints: [FLAWS.verbose, { path: '/v1/more' }] }]);
    const diff = diffReports(before, after);
    assert.deepEqual(
      diff.removedApis.map((api) => api.host),
      ['gone.example'],
    );
    assert.deepEqual(
      diff.newFindings.map((one) => one.type),
      ['verbose-error'],
    );
    assert.deepEqual(
      diff.resolvedFindings.map((one) => one.type),
      ['cors-wildcard-credentials'],
    );
    assert.deepEqual([diff.addedEndpoints, diff.removedEndpoints], [1, 1]);
    assert.deepEqual(
      diff.grades.map(({ direction }) => direction),
      ['better'],
    );
    assert.equal(diff.rubricChanged, false);
  });
});
