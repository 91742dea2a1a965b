import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { type FakeAnswer, type FakeRequest, type FakeServer, startFakeServer } from './fake-server.ts';

interface FakeVersion {
  readonly version: string;
  readonly globalId: number;
  state: string;
  readonly labels: JsonObject;
  readonly content: string;
}

export interface FakeArtifact {
  readonly groupId: string;
  readonly artifactId: string;
  readonly artifactType: string;
  name: string;
  description: string;
  labels: JsonObject;
  readonly versions: FakeVersion[];
  /** A rule of its own (validity, compatibility) that takes no further content. */
  takesNoContent?: boolean;
}

export interface FakeApicurio extends FakeServer {
  /** By `group/artifact`. */
  readonly artifacts: Map<string, FakeArtifact>;
  readonly put: (
    artifact: Partial<FakeArtifact> & Pick<FakeArtifact, 'groupId' | 'artifactId'>,
  ) => FakeArtifact;
}

const MAX_LIMIT = 500;
const STATES = ['ENABLED', 'DISABLED', 'DEPRECATED', 'DRAFT', 'SUNSET'];
const PREFIX = ['apis', 'registry', 'v3'];

/**
 * Apicurio Registry as version 3.0.9 behaves where the connector touches it (test/services/apicurio.test.ts holds the
 * connector to the real one): what exists already is 409, and so is content that a rule refuses; ids are ASCII without `%`, an artifact may have no version,
 * PUT replaces all labels and leaves what is not sent, versions come unsorted.
 */
export async function startFakeApicurio(authorization: string): Promise<FakeApicurio> {
  const artifacts = new Map<string, FakeArtifact>();
  const groups = new Set<string>();
  const put: FakeApicurio['put'] = (given) => {
    const { groupId, artifactId } = given;
    groups.add(groupId);
    const artifact = {
      artifactType: 'OPENAPI',
      name: '',
      description: '',
      labels: {},
      versions: [],
      ...given,
    };
    artifacts.set(`${groupId}/${artifactId}`, artifact);
    return artifact;
  };
  let globalId = 0;

  const answer = (request: FakeRequest): FakeAnswer => {
    const { method, path, query, body } = request;
    if (request.authorization !== authorization) return { status: 401 };
    if (PREFIX.some((segment, index) => path[index] !== segment)) return { status: 404 };
    const [head = '', group = '', kind, id = '', versions, version, last] = path.slice(PREFIX.length);
    const route = `${method} ${head}`;
    if (route === 'GET system') return { status: 200, body: { name: 'Fake', version: '3.0.9' } };
    if (route === 'GET users') return { status: 200, body: { admin: false, developer: true, viewer: false } };
    if (route === 'GET search') return search([...artifacts.values()], query);
    if (head !== 'groups') return { status: 404 };
    if (kind === undefined) return onGroups(groups, method, group, body);
    const held = artifacts.get(`${group}/${id}`);
    if (id === '') return method === 'POST' ? create(put, artifacts, group, body) : { status: 405 };
    if (held === undefined) return { status: 404, body: { name: 'ArtifactNotFoundException' } };
    if (versions === undefined) return onArtifact(held, method, body);
    if (version === undefined) return onVersions(held, method, query, body, () => (globalId += 1));
    const found = held.versions.find((one) => one.version === version);
    if (found === undefined) return { status: 404 };
    if (method !== 'PUT' || last !== 'state') return { status: 405 };
    const state = textOf(body?.['state']);
    if (!STATES.includes(state)) return { status: 400 };
    found.state = state;
    return { status: 204 };
  };
  return { ...(await startFakeServer(answer)), artifacts, put };
}

function onGroups(groups: Set<string>, method: string, group: string, body: JsonObject | null): FakeAnswer {
  if (method === 'GET')
    return groups.has(group) ? { status: 200, body: { groupId: group } } : { status: 404 };
  if (method !== 'POST') return { status: 405 };
  const { groupId } = only(body, ['groupId', 'description', 'labels']);
  if (groups.has(textOf(groupId))) return { status: 409 };
  groups.add(textOf(groupId));
  return { status: 200, body: { groupId: textOf(groupId) } };
}

