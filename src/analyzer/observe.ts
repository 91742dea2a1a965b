import type { ApiCall, Hop } from '../model/api-call.ts';
import { actorSite } from './actor-site.ts';
import { observeActors } from './actors/actors.ts';
import { observeAuth } from './auth/auth.ts';
import type { Cell } from './cell.ts';
import { leafCell } from './endpoints/leaf.ts';
import type { Exchange, ObserveContext } from './exchange.ts';
import { CallForms } from './forms/call-forms.ts';
import { hostNode, pathNode } from './paths/host-trie.ts';
import { leafOf, type PathNode } from './paths/trie.ts';
import { observePayloads } from './payloads/index.ts';
import { contextOf, knownMethod, type ReadCall, readCall, trieOf } from './read-call.ts';
import { observeSignals } from './signals/signals.ts';
import { PER_HOST, type Summary, type TrieName } from './summary.ts';
import { observeThreats } from './threats/threats.ts';
import { observeTraffic, type Weight } from './traffic/traffic.ts';

/** An accepted call, and from where it was seen. */
export interface SeenCall {
  readonly call: ApiCall;
  readonly hop: Hop;
}

/** Adds one accepted call, the full way. */
export function observe(summary: Summary, call: ApiCall, hop: Hop): void {
  observeInSteps(summary, [{ call, hop }], atOnce);
}

/** Runs one step of a batch; whoever measures hands in a clock. */
export type StepRunner = (step: ObserveStep, work: () => void) => void;

export type ObserveStep =
  | 'alike'
  | 'read'
  | 'place'
  | 'actors'
  | 'traffic'
  | 'auth'
  | 'threats'
  | 'signals'
  | 'payloads';

const atOnce: StepRunner = (_step, work) => {
  work();
};

/**
 * Adds accepted calls. Those that are like others before them are counted by their form, the others step by step.
 * Order and division into batches change nothing, so all calls go through one step before any goes through the next,
 * and cell by cell: the code of a step and the counters of an endpoint stay in the processor's cache (decision 0008).
 */
export function observeCalls(summary: Summary, calls: readonly SeenCall[], run: StepRunner = atOnce): void {
  let others = calls;
  run('alike', () => {
    others = withoutLike(summary, calls);
  });
  if (others.length > 0) observeInSteps(summary, others, run);
}

/** Forms of the calls of a summary: see `CallForms`. */
const FORMS = new WeakMap<Summary, CallForms>();

/** Counts the calls that are like others before them; gives back those that are not. */
function withoutLike(summary: Summary, calls: readonly SeenCall[]): readonly SeenCall[] {
  let forms = FORMS.get(summary);
  if (forms === undefined) {
    forms = new CallForms(summary);
    FORMS.set(summary, forms);
  }
  const others: SeenCall[] = [];
  for (const seen of calls) if (!forms.count(seen.call, seen.hop)) others.push(seen);
  forms.flush();
  return others;
}

function observeInSteps(summary: Summary, calls: readonly SeenCall[], run: StepRunner): void {
  const sightings: Sighting[] = [];
  run('read', () => {
    for (const seen of calls) sightings.push(sightingOf(summary, seen));
  });
  const placed: Count[] = [];
  run('place', () => {
    for (const sighting of sightings) place(summary, sighting, placed);
  });
  run('actors', () => {
    for (const sighting of sightings) observeActor(summary, sighting);
  });
  const counts = cellByCell(placed);
  run('traffic', () => {
    for (const { cell, exchange, context, weight } of counts)
      observeTraffic(cell.traffic, exchange, context, weight);
  });
  run('auth', () => {
    for (const { cell, exchange, context } of counts) observeAuth(cell.auth, exchange, context);
  });
  run('threats', () => {
    for (const { cell, exchange, context } of counts) observeThreats(cell.threats, exchange, context);
  });
  run('signals', () => {
    for (const { cell, exchange, context } of counts) observeSignals(cell.signals, exchange, context);
  });
  run('payloads', () => {
    for (const { cell, exchange, context } of counts) observePayloads(cell.payloads, exchange, context);
  });
}

interface Sighting extends ReadCall {
  readonly hop: Hop;
  readonly context: ObserveContext;
  readonly trie: TrieName;
}

function sightingOf(summary: Summary, { call, hop }: SeenCall): Sighting {
  const { exchange, asked, steps } = readCall(summary, call);
  const context = contextOf(summary, exchange, asked);
  return { exchange, asked, steps, hop, context, trie: trieOf(exchange, context, asked) };
}

/** One operation of a call and the cell that counts it. */
interface Count {
  readonly cell: Cell;
  readonly exchange: Exchange;
  readonly context: ObserveContext;
  readonly weight: Weight;
}

/** Finds the place of a call in the tries. Another call may still give the place up: see `Cell.mergedInto`. */
function place(summary: Summary, sighting: Sighting, counts: Count[]): void {
  const { exchange, steps, trie } = sighting;
  const { call } = exchange;
  const root = summary.tries[trie];
  const node = PER_HOST.has(trie)
    ? hostNode(root, call.host, summary.family)
    : pathNode(root, call.host, steps, summary.family);
  if (call.timeMs > summary.latestMs) summary.latestMs = call.timeMs;
  addCounts(summary, node, sighting, counts);
}

function observeActor({ actors }: Summary, { exchange, context, steps, hop, trie }: Sighting): void {
  if (PER_HOST.has(trie)) return;
  const site = actorSite(exchange, steps, hop);
  if (site !== null) observeActors(actors, exchange, context, site);
}

function addCounts(
  { settings, hash }: Summary,
  node: PathNode,
  { exchange, context, asked, hop }: Sighting,
  counts: Count[],
): void {
  const call = exchange.call;
  const bucket = Math.floor(call.timeMs / settings.bucketMs);
  const method = knownMethod(call.method);
  const fromGateway = call.client.address !== null && settings.isGatewayAddress(call.client.address);
  const leaf = leafOf(node);
  const single = asked.operations.length === 1;
  const counted = single ? null : countNames(asked.operations);
  const first = counted === null ? null : [...counted.keys()].sort(byName)[0];
  for (const operation of counted === null ? asked.operations : counted.keys()) {
    const cell = leafCell(leaf, asked.protocol, operation, hash, method, hop, bucket, settings.caps);
    const weight: Weight = {
      operations: counted?.get(operation) ?? 1,
      calls: single || operation === first ? 1 : 0,
      fromGateway,
    };
    counts.push({ cell, exchange, context, weight });
  }
}

/** Counts of one cell follow each other. */
function cellByCell(counts: readonly Count[]): readonly Count[] {
  const first = counts[0]?.cell;
  // Lines of like requests come together: most batches count for one cell alone.
  if (counts.every(({ cell }) => cell === first && cell.mergedInto === null)) return counts;
  const groups = new Map<Cell, Count[]>();
  for (const count of counts) {
    const cell = keptCell(count.cell);
    const own = cell === count.cell ? count : { ...count, cell };
    const group = groups.get(cell);
    if (group === undefined) groups.set(cell, [own]);
    else group.push(own);
  }
  return [...groups.values()].flat();
}

/** The cell that counts for a cell whose place was given up since. */
function keptCell(cell: Cell): Cell {
  let kept = cell;
  while (kept.mergedInto !== null) kept = kept.mergedInto;
  return kept;
}

/** Order of the operations of a batch; the call itself counts at the first. */
export const byName = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;

function countNames(names: readonly (string | null)[]): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
