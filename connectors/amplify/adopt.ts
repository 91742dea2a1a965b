import { AssayError, type OwnedObject } from '../../src/kit/index.ts';
import { type Context, openCentral } from './central.ts';
import { registrySettings } from './config.ts';
import { ensureMain } from './main-part.ts';
import { ownAttributes, ownTags, withMarks } from './marks.ts';
import { heldByApis, KIND, keyOf } from './owned-objects.ts';
import { readState } from './registry-state.ts';
import { objectAt } from './resource.ts';

const KINDS: Readonly<Record<string, string>> = {
  apiservices: KIND.service,
  apiserviceinstances: KIND.instance,
  complianceruntimeresults: KIND.result,
};

/** Puts our mark on a service, instance or result of the target environment; the next plan brings it up to date. */
export async function adoptObject(context: Context, key: string): Promise<OwnedObject> {
  const settings = registrySettings(context.config);
  const central = await openCentral(context);
  const [plural = '', name = ''] = key.split('/');
  const kind = KINDS[plural];
  const collection = `/environments/${settings.environment}/${plural}`;
  const found = kind === undefined ? null : await central.get(`${collection}/${encodeURIComponent(name)}`);
  if (kind === undefined || found === null) throw notAdoptable(key);
  const place = { central, collection, kind, name: found.name, environment: settings.environment };
  await ensureMain({ ...place, agent: null, isNew: false, team: settings.team }, (live) => {
    const base = live ?? found;
    return {
      title: base.title ?? base.name,
      spec: objectAt(base, 'spec'),
      ...withMarks(base, { agent: settings.agent, attributes: ownAttributes(base), tags: ownTags(base) }),
    };
  });
  const owned = heldByApis(await readState(context)).find((object) => object.key === key);
  if (owned === undefined) throw notAdoptable(key);
  return owned;
}

function notAdoptable(key: string): AssayError {
  return new AssayError({
    code: 'AMPLIFY_NOT_ADOPTABLE',
    kind: 'rejected',
    message: 'Only a service, instance or result of the target environment can be taken over.',
    fix: `Name it as ${keyOf.service('NAME')}, ${keyOf.instance('NAME')} or ${keyOf.result('NAME')}.`,
    context: { key },
  });
}
