import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (how: {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}) => void;

let collect: Collect | null = null;

/**
 * Frees what was just let go of. By itself the platform collects when its heap has grown by a factor, and what died stays
 * resident until then: twice a budget instead of once. Of its kinds this gives memory back; what is left is little, so it
 * takes some tens of milliseconds. Nothing is freed that a caller handed on before: a function that the platform
 * interprets, as it does what runs seldom, holds that until it returns.
 */
export function collectGarbage(): void {
  collect ??= exposed();
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** The platform shows its collector to contexts that are made after the flag is set. */
function exposed(): Collect {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as Collect;
}
