import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { at, type KindRules, type Resource, refuse, textOf } from './resource.ts';

/** What validation has to know of the rest of the server. */
export interface Surroundings {
  readonly scope: string | null;
  exists(kind: string, scope: string | null, name: string): boolean;
  readonly teams: ReadonlySet<string>;
  readonly dataplaneTypes: ReadonlySet<string>;
  readonly maxDefinitionBytes: number;
}

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const MAIN = new Set([
  'group',
  'apiVersion',
  'kind',
  'name',
  'title',
  'metadata',
  'owner',
  'attributes',
  'tags',
  'finalizers',
  'spec',
]);
export const DATAPLANE_TYPES: readonly string[] =
  'GitHub GitLab SwaggerHub Backstage Akamai APIConnect Apigee APIM AWS Azure Istio Kafka WebMethods SAPAPIPortal WSO2 Sensedia Kong Mulesoft Graylog Traceable Unclassified Unidentified'.split(
    ' ',
  );
const DEFINITION_TYPES = new Set(
  'oas3 oas2 wsdl protobuf asyncapi graphql-sdl unstructured mcp a2a RAML'.split(' '),
);
const PROTOCOLS = new Set(['http', 'https', 'tcp', 'kafka', 'mqtt', 'ws', 'wss']);
const COMPLIANCE_TYPES = new Set(['Graylog', 'Traceable', 'Akamai']);

/** The main part of a POST or PUT; everything a careless writer could send is refused with 400. */
export function checkMain(body: JsonObject, rules: KindRules, around: Surroundings): void {
  for (const key of Object.keys(body)) {
    if (!MAIN.has(key)) refuse(400, `${key} is a sub-resource or unknown: it has a call of its own`);
  }
  if (at(body, 'group') !== undefined && at(body, 'group') !== 'management') refuse(400, 'group');
  if (at(body, 'kind') !== undefined && at(body, 'kind') !== rules.kind) refuse(400, 'kind');
  const { name, title, tags, attributes, owner, spec } = body;
  if (name !== undefined && (typeof name !== 'string' || name.length >= 100 || !NAME.test(name)))
    refuse(400, `name must match ${NAME.source} and be shorter than 100`);
  if (title !== undefined && (typeof title !== 'string' || title.length > 350)) refuse(400, 'title');
  checkTags(tags);
  if (attributes !== undefined) {
    const isMap =
      isJsonObject(attributes) && Object.values(attributes).every((one) => typeof one === 'string');
    if (!isMap) refuse(400, 'attributes must be a map of strings');
  }
  checkOwner(owner, around);
  if (!isJsonObject(spec)) refuse(400, 'spec is required');
  const scopeName = at(body, 'metadata', 'scope', 'name');
  if (scopeName !== undefined && scopeName !== around.scope) refuse(400, 'metadata.scope.name');
  SPEC_CHECKS[rules.kind]?.(spec, around);
}

function checkTags(tags: JsonValue | undefined): void {
  if (tags === undefined) return;
  const isList = isJsonArray(tags) && tags.every((tag) => typeof tag === 'string' && tag.length <= 80);
  if (!isList) refuse(400, 'tags must be strings of at most 80 characters');
}

function checkOwner(owner: JsonValue | undefined, { teams }: Surroundings): void {
  if (owner === undefined || owner === null) return;
  const id = at(owner, 'id');
  if (at(owner, 'type') !== 'team' || typeof id !== 'string' || !teams.has(id)) refuse(400, 'owner');
}

type SpecCheck = (spec: JsonObject, around: Surroundings) => void;

const SPEC_CHECKS: Readonly<Record<string, SpecCheck>> = {
  Environment: checkDescription,
  APIService: checkDescription,
  APIServiceRevision: (spec, around) => {
    checkReference('APIService', spec['apiService'], around);
    checkDefinition(spec['definition'], around);
  },
  APIServiceInstance: (spec, around) => {
    checkReference('APIServiceRevision', spec['apiServiceRevision'], around);
    const endpoints = spec['endpoint'];
    if (!isJsonArray(endpoints)) refuse(400, 'endpoint must be a list');
    for (const endpoint of endpoints) checkEndpoint(endpoint);
  },
  ComplianceAgent: (spec, { dataplaneTypes }) => {
    if (!dataplaneTypes.has(textOf(spec['dataplaneType']))) refuse(400, 'dataplaneType');
    if (!isJsonObject(spec['config'])) refuse(400, 'config is required');
    if (spec['config']['managedEnvironment'] !== undefined) refuse(400, 'managedEnvironment is unknown');
  },
  ComplianceRuntimeResult: checkResult,
};

function checkDescription(spec: JsonObject): void {
  const { description } = spec;
  if (description !== undefined && (typeof description !== 'string' || description.length > 350))
    refuse(400, 'description');
}

function checkReference(kind: string, name: JsonValue | undefined, around: Surroundings): void {
  if (typeof name !== 'string' || !around.exists(kind, around.scope, name)) refuse(400, `unknown ${kind}`);
}

function checkDefinition(definition: JsonValue | undefined, { maxDefinitionBytes }: Surroundings): void {
  if (definition === undefined) return;
  const type = at(definition, 'type');
  const value = at(definition, 'value');
  if (typeof type !== 'string' || !DEFINITION_TYPES.has(type)) refuse(400, 'definition.type');
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) refuse(400, 'definition.value');
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length > maxDefinitionBytes) refuse(413, 'definition.value is too large');
  if (type === 'oas3') checkOpenApi(bytes);
}

