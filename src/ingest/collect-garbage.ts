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
 * takes some tens of milliseconds.
 */
export function collectGarbage(): void {
  collect ??= exposed();
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** A process of less is left to the platform. */
const LARGE_RESIDENT_BYTES = 512 * 1024 ** 2;
/** So much is let go of, at least, to be worth a collection. */
const GROWN_BYTES = 128 * 1024 ** 2;

/** Collects whenever a large process has grown since the last time; to be called between steps of long work. */
export function createCollector(): () => void {
  let last = 0;
  return () => {
    const resident = process.memoryUsage.rss();
    if (resident < LARGE_RESIDENT_BYTES || resident - last < GROWN_BYTES) {
      last = Math.min(last, resident);
      return;
    }
    collectGarbage();
    last = process.memoryUsage.rss();
  };
}

/** The platform shows its collector to contexts that are made after the flag is set. */
function exposed(): Collect {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as Collect;
}
