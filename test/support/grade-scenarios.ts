import { assess, NO_SETTINGS } from '../../src/assessment/assess.ts';
import { bandOf, scoreOf } from '../../src/assessment/grade/score.ts';
import { shownGrade } from '../../src/assessment/grade/shown-grade.ts';
import type { Assessment } from '../../src/model/assessment.ts';
import type { Grade } from '../../src/model/generated/report.ts';
import type { Rubric } from '../../src/model/rubric.ts';
import type { Letter } from '../../src/model/vocabulary.ts';
import {
  type ApiPlan,
  dataClass,
  type EndpointPlan,
  evidence,
  makeWorld,
  NONE,
  threat,
} from './assessment-world.ts';

/** One API and the grade that the shipped rubric must give it. Every number is written down, none is computed. */
export interface GradeScenario {
  readonly name: string;
  readonly plan: ApiPlan;
  readonly letter: Letter;
  /** null: unrated. */
  readonly score: number | null;
  /** Score before caps, where a cap hides it. */
  readonly uncapped?: number;
  readonly coverage?: number;
  /** Rule ids with what each took. */
  readonly deducted?: Readonly<Record<string, number>>;
  readonly caps?: readonly string[];
  readonly notEvaluated?: readonly string[];
}

/** Authentication of an endpoint that serves everybody. */
export const OPEN = {
  state: 'none',
  schemes: [],
  authenticatedAccepted: 0,
  anonymousAccepted: 100,
} as const;

/** Answers anonymous callers now and then, and refuses others with 401. */
const UNEVEN = {
  state: 'mixed',
  authenticatedAccepted: 40,
  anonymousAccepted: 30,
  anonymousRefused: 30,
} as const;

const CLEARTEXT = { https: NONE, plaintext: evidence(100) };

export const FLAWS = {
  open: { auth: OPEN, dataClasses: [dataClass('email', 'pii', 'response.body', 100)] },
  declared: { auth: OPEN, correlated: { declaredSecurity: ['jwt'] } },
  uneven: { auth: UNEVEN, statuses: { '200': 70, '401': 30 } },
  algNone: { auth: { jwtAlgNone: evidence(1) } },
  keyInUrl: { auth: { inUrl: [{ kind: 'api-key', name: 'api_key', evidence: evidence(5) }] } },
  cleartext: { auth: { plaintextCredentials: NONE }, signals: CLEARTEXT },
  iban: { dataClasses: [dataClass('iban', 'financial', 'response.body', 50)] },
  emailInUrl: { dataClasses: [dataClass('email', 'pii', 'request.query', 5)] },
  secret: { dataClasses: [dataClass('private-key', 'secret', 'response.body', 1)] },
  injection: { threats: [threat('sql-injection', { attempts: 5, successes: 1 })] },
  undocumented: { correlated: { flags: ['undocumented-operation'], documented: false } },
  bypass: { correlated: { flags: ['bypass'] } },
  zombie: { correlated: { flags: ['zombie'] } },
  verbose: { signals: { verboseErrors: 3 } },
  cors: { signals: { corsWildcardCredentials: evidence(2) } },
} as const satisfies Readonly<Record<string, EndpointPlan>>;

const INTERNAL = { external: false } as const;

function one(endpoint: EndpointPlan, correlated?: ApiPlan['correlated']): ApiPlan {
  return correlated === undefined ? { endpoints: [endpoint] } : { endpoints: [endpoint], correlated };
}

/** The same flaw where nobody outside can reach it. */
function internal(endpoint: EndpointPlan): ApiPlan {
  return {
    endpoints: [{ ...endpoint, correlated: { ...endpoint.correlated, ...INTERNAL } }],
    correlated: INTERNAL,
  };
}

function enumerated(successes: number, distinct: number): EndpointPlan {
  return {
    path: '/v1/things/{thingId}',
    dataClasses: [dataClass('email', 'pii', 'response.body', 100)],
    behaviours: [
      {
        type: 'id-enumeration',
        actor: '192.0.2.0/24 a1',
        attempts: 200,
        successes,
        distinct,
        rule: 'far above the baseline',
        thresholds: {},
        counts: {},
      },
    ],
  };
}

const UNMANAGED = {
  management: 'unmanaged',
  registered: { gateway: 'kong', api: 'svc-1', operation: null },
} as const;

