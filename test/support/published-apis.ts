import type { JsonObject, PublishedApi } from '../../src/kit/index.ts';
import type { ReportApi } from '../../src/model/generated/report.ts';
import { managedApiId, unmanagedApiId } from '../../src/model/ids.ts';

export interface PublishedInit {
  readonly host?: string;
  readonly basePath?: string;
  readonly name?: string;
  readonly managed?: boolean;
  readonly letter?: 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'U';
  readonly definition?: JsonObject | null;
  readonly owner?: string | null;
}

const SCORE_OF = { A: 95, B: 84, C: 71, D: 60, E: 45, F: 20, U: 0 } as const;

/** An API as the platform hands it to a registry with `publish.detail: summary`. */
export function publishedApi(init: PublishedInit = {}): PublishedApi {
  const { host = 'api.shop.example', basePath = '/v1', managed = false, letter = 'C', owner = null } = init;
  const name = init.name ?? `${host}${basePath}`;
  const id = managed ? managedApiId('edge', name) : unmanagedApiId(host, basePath);
  const management = managed ? 'managed' : 'unmanaged';
  const score = letter === 'U' ? null : SCORE_OF[letter];
  const reason = managed
    ? { code: 'host-and-path', text: 'A route of the gateway serves it.' }
    : { code: 'no-registered-api', text: 'No registered API fits.' };
  const body = {
    id,
    name,
    host,
    basePath,
    management,
    hosts: [host],
    flags: [],
    reason,
    environment: 'production',
    owner,
    tags: [],
    grade: { letter, rubric: 'assay@1', score, coverage: 0.8 },
    findings: ['verbose-error'],
  } as const;
  const { findings: _, ...shared } = body;
  const api: ReportApi = {
    ...shared,
    hosts: [host],
    flags: [],
    tags: [],
    reason: { ...reason, rule: '', nearestMiss: null },
    registered: null,
    endpoints: 3,
    calls: 120,
    callsByHop: {},
    firstSeen: null,
    lastSeen: null,
    grade: { letter, score, coverage: 0.8, rubric: 'assay@1', deductions: [], caps: [], notEvaluated: [] },
    sourceGrade: null,
  };
  return {
    api,
    body,
    shownLetter: letter,
    grade: score === null ? null : { letter, score, origin: 'assay', riskScore: (100 - score) / 10 },
    definition: init.definition ?? null,
    link: `https://assay.example/apis/${id}`,
  };
}

/** A definition whose content is told apart by its version. */
export function publishedDefinition(version = '1.0.0'): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'orders', version },
    paths: { '/orders': { get: { responses: { 200: { description: 'OK' } } } } },
  };
}
