import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Capability, CapabilityResult, Half } from './capability.ts';
import { brokenFloors, type Floors } from './floors.ts';
import { resultTable } from './table.ts';

const CAPABILITIES = ['paths', 'schemas', 'auth', 'data', 'threats', 'changes'] as const;
const HALVES: readonly Half[] = ['dev', 'check'];
const MAX_WORST = 10;

const USAGE = `npm run eval [-- OPTIONS]

  --only NAME,NAME   ${CAPABILITIES.join(' ')}; default: all that are there
  --half dev|check   one half; default: both
  --floors           exit 1 when a bound of floors.json does not hold
  --table            a Markdown table instead of one JSON line per capability and half
`;

export interface EvalStreams {
  readonly out: (text: string) => void;
  readonly tell: (text: string) => void;
  readonly nowMs: () => number;
}

/** A mistake of the person, or of a capability; ends the run with exit code 2. */
class EvalError extends Error {}

/** Evaluates the capabilities of a folder. Returns the exit code: 0, 1 for broken floors, 2 for anything that failed. */
export async function evaluate(
  args: readonly string[],
  folder: string,
  streams: EvalStreams,
): Promise<number> {
  try {
    return await run(readArgs(args), folder, streams);
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    streams.tell(`eval: ${error.message}\n`);
    return 2;
  }
}

interface EvalArgs {
  readonly only: readonly string[] | null;
  readonly halves: readonly Half[];
  readonly floors: boolean;
  readonly table: boolean;
}

function readArgs(args: readonly string[]): EvalArgs {
  const { only, half, floors, table } = parsed(args);
  const names = only?.split(',').filter((name) => name !== '') ?? null;
  const unknown = names?.find((name) => !CAPABILITIES.some((known) => known === name));
  if (unknown !== undefined) throw new EvalError(`there is no capability "${unknown}".\n\n${USAGE}`);
  if (half !== undefined && half !== 'dev' && half !== 'check')
    throw new EvalError(`there is no half "${half}".\n\n${USAGE}`);
  return {
    only: names,
    halves: half === undefined ? HALVES : [half],
    floors: floors ?? false,
    table: table ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        half: { type: 'string' },
        floors: { type: 'boolean' },
        table: { type: 'boolean' },
      },
    }).values;
  } catch {
    throw new EvalError(`unknown option.\n\n${USAGE}`);
  }
}

async function run(args: EvalArgs, folder: string, streams: EvalStreams): Promise<number> {
  const results: CapabilityResult[] = [];
  const failures: string[] = [];
  for (const name of args.only ?? CAPABILITIES) {
    const capability = await loadCapability(folder, name);
    if (capability === null) {
      if (args.only !== null || args.floors) failures.push(`${name}: there is no ${name}/index.ts`);
      else streams.tell(`${name}: not there\n`);
      continue;
    }
    for (const half of args.halves) {
      const result = await evaluateHalf(capability, half, streams).catch((error: unknown) => {
        failures.push(
          `${name}, ${half}: ${error instanceof Error ? (error.stack ?? error.message) : 'failed'}`,
        );
        return null;
      });
      if (result === null) continue;
      results.push(result);
      if (!args.table) streams.out(`${JSON.stringify(result)}\n`);
    }
  }
  if (args.table) streams.out(resultTable(results));
  const broken = args.floors ? brokenFloors(readFloors(folder), results) : [];
  for (const sentence of broken) streams.tell(`broken floor: ${sentence}\n`);
  for (const failure of failures) streams.tell(`failed: ${failure}\n`);
  return failures.length > 0 ? 2 : broken.length > 0 ? 1 : 0;
}

async function evaluateHalf(
  capability: Capability,
  half: Half,
  { tell, nowMs }: EvalStreams,
): Promise<CapabilityResult> {
  const startedMs = nowMs();
  const result = checked(await capability.evaluate(half), capability.name, half);
  tell(`${capability.name}, ${half}: ${((nowMs() - startedMs) / 1000).toFixed(1)} s\n`);
  return result;
}

/** Equal runs must give equal lines: nothing but what a result promises, in the promised precision. */
function checked(result: CapabilityResult, name: string, half: Half): CapabilityResult {
  const { counts, metrics, worst } = result;
  if (result.capability !== name || result.half !== half)
    throw new EvalError('the result is that of another capability or half');
  for (const [metric, value] of Object.entries(metrics)) {
    if (!Number.isFinite(value) || Number(value.toFixed(4)) !== value)
      throw new EvalError(`metric ${metric} is ${value}, no number of at most four digits`);
  }
  for (const [count, value] of Object.entries(counts)) {
    if (!Number.isSafeInteger(value) || value < 0) throw new EvalError(`count ${count} is ${value}`);
  }
  if (worst.length > MAX_WORST) throw new EvalError(`${worst.length} worst mistakes, ${MAX_WORST} are told`);
  return { capability: name, half, counts, metrics, worst };
}

async function loadCapability(folder: string, name: string): Promise<Capability | null> {
  const file = join(folder, name, 'index.ts');
  if (!existsSync(file)) return null;
  const module = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  const found = Object.values(module).find((value) => isCapability(value, name));
  if (found === undefined || !isCapability(found, name))
    throw new EvalError(`${name}/index.ts exports no Capability named "${name}".`);
  return found;
}

function isCapability(value: unknown, name: string): value is Capability {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    value.name === name &&
    'evaluate' in value &&
    typeof value.evaluate === 'function'
  );
}

function readFloors(folder: string): Floors {
  return JSON.parse(readFileSync(join(folder, 'floors.json'), 'utf8')) as Floors;
}
