import { AssayError, type Change, type JsonObject } from '../../src/kit/index.ts';
import { ensureAgent, ensureEnvironment } from './apply-common.ts';
import { type ApplyContext, placedAt } from './apply-context.ts';
import { removePointer, setPointer } from './apply-pointer.ts';
import { ensureInstance, ensureService, retireShown } from './apply-shown.ts';
import { type Context, openCentral } from './central.ts';
import { registrySettings } from './config.ts';
import { ensureMain } from './main-part.ts';
import { isOurs, ownAttributes, ownTags, stateOf, withMarks } from './marks.ts';
import { KIND } from './owned-objects.ts';
import { listAt, objectAt, sameJson, textAt, textsAt, timestamp } from './resource.ts';
import { writeResult } from './result-access.ts';

/** One change; what is already as it should be is not written again, so that a second time writes nothing. */
export async function applyChange(context: Context, change: Change): Promise<void> {
  const to: ApplyContext = {
    central: await openCentral(context),
    settings: registrySettings(context.config),
    clock: context.clock,
    logger: context.logger,
    isNew: change.action === 'create',
  };
  if (change.action === 'retire') return retire(to, change.kind, change.key);
  return ensure(to, change.kind, change.key, change.after);
}

async function ensure(to: ApplyContext, kind: string, key: string, body: JsonObject): Promise<void> {
  switch (kind) {
    case KIND.environment:
      return ensureEnvironment(to);
    case KIND.agent:
      return ensureAgent(to);
    case KIND.result:
      return writeResult(to, nameIn(key), () => ensureResult(to, nameIn(key), body));
    case KIND.service:
      return ensureService(to, nameIn(key), body);
    case KIND.instance:
      return ensureInstance(to, nameIn(key), body);
    case KIND.pointer:
      return ensurePointer(to, key, body);
    default:
      throw unknownKind(key);
  }
}

async function retire(to: ApplyContext, kind: string, key: string): Promise<void> {
  switch (kind) {
    case KIND.result:
      return writeResult(to, nameIn(key), () => retireResult(to, nameIn(key)));
    case KIND.service:
    case KIND.instance:
      return retireShown(to, kind, nameIn(key));
    case KIND.pointer:
      return removePointer(to, pathOfPointer(key), 'own');
    case KIND.environment:
    case KIND.agent:
      throw new AssayError({
        code: 'AMPLIFY_NOT_RETIRED',
        kind: 'rejected',
        message: 'The environment and the agent belong to all APIs and are not retired.',
        fix: 'Delete them in Amplify when nothing is published there any more.',
        context: { key },
      });
    default:
      throw unknownKind(key);
  }
}

function unknownKind(key: string): AssayError {
  return new AssayError({
    code: 'AMPLIFY_KEY_UNKNOWN',
    kind: 'rejected',
    message: 'A change names an object of a kind that this registry does not have.',
    context: { key },
  });
}

function nameIn(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

/** `pointers/<environment>/<instance>` as the path of the instance. */
function pathOfPointer(key: string): string {
  const [, environment = '', instance = ''] = key.split('/');
  return `/environments/${encodeURIComponent(environment)}/apiserviceinstances/${encodeURIComponent(instance)}`;
}

/**
 * The one thing written on what others made. Where the account may not (403), a clone in the own environment shows the
 * grade, and the next plan knows it by its mark.
 */
async function ensurePointer(to: ApplyContext, key: string, body: JsonObject): Promise<void> {
  try {
    await setPointer(to, pathOfPointer(key), textAt(body, 'result') ?? '', 'own');
  } catch (error: unknown) {
    const fallback = listAt(body, 'fallback');
    const isRefused = error instanceof AssayError && error.code === 'AMPLIFY_WRITE_FORBIDDEN';
    if (!isRefused || fallback.length === 0) throw error;
    to.logger.warn(
      'A managed instance may not be given its grade; a clone in the target environment shows it.',
      {
        code: 'AMPLIFY_POINTER_REFUSED',
        key,
      },
    );
    for (const object of fallback) {
      const target = textAt(object, 'key') ?? '';
      const kind = target.startsWith('apiservices/') ? KIND.service : KIND.instance;
      await ensure(to, kind, target, objectAt(object, 'body'));
    }
  }
}

async function ensureResult(to: ApplyContext, name: string, body: JsonObject): Promise<void> {
  const { settings, clock } = to;
  const type = textAt(body, 'type') ?? settings.resultType;
  const letter = textAt(body, 'letter');
  const runtime = { riskScore: body['riskScore'], ...(letter === null ? {} : { grade: letter }) };
  await ensureMain(placedAt(to, KIND.result, name), (live) => {
    const spec = objectAt(live ?? {}, 'spec');
    const before = listAt(spec, 'results');
    const own = before.find((result) => textAt(result, 'type') === type);
    const others = before.filter((result) => textAt(result, 'type') !== type);
    const results = [{ ...objectAt(own), type, runtime }, ...others];
    const wanted = { ...spec, complianceAgent: body['agent'], type, results };
    const isSame = sameJson(wanted, spec);
    return {
      title: live?.title ?? name,
      // A new time would be a write of its own.
      spec: isSame ? spec : { ...wanted, timestamp: timestamp(clock.nowMs()) },
      ...withMarks(live, {
        agent: settings.agent,
        attributes: objectAt(body, 'attributes'),
        tags: textsAt(body, 'tags'),
      }),
    };
  });
}

async function retireResult(to: ApplyContext, name: string): Promise<void> {
  const { central, settings, clock } = to;
  const placed = placedAt(to, KIND.result, name);
  const path = `${placed.collection}/${name}`;
  const found = await central.get(path);
  if (found === null || !isOurs(found, settings.agent) || stateOf(found) === 'retired') return;
  if (settings.retire === 'delete') return central.remove(path);
  const retiredAt = new Date(clock.nowMs()).toISOString();
  await ensureMain(placed, (live) => ({
    title: live?.title ?? name,
    spec: objectAt(live ?? {}, 'spec'),
    ...withMarks(live, {
      agent: settings.agent,
      attributes: ownAttributes(live ?? found),
      tags: ownTags(live ?? found),
      retiredAt,
    }),
  }));
}
