import { AssayError, type HttpClient, type JsonObject, type JsonValue } from '../../src/kit/index.ts';
import {
  type Artifact,
  artifactUrl,
  groupUrl,
  type Labels,
  listVersions,
  readArtifact,
  type Version,
  type VersionState,
} from './artifact.ts';
import {
  type ArtifactBody,
  LABEL,
  mergedLabels,
  type PublishedDefinition,
  sameLabels,
} from './published-artifact.ts';

/** Where one artifact stands, and by which mark it is ours. */
export interface Place {
  readonly http: HttpClient;
  readonly group: string;
  readonly id: string;
  readonly marker: string;
}

const GROUP_DESCRIPTION =
  'APIs found in traffic, with their management and security grade. Written by Assay.';

/** Creates the artifact, and the group where there is none; one that stands already and is ours is brought up to date. */
export async function createArtifact(place: Place, body: ArtifactBody): Promise<void> {
  const { http, group, id } = place;
  await ensureGroup(place);
  const { name, description } = body;
  // The hash of the definition is noted once the version stands: a kill in between leaves nothing half believed.
  const labels = { ...body.labels, [LABEL.managedBy]: place.marker, [LABEL.state]: 'active' };
  const answer = await http.send({
    method: 'POST',
    url: `${groupUrl(group)}/artifacts`,
    query: { ifExists: 'FAIL' },
    json: { artifactId: id, artifactType: 'OPENAPI', name, description, labels },
    // A second try finds what the first one made, and says 409.
    isSafeToRepeat: true,
    accept: [409],
  });
  if (answer.status === 409 || body.definition !== null) await updateArtifact(place, body);
}

/**
 * Writes only what differs from what stands there now. The registry knows no conditional requests, so the artifact is
 * read right before: its mark is checked again, and labels that others wrote meanwhile are kept.
 */
export async function updateArtifact(place: Place, body: ArtifactBody): Promise<void> {
  const held = await requireOwn(place);
  const before = held.labels[LABEL.definition];
  const wanted = body.definition?.sha256;
  const labelled = (definition: string | undefined): Promise<void> =>
    putLabels(place, held, {
      ...body.labels,
      [LABEL.managedBy]: place.marker,
      [LABEL.state]: 'active',
      ...(definition === undefined ? {} : { [LABEL.definition]: definition }),
    });
  if (before === wanted) {
    if (wanted !== undefined && held.labels[LABEL.state] === 'retired')
      await setLatestState(place, 'ENABLED');
    return labelled(wanted);
  }
  try {
    await putDefinition(place, body.definition);
  } catch (error: unknown) {
    // A definition that a rule refuses must not keep the grade from being shown.
    if (error instanceof AssayError && error.kind === 'rejected') await labelled(before);
    throw error;
  }
  await labelled(wanted);
}

/** Marks it as retired and its last definition as deprecated; nothing is deleted. */
export async function retireArtifact(place: Place): Promise<void> {
  const held = await readArtifact(place.http, place.group, place.id);
  if (held === null || held.labels[LABEL.managedBy] !== place.marker) return;
  if (held.labels[LABEL.definition] !== undefined) await setLatestState(place, 'DEPRECATED');
  await putLabels(place, held, { ...ownLabels(held.labels), [LABEL.state]: 'retired' });
}

/** Puts our mark on an artifact that stands there; everything else of it stays. */
export async function markArtifact(place: Place): Promise<Artifact> {
  const { http, group, id, marker } = place;
  const held = await readArtifact(http, group, id);
  if (held === null)
    throw new AssayError({
      code: 'APICURIO_NO_SUCH_ARTIFACT',
      kind: 'rejected',
      message: 'There is no artifact of this id in the group.',
      fix: 'Name it as group/artifact-id, as the plan prints it.',
    });
  const labels = { ...held.labels, [LABEL.managedBy]: marker };
  if (!sameLabels(labels, held.labels)) await http.send(labelsRequest(place, labels));
  return { ...held, labels };
}

async function ensureGroup({ http, group }: Place): Promise<void> {
  const answer = await http.send({ url: groupUrl(group), accept: [404] });
  if (answer.status !== 404) return;
  // 409: another agent was faster, which is just as well.
  await http.send({
    method: 'POST',
    url: '/groups',
    json: { groupId: group, description: GROUP_DESCRIPTION },
    isSafeToRepeat: true,
    accept: [409],
  });
}

