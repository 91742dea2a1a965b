import reportSchema from '../../../schemas/report.schema.json' with { type: 'json' };
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import {
  AUTH_STATES,
  CHANGE_CLASSES,
  CHANGE_TYPES,
  FINDING_TYPES,
  FLAGS,
  LETTERS,
  MANAGEMENT,
  SEVERITIES,
} from '../../model/vocabulary.ts';
import { DECISION_SCHEMA } from '../decide.ts';
import { FINDING_STATUSES } from '../filters.ts';
import { API_SORTS, ENDPOINT_SORTS, FINDING_SORTS } from '../snapshot.ts';
import { RETRY_SCHEMA } from './retry-schema.ts';

/** The REST API as an OpenAPI 3.1 document; the objects are those of the report schema, word for word. */
export function openApiDocument(version: string): JsonObject {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Assay REST API',
      version,
      description:
        'Everything the console shows. Lists are `{items, next}`; pass `next` as `after` for the following page. All GET requests are safe.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: PATHS,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        ...reportDefinitions(),
        ...OWN_SCHEMAS,
        DecisionRequest: DECISION_SCHEMA,
        RetryRequest: RETRY_SCHEMA,
      },
    },
  };
}

/** `#/$defs/X` of the report schema is `#/components/schemas/X` here. */
function reportDefinitions(): JsonObject {
  return Object.fromEntries(
    Object.entries(reportSchema.$defs).map(([name, definition]) => [name, moved(definition)]),
  );
}

function moved(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replace(/^#\/\$defs\//, '#/components/schemas/');
  if (isJsonArray(value)) return value.map(moved);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, moved(member ?? null)]));
}

