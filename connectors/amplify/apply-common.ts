import { AssayError } from '../../src/kit/index.ts';
import { type ApplyContext, placedAt } from './apply-context.ts';
import { ensureMain, type MainPart } from './main-part.ts';
import { UNIDENTIFIED } from './marks.ts';
import { KIND } from './owned-objects.ts';
import { type CentralResource, objectAt, textsAt } from './resource.ts';

/**
 * The environment is unmanaged because it refers to managed ones. It may be anybody's: its main part is written only
 * where it is made, and of its references only what is missing is added.
 */
export async function ensureEnvironment(to: ApplyContext): Promise<void> {
  const { central, settings } = to;
  const place = { central, collection: '/environments', kind: KIND.environment, environment: null };
  const before = await ensureMain(
    { ...place, name: settings.environment, agent: null, isNew: false, team: settings.team },
    (live) => (live === null ? newEnvironment(settings.environment) : mainOf(live)),
  );
  const references = objectAt(before ?? {}, 'references');
  const present = textsAt(references, 'managedEnvironments');
  const missing = settings.managedEnvironments.filter((name) => !present.includes(name));
  if (missing.length === 0) return;
  const managedEnvironments = [...present, ...missing];
  const path = `/environments/${settings.environment}`;
  await central.putSub(path, 'references', { ...references, managedEnvironments });
}

function newEnvironment(name: string): MainPart {
  return {
    title: name,
    attributes: {},
    tags: [],
    // A production environment would count against the quota of the subscription.
    spec: { description: 'APIs observed in traffic by Assay.', production: false, axwayManaged: false },
  };
}

function mainOf(live: CentralResource): MainPart {
  const { attributes, tags } = live;
  return {
    title: live.title ?? live.name,
    attributes: attributes ?? {},
    tags: tags ?? [],
    spec: objectAt(live, 'spec'),
  };
}

/** An installer may have made the agent; then only the environments that it lacks are added. */
export async function ensureAgent(to: ApplyContext): Promise<void> {
  const { settings } = to;
  const placed = { ...placedAt(to, KIND.agent, settings.agent), agent: null, isNew: false };
  const withType = async (type: string): Promise<void> => {
    await ensureMain(placed, (live) => {
      const main =
        live === null ? { title: settings.agent, attributes: {}, tags: [], spec: {} } : mainOf(live);
      const config = objectAt(main.spec, 'config');
      const present = textsAt(config, 'managedEnvironments');
      const missing = settings.managedEnvironments.filter((name) => !present.includes(name));
      const managedEnvironments = [...present, ...missing];
      return {
        ...main,
        spec: { dataplaneType: type, ...main.spec, config: { ...config, managedEnvironments } },
      };
    });
  };
  await orUnidentified(to, withType);
}

/** The server holds types against a list of its own; what it does not know is written as unidentified, once, and told. */
export async function orUnidentified(
  { settings, logger }: ApplyContext,
  write: (type: string) => Promise<void>,
): Promise<void> {
  try {
    await write(settings.dataplaneType);
  } catch (error: unknown) {
    const isRefused = error instanceof AssayError && error.code === 'AMPLIFY_REJECTED';
    if (!isRefused || settings.dataplaneType === UNIDENTIFIED) throw error;
    await write(UNIDENTIFIED);
    logger
      .once('amplify-dataplane-type')
      .warn('Amplify does not know the configured dataplaneType; Unidentified stands in its place.', {
        code: 'AMPLIFY_DATAPLANE_UNKNOWN',
        dataplaneType: settings.dataplaneType,
      });
  }
}
