import { ASSAY_1 } from '../../mappings/rubrics/assay-1.compiled.ts';
import { scoreOf } from '../../src/assessment/grade/score.ts';
import type { FiledRule } from '../../src/model/correction-rules.ts';
import type {
  Deduction,
  Finding,
  FindingType,
  Flag,
  Grade,
  Management,
  Report,
  ReportApi,
  ReportEndpoint,
  Severity,
} from '../../src/model/generated/report.ts';
import { type ApiId, endpointId, findingId, unmanagedApiId } from '../../src/model/ids.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Estate } from '../../src/report/openapi/index.ts';
import type { Store } from '../../src/store/store.ts';

/** A report of a small estate, complete in every part that a page shows. */

export const AS_OF_MS = Date.UTC(2026, 0, 15, 2);
const AS_OF = new Date(AS_OF_MS).toISOString();

const NO_EXAMPLES = { positives: [], nearMisses: [] } as const;

/** Rules of people: three of them were in force when the report was made, and one that is gone since. */
export const RULES: readonly FiledRule[] = [
  {
    file: 'paths.yaml',
    rule: {
      ...NO_EXAMPLES,
      kind: 'merge',
      id: 'label-kinds',
      because: 'Carriers name their labels.',
      below: '/shipping/v1/labels',
    },
  },
  {
    file: 'classes.yaml',
    rule: {
      ...NO_EXAMPLES,
      kind: 'not-here',
      id: 'charge-numbers',
      class: 'credit-card',
      path: '/v1/charges/**',
      location: 'response.body',
    },
  },
  {
    file: 'classes.yaml',
    rule: {
      ...NO_EXAMPLES,
      kind: 'data-class',
      id: 'badge-number',
      title: 'Badge number',
      category: 'pii',
      pattern: 'B-[0-9]{6}',
    },
  },
  { file: 'words.yaml', rule: { ...NO_EXAMPLES, kind: 'path-words', id: 'own-words', words: ['zorblax'] } },
];

function effectsOf(endpoints: readonly ReportEndpoint[]): JsonObject[] {
  const effect = (
    id: string,
    kind: string,
    file: string,
    part: string,
    more: JsonObject = {},
  ): JsonObject => {
    const reached = endpoints.filter(({ path }) => part !== '' && path.startsWith(part));
    const calls = reached.reduce((sum, endpoint) => sum + endpoint.calls, 0);
    const ids = reached.map((endpoint) => endpoint.id).sort();
    const none = { fields: 0, since: null, removed: [] };
    return { id, kind, file, endpoints: ids.length, reached: ids, calls, ...none, ...more };
  };
  const removed = ['/items/*/number', '/items/*/former'].map((path) => ({
    endpoint: 'ep_charge',
    class: 'credit-card',
    location: 'response.body',
    path,
    count: 12,
  }));
  return [
    effect('label-kinds', 'merge', 'paths.yaml', '/shipping/v1/labels/'),
    effect('charge-numbers', 'not-here', 'classes.yaml', '/v1/charges/', { fields: 2, removed }),
    effect('badge-number', 'data-class', 'classes.yaml', '', { since: new Date(AS_OF_MS).toISOString() }),
    effect('old-pin', 'pin', 'paths.yaml', '/orders/v0/'),
  ];
}

interface Plan {
  readonly name: string;
  readonly host: string;
  readonly basePath: string;
  readonly management: Management;
  readonly flags?: readonly Flag[];
  readonly environment?: string | null;
  readonly owner?: string | null;
  readonly calls: number;
  readonly coverage?: number;
  readonly rules: readonly string[];
  readonly caps?: readonly string[];
  readonly paths: readonly (readonly [string, string, readonly string[]])[];
}

