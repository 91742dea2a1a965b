import { dropAllInputs } from '../bench-input.ts';
import { load, machineText, printFigure } from '../figures.ts';
import { accessLogs } from './access-logs.ts';
import { consolePart } from './console.ts';
import { correlation } from './correlation.ts';
import { daemon } from './daemon.ts';
import { flat } from './flat.ts';
import { fleet } from './fleet.ts';
import { growth } from './growth.ts';
import type { FullOptions, Part } from './options.ts';
import { packed } from './packed.ts';
import { stages } from './stages.ts';
import { startUp } from './start-up.ts';
import { storePart } from './store.ts';
import { varied } from './varied.ts';
import { work } from './work.ts';
import { workers } from './workers.ts';

/** What is measured by hand: `npm run bench -- --full`, or single parts with `--only`. */
export const PARTS: Readonly<Record<string, Part>> = {
  /** Over 1 to N threads. */
  workers,
  /** Over calls, endpoints and distinct identifiers. */
  work,
  /** Whether a call costs the same in small runs and in large ones. */
  flat,
  /** On records that differ from each other more. */
  varied,
  /** What a call, and what the last step, spends where. */
  stages,
  'access-logs': accessLogs,
  /** Under gzip and zstd. */
  packed,
  /** Against up to 10,000 registered routes. */
  correlation,
  /** Committed pages a second. */
  store: storePart,
  'start-up': startUp,
  /** Pages and lists of a large estate. */
  console: consolePart,
  /** Bytes for each endpoint, day and actor. */
  growth,
  /** The agent on one machine: bytes on disk to committed counts. */
  daemon,
  /** Workers on a topic, over PostgreSQL; starts both servers. */
  fleet,
};

/** Runs the parts that are named, in the order above, and gives back the exit code. */
export async function runFull(options: FullOptions & { readonly only: readonly string[] }): Promise<number> {
  const unknown = options.only.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0) {
    process.stderr.write(`No part ${unknown.join(', ')}; there are: ${Object.keys(PARTS).join(', ')}\n`);
    return 2;
  }
  for (const [name, part] of Object.entries(PARTS)) {
    if (!options.only.includes(name)) continue;
    const at = new Date().toISOString();
    printFigure({ bench: 'start', part: name, at, machine: machineText(), load: load() });
    await part(options);
  }
  // Some parts alone drop what they made: other inputs took others a long time.
  if (options.clean && Object.keys(PARTS).every((name) => options.only.includes(name))) dropAllInputs();
  return 0;
}
