import { AssayError, compileSchema, type HttpClient } from '../../src/kit/index.ts';

export type Labels = Readonly<Record<string, string>>;

/** An artifact as the registry holds it. A missing name or description is an empty one. */
export interface Artifact {
  readonly artifactId: string;
  readonly name: string;
  readonly description: string;
  readonly labels: Labels;
}

export type VersionState = 'ENABLED' | 'DISABLED' | 'DEPRECATED' | 'DRAFT' | 'SUNSET';

export interface Version {
  readonly version: string;
  readonly state: string;
  readonly labels: Labels;
}

interface RawArtifact {
  readonly artifactId: string;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly labels?: Labels | null;
}

interface RawVersion {
  readonly version: string;
  /** Counts up over the whole registry. */
  readonly globalId: number;
  readonly state?: string | null;
  readonly labels?: Labels | null;
}

const LABELS = { type: ['object', 'null'], additionalProperties: { type: 'string' } };
const TEXT = { type: ['string', 'null'] };
const ARTIFACT = {
  type: 'object',
  required: ['artifactId'],
  properties: { artifactId: { type: 'string' }, name: TEXT, description: TEXT, labels: LABELS },
};
const VERSION = {
  type: 'object',
  required: ['version', 'globalId'],
  properties: { version: { type: 'string' }, globalId: { type: 'integer' }, state: TEXT, labels: LABELS },
};

const artifact = compileSchema<RawArtifact>(ARTIFACT);
const artifactPage = compileSchema<{ readonly artifacts: readonly RawArtifact[]; readonly count: number }>({
  type: 'object',
  required: ['artifacts', 'count'],
  properties: { artifacts: { type: 'array', items: ARTIFACT }, count: { type: 'integer' } },
});
const versionPage = compileSchema<{ readonly versions: readonly RawVersion[]; readonly count: number }>({
  type: 'object',
  required: ['versions', 'count'],
  properties: { versions: { type: 'array', items: VERSION }, count: { type: 'integer' } },
});
const systemInfo = compileSchema<{ readonly name: string; readonly version: string }>({
  type: 'object',
  required: ['name', 'version'],
  properties: { name: { type: 'string' }, version: { type: 'string' } },
});

const user = compileSchema<{ readonly admin?: boolean; readonly developer?: boolean }>({
  type: 'object',
  properties: { admin: { type: 'boolean' }, developer: { type: 'boolean' } },
});

const INVALID = {
  code: 'APICURIO_ANSWER_INVALID',
  kind: 'sourceContract',
  message: 'What answers at this address does not answer like Apicurio Registry 3.',
  fix: 'Check url; it names the registry without /apis/registry/v3.',
} as const;

const PAGE_SIZE = 200;
/** Two million artifacts; a listing that goes on is broken. */
const MAX_PAGES = 10_000;

export async function readSystemInfo(
  http: HttpClient,
): Promise<{ readonly name: string; readonly version: string }> {
  return http.getJson({ url: '/system/info' }, (value) => systemInfo.parse(value, INVALID));
}

/** Whether the user that signed in may write: what the registry itself says of its roles. */
export async function mayWrite(http: HttpClient): Promise<boolean> {
  const { admin, developer } = await http.getJson({ url: '/users/me' }, (value) =>
    user.parse(value, INVALID),
  );
  return admin === true || developer === true;
}

/** Every artifact of the group, foreign ones too, sorted by id. Throws `transient` when the listing changed under it. */
export async function listArtifacts(http: HttpClient, group: string): Promise<readonly Artifact[]> {
  const query = { groupId: group, orderby: 'artifactId', order: 'asc', limit: PAGE_SIZE };
  const found = await listAll((offset) =>
    http.getJson({ url: '/search/artifacts', query: { ...query, offset } }, (value) => {
      const page = artifactPage.parse(value, INVALID);
      return { items: page.artifacts, count: page.count };
    }),
  );
  const byId = new Map(found.map((one) => [one.artifactId, toArtifact(one)]));
  if (byId.size < found.length) throw changedMeanwhile();
  return [...byId.values()].sort((a, b) => (a.artifactId < b.artifactId ? -1 : 1));
}

/** Null where there is no such artifact. */
export async function readArtifact(http: HttpClient, group: string, id: string): Promise<Artifact | null> {
  const answer = await http.send({ url: artifactUrl(group, id), accept: [404] });
  if (answer.status === 404) return null;
  return toArtifact(artifact.parse(parseBody(answer.text), INVALID));
}

/** Every version of an artifact, the newest first. */
export async function listVersions(http: HttpClient, group: string, id: string): Promise<readonly Version[]> {
  const query = { orderby: 'createdOn', order: 'asc', limit: PAGE_SIZE };
  const found = await listAll((offset) =>
    http.getJson({ url: `${artifactUrl(group, id)}/versions`, query: { ...query, offset } }, (value) => {
      const page = versionPage.parse(value, INVALID);
      return { items: page.versions, count: page.count };
    }),
  );
  // Version 3.0 does not sort by this column, whatever it is asked.
  return found
    .toSorted((a, b) => b.globalId - a.globalId)
    .map(({ version, state, labels }) => ({ version, state: state ?? 'ENABLED', labels: labels ?? {} }));
}

export function groupUrl(group: string): string {
  return `/groups/${encodeURIComponent(group)}`;
}

export function artifactUrl(group: string, id: string): string {
  return `${groupUrl(group)}/artifacts/${encodeURIComponent(id)}`;
}

async function listAll<T>(
  read: (offset: number) => Promise<{ readonly items: readonly T[]; readonly count: number }>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let announced: number | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const next = await read(items.length);
    items.push(...next.items);
    announced ??= next.count;
    // Something that was listed may be gone, and what came behind it was stepped over.
    if (next.count !== announced) throw changedMeanwhile();
    if (items.length >= next.count) return items;
    if (next.items.length === 0) throw changedMeanwhile();
  }
  throw changedMeanwhile();
}

/** Pages are counted by offset: what is created or deleted meanwhile moves the rest, and a plan needs all of it. */
function changedMeanwhile(): AssayError {
  return new AssayError({
    code: 'APICURIO_LISTING_CHANGED',
    kind: 'transient',
    message: 'The registry changed while it was listed; nothing was concluded from it.',
  });
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AssayError(INVALID);
  }
}

function toArtifact({ artifactId, name, description, labels }: RawArtifact): Artifact {
  return { artifactId, name: name ?? '', description: description ?? '', labels: labels ?? {} };
}
