import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type ApiPlan,
  dataClass,
  type EndpointPlan,
  evidence,
  makeWorld,
  NONE,
  threat,
} from '../../../test/support/assessment-world.ts';
import { FLAWS, OPEN } from '../../../test/support/grade-scenarios.ts';
import { CONTROLS, RUBRIC } from '../../../test/support/shipped-assessment-data.ts';
import type { Finding } from '../../model/generated/report.ts';
import type { ImportedPlace, NamedResults } from '../../model/imported-results.ts';
import type { JsonObject } from '../../model/json.ts';
import type { RegisteredShape } from '../../model/registered-api.ts';
import { FINDING_TYPES, type FindingType, type Severity } from '../../model/vocabulary.ts';
import { assess, NO_SETTINGS } from '../assess.ts';
import { FINDING_RULES } from './catalogue.ts';

function findingsOf(plan: ApiPlan, results: readonly NamedResults[] = []): readonly Finding[] {
  const { inventory, correlation, snapshots } = makeWorld([plan]);
  return assess(inventory, correlation, RUBRIC, CONTROLS, { ...NO_SETTINGS, snapshots, results }).findings;
}

interface Case {
  readonly name: string;
  readonly endpoint: EndpointPlan;
  readonly api?: ApiPlan['correlated'];
  readonly severity?: Severity;
  /** What another system says. */
  readonly results?: readonly NamedResults[];
}

interface Table {
  readonly positives: readonly Case[];
  readonly nearMisses: readonly Case[];
}

const EMAIL = [dataClass('email', 'pii', 'response.body', 100)];
const LOGIN = { method: 'POST', path: '/v1/login' } as const;
const CLEARTEXT = { https: NONE, plaintext: evidence(100) };
const UNMANAGED = { management: 'unmanaged' } as const;

function behaviour(type: 'id-enumeration' | 'credential-stuffing', successes: number): EndpointPlan {
  return {
    behaviours: [
      {
        type,
        actor: '192.0.2.0/24 a1',
        attempts: 300,
        successes,
        distinct: 250,
        rule: 'far above the baseline',
        thresholds: { distinct: 50 },
        counts: {},
      },
    ],
  };
}

const TEXT = { type: 'string' };
const NO_SCHEMAS = { parameters: [], requests: [], responses: [] };

const queryOf = (name: string, required: boolean) => ({ name, in: 'query' as const, required, schema: TEXT });

const shapeOf = (names: readonly string[]): RegisteredShape => ({
  types: ['object'],
  members: names.map((name) => ({ name, shape: null })),
  required: [],
  open: false,
  items: null,
  texts: null,
});

const answerOf = (properties: JsonObject) => ({
  contentType: 'application/json',
  statusClass: '2XX',
  count: 100,
  schema: { type: 'object', properties },
});

const signalAt = (place: Partial<ImportedPlace>): readonly NamedResults[] => [
  {
    origin: 'lake:a',
    signals: [
      {
        method: 'GET',
        host: 'api.shop.example',
        path: '/v1/things',
        key: 'custom.sqli',
        title: 'Sqli',
        severity: 'high',
        calls: 3,
        ...place,
      },
    ],
    scores: [],
  },
];

