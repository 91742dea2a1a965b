import { type OpenEntry, type RegistryState, registryState } from '../../registry/state.ts';
import { compileSchema } from '../../schema/index.ts';
import type { ConsoleContext } from '../context.ts';
import { allStates, knownRegistry } from '../registry-routes.ts';
import { RequestFault } from '../request-fault.ts';
import type { RouteCall } from '../routes.ts';
import { RETRY_SCHEMA, type RetryRequest } from './retry-schema.ts';
import { publicRun } from './run-row.ts';

const retryRequests = compileSchema<RetryRequest>(RETRY_SCHEMA);

export async function listRegistries(context: ConsoleContext): Promise<unknown> {
  return { items: (await allStates(context)).map(publicState), next: null };
}

export async function getRegistry(call: RouteCall, context: ConsoleContext): Promise<unknown> {
  return publicState(await registryState(context.options.store, knownRegistry(context, call)));
}

/** Lets what was refused, or retired by hand, be tried again by the next run. */
export async function retryRegistry(
  call: RouteCall,
  context: ConsoleContext,
  body: unknown,
): Promise<unknown> {
  const id = knownRegistry(context, call);
  if (!retryRequests.is(body)) {
    throw new RequestFault(
      400,
      'bad-retry',
      'The request does not follow its schema; see /api/v1/openapi.json.',
    );
  }
  await context.options.store.releaseQuarantine(id, body.keys ?? null);
  return getRegistry(call, context);
}

function publicState({ id, active, retired, pending, quarantined, lastRun }: RegistryState): unknown {
  return {
    id,
    active,
    retired,
    pending: pending.map(publicEntry),
    quarantined: quarantined.map(publicEntry),
    lastRun: lastRun === null ? null : publicRun(lastRun),
  };
}

function publicEntry({ key, action, reason, attempts }: OpenEntry): unknown {
  return { key, action, reason, attempts };
}
