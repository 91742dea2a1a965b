import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSummary, emptyActors, type Summary } from '../../../src/analyzer/index.ts';
import { packSummary } from '../../../src/ingest/pack-summary.ts';
import { callsFile, dropInput } from '../bench-input.ts';
import { load, printFigure, rounded } from '../figures.ts';
import { drawCall, seededRandom, type Workload } from '../generate-calls.ts';
import { observeSample } from './observe-sample.ts';
import type { FullOptions } from './options.ts';

const HOUR_MS = 3_600_000;

/** An estate, and the same with one thing changed at a time. */
const BASE = { endpoints: 200, days: 1, callsPerEndpointDay: 100, clients: 500 };
const ESTATES = [
  BASE,
  { ...BASE, endpoints: 400 },
  { ...BASE, endpoints: 1000 },
  { ...BASE, days: 4 },
  { ...BASE, days: 16 },
  { ...BASE, callsPerEndpointDay: 10 },
  { ...BASE, callsPerEndpointDay: 1000 },
  { ...BASE, clients: 20_000 },
];

/** What a summary takes in memory and in the store, without the actors and for each of them. */
export async function growth({ identifiers }: FullOptions): Promise<void> {
  // The tables of hashes are made once in a process.
  createSummary().hash('');
  for (const estate of ESTATES) await measure(estate, identifiers);
}

async function measure(
  { endpoints, days, callsPerEndpointDay, clients }: (typeof ESTATES)[number],
  identifiers: number,
): Promise<void> {
  const calls = endpoints * days * callsPerEndpointDay;
  const workload: Workload = { calls, endpoints, identifiers, days, clients, seed: 1 };
  const file = await callsFile(workload);
  const before = await heldBytes();
  const held: { all: Summary | null; rest: Summary | null } = { all: await observeSample(file), rest: null };
  dropInput(file);
  const packed = packedBytes(held.all);
  const inMemory = (await heldBytes()) - before;
  held.rest = withoutActors(held.all);
  held.all = null;
  const restInMemory = (await heldBytes()) - before;
  const packedRest = packedBytes(held.rest);
  const endpointDays = endpoints * days;
  const actorHours = actorHoursOf(workload);
  printFigure({
    bench: 'growth',
    endpoints,
    days,
    callsPerEndpointDay,
    clients,
    calls,
    actorHours,
    packedBytes: packed,
    packedBytesPerEndpointDay: Math.round(packedRest / endpointDays),
    packedBytesPerActorHour: rounded((packed - packedRest) / actorHours, 1),
    memoryBytesPerEndpointDay: Math.round(restInMemory / endpointDays),
    memoryBytesPerActorHour: Math.round((inMemory - restInMemory) / actorHours),
    load: load(),
  });
}

function packedBytes(summary: Summary | null): number {
  return summary === null ? 0 : packSummary(summary).byteLength;
}

function withoutActors(summary: Summary | null): Summary | null {
  return summary === null ? null : { ...summary, actors: emptyActors() };
}

/** An actor of an API counts once in every hour in which it calls. */
function actorHoursOf(workload: Workload): number {
  const random = seededRandom(workload.seed);
  const seen = new Set<string>();
  for (let index = 0; index < workload.calls; index += 1) {
    const { host, address, timeMs } = drawCall(index, workload, random);
    // The draws of `generateCall` for the body and the latency.
    random();
    random();
    seen.add(`${host} ${address} ${Math.floor(timeMs / HOUR_MS)}`);
  }
  return seen.size;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** After a turn of the loop, since what a finished step held is let go then. */
async function heldBytes(): Promise<number> {
  await setImmediate();
  collect();
  await setImmediate();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