const TABLES: Readonly<Record<FindingType, Table>> = {
  'unauthenticated-sensitive-endpoint': {
    positives: [
      { name: 'everybody is served personal data', endpoint: FLAWS.open, severity: 'critical' },
      {
        name: 'more answers carried it than authenticated callers received',
        endpoint: {
          auth: { ...OPEN, state: 'mixed', authenticatedAccepted: 60, anonymousAccepted: 40 },
          dataClasses: EMAIL,
        },
        severity: 'critical',
      },
      {
        name: 'it may all have gone to authenticated callers: a hint',
        endpoint: {
          auth: { ...OPEN, state: 'mixed', authenticatedAccepted: 60, anonymousAccepted: 40 },
          dataClasses: [dataClass('email', 'pii', 'response.body', 60)],
        },
        severity: 'medium',
      },
    ],
    nearMisses: [
      { name: 'authenticated callers only', endpoint: { dataClasses: EMAIL } },
      { name: 'public data', endpoint: { auth: OPEN } },
      {
        name: 'masked credentials are not absent ones',
        endpoint: {
          auth: { ...OPEN, anonymousAccepted: 0, unobservable: 100, state: 'undetected' },
          dataClasses: EMAIL,
        },
      },
      {
        name: 'anonymous callers were refused',
        endpoint: { auth: { ...OPEN, anonymousAccepted: 0, anonymousRefused: 100 }, dataClasses: EMAIL },
      },
      {
        name: 'the caller sent the data itself',
        endpoint: { auth: OPEN, dataClasses: [dataClass('email', 'pii', 'request.body', 100)] },
      },
      { name: 'sign-in answers with a profile', endpoint: { ...FLAWS.open, ...LOGIN } },
      {
        name: 'behind the gateway credentials may be gone',
        endpoint: { ...FLAWS.open, correlated: { flags: ['upstream-view'] } },
      },
      {
        name: 'only refused calls carried it',
        endpoint: {
          auth: OPEN,
          dataClasses: [{ ...dataClass('email', 'pii', 'response.body', 0), count: 9 }],
        },
      },
    ],
  },
  'declared-auth-not-enforced': {
    positives: [
      { name: 'declared and served to everybody', endpoint: FLAWS.declared, severity: 'high' },
      {
        name: 'a declared key that some callers send and others do not',
        endpoint: {
          ...FLAWS.declared,
          operation: {
            parameters: [{ name: 'Berth-Pass', in: 'header', required: false, credential: true }],
          },
          facts: {
            schemas: { ...NO_SCHEMAS, parameters: [{ ...queryOf('berth-pass', false), in: 'header' }] },
          },
        },
        severity: 'high',
      },
      {
        name: 'a parameter that everybody sends and that is no key',
        endpoint: {
          ...FLAWS.declared,
          operation: { parameters: [{ name: 'Berth-Pass', in: 'header', required: true }] },
          facts: {
            schemas: { ...NO_SCHEMAS, parameters: [{ ...queryOf('berth-pass', true), in: 'header' }] },
          },
        },
        severity: 'high',
      },
    ],
    nearMisses: [
      { name: 'nothing declared', endpoint: { auth: OPEN } },
      {
        name: 'a key under a name that only the definition knows, on every call',
        endpoint: {
          auth: OPEN,
          correlated: { declaredSecurity: ['api-key'] },
          operation: {
            parameters: [{ name: 'Berth-Pass', in: 'header', required: false, credential: true }],
          },
          facts: {
            schemas: { ...NO_SCHEMAS, parameters: [{ ...queryOf('berth-pass', true), in: 'header' }] },
          },
        },
      },
      { name: 'declared as public', endpoint: { auth: OPEN, correlated: { declaredSecurity: [] } } },
      { name: 'declared and enforced', endpoint: { correlated: { declaredSecurity: ['jwt'] } } },
      {
        name: 'two strays',
        endpoint: { auth: { anonymousAccepted: 2 }, correlated: { declaredSecurity: ['jwt'] } },
      },
    ],
  },
  'mixed-authentication': {
    positives: [
      { name: 'anonymous callers served and refused', endpoint: FLAWS.uneven, severity: 'medium' },
      {
        name: 'declared: the other finding takes the points, this one is still told',
        endpoint: {
          auth: { state: 'mixed', authenticatedAccepted: 50, anonymousAccepted: 50 },
          correlated: { declaredSecurity: ['jwt'] },
        },
        severity: 'medium',
      },
      {
        name: 'served with and without, nobody refused: a hint',
        endpoint: { auth: { state: 'mixed', authenticatedAccepted: 50, anonymousAccepted: 50 } },
        severity: 'info',
      },
    ],
    nearMisses: [
      { name: 'required', endpoint: {} },
      { name: 'public', endpoint: { auth: OPEN } },
      { name: 'a wrong password is no mixed access', endpoint: { ...FLAWS.uneven, ...LOGIN } },
      {
        name: 'refused by a filter with 403',
        endpoint: { auth: { ...OPEN, anonymousRefused: 50 }, statuses: { '200': 100, '403': 50 } },
      },
    ],
  },
  'api-key-in-url': {
    positives: [
      { name: 'a key that decides', endpoint: FLAWS.keyInUrl, severity: 'high' },
      {
        name: 'a password in the URL',
        endpoint: { auth: { inUrl: [{ kind: 'basic', name: 'userinfo', evidence: evidence(1) }] } },
        severity: 'high',
      },
      {
        name: 'a key that a public endpoint ignores: a hint',
        endpoint: { auth: { ...OPEN, ...FLAWS.keyInUrl.auth } },
        severity: 'low',
      },
    ],
    nearMisses: [
      {
        name: 'refused',
        endpoint: { auth: { inUrl: [{ kind: 'api-key', name: 'api_key', evidence: evidence(0, 50) }] } },
      },
      {
        name: 'a token',
        endpoint: { auth: { inUrl: [{ kind: 'token', name: 'access_token', evidence: evidence(5) }] } },
      },
    ],
  },
  'token-in-url': {
    positives: [
      {
        name: 'a token that decides',
        endpoint: { auth: { inUrl: [{ kind: 'token', name: 'access_token', evidence: evidence(5) }] } },
        severity: 'high',
      },
    ],
    nearMisses: [
      { name: 'a key', endpoint: FLAWS.keyInUrl },
      {
        name: 'refused',
        endpoint: { auth: { inUrl: [{ kind: 'token', name: 'access_token', evidence: evidence(0, 5) }] } },
      },
    ],
  },
  'jwt-alg-none': {
    positives: [
      { name: 'accepted where a token is needed', endpoint: FLAWS.algNone, severity: 'critical' },
      {
        name: 'accepted by an endpoint that refuses others with 401',
        endpoint: {
          auth: { ...OPEN, authenticatedAccepted: 5, jwtAlgNone: evidence(5) },
          statuses: { '200': 105, '401': 3 },
        },
        severity: 'critical',
      },
      {
        name: 'ignored by a public endpoint: a hint',
        endpoint: { auth: { ...OPEN, authenticatedAccepted: 5, jwtAlgNone: evidence(5) } },
        severity: 'low',
      },
    ],
    nearMisses: [{ name: 'refused', endpoint: { auth: { jwtAlgNone: evidence(0, 10_000) } } }],
  },
  'plaintext-transport': {
    positives: [
      { name: 'http', endpoint: FLAWS.cleartext, severity: 'high' },
      {
        name: 'hosts that sound like loopback',
        endpoint: { ...FLAWS.cleartext, facts: { host: 'localhost.shop.example' } },
        severity: 'high',
      },
      {
        name: 'http with personal data',
        endpoint: { signals: CLEARTEXT, dataClasses: EMAIL },
        severity: 'critical',
      },
      {
        name: 'sign-in over http',
        endpoint: {
          ...LOGIN,
          auth: { ...OPEN, credentialEndpoint: true, plaintextCredentials: evidence(100) },
          signals: CLEARTEXT,
        },
        severity: 'critical',
      },
      {
        name: 'a forged credential on a public page',
        endpoint: {
          auth: { ...OPEN, authenticatedAccepted: 3, plaintextCredentials: evidence(3) },
          signals: CLEARTEXT,
        },
        severity: 'high',
      },
    ],
    nearMisses: [
      { name: 'https', endpoint: {} },
      {
        name: 'http that only redirects',
        endpoint: { statuses: { '200': 90, '301': 10 }, signals: { plaintext: evidence(10) } },
      },
      { name: 'refused', endpoint: { signals: { plaintext: evidence(0, 10) } } },
      ...['localhost', 'app.localhost:8080', '127.0.0.1:3000', '[::1]'].map((host) => ({
        name: `on loopback: ${host}`,
        endpoint: { ...FLAWS.cleartext, facts: { host } },
      })),
      {
        name: 'behind the gateway',
        endpoint: { signals: CLEARTEXT, correlated: { flags: ['upstream-view'] } },
      },
    ],
  },
  'sensitive-data-in-response': {
    positives: [
      { name: 'personal data', endpoint: { dataClasses: EMAIL }, severity: 'low' },
      {
        name: 'card numbers',
        endpoint: { dataClasses: [dataClass('credit-card', 'financial', 'response.body', 9)] },
        severity: 'medium',
      },
    ],
    nearMisses: [
      { name: 'in requests', endpoint: { dataClasses: [dataClass('email', 'pii', 'request.body', 9)] } },
      {
        name: 'coordinates',
        endpoint: { dataClasses: [dataClass('geo-coordinates', 'location', 'response.body', 9)] },
      },
      { name: 'tokens', endpoint: { dataClasses: [dataClass('access-token', 'auth', 'response.body', 9)] } },
    ],
  },
  'personal-data-in-url': {
    positives: [
      { name: 'in the query', endpoint: FLAWS.emailInUrl, severity: 'medium' },
      { name: 'in the path', endpoint: { dataClasses: [dataClass('email', 'pii', 'request.path', 3)] } },
    ],
    nearMisses: [
      { name: 'in the body', endpoint: { dataClasses: [dataClass('email', 'pii', 'request.body', 3)] } },
      { name: 'refused', endpoint: { dataClasses: [dataClass('email', 'pii', 'request.query', 0)] } },
      {
        name: 'a secret is the credential rules’',
        endpoint: { dataClasses: [dataClass('api-secret', 'secret', 'request.query', 3)] },
      },
    ],
  },
  'secret-in-response': {
    positives: [{ name: 'a private key', endpoint: FLAWS.secret, severity: 'critical' }],
    nearMisses: [
      {
        name: 'in the request',
        endpoint: { dataClasses: [dataClass('private-key', 'secret', 'request.body', 1)] },
      },
      { name: 'a token endpoint', endpoint: { ...FLAWS.secret, method: 'POST', path: '/oauth/token' } },
      {
        name: 'an access token',
        endpoint: { dataClasses: [dataClass('access-token', 'auth', 'response.body', 1)] },
      },
    ],
  },
  'injection-attempt': {
    positives: [
      { name: 'attempted', endpoint: { threats: [threat('xss', { attempts: 4 })] }, severity: 'low' },
      {
        name: 'probable',
        endpoint: { threats: [threat('xss', { attempts: 4, probable: 1 })] },
        severity: 'medium',
      },
      { name: 'a scanner', endpoint: { threats: [threat('scanner', { attempts: 4 })] } },
    ],
    nearMisses: [
      { name: 'nothing', endpoint: {} },
      { name: 'enumeration has its own', endpoint: { threats: [threat('id-enumeration', { attempts: 4 })] } },
    ],
  },
  'injection-success': {
    positives: [{ name: 'succeeded', endpoint: FLAWS.injection, severity: 'critical' }],
    nearMisses: [
      {
        name: 'attempted',
        endpoint: { threats: [threat('sql-injection', { attempts: 10_000, probable: 9 })] },
      },
      { name: 'a scanner that found a page', endpoint: { threats: [threat('scanner', { successes: 1 })] } },
    ],
  },
  'id-enumeration': {
    positives: [
      { name: 'of public objects', endpoint: behaviour('id-enumeration', 250), severity: 'medium' },
      {
        name: 'of personal objects',
        endpoint: { ...behaviour('id-enumeration', 250), dataClasses: EMAIL },
        severity: 'critical',
      },
      {
        name: 'refused',
        endpoint: { ...behaviour('id-enumeration', 0), dataClasses: EMAIL },
        severity: 'medium',
      },
    ],
    nearMisses: [{ name: 'stuffing', endpoint: behaviour('credential-stuffing', 0) }],
  },
  'credential-stuffing': {
    positives: [
      { name: 'all refused', endpoint: behaviour('credential-stuffing', 0), severity: 'medium' },
      { name: 'some accepted', endpoint: behaviour('credential-stuffing', 2), severity: 'high' },
    ],
    nearMisses: [{ name: 'enumeration', endpoint: behaviour('id-enumeration', 0) }],
  },
  'gateway-bypass': {
    positives: [
      { name: 'at another host', endpoint: FLAWS.bypass, severity: 'high' },
      {
        name: 'at another hop, addresses unknown',
        endpoint: { correlated: { bypass: { api: 'api_x', hop: 'edge', calls: 2, confidence: 'low' } } },
        severity: 'medium',
      },
    ],
    nearMisses: [
      { name: 'through the gateway', endpoint: {} },
      { name: 'refused', endpoint: { ...FLAWS.bypass, statuses: { '403': 100 } } },
    ],
  },
  'unmanaged-api': {
    positives: [
      { name: 'on no gateway', endpoint: {}, api: UNMANAGED, severity: 'medium' },
      {
        name: 'external with personal data',
        endpoint: { dataClasses: EMAIL },
        api: UNMANAGED,
        severity: 'high',
      },
    ],
    nearMisses: [
      { name: 'managed', endpoint: {} },
      { name: 'nothing was ever accepted', endpoint: { statuses: { '401': 100 } }, api: UNMANAGED },
      { name: 'no gateway is known at all', endpoint: {}, api: { ...UNMANAGED, registered: null } },
    ],
  },
  'undocumented-operation': {
    positives: [
      { name: 'not in the definition', endpoint: FLAWS.undocumented, severity: 'medium' },
      { name: 'method not registered', endpoint: { correlated: { flags: ['method-not-registered'] } } },
    ],
    nearMisses: [
      { name: 'documented', endpoint: {} },
      { name: 'a preflight', endpoint: { ...FLAWS.undocumented, method: 'OPTIONS' } },
      { name: 'refused', endpoint: { ...FLAWS.undocumented, statuses: { '404': 60, '405': 40 } } },
      {
        name: 'unmanaged',
        endpoint: { correlated: { flags: ['undocumented-operation'], management: 'unmanaged' } },
      },
    ],
  },
  'zombie-api': {
    positives: [
      { name: 'one operation', endpoint: FLAWS.zombie, severity: 'medium' },
      { name: 'the whole API', endpoint: {}, api: { flags: ['zombie'] }, severity: 'medium' },
    ],
    nearMisses: [
      { name: 'alive', endpoint: {} },
      { name: 'answers 410', endpoint: { statuses: { '410': 100 } }, api: { flags: ['zombie'] } },
      { name: 'dormant', endpoint: { calls: 0, statuses: {} }, api: { flags: ['dormant'] } },
    ],
  },
  'verbose-error': {
    positives: [{ name: 'stack traces', endpoint: FLAWS.verbose, severity: 'low' }],
    nearMisses: [{ name: 'plain errors', endpoint: { statuses: { '200': 90, '500': 10 } } }],
  },
  'cors-wildcard-credentials': {
    positives: [{ name: 'any origin', endpoint: FLAWS.cors, severity: 'high' }],
    nearMisses: [
      { name: 'on refused calls only', endpoint: { signals: { corsWildcardCredentials: evidence(0, 5) } } },
    ],
  },
  'missing-rate-limit-evidence': {
    positives: [
      { name: 'no header, no 429', endpoint: { signals: { rateLimitHeaders: 0 } }, severity: 'low' },
      { name: 'on sign-in', endpoint: { ...LOGIN, signals: { rateLimitHeaders: 0 } }, severity: 'medium' },
    ],
    nearMisses: [
      { name: 'headers', endpoint: {} },
      { name: 'a 429', endpoint: { signals: { rateLimitHeaders: 0, tooManyRequests: 1 } } },
      {
        name: 'response headers not captured',
        endpoint: { signals: { rateLimitHeaders: 0 }, coverage: { responseHeaders: 0 } },
      },
    ],
  },
  'definition-drift': {
    positives: [
      {
        name: 'a success code that is not listed',
        endpoint: { operation: { statuses: ['201', '404'] } },
        severity: 'low',
      },
      {
        name: 'a required parameter was absent',
        endpoint: { operation: { parameters: [{ name: 'page', in: 'query', required: true }] } },
      },
      {
        name: 'a required parameter that some of many accepted calls left out',
        endpoint: {
          operation: { parameters: [{ name: 'page', in: 'query', required: true }] },
          facts: { schemas: { ...NO_SCHEMAS, parameters: [queryOf('page', false)] } },
        },
      },
      {
        name: 'a refusal of the contract that is not listed',
        endpoint: { statuses: { '200': 80, '422': 20 }, operation: { statuses: ['200', '404'] } },
      },
      {
        name: 'a parameter that all send and nobody documented',
        endpoint: {
          operation: { parameters: [{ name: 'size', in: 'query', required: false }] },
          facts: { schemas: { ...NO_SCHEMAS, parameters: [queryOf('page', true)] } },
        },
      },
      {
        name: 'text where a number is documented for a parameter',
        endpoint: {
          operation: { parameters: [{ name: 'page', in: 'query', required: false, types: ['integer'] }] },
          facts: { schemas: { ...NO_SCHEMAS, parameters: [queryOf('page', true)] } },
        },
      },
      {
        name: 'a member that is not documented',
        endpoint: {
          operation: { answers: [{ status: '200', shape: shapeOf(['id']) }] },
          facts: { schemas: { ...NO_SCHEMAS, responses: [answerOf({ id: TEXT, score: TEXT })] } },
        },
      },
    ],
    nearMisses: [
      {
        name: 'a refusal now and then',
        endpoint: { statuses: { '200': 97, '422': 3 }, operation: { statuses: ['200'] } },
      },
      {
        name: 'refusals of frameworks and gateways need not be listed',
        endpoint: { statuses: { '200': 50, '401': 30, '429': 20 }, operation: { statuses: ['200'] } },
      },
      {
        name: 'a parameter that some send is theirs',
        endpoint: {
          operation: { parameters: [{ name: 'size', in: 'query', required: false }] },
          facts: { schemas: { ...NO_SCHEMAS, parameters: [queryOf('page', false)] } },
        },
      },
      {
        name: 'answers as documented',
        endpoint: {
          operation: { answers: [{ status: '2XX', shape: shapeOf(['id', 'score']) }] },
          facts: { schemas: { ...NO_SCHEMAS, responses: [answerOf({ id: TEXT, score: TEXT })] } },
        },
      },
      {
        name: 'two successes with bodies of their own',
        endpoint: {
          statuses: { '200': 90, '202': 10 },
          operation: {
            statuses: ['200', '202'],
            answers: [
              { status: '200', shape: shapeOf(['id']) },
              { status: '202', shape: shapeOf(['score']) },
            ],
          },
          facts: { schemas: { ...NO_SCHEMAS, responses: [answerOf({ id: TEXT, score: TEXT })] } },
        },
      },
      {
        name: 'too few answers',
        endpoint: {
          operation: { answers: [{ status: '200', shape: shapeOf(['id']) }] },
          facts: { schemas: { ...NO_SCHEMAS, responses: [{ ...answerOf({ score: TEXT }), count: 9 }] } },
        },
      },
      { name: 'listed', endpoint: { operation: { statuses: ['200'] } } },
      { name: 'listed as a class', endpoint: { operation: { statuses: ['2XX'] } } },
      { name: 'a default', endpoint: { operation: { statuses: ['201', 'default'] } } },
      {
        name: 'errors need not be listed',
        endpoint: { statuses: { '200': 99, '500': 1 }, operation: { statuses: ['200'] } },
      },
      {
        name: 'an optional parameter',
        endpoint: { operation: { parameters: [{ name: 'page', in: 'query', required: false }] } },
      },
      {
        name: 'a required parameter of calls too few to say that all had it',
        endpoint: {
          statuses: { '200': 8 },
          operation: { parameters: [{ name: 'page', in: 'query', required: true }] },
          facts: { schemas: { ...NO_SCHEMAS, parameters: [queryOf('page', false)] } },
        },
      },
      {
        name: 'a required parameter that calls repeat',
        endpoint: {
          operation: { parameters: [{ name: 'page', in: 'query', required: true }] },
          facts: {
            schemas: {
              ...NO_SCHEMAS,
              parameters: [{ ...queryOf('page', false), schema: { type: 'array', items: TEXT } }],
            },
          },
        },
      },
      {
        name: 'a required parameter was there',
        endpoint: {
          operation: { parameters: [{ name: 'page', in: 'query', required: true }] },
          facts: {
            schemas: {
              parameters: [{ name: 'page', in: 'query', required: true, schema: {} }],
              requests: [],
              responses: [],
            },
          },
        },
      },
      { name: 'no definition', endpoint: {} },
    ],
  },
  'imported-signal': {
    positives: [
      { name: 'at an endpoint', endpoint: {}, results: signalAt({}), severity: 'high' },
      { name: 'somewhere below the base path', endpoint: {}, results: signalAt({ path: '/v1/other' }) },
    ],
    nearMisses: [
      { name: 'nobody says so', endpoint: {} },
      { name: 'a host that is not known', endpoint: {}, results: signalAt({ host: 'other.example' }) },
      { name: 'beside the base path', endpoint: {}, results: signalAt({ path: '/v11/things' }) },
    ],
  },
};

