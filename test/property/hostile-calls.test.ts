import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSummary, observe, viewInventory } from '../../src/analyzer/index.ts';
import { assess, NO_SETTINGS } from '../../src/assessment/assess.ts';
import { correlate } from '../../src/correlation/correlate.ts';
import type { ApiCall } from '../../src/model/api-call.ts';
import type { Assessment } from '../../src/model/assessment.ts';
import type { Correlation } from '../../src/model/correlation.ts';
import type { Grade } from '../../src/model/generated/report.ts';
import type { GatewaySnapshot, RegisteredApi } from '../../src/model/registered-api.ts';
import { CONTROLS, RUBRIC } from '../support/shipped-assessment-data.ts';

/**
 * What lowers a grade needs the server's consent. A small server answers a quiet week, then the same week with 10,000
 * hostile calls among it: forged hosts, tokens, headers, methods, paths and payloads. No grade may differ.
 */
const HOST = 'api.shop.example';
const START_MS = Date.UTC(2026, 0, 5, 8);
const HOSTILE_CALLS = 10_000;

const base64Url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const VALID = `Bearer ${base64Url({ alg: 'RS256', typ: 'JWT' })}.${base64Url({ sub: 'u1', iat: 1_767_600_000, exp: 1_767_603_600 })}.c2lnbmF0dXJl`;
const UNSIGNED = `Bearer ${base64Url({ alg: 'none' })}.${base64Url({ sub: 'admin' })}.`;

