const ATTEMPTS = 5;

/**
 * Processor time in milliseconds that `work` takes in this thread, the least of five runs; fewer where one stays below
 * `enoughMs`. A busy machine makes work wait, which does not count, and bad luck in one run counts for nothing: what is
 * slow is slow each time.
 */
export function leastCpuMs(work: () => void, enoughMs = 0): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && least >= enoughMs; attempt += 1) {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
