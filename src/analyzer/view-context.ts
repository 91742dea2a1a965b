import type { Corrections } from './corrections.ts';
import type { PastEndpoint } from './endpoints/aliases.ts';
import type { VouchedHosts } from './endpoints/forged-hosts.ts';
import type { HostTries } from './endpoints/host-view.ts';
import type { KnownTemplate } from './paths/known-templates.ts';
import type { PathNode } from './paths/trie.ts';
import { type Summary, TRIES, type TrieName } from './summary.ts';

/** Everything beside the summary that the view depends on. */
export interface ViewContext {
  /** Reference time: run start in the daemon, the latest accepted call in `analyze`. */
  readonly asOfMs: number;
  /** Length of the assessment window back from `asOfMs`; null for the whole span. */
  readonly windowMs: number | null;
  readonly known: readonly KnownTemplate[];
  /** What people told the analyzer. */
  readonly corrections?: Corrections;
  /** The endpoints of the last assessment: a re-keyed one keeps its earlier ids. */
  readonly past?: readonly PastEndpoint[];
  /** Hosts that exist for others than their callers, beside those that the summary was told to reserve. */
  readonly vouched?: VouchedHosts;
  /** Hosts that people configured something for, globs among them: shown to outsiders whoever called them. */
  readonly knownHosts?: readonly string[];
  /** Parameter and property names that stand in definitions: shown whoever sent them. */
  readonly knownNames?: ReadonlySet<string>;
}

/** Host under which calls beyond the cap of hosts are counted. */
export const OTHER_HOST = '*';

/** Whether the assessment window holds a bucket. */
export function windowTest(summary: Summary, context: ViewContext): (bucket: number) => boolean {
  const { bucketMs } = summary.settings;
  if (context.windowMs === null) return () => true;
  const first = Math.floor((context.asOfMs - context.windowMs) / bucketMs);
  const last = Math.floor(context.asOfMs / bucketMs);
  return (bucket) => bucket >= first && bucket <= last;
}

export function windowHours(context: ViewContext): [number, number] {
  return context.windowMs === null
    ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    : [context.asOfMs - context.windowMs, context.asOfMs + 1];
}

export function hostsOf(summary: Summary): string[] {
  const hosts = new Set<string>();
  for (const trie of TRIES) {
    const root = summary.tries[trie];
    for (const host of root.literals.keys()) hosts.add(host);
    if (root.other !== null) hosts.add(OTHER_HOST);
  }
  return [...hosts].sort();
}

export function hostNode(summary: Summary, trie: TrieName, host: string): PathNode | null {
  const root = summary.tries[trie];
  return root.literals.get(host) ?? (host === OTHER_HOST ? root.other : null);
}

export function hostTries(summary: Summary, host: string, statistics: boolean): HostTries {
  return {
    host,
    statistics,
    hash: summary.hash,
    accepted: hostNode(summary, statistics ? 'accepted' : 'fixedAccepted', host),
    refused: hostNode(summary, statistics ? 'refused' : 'fixedRefused', host),
    failed: hostNode(summary, statistics ? 'failed' : 'fixedFailed', host),
  };
}

export function acceptedAt(summary: Summary, host: string): PathNode[] {
  return (['accepted', 'fixedAccepted'] as const).flatMap((trie) => hostNode(summary, trie, host) ?? []);
}