function checkOpenApi(bytes: Buffer): void {
  let document: JsonValue = null;
  try {
    document = JSON.parse(bytes.toString('utf8')) as JsonValue;
  } catch {
    refuse(400, 'definition.value is not JSON');
  }
  const version = at(document, 'openapi');
  if (typeof version !== 'string' || !version.startsWith('3.')) refuse(400, 'openapi');
  if (typeof at(document, 'info', 'title') !== 'string') refuse(400, 'info.title');
  if (typeof at(document, 'info', 'version') !== 'string') refuse(400, 'info.version');
  if (!isJsonObject(at(document, 'paths'))) refuse(400, 'paths');
  const servers = at(document, 'servers');
  if (!isJsonArray(servers) || servers.length === 0) refuse(400, 'servers');
}

function checkEndpoint(endpoint: JsonValue): void {
  const host = at(endpoint, 'host');
  const port = at(endpoint, 'port');
  const basePath = at(endpoint, 'routing', 'basePath');
  const isHost =
    typeof host === 'string' &&
    /^(?:[A-Za-z0-9*]([A-Za-z0-9._*-]*[A-Za-z0-9])?|\[[0-9a-f:.]+\])$/i.test(host);
  if (!isHost) refuse(400, 'endpoint.host has no scheme and no port');
  if (!PROTOCOLS.has(textOf(at(endpoint, 'protocol')))) refuse(400, 'endpoint.protocol');
  const isPort = typeof port === 'number' && Number.isInteger(port) && port >= 0 && port <= 65_535;
  if (port !== undefined && !isPort) refuse(400, 'endpoint.port');
  const isPath = typeof basePath === 'string' && basePath.startsWith('/');
  if (basePath !== undefined && !isPath) refuse(400, 'endpoint.routing.basePath');
}

function checkResult(spec: JsonObject, around: Surroundings): void {
  checkReference('ComplianceAgent', spec['complianceAgent'], around);
  if (!COMPLIANCE_TYPES.has(textOf(spec['type']))) refuse(400, 'type');
  const time = spec['timestamp'];
  if (time !== undefined && !isTime(time)) refuse(400, 'timestamp');
  const results = spec['results'];
  if (!isJsonArray(results) || results.length === 0) refuse(400, 'results');
  for (const result of results) {
    if (!COMPLIANCE_TYPES.has(textOf(at(result, 'type')))) refuse(400, 'results.type');
    checkScore(at(result, 'runtime', 'riskScore'));
  }
}

function checkScore(score: JsonValue | undefined): void {
  if (typeof score !== 'number' || score < 0 || score > 5) refuse(400, 'riskScore is from 0 to 5');
}

function isTime(value: JsonValue): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/.test(value);
}

/** The value of one sub-resource, written by its own call. */
export function checkSub(sub: string, value: JsonValue, resource: Resource, around: Surroundings): void {
  if (sub.startsWith('x-')) {
    if (!isJsonObject(value)) refuse(400, `${sub} must be an object`);
    for (const one of Object.values(value))
      if (typeof one !== 'string' && !Number.isInteger(one)) refuse(400, `${sub} holds strings and integers`);
    return;
  }
  SUB_CHECKS[sub]?.(value, resource, around);
}

type SubCheck = (value: JsonValue, resource: Resource, around: Surroundings) => void;

const SUB_CHECKS: Readonly<Record<string, SubCheck>> = {
  references: (value, resource, around) => {
    const managed = at(value, 'managedEnvironments');
    if (managed === undefined) return;
    if (!isJsonArray(managed)) refuse(400, 'managedEnvironments');
    for (const name of managed) {
      if (name === resource.name) refuse(400, 'an environment does not manage itself');
      if (typeof name !== 'string' || !around.exists('Environment', null, name))
        refuse(400, 'unknown environment');
    }
  },
  source: (value, resource, around) => {
    for (const side of ['managed', 'design']) {
      const type = at(value, 'dataplaneType', side);
      if (type !== undefined && !around.dataplaneTypes.has(textOf(type))) refuse(400, 'dataplaneType');
    }
    checkQualified('APIService', at(value, 'references', 'apiService'), around);
    checkQualified('APIServiceInstance', at(value, 'references', 'apiServiceInstance'), around);
    const legacy = at(value, 'compliance', 'runtime', 'result', 'riskScore');
    if (legacy !== undefined) checkScore(legacy);
    if (at(value, 'compliance') !== undefined && resource.kind !== 'APIServiceInstance')
      refuse(400, 'compliance');
  },
  complianceruntimeresult: (value, _resource, around) => {
    if (typeof value !== 'string' || value === '') refuse(400, 'complianceruntimeresult is a string');
    checkQualified('ComplianceRuntimeResult', value, around);
  },
  information: (value) => {
    if (typeof at(value, 'hash') !== 'string') refuse(400, 'information.hash');
  },
  status: (value, resource) => {
    if (resource.kind !== 'ComplianceAgent') return;
    const states = new Set(['running', 'stopped', 'failed', 'unhealthy']);
    if (!states.has(textOf(at(value, 'state')))) refuse(400, 'status.state');
    if (typeof at(value, 'message') !== 'string') refuse(400, 'status.message');
    if (!isTime(at(value, 'lastActivityTime') ?? null)) refuse(400, 'status.lastActivityTime');
  },
};

/** `environment/name` of something that exists. */
function checkQualified(kind: string, value: JsonValue | undefined, around: Surroundings): void {
  if (value === undefined) return;
  const [scope = '', name = '', ...rest] = textOf(value).split('/');
  if (rest.length > 0 || !around.exists(kind, scope, name)) refuse(400, `unknown ${kind}`);
}
