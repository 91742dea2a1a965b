import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (how: {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}) => void;

let collect: Collect | null = null;

/**
 * Gives back the memory of what was just let go of. By itself the platform collects when its heap has grown by a
 * factor, and what died stays resident until then: twice a budget instead of once. What is left is little, so this takes
 * some tens of milliseconds.
 */
export function collectGarbage(): void {
  collect ??= exposed();
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** The same once the heap has grown by so much since the last time that it was asked to. Answers the size to ask with next. */
export function collectGrown(fromBytes: number, growthBytes: number): number {
  if (getHeapStatistics().used_heap_size < fromBytes + growthBytes) return fromBytes;
  collectGarbage();
  return getHeapStatistics().used_heap_size;
}

/** The platform shows its collector to contexts that are made after the flag is set. */
function exposed(): Collect {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as Collect;
}
