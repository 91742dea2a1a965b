import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/** About how much may be dead in a small heap before it is collected as a whole. */
const ROOM_BYTES = 96 * 1024 ** 2;
const MOST_PERCENT = 300;

/** Of the process, as the platform has it: 0 leaves it to decide. */
let growingPercent = 0;

/**
 * Lets a small heap grow before it is collected as a whole; to be called between steps of long work. By itself the
 * platform begins with little and marks all that lives each time it has grown by some tens of percent: two dozen times in
 * a run of a million calls. A large heap is left to it, so that the peak of memory stays what it is.
 */
export function giveHeapRoom(): void {
  const { used_heap_size: usedBytes } = getHeapStatistics();
  const room = Math.min(MOST_PERCENT, Math.floor(ROOM_BYTES / usedBytes) * 100);
  if (room === growingPercent) return;
  growingPercent = room;
  setFlagsFromString(`--heap-growing-percent=${room}`);
}