function create(
  put: FakeApicurio['put'],
  artifacts: ReadonlyMap<string, FakeArtifact>,
  groupId: string,
  given: JsonObject | null,
): FakeAnswer {
  const body = only(given, ['artifactId', 'artifactType', 'name', 'description', 'labels', 'firstVersion']);
  const artifactId = textOf(body['artifactId']);
  if (!/^[\x20-\x24\x26-\x7e]{1,512}$/.test(artifactId) || textOf(body['artifactType']) === '')
    return { status: 400 };
  if (artifacts.has(`${groupId}/${artifactId}`)) return { status: 409 };
  const artifact = put({
    groupId,
    artifactId,
    artifactType: textOf(body['artifactType']),
    name: textOf(body['name']),
    description: textOf(body['description']),
    labels: labelsOf(body['labels']),
  });
  return { status: 200, body: { artifact: shown(artifact) } };
}

function onArtifact(held: FakeArtifact, method: string, given: JsonObject | null): FakeAnswer {
  if (method === 'GET') return { status: 200, body: shown(held) };
  if (method !== 'PUT') return { status: 405 };
  const body = only(given, ['name', 'description', 'labels', 'owner']);
  if (body['name'] !== undefined) held.name = textOf(body['name']);
  if (body['description'] !== undefined) held.description = textOf(body['description']);
  if (body['labels'] !== undefined) held.labels = labelsOf(body['labels']);
  return { status: 204 };
}

function onVersions(
  held: FakeArtifact,
  method: string,
  query: URLSearchParams,
  given: JsonObject | null,
  nextId: () => number,
): FakeAnswer {
  if (method === 'GET') {
    const versions = held.versions.map(({ content: _content, ...version }) => ({ ...version }));
    return { status: 200, body: { versions: pageOf(versions, query), count: versions.length } };
  }
  if (method !== 'POST') return { status: 405 };
  const body = only(given, ['version', 'content', 'labels', 'name', 'description', 'branches', 'isDraft']);
  const { content, contentType } = only(body['content'] ?? null, ['content', 'contentType', 'references']);
  if (contentType !== 'application/json') return { status: 400 };
  JSON.parse(textOf(content));
  const version = textOf(body['version']);
  if (held.takesNoContent === true) return { status: 409, body: { name: 'RuleViolationException' } };
  if (held.versions.some((one) => one.version === version)) return { status: 409 };
  const labels = labelsOf(body['labels']);
  held.versions.push({ version, globalId: nextId(), state: 'ENABLED', labels, content: textOf(content) });
  return { status: 200, body: { version } };
}

function search(artifacts: readonly FakeArtifact[], query: URLSearchParams): FakeAnswer {
  const found = artifacts
    .filter((one) => one.groupId === query.get('groupId'))
    .toSorted((a, b) => (a.artifactId < b.artifactId ? -1 : 1))
    .map(shown);
  return { status: 200, body: { artifacts: pageOf(found, query), count: found.length } };
}

function pageOf(items: readonly JsonValue[], query: URLSearchParams): readonly JsonValue[] {
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? 20);
  if (limit > MAX_LIMIT) throw new Error('limit');
  return items.slice(offset, offset + limit);
}

function shown({ versions: _versions, takesNoContent: _rule, ...artifact }: FakeArtifact): JsonObject {
  return artifact;
}

/** A member that the platform does not know is a mistake of ours. */
function only(body: JsonValue, known: readonly string[]): JsonObject {
  if (!isJsonObject(body)) throw new Error('no body');
  for (const name of Object.keys(body)) if (!known.includes(name)) throw new Error(`unknown member ${name}`);
  return body;
}

function labelsOf(value: JsonValue | undefined): JsonObject {
  if (value === undefined) return {};
  if (!isJsonObject(value) || Object.values(value).some((one) => typeof one !== 'string'))
    throw new Error('labels are strings');
  return value;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
