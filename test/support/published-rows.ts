import { AMPLIFY } from '../../mappings/grades/amplify.compiled.ts';
import { riskScore } from '../../src/assessment/grade/registry-scale.ts';
import type { Finding, Report, ReportApi, ReportEndpoint } from '../../src/model/generated/report.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { PublishedApi } from '../../src/model/registry.ts';
import {
  type Definitions,
  type PublishedReport,
  type PublishedSettings,
  publishedApis,
} from '../../src/registry/published-apis.ts';

/** A row of the report; ids are made of the name. */
export function reportApi(name: string, fields: Partial<ReportApi> = {}): ReportApi {
  return {
    id: `api_${name.padEnd(26, '0')}`,
    name: `api.shop.example/${name}`,
    host: 'api.shop.example',
    hosts: ['api.shop.example'],
    basePath: `/${name}`,
    management: 'unmanaged',
    flags: [],
    reason: { code: 'no-registered-api', text: 'No registered API fits.', rule: 'none', nearestMiss: null },
    registered: null,
    environment: null,
    owner: null,
    tags: [],
    endpoints: 1,
    calls: 120,
    callsByHop: { edge: 120 },
    firstSeen: '2026-01-01T00:00:00.000Z',
    lastSeen: '2026-01-15T00:00:00.000Z',
    grade: graded('C', 72),
    sourceGrade: null,
    ...fields,
  };
}

export function graded(letter: ReportApi['grade']['letter'], score: number | null): ReportApi['grade'] {
  return { letter, score, coverage: 0.75, rubric: 'assay@1', deductions: [], caps: [], notEvaluated: [] };
}

export function reportEndpoint(api: ReportApi, fields: Partial<ReportEndpoint> = {}): ReportEndpoint {
  return {
    id: `ep_${api.id.slice(4)}`,
    api: api.id,
    method: 'GET',
    host: api.host,
    path: `${api.basePath}/items`,
    operation: null,
    protocol: 'rest',
    calls: api.calls,
    statuses: { '200': api.calls },
    management: api.management,
    flags: [],
    reason: api.reason,
    registered: null,
    auth: { state: 'required', schemes: ['jwt'] },
    dataClasses: [],
    firstSeen: '2026-01-01T00:00:00.000Z',
    lastSeen: '2026-01-15T00:00:00.000Z',
    provisional: false,
    ...fields,
  };
}

export function reportFinding(
  api: ReportApi,
  type: Finding['type'],
  status: Finding['status'] = 'open',
): Finding {
  return {
    id: `fi_${type}`,
    type,
    severity: 'medium',
    api: api.id,
    endpoint: null,
    title: type,
    evidence: { counts: {}, samples: [], rule: '', thresholds: {} },
    controls: [],
    status,
  };
}

/** Each API with one firm endpoint, and no findings unless given. */
export function reportOf(
  apis: readonly ReportApi[],
  rest: Partial<Pick<Report, 'endpoints' | 'findings'>> = {},
): PublishedReport {
  return { apis: [...apis], endpoints: apis.map((api) => reportEndpoint(api)), findings: [], ...rest };
}

export const PUBLISHED_SETTINGS: PublishedSettings = {
  detail: 'summary',
  definitions: false,
  basis: 'assay',
  shownLetters: new Map(),
  riskScale: (letter, score) => riskScore(letter, score, AMPLIFY),
  publicUrl: null,
};

/** The rows as a registry gets them. */
export function published(
  apis: readonly ReportApi[],
  settings: Partial<PublishedSettings> = {},
  definitions: Definitions | null = null,
): readonly PublishedApi[] {
  return publishedApis(reportOf(apis), definitions, { ...PUBLISHED_SETTINGS, ...settings });
}

/** A small document of the form that the observed export has. */
export function observedDocument(title: string): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title, version: '1', description: 'Inferred from 7 observed calls.' },
    servers: [{ url: 'https://api.shop.example' }],
    tags: [],
    paths: {
      '/items': {
        get: {
          operationId: 'getItems',
          responses: { '200': { description: 'OK' } },
          'x-assay': { calls: 7, lastSeen: '2026-01-15T00:00:00.000Z' },
        },
      },
    },
    'x-assay': { api: 'api', calls: 7, asOf: '2026-01-15T00:00:00.000Z' },
  };
}