/** Access log only: no headers, no bodies. */
const LOG_ONLY: EndpointPlan = {
  auth: { state: 'undetected', schemes: [], authenticatedAccepted: 0, unobservable: 100 },
  coverage: { requestHeaders: 0, responseHeaders: 0, requestBodies: 0, responseBodies: 0 },
};

/** Every rule applies: a token, a declaration, an identifier in the path. */
const FULL: EndpointPlan = {
  path: '/v1/things/{thingId}',
  facts: {
    slots: [
      {
        name: 'thingId',
        type: 'integer',
        format: null,
        enumeration: null,
        origin: 'self-evident',
        why: 'integers',
      },
    ],
  },
  correlated: { declaredSecurity: ['jwt'] },
};

export const GRADE_SCENARIOS: readonly GradeScenario[] = [
  { name: 'nothing to find', plan: one({}), letter: 'A', score: 100, coverage: 1, deducted: {}, caps: [] },

  // One rule at a time: its points.
  {
    name: 'sensitive data without authentication',
    plan: one(FLAWS.open),
    letter: 'F',
    score: 49,
    uncapped: 60,
    deducted: { 'unauthenticated-sensitive-endpoint': 40 },
    caps: ['unauthenticated-sensitive-endpoint F'],
  },
  {
    name: 'declared authentication not enforced',
    plan: one(FLAWS.declared),
    letter: 'C',
    score: 75,
    deducted: { 'declared-auth-not-enforced': 25 },
    caps: ['declared-auth-not-enforced C'],
  },
  {
    name: 'declared authentication not enforced, internal: the cap holds',
    plan: internal(FLAWS.declared),
    letter: 'C',
    score: 79,
    uncapped: 85,
    deducted: { 'declared-auth-not-enforced': 15 },
    caps: ['declared-auth-not-enforced C'],
  },
  {
    name: 'mixed authentication',
    plan: one(FLAWS.uneven),
    letter: 'C',
    score: 79,
    uncapped: 85,
    deducted: { 'mixed-authentication': 15 },
    caps: ['mixed-authentication C'],
  },
  {
    name: 'mixed authentication, internal',
    plan: internal(FLAWS.uneven),
    letter: 'C',
    score: 79,
    uncapped: 91,
    deducted: { 'mixed-authentication': 9 },
  },
  {
    name: 'unsigned token accepted',
    plan: one(FLAWS.algNone),
    letter: 'F',
    score: 49,
    uncapped: 60,
    deducted: { 'jwt-alg-none': 40 },
    caps: ['jwt-alg-none F'],
  },
  {
    name: 'unsigned token accepted, internal: no lighter',
    plan: internal(FLAWS.algNone),
    letter: 'F',
    score: 49,
    uncapped: 60,
    deducted: { 'jwt-alg-none': 40 },
  },
  {
    name: 'API key in the URL',
    plan: one(FLAWS.keyInUrl),
    letter: 'D',
    score: 69,
    uncapped: 80,
    deducted: { 'credentials-in-url': 20 },
    caps: ['credentials-in-url D'],
  },
  {
    name: 'token in the URL, internal',
    plan: internal({ auth: { inUrl: [{ kind: 'token', name: 'access_token', evidence: evidence(5) }] } }),
    letter: 'D',
    score: 69,
    uncapped: 88,
    deducted: { 'credentials-in-url': 12 },
  },
  {
    name: 'plaintext without anything worth stealing',
    plan: one(FLAWS.cleartext),
    letter: 'C',
    score: 75,
    deducted: { 'plaintext-transport': 25 },
    caps: [],
  },
  {
    name: 'plaintext, internal',
    plan: internal(FLAWS.cleartext),
    letter: 'B',
    score: 85,
    deducted: { 'plaintext-transport': 15 },
  },
  {
    name: 'credentials over plaintext',
    plan: one({ auth: { plaintextCredentials: evidence(100) }, signals: CLEARTEXT }),
    letter: 'F',
    score: 49,
    uncapped: 75,
    caps: ['plaintext-transport F'],
  },
  {
    name: 'sensitive data over plaintext',
    plan: one({ signals: CLEARTEXT, dataClasses: [dataClass('phone', 'pii', 'request.body', 3)] }),
    letter: 'F',
    score: 49,
    uncapped: 75,
    caps: ['plaintext-transport F'],
  },
  {
    name: 'restricted data in responses',
    plan: one(FLAWS.iban),
    letter: 'A',
    score: 90,
    deducted: { 'sensitive-data-in-response': 10 },
  },
  {
    name: 'health data in responses',
    plan: one({ dataClasses: [dataClass('icd-10', 'health', 'response.body', 5)] }),
    letter: 'A',
    score: 90,
  },
  {
    name: 'government identifiers in responses, internal: sensitive weighs in full',
    plan: internal({ dataClasses: [dataClass('us-ssn', 'government-id', 'response.body', 5)] }),
    letter: 'A',
    score: 90,
  },
  {
    name: 'personal data alone costs nothing',
    plan: one({ dataClasses: [dataClass('email', 'pii', 'response.body', 5)] }),
    letter: 'A',
    score: 100,
  },
  {
    name: 'coordinates are not sensitive',
    plan: one({ dataClasses: [dataClass('geo-coordinates', 'location', 'response.body', 5)] }),
    letter: 'A',
    score: 100,
  },
  {
    name: 'personal data in the URL',
    plan: one(FLAWS.emailInUrl),
    letter: 'D',
    score: 69,
    uncapped: 85,
    deducted: { 'personal-data-in-url': 15 },
    caps: ['personal-data-in-url D'],
  },
  {
    name: 'personal data in the query of an internal endpoint: a query alone makes nothing sensitive',
    plan: internal(FLAWS.emailInUrl),
    letter: 'D',
    score: 69,
    uncapped: 91,
    deducted: { 'personal-data-in-url': 9 },
  },
  {
    name: 'secret in responses',
    plan: one(FLAWS.secret),
    letter: 'D',
    score: 69,
    uncapped: 70,
    deducted: { 'secret-in-response': 30 },
    caps: ['secret-in-response D'],
  },
  {
    name: 'injection succeeded',
    plan: one(FLAWS.injection),
    letter: 'F',
    score: 49,
    uncapped: 60,
    deducted: { 'injection-success': 40 },
    caps: ['injection-success F'],
  },
  {
    name: 'injection succeeded, internal: no lighter',
    plan: internal(FLAWS.injection),
    letter: 'F',
    score: 49,
    uncapped: 60,
  },
  {
    name: 'foreign objects read: at the threshold',
    plan: one(enumerated(20, 20)),
    letter: 'F',
    score: 49,
    uncapped: 70,
    deducted: { 'object-authorization': 30 },
    caps: ['object-authorization F'],
  },
  {
    name: 'foreign objects read: one below in answers',
    plan: one(enumerated(19, 50)),
    letter: 'A',
    score: 100,
  },
  {
    name: 'foreign objects read: one below in objects',
    plan: one(enumerated(50, 19)),
    letter: 'A',
    score: 100,
  },
  {
    name: 'bypass',
    plan: one(FLAWS.bypass),
    letter: 'B',
    score: 85,
    deducted: { 'gateway-bypass': 15 },
    caps: [],
  },
  {
    name: 'bypass without known gateway addresses: indicated only',
    plan: one({
      correlated: {
        bypass: { api: 'api_x', hop: 'edge', calls: 5, confidence: 'low' },
      },
    }),
    letter: 'A',
    score: 94,
    deducted: { 'gateway-bypass': 6 },
  },
  {
    name: 'bypass, internal',
    plan: internal(FLAWS.bypass),
    letter: 'A',
    score: 91,
    deducted: { 'gateway-bypass': 9 },
  },
  {
    name: 'unmanaged and external',
    plan: one({}, UNMANAGED),
    letter: 'C',
    score: 79,
    uncapped: 85,
    deducted: { 'unmanaged-api': 15 },
    caps: ['unmanaged-api C'],
  },
  {
    name: 'unmanaged, internal: no cap',
    plan: { endpoints: [{ correlated: INTERNAL }], correlated: { ...UNMANAGED, ...INTERNAL } },
    letter: 'A',
    score: 91,
    deducted: { 'unmanaged-api': 9 },
    caps: [],
  },
  {
    name: 'undocumented and external',
    plan: one(FLAWS.undocumented),
    letter: 'C',
    score: 79,
    uncapped: 90,
    deducted: { 'undocumented-operation': 10 },
    caps: ['undocumented-operation C'],
  },
  {
    name: 'undocumented, internal: no cap',
    plan: internal(FLAWS.undocumented),
    letter: 'A',
    score: 94,
    deducted: { 'undocumented-operation': 6 },
    caps: [],
  },
  { name: 'zombie', plan: one(FLAWS.zombie), letter: 'B', score: 85, deducted: { 'zombie-api': 15 } },
  { name: 'zombie, internal', plan: internal(FLAWS.zombie), letter: 'A', score: 91 },
  {
    name: 'verbose errors',
    plan: one(FLAWS.verbose),
    letter: 'A',
    score: 95,
    deducted: { 'verbose-error': 5 },
  },
  { name: 'verbose errors, internal', plan: internal(FLAWS.verbose), letter: 'A', score: 97 },
  {
    name: 'any origin with credentials',
    plan: one(FLAWS.cors),
    letter: 'B',
    score: 85,
    deducted: { 'cors-wildcard-credentials': 15 },
  },
  { name: 'any origin with credentials, internal', plan: internal(FLAWS.cors), letter: 'A', score: 91 },

  {
    name: 'an undocumented success code',
    plan: one({ operation: { statuses: ['201'] } }),
    letter: 'A',
    score: 95,
    deducted: { 'definition-drift': 5 },
  },
  {
    name: 'an undocumented success code, internal',
    plan: internal({ operation: { statuses: ['201'] } }),
    letter: 'A',
    score: 97,
    deducted: { 'definition-drift': 3 },
  },
  {
    name: 'a required parameter that was absent is only likely',
    plan: one({ operation: { parameters: [{ name: 'page', in: 'query', required: true }] } }),
    letter: 'A',
    score: 96,
    deducted: { 'definition-drift': 3.5 },
  },
  {
    name: 'two anonymous calls are a lost header',
    plan: one({ ...FLAWS.open, auth: { ...OPEN, authenticatedAccepted: 98, anonymousAccepted: 2 } }),
    letter: 'A',
    score: 100,
  },
  {
    name: 'three are not',
    plan: one({ ...FLAWS.open, auth: { ...OPEN, authenticatedAccepted: 97, anonymousAccepted: 3 } }),
    letter: 'F',
    score: 49,
  },
  {
    name: 'coordinates and tokens make nothing sensitive',
    plan: internal({
      ...FLAWS.verbose,
      dataClasses: [
        dataClass('geo-coordinates', 'location', 'response.body', 5),
        dataClass('access-token', 'auth', 'response.body', 5),
      ],
    }),
    letter: 'A',
    score: 97,
  },
  {
    name: 'sensitive data without authentication, internal',
    plan: internal(FLAWS.open),
    letter: 'F',
    score: 49,
    uncapped: 60,
  },
  {
    name: 'secret in responses, internal',
    plan: internal(FLAWS.secret),
    letter: 'D',
    score: 69,
    uncapped: 70,
  },
  {
    name: 'foreign objects read, internal',
    plan: internal(enumerated(20, 20)),
    letter: 'F',
    score: 49,
    uncapped: 70,
  },
  {
    name: 'credentials over plaintext, internal',
    plan: internal({ auth: { plaintextCredentials: evidence(100) }, signals: CLEARTEXT }),
    letter: 'F',
    score: 49,
    uncapped: 85,
  },

  // Floors: what a category may take at most.
  {
    name: 'authentication stops at its floor',
    plan: {
      endpoints: [
        { ...FLAWS.open, path: '/v1/a' },
        { ...FLAWS.algNone, path: '/v1/b' },
      ],
    },
    letter: 'F',
    score: 40,
    deducted: { 'unauthenticated-sensitive-endpoint': 40, 'jwt-alg-none': 40 },
    caps: ['unauthenticated-sensitive-endpoint F', 'jwt-alg-none F'],
  },
  {
    name: 'data exposure stops at its floor',
    plan: one({
      dataClasses: [
        dataClass('private-key', 'secret', 'response.body', 1),
        dataClass('email', 'pii', 'request.query', 5),
        dataClass('iban', 'financial', 'response.body', 5),
      ],
    }),
    letter: 'D',
    score: 60,
    deducted: { 'secret-in-response': 30, 'personal-data-in-url': 15, 'sensitive-data-in-response': 10 },
  },
  {
    name: 'proven abuse stops at its floor',
    plan: one({ ...enumerated(20, 20), threats: FLAWS.injection.threats }),
    letter: 'F',
    score: 49,
    uncapped: 50,
  },
  {
    name: 'inventory stops at its floor',
    plan: one({ correlated: { flags: ['bypass', 'zombie', 'undocumented-operation'] } }),
    letter: 'C',
    score: 70,
    deducted: { 'gateway-bypass': 15, 'zombie-api': 15, 'undocumented-operation': 10 },
  },
  {
    name: 'hardening stops at its floor',
    plan: one({ signals: { ...FLAWS.verbose.signals, ...FLAWS.cors.signals } }),
    letter: 'B',
    score: 85,
    deducted: { 'cors-wildcard-credentials': 15, 'verbose-error': 5 },
  },

  // The minimum of evidence.
  {
    name: 'twenty calls are enough',
    plan: one({ calls: 20 }),
    letter: 'A',
    score: 100,
  },
  { name: 'nineteen calls are not', plan: one({ calls: 19 }), letter: 'U', score: null, coverage: 1 },
  {
    name: 'ten accepted calls evaluate every rule',
    plan: one({ ...FULL, calls: 20, statuses: { '200': 10, '404': 10 } }),
    letter: 'A',
    score: 100,
    notEvaluated: [],
  },
  {
    name: 'nine accepted calls evaluate none',
    plan: one({ ...FULL, calls: 20, statuses: { '200': 9, '404': 11 } }),
    letter: 'U',
    score: null,
    coverage: 0,
  },
  {
    name: 'an access log alone leaves U',
    plan: one(LOG_ONLY),
    letter: 'U',
    score: null,
    coverage: 0.4364,
    notEvaluated: [
      'unauthenticated-sensitive-endpoint',
      'mixed-authentication',
      'sensitive-data-in-response',
      'secret-in-response',
      'injection-success',
      'verbose-error',
      'cors-wildcard-credentials',
    ],
  },
  {
    name: 'an access log with identifiers is still under half',
    plan: one({ ...LOG_ONLY, path: FULL.path ?? '', facts: FULL.facts ?? {} }),
    letter: 'U',
    score: null,
    coverage: 0.4918,
  },
  {
    name: 'response headers lift it above half',
    plan: one({
      ...LOG_ONLY,
      path: FULL.path ?? '',
      facts: FULL.facts ?? {},
      coverage: { requestHeaders: 0, requestBodies: 0, responseBodies: 0 },
    }),
    letter: 'A',
    score: 100,
    coverage: 0.541,
  },
  {
    name: 'headers without bodies',
    plan: one({ coverage: { requestBodies: 0, responseBodies: 0 } }),
    letter: 'A',
    score: 100,
    notEvaluated: ['sensitive-data-in-response', 'secret-in-response', 'injection-success', 'verbose-error'],
  },
  {
    name: 'a proven cap stands on one call',
    plan: one({ ...FLAWS.injection, calls: 1 }),
    letter: 'F',
    score: 49,
  },
  {
    name: 'being unmanaged is no proof on its own',
    plan: one({ calls: 19 }, UNMANAGED),
    letter: 'U',
    score: null,
    caps: ['unmanaged-api C'],
  },
  {
    name: 'neither is being undocumented',
    plan: one({ ...FLAWS.undocumented, calls: 19 }),
    letter: 'U',
    score: null,
    caps: ['undocumented-operation C'],
  },
];

