import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../src/store/sqlite/database.ts';

/** In a thread: opens, reads and closes the database of a path again and again; posts the message of each fault. */
const { path, times } = workerData as { readonly path: string; readonly times: number };
const faults: string[] = [];
for (let round = 0; round < times; round += 1) {
  try {
    const database = openDatabase(path);
    database.run('DELETE FROM meta WHERE key = ?', 'absent');
    database.close();
  } catch (error) {
    faults.push(error instanceof Error ? error.message : 'unknown');
  }
}
parentPort?.postMessage(faults);