const PLANS: readonly Plan[] = [
  {
    name: 'Orders',
    host: 'api.shop.example',
    basePath: '/orders/v1',
    management: 'managed',
    environment: 'production',
    owner: 'commerce',
    calls: 18_420,
    rules: ['verbose-error'],
    paths: [
      ['GET', '/orders/v1/orders/{orderId}', ['person-name', 'postal-address']],
      ['POST', '/orders/v1/orders', ['postal-address']],
      ['GET', '/orders/v1/orders', []],
    ],
  },
  {
    name: 'Catalog',
    host: 'api.shop.example',
    basePath: '/catalog/v2',
    management: 'managed',
    environment: 'production',
    owner: 'commerce',
    calls: 52_310,
    rules: [],
    paths: [
      ['GET', '/catalog/v2/products', []],
      ['GET', '/catalog/v2/products/{productId}', []],
    ],
  },
  {
    name: 'Customers',
    host: 'api.shop.example',
    basePath: '/customers/v1',
    management: 'managed',
    environment: 'production',
    owner: 'identity',
    calls: 7_204,
    rules: ['mixed-authentication', 'personal-data-in-url'],
    caps: ['personal-data-in-url', 'mixed-authentication'],
    paths: [
      ['GET', '/customers/v1/customers/{customerId}', ['email', 'phone', 'person-name']],
      ['GET', '/customers/v1/search', ['email']],
      ['PATCH', '/customers/v1/customers/{customerId}', ['email']],
    ],
  },
  {
    name: 'Payments',
    host: 'pay.shop.example',
    basePath: '/v1',
    management: 'managed',
    environment: 'production',
    owner: 'payments',
    calls: 9_811,
    rules: ['declared-auth-not-enforced', 'sensitive-data-in-response'],
    caps: ['declared-auth-not-enforced'],
    paths: [
      ['POST', '/v1/charges', ['credit-card']],
      ['GET', '/v1/charges/{chargeId}', ['credit-card', 'iban']],
    ],
  },
  {
    name: 'Orders (old)',
    host: 'api.shop.example',
    basePath: '/orders/v0',
    management: 'managed',
    flags: ['zombie'],
    environment: 'production',
    owner: 'commerce',
    calls: 213,
    rules: ['zombie-api', 'verbose-error', 'credentials-in-url'],
    caps: ['credentials-in-url'],
    paths: [['GET', '/orders/v0/orders', ['person-name']]],
  },
  {
    name: 'Loyalty',
    host: 'api.shop.example',
    basePath: '/loyalty/v1',
    management: 'managed',
    flags: ['dormant'],
    environment: 'production',
    owner: 'marketing',
    calls: 0,
    coverage: 0,
    rules: [],
    paths: [],
  },
  {
    name: 'Partners',
    host: 'partners.shop.example',
    basePath: '/v3',
    management: 'managed',
    environment: 'staging',
    owner: null,
    calls: 1_280,
    rules: ['undocumented-operation', 'cors-wildcard-credentials'],
    caps: ['undocumented-operation'],
    paths: [
      ['GET', '/v3/partners/{partnerId}', []],
      ['GET', '/v3/export', ['email']],
    ],
  },
  {
    name: 'admin.shop.example/internal/v1',
    host: 'admin.shop.example',
    basePath: '/internal/v1',
    management: 'unmanaged',
    environment: null,
    owner: null,
    calls: 640,
    rules: ['unauthenticated-sensitive-endpoint', 'unmanaged-api', 'verbose-error'],
    caps: ['unauthenticated-sensitive-endpoint', 'unmanaged-api'],
    paths: [
      ['GET', '/internal/v1/users', ['email', 'phone', 'us-ssn']],
      ['GET', '/internal/v1/users/{userId}', ['email', 'us-ssn']],
      ['DELETE', '/internal/v1/users/{userId}', []],
    ],
  },
  {
    name: '10.0.7.12:8080/orders/v1',
    host: '10.0.7.12:8080',
    basePath: '/orders/v1',
    management: 'unmanaged',
    flags: ['bypass'],
    environment: null,
    owner: null,
    calls: 310,
    rules: ['gateway-bypass', 'plaintext-transport', 'unmanaged-api'],
    caps: ['plaintext-transport'],
    paths: [['GET', '/orders/v1/orders/{orderId}', ['person-name']]],
  },
  {
    name: 'graphql.shop.example/graphql',
    host: 'graphql.shop.example',
    basePath: '/graphql',
    management: 'unmanaged',
    environment: null,
    owner: 'mobile',
    calls: 4_420,
    rules: ['unmanaged-api', 'object-authorization'],
    caps: ['object-authorization'],
    paths: [['POST', '/graphql', ['email']]],
  },
  {
    name: 'legacy.shop.example/services',
    host: 'legacy.shop.example',
    basePath: '/services',
    management: 'unmanaged',
    environment: null,
    owner: null,
    calls: 12,
    coverage: 0.31,
    rules: ['unmanaged-api'],
    paths: [['POST', '/services/StockService', []]],
  },
  {
    name: 'Shipping',
    host: 'api.shop.example',
    basePath: '/shipping/v1',
    management: 'managed',
    environment: 'staging',
    owner: 'logistics',
    calls: 2_980,
    rules: ['definition-drift'],
    paths: [['GET', '/shipping/v1/labels/{labelId}', ['postal-address']]],
  },
];