/** Caps whose letter stands under the minimum, one call each. */
const STANDING: readonly (readonly [string, EndpointPlan, Letter])[] = [
  ['open', { ...FLAWS.open, auth: { ...OPEN, anonymousAccepted: 3 }, calls: 3 }, 'F'],
  ['declared', { ...FLAWS.declared, auth: { ...OPEN, anonymousAccepted: 3 }, calls: 3 }, 'C'],
  ['uneven', { ...FLAWS.uneven, calls: 5 }, 'C'],
  ['alg none', { ...FLAWS.algNone, calls: 1 }, 'F'],
  ['key in URL', { ...FLAWS.keyInUrl, calls: 5 }, 'D'],
  [
    'plaintext',
    { auth: { plaintextCredentials: evidence(5) }, signals: { plaintext: evidence(5) }, calls: 5 },
    'F',
  ],
  ['email in URL', { ...FLAWS.emailInUrl, calls: 5 }, 'D'],
  ['secret', { ...FLAWS.secret, calls: 5 }, 'D'],
  ['enumeration', { ...enumerated(20, 20), calls: 19 }, 'F'],
];

/** Every difference between what the rubric gives and what is written down; empty when all agree. */
export function gradeDifferences(rubric: Rubric): readonly string[] {
  return [
    ...GRADE_SCENARIOS.flatMap((scenario) => scenarioDifferences(scenario, rubric)),
    ...STANDING.flatMap(([name, plan, letter]) => {
      const got = gradeOf(one(plan), rubric).letter;
      return got === letter ? [] : [`${name} alone: ${got}, not ${letter}`];
    }),
    ...edgeDifferences(rubric),
    ...sampleDifferences(rubric),
  ];
}

