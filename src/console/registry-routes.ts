import { AssayError } from '../model/errors.ts';
import { type RegistryState, registryState } from '../registry/state.ts';
import type { ConsoleContext } from './context.ts';
import { href } from './html.ts';
import { type RegistryFrame, registriesPage } from './pages/registries.ts';
import { type PlanOutcome, registryPage, registryPlanPage } from './pages/registry.ts';
import { htmlReply, type Reply, redirectReply } from './reply.ts';
import { RequestFault } from './request-fault.ts';
import type { Route, RouteCall } from './routes.ts';

const RUNS_SEARCHED = 2000;
const RUNS_SHOWN = 20;

/** Registry sync: state of each registry, its plan of now, quarantine and the retry of it. */
export function registryRoutes(context: ConsoleContext): readonly Route[] {
  const get = (path: string, answer: Route['answer']): Route => ({
    method: 'GET',
    path,
    access: 'session',
    answer,
  });
  return [
    get('/registries', () => overview(context)),
    get('/registries/{id}', (call) => oneRegistry(context, call)),
    get('/registries/{id}/plan', async (call) => {
      const outcome = await planOutcome(context, knownRegistry(context, call));
      return htmlReply(registryPlanPage(outcome, await frame(context)));
    }),
    {
      method: 'POST',
      path: '/registries/{id}/retry',
      access: 'session',
      answer: (call) => retry(context, call),
    },
  ];
}

/** Throws RequestFault 404 for a registry that is not configured. */
export function knownRegistry(context: ConsoleContext, { parameters }: RouteCall): string {
  const id = parameters['id'] ?? '';
  if (context.options.registries.includes(id)) return id;
  throw new RequestFault(404, 'not-found', 'There is no registry with this id.');
}

/** All registries, in the order of the configuration. */
export function allStates({ options }: ConsoleContext): Promise<readonly RegistryState[]> {
  return Promise.all(options.registries.map((id) => registryState(options.store, id)));
}

/** A registry that cannot be read now is an answer too: its fault is ours to word and safe to show. */
async function planOutcome(context: ConsoleContext, id: string): Promise<PlanOutcome> {
  try {
    return { kind: 'planned', planned: await context.options.plan(id) };
  } catch (error) {
    if (!(error instanceof AssayError) || error.kind === 'bug') throw error;
    const fix = error.fix === null ? '' : ` ${error.fix}`;
    return { kind: 'failed', registry: id, message: `${error.message}${fix}` };
  }
}

async function frame(context: ConsoleContext): Promise<RegistryFrame> {
  const snapshot = await context.snapshotOrNull();
  return {
    asOf: snapshot?.report.asOf ?? null,
    version: context.options.version,
    formToken: context.formToken,
  };
}

async function overview(context: ConsoleContext): Promise<Reply> {
  return htmlReply(registriesPage(await allStates(context), await frame(context)));
}

async function oneRegistry(context: ConsoleContext, call: RouteCall): Promise<Reply> {
  const id = knownRegistry(context, call);
  const { store } = context.options;
  const [state, runs] = await Promise.all([registryState(store, id), store.runs(RUNS_SEARCHED)]);
  const own = runs.filter((run) => run.job === 'publish' && run.subject === id).slice(0, RUNS_SHOWN);
  return htmlReply(registryPage({ ...(await frame(context)), state, runs: own }));
}

/** The form of the registry page: one key, or all where it is empty. The next run tries what is released. */
async function retry(context: ConsoleContext, call: RouteCall): Promise<Reply> {
  const id = knownRegistry(context, call);
  if (call.request.header('content-type') !== 'application/x-www-form-urlencoded') {
    throw new RequestFault(415, 'not-a-form', 'This address takes the form of the registry page.');
  }
  const form = new URLSearchParams(await call.request.readBody());
  if (form.get('form') !== context.formToken) {
    throw new RequestFault(403, 'stale-form', 'The form is from another session. Open the page again.');
  }
  const key = form.get('key') ?? '';
  await context.options.store.releaseQuarantine(id, key === '' ? null : [key]);
  return redirectReply(`${href(['registries', id])}#quarantine`);
}
