import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/** About how much may be dead in a small heap before it is collected as a whole. */
const ROOM_BYTES = 96 * 1024 ** 2;
const MOST_PERCENT = 300;
/** By so much a tight heap may grow. */
const TIGHT_PERCENT = 20;

/** Of the process, as the platform has it: 0 leaves it to decide. */
let growingPercent = 0;

/**
 * Lets a small heap grow before it is collected as a whole; to be called between steps of long work. By itself the
 * platform begins with little and marks all that lives each time it has grown by some tens of percent: two dozen times in
 * a run of a million calls. A large heap is left to it, so that the peak of memory stays what it is.
 */
export function giveHeapRoom(): void {
  const { used_heap_size: usedBytes } = getHeapStatistics();
  setGrowing(Math.min(MOST_PERCENT, Math.floor(ROOM_BYTES / usedBytes) * 100));
}

/**
 * Lets the heap grow by little while the work is done, which lets go of nearly all that it makes: the platform collects
 * beside it and more often, instead of letting what died stay resident.
 */
export async function withTightHeap<T>(work: () => Promise<T>): Promise<T> {
  const before = growingPercent;
  setGrowing(TIGHT_PERCENT);
  try {
    return await work();
  } finally {
    setGrowing(before);
  }
}

function setGrowing(percent: number): void {
  if (percent === growingPercent) return;
  growingPercent = percent;
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}
