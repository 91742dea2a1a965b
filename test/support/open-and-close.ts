import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../src/store/sqlite/database.ts';

interface Opening {
  readonly paths: readonly string[];
  /** How many openings were begun by all threads, `threads` of them. */
  readonly begun: Int32Array;
  readonly threads: number;
}

/** In a thread: opens, reads and closes one database after the other, each together with others; posts what went wrong. */
const { paths, begun, threads } = workerData as Opening;
const faults: string[] = [];
paths.forEach((path, round) => {
  together((round + 1) * threads);
  try {
    const database = openDatabase(path);
    database.run('DELETE FROM meta WHERE key = ?', 'absent');
    database.close();
  } catch (error) {
    faults.push(error instanceof Error ? error.message : 'unknown');
  }
});
parentPort?.postMessage(faults);

function together(wanted: number): void {
  Atomics.add(begun, 0, 1);
  Atomics.notify(begun, 0);
  for (let now = Atomics.load(begun, 0); now < wanted; now = Atomics.load(begun, 0))
    Atomics.wait(begun, 0, now);
}