export function consoleReport(plans: readonly Plan[] = PLANS): Report {
  const apis: ReportApi[] = [];
  const endpoints: ReportEndpoint[] = [];
  const findings: Finding[] = [];
  for (const plan of plans) {
    const own = plan.paths.map((path) => endpointOf(plan, path));
    const ownFindings = plan.rules.map((rule) => findingOf(plan, rule, own[0] ?? null));
    endpoints.push(...own);
    findings.push(...ownFindings);
    apis.push(apiOf(plan, own, ownFindings));
  }
  const operations = endpoints.reduce((sum, one) => sum + one.calls, 0);
  return {
    schemaVersion: 1,
    asOf: AS_OF,
    calls: {
      received: operations + 40,
      dropped: { malformed: 28 },
      noise: { 'not-routed': 12 },
      analyzed: operations + 12,
      operations,
    },
    apis,
    endpoints,
    findings,
    changes: endpoints.slice(0, 6).map((endpoint, index) => ({
      id: `ch_${String(index).padStart(26, 'a')}`,
      type: index % 2 === 0 ? 'endpoint-added' : 'auth-weakened',
      class: index % 2 === 0 ? 'additive' : 'risky',
      api: endpoint.api,
      endpoint: endpoint.id,
      at: new Date(AS_OF_MS - index * 86_400_000).toISOString(),
      before: index % 2 === 0 ? null : 'required',
      after: index % 2 === 0 ? null : 'mixed',
    })),
    run: { corrections: effectsOf(endpoints) },
  };
}

/** `count` APIs with `endpointsEach` endpoints, for paging and for size. */
export function largeReport(count: number, endpointsEach: number): Report {
  return consoleReport(
    Array.from({ length: count }, (_, index): Plan => {
      const template = PLANS[index % PLANS.length]!;
      const host = `h${index}.example`;
      return {
        ...template,
        name: `${template.name} ${index}`,
        host,
        calls: (index * 7919) % 5000,
        paths: Array.from(
          { length: endpointsEach },
          (_, at) => ['GET', `${template.basePath}/r${at}/{id}`, []] as const,
        ),
      };
    }),
  );
}

/** The same estate with every free text replaced. */
export function hostileReport(text: string): Report {
  const report = consoleReport();
  const reason = { code: text, text, rule: text, nearestMiss: text };
  return {
    ...report,
    apis: report.apis.map((api) => ({
      ...api,
      name: text,
      host: text,
      hosts: [text],
      basePath: text,
      reason,
      environment: text,
      owner: text,
      tags: [text],
      registered: { gateway: text, api: text, operation: text },
      callsByHop: { [text]: 3 },
      sourceGrade: { origin: text, score: 71, letter: 'C', asOf: AS_OF },
      grade: {
        ...api.grade,
        deductions: api.grade.deductions.map((one) => ({ ...one, rule: text, text, fix: text })),
        caps: api.grade.caps.map((one) => ({ ...one, rule: text, text, fix: text })),
        notEvaluated: [{ rule: text, points: 5, reason: text }],
      },
    })),
    endpoints: report.endpoints.map((endpoint) => ({
      ...endpoint,
      method: text,
      host: text,
      path: text,
      operation: text,
      reason,
      registered: { gateway: text, api: text, operation: text },
      statuses: { [text]: 1 },
      auth: { state: 'required', schemes: [text] },
      dataClasses: [{ id: text, location: 'response.body', path: text, count: 1 }],
    })),
    findings: report.findings.map((finding) => ({
      ...finding,
      title: text,
      controls: [text],
      evidence: { counts: { [text]: 1 }, samples: [text], rule: text, thresholds: { [text]: 1 } },
    })),
    changes: report.changes.map((change) => ({ ...change, before: text, after: text })),
  };
}

/** Writes the report as an assessment does, with the run record that makes it visible. */
export async function seedReport(store: Store, report: Report, atMs = AS_OF_MS): Promise<void> {
  const run = await store.startRun('assess', 'all', atMs);
  await store.commitAssessment({
    report,
    asOfMs: atMs,
    grades: report.apis.map((api) => ({
      api: api.id,
      asOfMs: atMs,
      letter: api.grade.letter,
      shownLetter: api.grade.letter,
      score: api.grade.score,
      coverage: api.grade.coverage,
      rubric: api.grade.rubric,
    })),
    findings: report.findings.map((finding) => ({
      finding: finding.id,
      firstSeenMs: atMs - 86_400_000,
      lastSeenMs: atMs,
      present: true,
      regressed: false,
    })),
  });
  await store.endRun(run, atMs + 900, 'succeeded', { apis: report.apis.length }, null);
}

