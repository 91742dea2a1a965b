import { AssayError } from '../../src/kit/index.ts';
import type { ApplyContext } from './apply-context.ts';
import { isOurs } from './marks.ts';
import { type CentralResource, textAt } from './resource.ts';

const SUB = 'complianceruntimeresult';

/** `own`: on what others made, where a pointer of another agent is left alone. `any`: on resources of ours. */
type Reach = 'own' | 'any';

/** Points a resource at a result. Throws AssayError `AMPLIFY_POINTER_FOREIGN` (rejected) where another agent's stands. */
export async function setPointer(
  to: ApplyContext,
  path: string,
  result: string,
  reach: Reach,
): Promise<void> {
  const live = await to.central.get(path);
  const present = pointerOf(live);
  if (present === result) return;
  if (present !== null && reach === 'own' && !(await isOwn(to, present))) {
    throw new AssayError({
      code: 'AMPLIFY_POINTER_FOREIGN',
      kind: 'rejected',
      message: 'A managed instance got the grade of another agent meanwhile; it was left alone.',
      fix: 'Take that pointer away, or set managedGrades: clone.',
      context: { path },
    });
  }
  await to.central.putSub(path, SUB, result);
}

/** Takes a pointer away; one that another agent has set meanwhile stays. */
export async function removePointer(to: ApplyContext, path: string, reach: Reach): Promise<void> {
  const present = pointerOf(await to.central.get(path));
  if (present === null || (reach === 'own' && !(await isOwn(to, present)))) return;
  await clearPointer(to, path);
}

export async function clearPointer(to: ApplyContext, path: string): Promise<void> {
  const { central, settings } = to;
  // How the platform wants a pointer taken away is not documented; the setting names the ways there are.
  if (settings.pointerRemoval !== 'patch')
    return central.putSub(path, SUB, settings.pointerRemoval === 'null' ? null : '');
  const operations = [{ op: 'remove', path: `/${SUB}` }];
  await removeOnce(
    () => central.patchSub(path, SUB, operations),
    async () => pointerOf(await central.get(path)) === null,
  );
}

/** What is gone cannot be removed: a removal whose answer was lost is refused when it is repeated, and is done all the same. */
export async function removeOnce(remove: () => Promise<void>, isGone: () => Promise<boolean>): Promise<void> {
  try {
    await remove();
  } catch (error: unknown) {
    const isRefused = error instanceof AssayError && (error.kind === 'rejected' || error.kind === 'conflict');
    if (!isRefused || !(await isGone())) throw error;
  }
}

export function pointerOf(live: CentralResource | null): string | null {
  const text = textAt(live ?? {}, SUB);
  return text === '' ? null : text;
}

/** A result of ours, or one of ours that is gone. */
async function isOwn({ central, settings }: ApplyContext, pointer: string): Promise<boolean> {
  const [environment = '', name = ''] = pointer.split('/');
  if (environment !== settings.environment) return false;
  const target = await central.get(
    `/environments/${settings.environment}/complianceruntimeresults/${encodeURIComponent(name)}`,
  );
  return target === null || isOurs(target, settings.agent);
}
