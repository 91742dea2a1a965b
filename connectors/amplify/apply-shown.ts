import type { JsonObject, JsonValue } from '../../src/kit/index.ts';
import { orUnidentified } from './apply-common.ts';
import { type ApplyContext, allDone, placedAt } from './apply-context.ts';
import { clearPointer, pointerOf, removeOnce } from './apply-pointer.ts';
import { ensureRevision } from './apply-revision.ts';
import { ensureMain, type MainPart, nameTaken } from './main-part.ts';
import { AGENT, dataplaneOf, isOurs, ownAttributes, ownTags, stateOf, withMarks } from './marks.ts';
import { KIND, legacyScore } from './owned-objects.ts';
import { type CentralResource, objectAt, sameJson, textAt, textsAt, timestamp } from './resource.ts';

export async function ensureService(to: ApplyContext, name: string, body: JsonObject): Promise<void> {
  const { settings } = to;
  const placed = placedAt(to, KIND.service, name);
  const live = await ensureMain(placed, (live) => {
    const spec = objectAt(live ?? {}, 'spec');
    const description = textAt(body, 'description');
    return {
      title: textAt(body, 'title') ?? live?.title ?? name,
      spec: description === null ? spec : { ...spec, description },
      ...withMarks(live, {
        agent: settings.agent,
        attributes: objectAt(body, 'attributes'),
        tags: textsAt(body, 'tags'),
        written: chosen(body, ['title', 'description']),
        dataplaneType: settings.dataplaneType,
      }),
    };
  });
  await ensureLinked(to, `${placed.collection}/${name}`, live, body, 'apiService');
}

export async function ensureInstance(to: ApplyContext, name: string, body: JsonObject): Promise<void> {
  const { settings, central } = to;
  const placed = placedAt(to, KIND.instance, name);
  const path = `${placed.collection}/${name}`;
  const before = to.isNew ? null : await central.get(path);
  if (before !== null && !isOurs(before, settings.agent)) throw nameTaken(path);
  const hash = textAt(body, 'definition', 'hash');
  const revision =
    hash === null ? null : await ensureRevision(to, name, objectAt(body, 'definition'), before);
  const live = await ensureMain(placed, (live) => {
    const spec = objectAt(live ?? {}, 'spec');
    const endpoints = body['endpoints'];
    return {
      title: textAt(body, 'title') ?? live?.title ?? name,
      spec: {
        ...spec,
        ...(endpoints === undefined ? {} : { endpoint: endpoints }),
        ...(revision === null ? {} : { apiServiceRevision: revision }),
      },
      ...withMarks(live, {
        agent: settings.agent,
        attributes: objectAt(body, 'attributes'),
        tags: textsAt(body, 'tags'),
        written: { ...chosen(body, ['title', 'endpoints']), ...(revision === null ? {} : { revision }) },
        dataplaneType: settings.dataplaneType,
        ...(hash === null ? {} : { definition: hash }),
      }),
    };
  });
  await ensureLinked(to, path, live, body, 'apiServiceInstance');
  if (body['riskScore'] !== undefined) await ensureLegacyScore(to, path, live, body['riskScore']);
}