/** Missing rate-limit headers cost no points, so their sample size shows in the finding only. */
function sampleDifferences(rubric: Rubric): readonly string[] {
  return (
    [
      [99, false],
      [100, true],
    ] as const
  ).flatMap(([responses, wanted]) => {
    const plan = one({ signals: { rateLimitHeaders: 0 }, coverage: { responseHeaders: responses } });
    const found = assessmentOf(plan, rubric).findings.some(
      (item) => item.type === 'missing-rate-limit-evidence',
    );
    return found === wanted ? [] : [`${responses} responses without rate-limit headers: ${String(found)}`];
  });
}

export function gradeOf(plan: ApiPlan, rubric: Rubric): Grade {
  const [api] = assessmentOf(plan, rubric).apis;
  if (api === undefined) throw new Error('the world has one API');
  return api.grade;
}

function assessmentOf(plan: ApiPlan, rubric: Rubric): Assessment {
  const { inventory, correlation, snapshots } = makeWorld([plan]);
  return assess(inventory, correlation, rubric, [], { ...NO_SETTINGS, snapshots });
}

function scenarioDifferences(scenario: GradeScenario, rubric: Rubric): readonly string[] {
  const grade = gradeOf(scenario.plan, rubric);
  const got = {
    letter: grade.letter,
    score: grade.score,
    uncapped: scoreOf(grade.deductions, [], rubric).uncapped,
    coverage: grade.coverage,
    deducted: Object.fromEntries(grade.deductions.map((item) => [item.rule, item.deducted])),
    caps: grade.caps.map((cap) => `${cap.rule} ${cap.letter}`),
    notEvaluated: grade.notEvaluated.map((item) => item.rule),
  };
  const keys = ['letter', 'score', 'uncapped', 'coverage', 'deducted', 'caps', 'notEvaluated'] as const;
  return keys.flatMap((key) => {
    const wanted = scenario[key];
    if (wanted === undefined) return [];
    const same = sorted(got[key]) === sorted(wanted);
    return same
      ? []
      : [`${scenario.name}: ${key} ${JSON.stringify(got[key])}, not ${JSON.stringify(wanted)}`];
  });
}