/** Sources, runs and a registry around a report, as after a day of work. */
export async function seedSurroundings(store: Store, report: Report): Promise<void> {
  for (const [index, source] of ['kong-logs', 'nginx-edge', 'lake'].entries()) {
    const tally = {
      received: 40_000 - index * 9000,
      mapped: 39_990 - index * 9000,
      dropped: { malformed: 10 },
      samples: [],
      lastCallMs: AS_OF_MS - index * 400_000,
    };
    await store.commitPage(
      { source, cursor: null, delta: null, tally, seen: [], seenWatermarkMs: null },
      AS_OF_MS,
    );
    const run = await store.startRun('pull', source, AS_OF_MS - 60_000);
    await store.endRun(run, AS_OF_MS - 57_000 + index * 400, 'succeeded', { pages: 4, records: 8000 }, null);
  }
  const failed = await store.startRun('pull', 'mesh', AS_OF_MS - 50_000);
  const error = {
    code: 'SOURCE_UNREACHABLE',
    message: 'The source does not answer.',
    fix: 'Check its address and the network.',
  };
  await store.endRun(failed, AS_OF_MS - 20_000, 'failed', {}, error);
  await store.planOutbox(
    'built-in',
    report.apis.map((api) => ({ key: api.id, change: {} })),
  );
  for (const entry of (await store.outbox('built-in')).slice(0, -1)) {
    const object = {
      registry: 'built-in',
      key: entry.key,
      api: entry.key,
      kind: 'api',
      body: {},
      state: 'active',
      changedAtMs: AS_OF_MS,
    } as const;
    await store.settleOutbox(entry.sequence, 'applied', null, object);
  }
}

function apiOf(plan: Plan, own: readonly ReportEndpoint[], findings: readonly Finding[]): ReportApi {
  const managed = plan.management === 'managed';
  return {
    id: unmanagedApiId(plan.host, plan.basePath),
    name: plan.name,
    host: plan.host,
    hosts: [plan.host],
    basePath: plan.basePath,
    management: plan.management,
    flags: [...(plan.flags ?? [])],
    reason: managed
      ? {
          code: 'host-and-path',
          text: `Route ${plan.basePath} of kong-prod accepts it.`,
          rule: 'raw prefix',
          nearestMiss: null,
        }
      : {
          code: 'no-route',
          text: 'No registered API has this host and path.',
          rule: 'host, then path',
          nearestMiss: `Route ${plan.basePath} exists on another host.`,
        },
    registered: managed ? { gateway: 'kong-prod', api: plan.name.toLowerCase(), operation: null } : null,
    environment: plan.environment ?? null,
    owner: plan.owner ?? null,
    tags: managed ? ['shop'] : [],
    endpoints: own.length,
    calls: plan.calls,
    callsByHop:
      plan.calls === 0
        ? {}
        : { 'gateway:kong-prod': plan.calls, 'behind:kong-prod': Math.floor(plan.calls * 0.98) },
    firstSeen: plan.calls === 0 ? null : new Date(AS_OF_MS - 9 * 86_400_000).toISOString(),
    lastSeen: plan.calls === 0 ? null : new Date(AS_OF_MS - plan.calls * 10).toISOString(),
    grade: gradeOf(plan, own[0] ?? null, findings),
    sourceGrade: null,
  };
}

function gradeOf(plan: Plan, endpoint: ReportEndpoint | null, findings: readonly Finding[]): Grade {
  const deductions = plan.rules.map((id): Deduction => {
    const rule = ASSAY_1.rules.find((one) => one.id === id)!;
    const finding = findings[plan.rules.indexOf(id)]!;
    return {
      rule: id,
      category: rule.category,
      points: rule.points,
      strength: 1,
      exposure: 1,
      deducted: rule.points,
      endpoint: endpoint?.id ?? null,
      text: finding.title,
      fix: rule.fix,
      findings: [finding.id],
    };
  });
  const caps = (plan.caps ?? []).map((id) => {
    const cap = ASSAY_1.caps.find((one) => one.rule === id)!;
    return {
      rule: id,
      letter: cap.letter,
      endpoint: endpoint?.id ?? null,
      text: cap.text,
      fix: ASSAY_1.rules.find((one) => one.id === id)!.fix,
    };
  });
  const coverage = plan.coverage ?? 0.86;
  const score = scoreOf(deductions, caps, ASSAY_1);
  const rated = coverage >= 0.5;
  return {
    letter: rated ? score.letter : 'U',
    score: rated ? score.value : null,
    coverage,
    rubric: `${ASSAY_1.id}@${ASSAY_1.version}`,
    deductions,
    caps,
    notEvaluated: [{ rule: 'secret-in-response', points: 30, reason: 'response bodies missing' }],
  };
}