function chosen(body: JsonObject, names: readonly string[]): Readonly<Record<string, JsonValue>> {
  const found: Record<string, JsonValue> = {};
  for (const name of names) {
    const value = body[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** The sub-resources of services and instances, each by its own call, side by side, and only where it differs. */
async function ensureLinked(
  to: ApplyContext,
  path: string,
  live: CentralResource | null,
  body: JsonObject,
  reference: 'apiService' | 'apiServiceInstance',
): Promise<void> {
  const details = agentDetails(to, live, body, reference);
  const isKnown = sameJson(objectAt(live ?? {}, 'x-agent-details'), details);
  await allDone([
    ensureSource(to, path, live, textAt(body, 'cloneOf'), reference),
    isKnown ? Promise.resolve() : to.central.putSub(path, 'x-agent-details', details),
    ensurePointed(to, path, live, textAt(body, 'result')),
  ]);
}

async function ensurePointed(
  to: ApplyContext,
  path: string,
  live: CentralResource | null,
  result: string | null,
): Promise<void> {
  if (result === pointerOf(live)) return;
  if (result === null) await clearPointer(to, path);
  else await to.central.putSub(path, 'complianceruntimeresult', result);
}

async function ensureSource(
  to: ApplyContext,
  path: string,
  live: CentralResource | null,
  cloneOf: string | null,
  reference: 'apiService' | 'apiServiceInstance',
): Promise<void> {
  const source = objectAt(live ?? {}, 'source');
  const isTyped = live !== null && dataplaneOf(live) === to.settings.dataplaneType;
  const isLinked = textAt(source, 'references', reference) === cloneOf;
  if (isTyped && isLinked) return;
  const { [reference]: _before, ...others } = objectAt(source, 'references');
  const references = cloneOf === null ? others : { ...others, [reference]: cloneOf };
  const write = (type: string): Promise<void> =>
    to.central.putSub(path, 'source', {
      ...source,
      dataplaneType: { ...objectAt(source, 'dataplaneType'), managed: type },
      ...(Object.keys(references).length === 0 ? {} : { references }),
    });
  const present = textAt(source, 'dataplaneType', 'managed');
  if (isTyped && present !== null) return write(present);
  await orUnidentified(to, write);
}

/** What the vendor's own agents know a service by; their members that we do not write are kept. */
function agentDetails(
  { settings }: ApplyContext,
  live: CentralResource | null,
  body: JsonObject,
  reference: 'apiService' | 'apiServiceInstance',
): JsonObject {
  const { externalAPISyncWarning: _stale, ...kept } = objectAt(live ?? {}, 'x-agent-details');
  return {
    ...kept,
    ...objectAt(body, 'details'),
    createdBy: settings.agent,
    [AGENT]: settings.agent,
    ...(reference === 'apiService' ? { 'marketplace-migration': 'completed' } : {}),
  };
}

/** Tenants before 2025 hold the result inside the instance. */
async function ensureLegacyScore(
  { central, clock }: ApplyContext,
  path: string,
  live: CentralResource | null,
  riskScore: JsonValue,
): Promise<void> {
  const present = live === null ? null : legacyScore(live);
  if (sameJson(present, riskScore)) return;
  const runtime = '/source/compliance/runtime';
  if (riskScore === null) {
    return removeOnce(
      () => central.patchSub(path, 'source', [{ op: 'remove', path: runtime }]),
      async () => legacyScore((await central.get(path)) ?? { name: path }) === null,
    );
  }
  const result = { timestamp: timestamp(clock.nowMs()), riskScore };
  await central.patchSub(path, 'source', [
    { op: 'x-build-object-tree', path: '/source/compliance' },
    { op: 'add', path: runtime, value: { result } },
  ]);
}

/** Marks a service or instance retired and takes its grade away; deletes it only where that was asked for. */
export async function retireShown(
  to: ApplyContext,
  kind: 'APIService' | 'APIServiceInstance',
  name: string,
): Promise<void> {
  const { central, settings, clock } = to;
  const placed = placedAt(to, kind, name);
  const path = `${placed.collection}/${name}`;
  const found = await central.get(path);
  if (found === null || !isOurs(found, settings.agent) || stateOf(found) === 'retired') return;
  if (settings.retire === 'delete') return central.remove(path);
  if (pointerOf(found) !== null) await clearPointer(to, path);
  if (legacyScore(found) !== null) await ensureLegacyScore(to, path, found, null);
  const details = { ...objectAt(found, 'x-agent-details'), externalAPISyncWarning: 'warning' };
  if (kind === KIND.instance && !sameJson(objectAt(found, 'x-agent-details'), details))
    await central.putSub(path, 'x-agent-details', details);
  // The mark comes last: what bears it is retired in all of its parts.
  await ensureMain(placed, (live) => retiredMain(to, live ?? found, new Date(clock.nowMs()).toISOString()));
}

function retiredMain({ settings }: ApplyContext, live: CentralResource, retiredAt: string): MainPart {
  return {
    title: live.title ?? live.name,
    spec: objectAt(live, 'spec'),
    ...withMarks(live, {
      agent: settings.agent,
      attributes: ownAttributes(live),
      tags: ownTags(live),
      retiredAt,
    }),
  };
}