function sorted(value: unknown): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return JSON.stringify(value);
}

/** Every edge of every band, and the margin of the shown letter on both sides. */
const EDGES: readonly (readonly [number, Letter])[] = [
  [100, 'A'],
  [90, 'A'],
  [89, 'B'],
  [80, 'B'],
  [79, 'C'],
  [70, 'C'],
  [69, 'D'],
  [60, 'D'],
  [59, 'E'],
  [50, 'E'],
  [49, 'F'],
  [0, 'F'],
];
const CAP_TOPS: readonly (readonly [Letter, number])[] = [
  ['A', 100],
  ['B', 89],
  ['C', 79],
  ['D', 69],
  ['E', 59],
  ['F', 49],
];
const SHOWN: readonly (readonly [Letter, number, Letter])[] = [
  ['B', 79, 'B'],
  ['B', 78, 'C'],
  ['B', 91, 'B'],
  ['B', 92, 'A'],
];

function edgeDifferences(rubric: Rubric): readonly string[] {
  return [
    ...EDGES.flatMap(([score, letter]) =>
      bandOf(score, rubric) === letter ? [] : [`score ${score} is not ${letter}`],
    ),
    ...CAP_TOPS.flatMap(([letter, top]) => {
      const { value } = scoreOf([], [{ letter }], rubric);
      return value === top ? [] : [`a cap at ${letter} leaves ${value}, not ${top}`];
    }),
    ...SHOWN.flatMap(([previous, score, shown]) => {
      const computed: Grade = {
        letter: bandOf(score, rubric),
        score,
        coverage: 1,
        rubric: 'assay-1@1.0.0',
        deductions: [],
        caps: [],
        notEvaluated: [],
      };
      const got = shownGrade(previous, computed, rubric);
      return got === shown ? [] : [`${previous} at ${score} shows ${got}, not ${shown}`];
    }),
  ];
}