interface Request {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

const THINGS = '{"items":[{"sku":"sku-1","price":12.5}]}';
const ME = '{"email":"ada@people.example","phone":"+44 20 7946 0958"}';

/** Public catalogue, protected profile, sign-in, and a profile export that serves everybody: its grade is bad already. */
function answer(request: Request): Answer {
  if (request.host !== HOST) return { status: 404, body: '{"error":"unknown host"}' };
  const authorized = request.headers['authorization'] === VALID;
  const key = `${request.method} ${request.path}`;
  if (/^GET \/shop\/v1\/things(?:\/\d+)?$/.test(key)) return { status: 200, body: THINGS };
  if (key === 'GET /shop/v1/me')
    return authorized ? { status: 200, body: ME } : { status: 401, body: '{"error":"unauthorized"}' };
  if (key === 'POST /shop/v1/login') {
    const known = request.body?.includes('"right"') ?? false;
    return known ? { status: 200, body: '{"ok":true}' } : { status: 401, body: '{"error":"unauthorized"}' };
  }
  if (key === 'GET /exports/v1/people') return { status: 200, body: `[${ME},${ME}]` };
  return { status: 404, body: '{"error":"not found"}' };
}

function toCall(request: Request, timeMs: number, address: string): ApiCall {
  const { status, body } = answer(request);
  const json = { 'content-type': 'application/json' };
  return {
    id: null,
    timeMs,
    method: request.method,
    scheme: 'https',
    host: request.host,
    path: request.path,
    query: request.query,
    status,
    client: { address, id: null },
    latencyMs: 12,
    request: {
      headers: { ...request.headers, ...(request.body === null ? {} : json) },
      body: request.body,
      sizeBytes: null,
    },
    response: { headers: json, body, sizeBytes: body.length },
    gateway: null,
    operation: null,
  };
}

const request = (method: string, path: string, more: Partial<Request> = {}): Request => ({
  method,
  host: HOST,
  path,
  query: null,
  headers: {},
  body: null,
  ...more,
});

/** 60 people over five days. */
function quietWeek(): readonly ApiCall[] {
  const calls: ApiCall[] = [];
  for (let person = 0; person < 60; person += 1) {
    const address = `198.51.100.${person + 1}`;
    const signedIn = { headers: { authorization: VALID } };
    const requests = [
      request('GET', '/shop/v1/things', person % 2 === 0 ? signedIn : {}),
      request('GET', `/shop/v1/things/${person + 100}`),
      request('POST', '/shop/v1/login', { body: '{"username":"ada","password":"right"}' }),
      request('GET', '/shop/v1/me', signedIn),
      request('GET', '/shop/v1/me', person % 10 === 0 ? {} : signedIn),
      request('GET', '/exports/v1/people'),
    ];
    requests.forEach((one, at) =>
      calls.push(toCall(one, START_MS + (person % 5) * 86_400_000 + (person * 6 + at) * 1000, address)),
    );
  }
  return calls;
}

const PATHS = [
  '/shop/v1/things',
  '/shop/v1/things/7',
  '/shop/v1/me',
  '/exports/v1/people',
  '/shop/v1/login',
  '/shop/v1/admin',
  '/.env',
  '/wp-login.php',
  '/shop/v2/me',
];
const HOSTS = [HOST, HOST, HOST, HOST, 'evil.example', '192.0.2.10', 'api.shop.example.evil.example'];
const TOKENS: readonly Readonly<Record<string, string>>[] = [
  {},
  { authorization: UNSIGNED },
  { authorization: 'Bearer forged' },
  { authorization: 'Basic YWRtaW46YWRtaW4=' },
  { 'x-api-key': 'guess' },
  { cookie: 'session=guess' },
  { 'x-forwarded-for': '127.0.0.1', 'x-original-url': '/admin', origin: 'https://evil.example' },
  { 'user-agent': 'sqlmap/1.8' },
];
const QUERIES = [
  null,
  'q=%27%20OR%201%3D1--',
  'q=%3Cscript%3Ealert(1)%3C/script%3E',
  'f=../../etc/passwd',
  'api_key=guess',
  'access_token=guess',
  'u=http://169.254.169.254/',
  'x=${jndi:ldap://x}',
];

/** Every combination comes up: the counts of the lists have no common factor with the steps. */
function hostileCalls(): readonly ApiCall[] {
  const pick = <T>(list: readonly T[], at: number): T => {
    const item = list[at % list.length];
    assert.ok(item !== undefined);
    return item;
  };
  return Array.from({ length: HOSTILE_CALLS }, (_, n) => {
    const path = pick(PATHS, n);
    const login = path.endsWith('/login');
    const one = request(login ? 'POST' : pick(['GET', 'GET', 'GET', 'POST', 'DELETE'], n >> 3), path, {
      host: pick(HOSTS, n >> 2),
      headers: pick(TOKENS, n >> 1),
      query: login ? null : pick(QUERIES, n >> 4),
      body: login ? `{"username":"user${n % 500}","password":"wrong${n}"}` : null,
    });
    return toCall(one, START_MS + n * 43 * 1000, `203.0.113.${(n % 20) + 1}`);
  });
}

const SHOP: RegisteredApi = {
  gateway: 'kong',
  nativeId: 'shop',
  name: 'shop',
  version: null,
  kind: 'gateway',
  registers: true,
  semantics: 'segment-prefix',
  nativeIds: ['shop'],
  hosts: [HOST],
  basePaths: ['/shop/v1'],
  routes: [],
  operations: null,
  security: null,
  enabled: true,
  lifecycle: 'active',
  sunsetAtMs: null,
  upstreams: [],
  environment: null,
  owner: null,
  tags: [],
};

const GATEWAY: GatewaySnapshot = {
  id: 'kong',
  connector: 'kong',
  hosts: [HOST],
  addresses: [],
  environment: null,
  apis: [SHOP],
};

function assessed(calls: readonly ApiCall[]): {
  readonly correlation: Correlation;
  readonly assessment: Assessment;
} {
  const summary = createSummary();
  for (const call of calls) observe(summary, call, 'edge');
  const asOfMs = START_MS + 7 * 86_400_000;
  const inventory = viewInventory(summary, { asOfMs, windowMs: null, known: [] });
  const correlation = correlate(inventory, [GATEWAY], {
    compileRegex: () => null,
    grouping: [],
    hostRules: [],
    staleHops: [],
  });
  return {
    correlation,
    assessment: assess(inventory, correlation, RUBRIC, CONTROLS, { ...NO_SETTINGS, snapshots: [GATEWAY] }),
  };
}

function gradesByPlace(calls: readonly ApiCall[]): ReadonlyMap<string, unknown> {
  const { correlation, assessment } = assessed(calls);
  const grades = new Map(assessment.apis.map((api) => [api.api, api.grade]));
  return new Map(
    correlation.apis.map((api) => {
      const grade = grades.get(api.id);
      assert.ok(grade !== undefined);
      return [`${api.host}${api.basePath}`, decided(grade)];
    }),
  );
}

function decided({ letter, score, coverage, deductions, caps, notEvaluated }: Grade): unknown {
  return {
    letter,
    score,
    coverage,
    deductions: deductions.map(({ rule, deducted }) => [rule, deducted]),
    caps: caps.map(({ rule, letter: at }) => [rule, at]),
    notEvaluated,
  };
}

describe('10,000 hostile calls', () => {
  const quiet = quietWeek();
  const stormy = [...quiet, ...hostileCalls()];

  it('are found', () => {
    const types = new Set(assessed(stormy).assessment.findings.map((finding) => finding.type));
    assert.ok(types.has('injection-attempt'));
    assert.equal(types.has('injection-success'), false);
  });

  it('change no grade, good or bad', () => {
    const before = gradesByPlace(quiet);
    const after = gradesByPlace(stormy);
    assert.ok(before.size >= 2);
    for (const [place, grade] of before) assert.deepEqual(after.get(place), grade, place);
  });

  it('leave a good API good and a bad one bad', () => {
    const letters = new Map(
      [...gradesByPlace(stormy)].map(([place, grade]) => [place, JSON.stringify(grade).slice(11, 12)]),
    );
    assert.equal(letters.get(`${HOST}/shop/v1`), 'A');
    assert.equal(letters.get(`${HOST}/exports/v1`), 'F');
  });
});