function endpointOf(plan: Plan, [method, path, classes]: Plan['paths'][number]): ReportEndpoint {
  const calls = Math.floor(plan.calls / plan.paths.length);
  return {
    id: endpointId(method, plan.host, path, null),
    api: unmanagedApiId(plan.host, plan.basePath),
    method,
    host: plan.host,
    path,
    ...slotsOf(path),
    operation: null,
    protocol: path.endsWith('/graphql') ? 'graphql' : 'rest',
    calls,
    statuses: {
      '200': Math.floor(calls * 0.94),
      '401': Math.floor(calls * 0.04),
      '500': Math.floor(calls * 0.02),
    },
    management: plan.management,
    flags: [],
    reason: { code: 'host-and-path', text: 'Decided with its API.', rule: 'raw prefix', nearestMiss: null },
    registered: null,
    auth: plan.rules.includes('unauthenticated-sensitive-endpoint')
      ? { state: 'none', schemes: [] }
      : { state: 'required', schemes: ['jwt'] },
    dataClasses: classes.map((id) => ({
      id,
      location: 'response.body',
      path: `/items/*/${id}`,
      count: calls,
    })),
    firstSeen: new Date(AS_OF_MS - 9 * 86_400_000).toISOString(),
    lastSeen: AS_OF,
    provisional: false,
  };
}

/** The last segment's slot; those of labels are a closed set. */
function slotsOf(path: string): Pick<ReportEndpoint, 'slots'> {
  const name = /\{(\w+)\}$/.exec(path)?.[1];
  if (name === undefined) return {};
  const found = {
    name,
    type: 'integer',
    origin: 'self-evident' as const,
    why: 'integer by form, 1204 distinct',
  };
  const listed = {
    name,
    type: 'word',
    enumeration: ['express', 'freight', 'standard'],
    origin: 'statistical' as const,
    why: '3 of 3 distinct texts: answered alike',
  };
  return { slots: [name === 'labelId' ? listed : found] };
}

const TITLES: Readonly<Record<string, string>> = {
  'unauthenticated-sensitive-endpoint': 'Sensitive data without authentication',
  'unmanaged-api': 'Nobody manages this API',
  'verbose-error': 'Errors show internals',
  'personal-data-in-url': 'Personal data in URLs',
  'mixed-authentication': 'Authentication differs between callers',
};

const SEVERITY: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
};

function findingOf(plan: Plan, ruleId: string, endpoint: ReportEndpoint | null): Finding {
  const rule = ASSAY_1.rules.find((one) => one.id === ruleId)!;
  const type: FindingType = rule.findings[0]!;
  const api = unmanagedApiId(plan.host, plan.basePath);
  return {
    id: findingId(
      type,
      api,
      endpoint === null ? null : endpointId(endpoint.method, endpoint.host, endpoint.path, null),
      ruleId,
    ),
    type,
    severity: SEVERITY[rule.severity] ?? 'info',
    api,
    endpoint: endpoint?.id ?? null,
    title: TITLES[type] ?? rule.title,
    evidence: {
      counts: { accepted: 412, anonymous: 96 },
      samples: ['email: a***@***.example', 'us-ssn: ***-**-0000'],
      rule: `${rule.title}, decided from answers that the server accepted.`,
      thresholds: { anonymousCalls: 3 },
    },
    controls: ['owasp-api-2023:API2', 'cwe:306'],
    status: 'open',
  };
}

/** The estate of a report as far as a report tells: its APIs, none of their endpoints. */
export function estateOf(report: Report): Estate {
  const inventory = {
    asOfMs: AS_OF_MS,
    windowFromMs: AS_OF_MS,
    calls: { analyzed: 0, outsideWindow: 0, noise: {}, operations: 0 },
    endpoints: [],
    behaviours: [],
    changes: [],
    noiseThreats: [],
    overflows: [],
  };
  const apis = report.apis.map((api) => ({
    ...api,
    id: api.id as ApiId,
    reason: { ...api.reason, code: 'not-registered' as const },
    endpoints: [],
    callsByHop: {},
    firstSeenMs: api.firstSeen === null ? null : Date.parse(api.firstSeen),
    lastSeenMs: api.lastSeen === null ? null : Date.parse(api.lastSeen),
    lifecycle: 'active' as const,
    sunsetAtMs: null,
    operations: null,
    definitions: [],
    external: true,
  }));
  const none = { endpoints: [], folded: [], unknownNativeIds: [], notEvaluated: [] };
  return { inventory, correlation: { apis, ...none, operations: 0 } };
}
