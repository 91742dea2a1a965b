import { AssayError, type JsonObject } from '../../src/kit/index.ts';
import { type ApplyContext, allDone, placedAt } from './apply-context.ts';
import { nameTaken } from './main-part.ts';
import { AGENT, definitionOf, isOurs } from './marks.ts';
import { revisionName } from './names.ts';
import { type CentralResource, objectAt, sameJson, textAt } from './resource.ts';

/**
 * The revision with this content; made when it is not there, never changed. Without the content (it was known to be
 * there) the revision of the instance stands.
 */
export async function ensureRevision(
  to: ApplyContext,
  name: string,
  definition: JsonObject,
  instance: CentralResource | null,
): Promise<string> {
  const { central, settings } = to;
  const hash = textAt(definition, 'hash') ?? '';
  const revision = revisionName(name, hash);
  const text = textAt(definition, 'text');
  const isThere = instance !== null && definitionOf(instance) === hash;
  if (isThere && text === null) return revision;
  const placed = placedAt(to, 'APIServiceRevision', revision);
  const path = `${placed.collection}/${revision}`;
  const made = to.isNew && (await createRevision(to, name, revision, definition, text)) === 'created';
  const found = made ? null : await central.get(path);
  if (found !== null && !isOurs(found, settings.agent)) throw nameTaken(path);
  if (found === null && !made) await createRevision(to, name, revision, definition, text);
  const details = { [AGENT]: settings.agent, createdBy: settings.agent };
  const information = { ...objectAt(found ?? {}, 'information'), hash };
  const isHashed = textAt(found ?? {}, 'information', 'hash') === hash;
  const isKnown = sameJson(objectAt(found ?? {}, 'x-agent-details'), details);
  await allDone([
    isHashed ? Promise.resolve() : central.putSub(path, 'information', information),
    isKnown ? Promise.resolve() : central.putSub(path, 'x-agent-details', details),
  ]);
  return revision;
}

async function createRevision(
  to: ApplyContext,
  service: string,
  revision: string,
  definition: JsonObject,
  text: string | null,
): Promise<'created' | 'exists'> {
  if (text === null) {
    throw new AssayError({
      code: 'AMPLIFY_REVISION_GONE',
      kind: 'conflict',
      message: 'A revision that was there when the plan was made is gone.',
      fix: 'The next plan makes it anew.',
    });
  }
  const { central, settings } = to;
  const placed = placedAt(to, 'APIServiceRevision', revision);
  const owner = settings.team === null ? {} : { owner: { type: 'team', id: settings.team } };
  return central.create(placed.collection, {
    group: 'management',
    apiVersion: central.version,
    kind: 'APIServiceRevision',
    name: revision,
    title: revision,
    metadata: { scope: { kind: 'Environment', name: settings.environment } },
    ...owner,
    attributes: { [AGENT]: settings.agent },
    tags: [],
    spec: {
      apiService: service,
      definition: {
        type: textAt(definition, 'type') ?? 'unstructured',
        contentType: textAt(definition, 'contentType') ?? 'text/plain',
        value: Buffer.from(text, 'utf8').toString('base64'),
      },
    },
  });
}
