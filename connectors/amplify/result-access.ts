import { AssayError } from '../../src/kit/index.ts';
import type { ApplyContext } from './apply-context.ts';
import type { Central } from './central.ts';

/** Sessions in which Central refused to have any result written; each run opens one, so that a right given is noticed. */
const READ_ONLY = new WeakSet<Central>();

/** Whether this session found out that the account may read compliance results and not write them. */
export function areResultsReadOnly(central: Central): boolean {
  return READ_ONLY.has(central);
}

/**
 * Writes one result. Where the account may write none of them, the run is planned anew without any: AssayError
 * `AMPLIFY_RESULTS_READ_ONLY` (conflict). A refusal of this one alone is `AMPLIFY_RESULT_FORBIDDEN` (rejected).
 */
export async function writeResult(to: ApplyContext, name: string, write: () => Promise<void>): Promise<void> {
  if (areResultsReadOnly(to.central)) throw readOnly();
  try {
    await write();
  } catch (error: unknown) {
    if (!isForbidden(error)) throw error;
    if (await mayWriteAny(to)) throw forbiddenOne(name);
    READ_ONLY.add(to.central);
    to.logger.warn(
      'Amplify lets this account read compliance results and not write them; they are left out.',
      {
        code: RESULTS_READ_ONLY,
      },
    );
    throw readOnly();
  }
}

async function mayWriteAny({ central, settings }: ApplyContext): Promise<boolean> {
  try {
    await probeWriting(central, `/environments/${settings.environment}/complianceruntimeresults`);
    return true;
  } catch (error: unknown) {
    if (isForbidden(error)) return false;
    throw error;
  }
}

/**
 * A body that the server must refuse as invalid: it tells the right to write without writing. Whoever lacks the right
 * gets 403 instead, which is thrown.
 */
export async function probeWriting(central: Central, collection: string): Promise<void> {
  try {
    await central.create(collection, { name: '-', spec: null });
  } catch (error: unknown) {
    if (error instanceof AssayError && error.code === 'AMPLIFY_REJECTED') return;
    throw error;
  }
}

export const RESULTS_READ_ONLY = 'AMPLIFY_RESULTS_READ_ONLY';

function isForbidden(error: unknown): boolean {
  return error instanceof AssayError && error.code === 'AMPLIFY_ENTITLEMENT_MISSING';
}

function readOnly(): AssayError {
  return new AssayError({
    code: RESULTS_READ_ONLY,
    kind: 'conflict',
    message: 'Central lets this account read compliance results and not write them.',
    fix: 'Give the service account the role Engage Admin.',
  });
}

function forbiddenOne(name: string): AssayError {
  return new AssayError({
    code: 'AMPLIFY_RESULT_FORBIDDEN',
    kind: 'rejected',
    message: 'Central lets this account write compliance results, but not this one.',
    fix: 'Look at the owner of this result in Amplify, then assay publish --retry.',
    context: { name },
  });
}