function planOf(one: Case): ApiPlan {
  return one.api === undefined
    ? { endpoints: [one.endpoint] }
    : { endpoints: [one.endpoint], correlated: one.api };
}

for (const type of FINDING_TYPES) {
  describe(type, () => {
    for (const one of TABLES[type].positives) {
      it(`is found: ${one.name}`, () => {
        const found = findingsOf(planOf(one), one.results).find((finding) => finding.type === type);
        assert.ok(found !== undefined);
        if (one.severity !== undefined) assert.equal(found.severity, one.severity);
        assert.ok(found.evidence.rule.length > 20);
        assert.ok(Object.keys(found.evidence.counts).length > 0);
        assert.ok(found.evidence.samples.length <= 3);
      });
    }
    for (const one of TABLES[type].nearMisses) {
      it(`is not found: ${one.name}`, () => {
        assert.deepEqual(
          findingsOf(planOf(one), one.results).filter((finding) => finding.type === type),
          [],
        );
      });
    }
  });
}

describe('every finding rule', () => {
  it('says what it means and how to fix it, under its own name', () => {
    for (const type of FINDING_TYPES) {
      const rule = FINDING_RULES[type];
      assert.equal(rule.type, type);
      for (const text of [rule.meaning, rule.fix])
        assert.match(text, /^[A-Z].{20,}[.]$/u, `${type}: ${text}`);
      assert.match(rule.title, /^[A-Z]/);
    }
  });

  it('names a control for everything that a framework certainly covers', () => {
    const card = dataClass('credit-card', 'financial', 'response.body', 100);
    const [found] = findingsOf({ endpoints: [{ auth: OPEN, dataClasses: [card] }] }).filter(
      (finding) => finding.type === 'unauthenticated-sensitive-endpoint',
    );
    assert.deepEqual(found?.controls, [
      'cwe:306',
      'cwe:862',
      'iso-27001-2022:5.15',
      'iso-27001-2022:8.3',
      'iso-27001-2022:8.5',
      'owasp-api-2023:API2',
      'owasp-api-2023:API5',
      'pci-dss-4.0.1:6.2.4',
      'pci-dss-4.0.1:7.2.1',
      'pci-dss-4.0.1:8.3.1',
    ]);
  });

  it('names card controls only where a card number was seen', () => {
    const found = findingsOf({ endpoints: [FLAWS.open] });
    assert.equal(
      found.flatMap((finding) => finding.controls).some((id) => id.startsWith('pci-dss')),
      false,
    );
  });

  it('takes the weakness of an injection from its kind', () => {
    const found = findingsOf({ endpoints: [FLAWS.injection] }).find(
      (one) => one.type === 'injection-success',
    );
    assert.deepEqual(
      found?.controls.filter((id) => id.startsWith('cwe:')),
      ['cwe:89'],
    );
  });
});

describe('threats on noise', () => {
  it('belong to the API that answers at the host, and to no endpoint', () => {
    const { inventory, correlation } = makeWorld([{ endpoints: [{}] }]);
    const noisy = {
      ...inventory,
      noiseThreats: [
        { host: 'api.shop.example', threat: threat('path-traversal', { attempts: 900 }) },
        { host: 'nobody.example', threat: threat('xss', { attempts: 7 }) },
      ],
    };
    const { findings, apis } = assess(noisy, correlation, RUBRIC, CONTROLS, NO_SETTINGS);
    assert.deepEqual(
      findings.map(({ type, endpoint, evidence }) => [type, endpoint, evidence.counts['attempts']]),
      [['injection-attempt', null, 900]],
    );
    assert.equal(apis[0]?.grade.score, 100);
  });
});
