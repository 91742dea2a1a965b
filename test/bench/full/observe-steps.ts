import { actorSite } from '../../../src/analyzer/actor-site.ts';
import { observeActors } from '../../../src/analyzer/actors/actors.ts';
import { observeAuth } from '../../../src/analyzer/auth/auth.ts';
import type { Cell } from '../../../src/analyzer/cell.ts';
import { leafCell } from '../../../src/analyzer/endpoints/leaf.ts';
import type { ObserveContext } from '../../../src/analyzer/exchange.ts';
import { hostNode, pathNode } from '../../../src/analyzer/paths/host-trie.ts';
import { leafOf } from '../../../src/analyzer/paths/trie.ts';
import { observePayloads } from '../../../src/analyzer/payloads/index.ts';
import { observeSignals } from '../../../src/analyzer/signals/signals.ts';
import {
  contextOf,
  knownMethod,
  PER_HOST,
  type ReadCall,
  readCall,
  type Summary,
  trieOf,
} from '../../../src/analyzer/summary.ts';
import { observeThreats } from '../../../src/analyzer/threats/threats.ts';
import { observeTraffic } from '../../../src/analyzer/traffic/traffic.ts';
import type { ApiCall } from '../../../src/model/api-call.ts';
import type { StepTimes } from './timed.ts';

interface Placed extends ReadCall {
  readonly context: ObserveContext;
  readonly cell: Cell;
}

const HOP = 'edge';
const ONE = { operations: 1, calls: 1, fromGateway: false };

/** What `observe` does with calls of one operation each, component by component over all of them. */
export function observeInSteps(summary: Summary, calls: readonly ApiCall[], times: StepTimes): void {
  const read = times.run('parse exchange', () => calls.map((call) => readCall(summary, call)));
  const placed = times.run('place in trie', () => read.map((one) => place(summary, one)));
  times.run('actors', () => {
    for (const one of placed) observeActor(summary, one);
  });
  const each = (step: string, work: (one: Placed) => void): void => {
    times.run(step, () => {
      for (const one of placed) work(one);
    });
  };
  each('traffic', ({ cell, exchange, context }) => observeTraffic(cell.traffic, exchange, context, ONE));
  each('auth', ({ cell, exchange, context }) => observeAuth(cell.auth, exchange, context));
  each('threats', ({ cell, exchange, context }) => observeThreats(cell.threats, exchange, context));
  each('signals', ({ cell, exchange, context }) => observeSignals(cell.signals, exchange, context));
  each('payloads and data classes', ({ cell, exchange, context }) =>
    observePayloads(cell.payloads, exchange, context),
  );
  for (const { timeMs } of calls) summary.latestMs = Math.max(summary.latestMs, timeMs);
}

function place(summary: Summary, read: ReadCall): Placed {
  const { exchange, asked, steps } = read;
  const { call } = exchange;
  const { settings, hash, family } = summary;
  const context = contextOf(summary, exchange, asked);
  const trie = trieOf(exchange, context, asked);
  const root = summary.tries[trie];
  const node = PER_HOST.has(trie)
    ? hostNode(root, call.host, family)
    : pathNode(root, call.host, steps, family);
  const cell = leafCell(
    leafOf(node),
    asked.protocol,
    asked.operations[0] ?? null,
    hash,
    knownMethod(call.method),
    HOP,
    Math.floor(call.timeMs / settings.bucketMs),
    settings.caps,
  );
  return { ...read, context, cell };
}

function observeActor(summary: Summary, { exchange, steps, asked, context }: Placed): void {
  if (PER_HOST.has(trieOf(exchange, context, asked))) return;
  const site = actorSite(exchange, steps, HOP);
  if (site !== null) observeActors(summary.actors, exchange, context, site);
}
