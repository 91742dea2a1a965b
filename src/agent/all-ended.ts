type Work<T> = (signal: AbortSignal) => Promise<T>;

/**
 * The results of works side by side, none of which goes on when this resolves or rejects: where one fails the others are
 * told to stop and waited for, and then the first failure is thrown. What they share may be closed behind it, and who
 * tries again meets none of them.
 */
export async function allEnded<T>(signal: AbortSignal, works: readonly Work<T>[]): Promise<readonly T[]> {
  const stop = new AbortController();
  const joined = AbortSignal.any([signal, stop.signal]);
  const failures: unknown[] = [];
  const results: T[] = [];
  const run = async (work: Work<T>, at: number): Promise<void> => {
    try {
      results[at] = await work(joined);
    } catch (error) {
      failures.push(error);
      stop.abort();
    }
  };
  await Promise.all(works.map(run));
  if (failures.length > 0) throw failures[0];
  return results;
}