function ref(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function object(properties: JsonObject): JsonObject {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

function listOf(item: JsonObject): JsonObject {
  return object({ items: { type: 'array', items: item }, next: { type: ['string', 'null'] } });
}

const COUNT: JsonObject = { type: 'integer', minimum: 0 };
const COUNTS: JsonObject = { type: 'object', additionalProperties: COUNT };
const TEXT: JsonObject = { type: 'string' };
const OPTIONAL_TIME: JsonObject = { anyOf: [ref('Time'), { type: 'null' }] };

const OWN_SCHEMAS: JsonObject = {
  ApiList: listOf(ref('ReportApi')),
  EndpointList: listOf(ref('ReportEndpoint')),
  FindingList: listOf(ref('Finding')),
  ChangeList: listOf(ref('Change')),
  CorrectionList: listOf(ref('Correction')),
  RunList: listOf(ref('RunRecord')),
  GradeList: listOf(ref('GradePoint')),
  Correction: {
    type: 'object',
    description:
      'A rule of people without its examples, and what it reached; members by kind as in rules files.',
    required: ['id', 'kind', 'file', 'effect'],
    properties: { id: TEXT, kind: TEXT, file: TEXT, effect: { type: ['object', 'null'] } },
  },
  RunRecord: object({
    id: { type: 'integer' },
    job: TEXT,
    subject: TEXT,
    startedAt: ref('Time'),
    endedAt: OPTIONAL_TIME,
    outcome: { enum: ['succeeded', 'partial', 'failed', 'skipped', null] },
    counts: { type: 'object' },
    error: {
      anyOf: [{ type: 'null' }, object({ code: TEXT, message: TEXT, fix: { type: ['string', 'null'] } })],
    },
  }),
  GradePoint: object({
    asOf: ref('Time'),
    letter: ref('Letter'),
    shownLetter: {
      ...ref('Letter'),
      description: 'Letter shown to registries: it moves only past a margin or on a cap.',
    },
    score: { type: ['number', 'null'] },
    coverage: { type: 'number', minimum: 0, maximum: 1 },
    rubric: TEXT,
  }),
  Summary: object({
    asOf: OPTIONAL_TIME,
    headline: TEXT,
    calls: ref('Calls'),
    apis: object({ total: COUNT, managed: COUNT, unmanaged: COUNT }),
    flags: COUNTS,
    letters: COUNTS,
    openFindings: COUNTS,
    sources: {
      type: 'array',
      items: object({
        source: TEXT,
        received: COUNT,
        dropped: COUNT,
        parked: COUNT,
        lastCall: OPTIONAL_TIME,
      }),
    },
  }),
  Health: object({
    ready: { type: 'boolean' },
    checks: {
      type: 'array',
      items: object({ name: TEXT, ok: { type: 'boolean' }, detail: TEXT }),
    },
  }),
  OpenEntry: object({
    key: TEXT,
    action: TEXT,
    reason: { type: ['string', 'null'] },
    attempts: COUNT,
  }),
  Registry: object({
    id: TEXT,
    active: COUNT,
    retired: COUNT,
    pending: { type: 'array', items: ref('OpenEntry') },
    quarantined: { type: 'array', items: ref('OpenEntry') },
    lastRun: { anyOf: [ref('RunRecord'), { type: 'null' }] },
  }),
  RegistryList: listOf(ref('Registry')),
  Error: object({ error: object({ code: TEXT, message: TEXT }) }),
};

function parameter(name: string, schema: JsonObject, description: string): JsonObject {
  return { name, in: 'query', required: false, schema, description };
}

function facet(name: string, values: readonly string[], description: string): JsonObject {
  return parameter(
    name,
    { type: 'array', items: { enum: values } },
    `${description} Repeat for alternatives.`,
  );
}

function sorts(values: readonly string[]): JsonObject {
  const both = values.flatMap((value) => [value, `-${value}`]);
  return parameter('sort', { enum: both }, 'A leading minus turns the order round.');
}

const ANY_TEXT: JsonObject = { type: 'array', items: TEXT };
const PAGING: readonly JsonObject[] = [
  parameter('limit', { type: 'integer', minimum: 1, maximum: 500, default: 100 }, 'Rows per page.'),
  parameter('after', TEXT, '`next` of the page before.'),
];
const Q = parameter('q', TEXT, 'Text that the row contains, without case.');
const OF_API = parameter('api', ANY_TEXT, 'API id. Repeat for alternatives.');
const ID: JsonObject = { name: 'id', in: 'path', required: true, schema: TEXT };

const API_PARAMETERS: readonly JsonObject[] = [
  facet('management', MANAGEMENT, 'Management.'),
  facet('flag', FLAGS, 'Flag.'),
  facet('letter', LETTERS, 'Computed letter.'),
  facet('finding', FINDING_TYPES, 'Type of an open finding.'),
  parameter('environment', ANY_TEXT, 'Environment; empty for none. Repeat for alternatives.'),
  Q,
  sorts(API_SORTS),
  ...PAGING,
];
const ENDPOINT_PARAMETERS: readonly JsonObject[] = [
  OF_API,
  facet('management', MANAGEMENT, 'Management.'),
  facet('flag', FLAGS, 'Flag.'),
  facet('auth', AUTH_STATES, 'Authentication state.'),
  parameter('dataClass', ANY_TEXT, 'Data class. Repeat for alternatives.'),
  Q,
  sorts(ENDPOINT_SORTS),
  ...PAGING,
];
const FINDING_PARAMETERS: readonly JsonObject[] = [
  facet('type', FINDING_TYPES, 'Type.'),
  facet('severity', SEVERITIES, 'Severity.'),
  facet('status', FINDING_STATUSES, 'Status as decided now.'),
  OF_API,
  sorts(FINDING_SORTS),
  ...PAGING,
];
const CHANGE_PARAMETERS: readonly JsonObject[] = [
  facet('type', CHANGE_TYPES, 'Type.'),
  facet('class', CHANGE_CLASSES, 'Class.'),
  OF_API,
  ...PAGING,
];

function answers(schema: JsonObject, ...errors: readonly number[]): JsonObject {
  const failed: JsonObject = {
    description: 'Error',
    content: { 'application/json': { schema: ref('Error') } },
  };
  const failing: Readonly<Record<string, JsonObject>> = Object.fromEntries(
    [401, 421, ...errors].map((status) => [String(status), failed] as const),
  );
  return { '200': { description: 'OK', content: { 'application/json': { schema } } }, ...failing };
}

function get(operationId: string, schema: string, parameters: readonly JsonObject[]): JsonObject {
  const errors = [...(parameters.includes(ID) ? [404] : []), ...(parameters.length > 0 ? [400] : []), 503];
  return { get: { operationId, parameters, responses: answers(ref(schema), ...errors) } };
}

const DECISION: JsonValue = {
  operationId: 'decideFinding',
  description:
    'Accepts a finding, marks it as false positive, or reopens it. Grades follow with the next assessment.',
  parameters: [ID],
  requestBody: { required: true, content: { 'application/json': { schema: ref('DecisionRequest') } } },
  responses: answers(ref('Finding'), 400, 403, 404, 413, 415, 503),
};

const RETRY: JsonValue = {
  operationId: 'retryRegistry',
  description:
    'Ends the quarantine of refused changes, those named or all, so that the next run tries them again.',
  parameters: [ID],
  requestBody: { required: true, content: { 'application/json': { schema: ref('RetryRequest') } } },
  responses: answers(ref('Registry'), 400, 403, 404, 413, 415),
};

const PATHS: JsonObject = {
  '/api/v1/summary': get('getSummary', 'Summary', []),
  '/api/v1/health': get('getHealth', 'Health', []),
  '/api/v1/apis': get('listApis', 'ApiList', API_PARAMETERS),
  '/api/v1/apis/{id}': get('getApi', 'ReportApi', [ID]),
  '/api/v1/apis/{id}/grades': get('listGrades', 'GradeList', [ID]),
  '/api/v1/apis/{id}/openapi': {
    get: {
      operationId: 'getObservedDefinition',
      description: 'OpenAPI 3.1 document of the API as it was observed, for download.',
      parameters: [ID],
      responses: answers({ type: 'object' }, 404, 503),
    },
  },
  '/api/v1/endpoints': get('listEndpoints', 'EndpointList', ENDPOINT_PARAMETERS),
  '/api/v1/endpoints/{id}': get('getEndpoint', 'ReportEndpoint', [ID]),
  '/api/v1/findings': get('listFindings', 'FindingList', FINDING_PARAMETERS),
  '/api/v1/findings/{id}': get('getFinding', 'Finding', [ID]),
  '/api/v1/findings/{id}/decision': { post: DECISION },
  '/api/v1/changes': get('listChanges', 'ChangeList', CHANGE_PARAMETERS),
  '/api/v1/corrections': get('listCorrections', 'CorrectionList', []),
  '/api/v1/runs': get('listRuns', 'RunList', PAGING),
  '/api/v1/registries': get('listRegistries', 'RegistryList', []),
  '/api/v1/registries/{id}': get('getRegistry', 'Registry', [ID]),
  '/api/v1/registries/{id}/retry': { post: RETRY },
  '/api/v1/openapi.json': {
    get: {
      operationId: 'getDocument',
      description: 'This document.',
      responses: answers({ type: 'object' }),
    },
  },
};