async function requireOwn({ http, group, id, marker }: Place): Promise<Artifact> {
  const held = await readArtifact(http, group, id);
  if (held !== null && held.labels[LABEL.managedBy] === marker) return held;
  throw new AssayError({
    code: held === null ? 'APICURIO_ARTIFACT_GONE' : 'APICURIO_ARTIFACT_FOREIGN',
    kind: 'conflict',
    message:
      held === null
        ? 'The artifact was deleted since the plan was made.'
        : 'An artifact of this id stands there that this entry did not create; it was left alone.',
    fix: held === null ? 'Plan again.' : 'Rename that artifact, or take it over with assay registry adopt.',
  });
}

function ownLabels(labels: Labels): Labels {
  const own = new Set<string>(Object.values(LABEL));
  return Object.fromEntries(Object.entries(labels).filter(([name]) => own.has(name)));
}

async function putLabels(place: Place, held: Artifact, ours: Labels): Promise<void> {
  const labels = mergedLabels(held.labels, ours);
  if (!sameLabels(labels, held.labels)) await place.http.send(labelsRequest(place, labels));
}

/** Members that are left out (name, description) stay as they are. */
function labelsRequest(
  { group, id }: Place,
  labels: Labels,
): { method: 'PUT'; url: string; json: JsonValue } {
  return { method: 'PUT', url: artifactUrl(group, id), json: { labels } };
}

/** A new version for new content; none any more: the versions of ours are disabled, so that nobody reads them. */
async function putDefinition(place: Place, definition: PublishedDefinition | null): Promise<void> {
  const versions = await listVersions(place.http, place.group, place.id);
  if (definition === null) {
    for (const version of versions.filter((one) => isOurs(place, one)))
      await putState(place, version, 'DISABLED');
    return;
  }
  const { sha256, document } = definition;
  const [newest] = versions;
  if (newest?.labels[LABEL.definition] === sha256) return putState(place, newest, 'ENABLED');
  if (document === undefined) return;
  await postVersion(place, freeVersion(sha256, versions), sha256, document);
}

/** Named by content, so that a second try finds the first: `1a2b3c4d5e6f`, and `….2` when content comes back later. */
function freeVersion(hash: string, versions: readonly Version[]): string {
  const base = hash.slice(0, 12);
  const taken = new Set(versions.map((one) => one.version));
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}.${count}`;
  return name;
}

/**
 * 409 says that the version stands already, as after an answer that was lost, and also that a rule of the registry
 * (validity, compatibility) refuses the content: only what stands there tells the two apart.
 */
async function postVersion(place: Place, version: string, hash: string, document: JsonObject): Promise<void> {
  const answer = await place.http.send({
    method: 'POST',
    url: `${artifactUrl(place.group, place.id)}/versions`,
    json: {
      version,
      content: { content: JSON.stringify(document, null, 2), contentType: 'application/json' },
      labels: { [LABEL.managedBy]: place.marker, [LABEL.definition]: hash },
    },
    isSafeToRepeat: true,
    accept: [409],
  });
  if (answer.status !== 409) return;
  const versions = await listVersions(place.http, place.group, place.id);
  if (versions.some((one) => one.version === version && one.labels[LABEL.definition] === hash)) return;
  throw new AssayError({
    code: 'APICURIO_DEFINITION_REFUSED',
    kind: 'rejected',
    message: 'A rule of the registry refuses the observed definition; the API is shown without it.',
    fix: 'Look at the rules (validity, compatibility) of the group and the registry, or set publish.definitions: false.',
  });
}

async function setLatestState(place: Place, state: VersionState): Promise<void> {
  const versions = await listVersions(place.http, place.group, place.id);
  const latest = versions.find((one) => isOurs(place, one));
  if (latest !== undefined) await putState(place, latest, state);
}

async function putState(place: Place, { version, state: now }: Version, state: VersionState): Promise<void> {
  if (now === state) return;
  await place.http.send({
    method: 'PUT',
    url: `${artifactUrl(place.group, place.id)}/versions/${encodeURIComponent(version)}/state`,
    json: { state },
  });
}

function isOurs({ marker }: Place, version: Version): boolean {
  return version.labels[LABEL.managedBy] === marker;
}
