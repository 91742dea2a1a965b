import type { DividedSummary, SummarySettings } from '../analyzer/index.ts';
import { summarySettingsOf } from '../ingest/analyst-settings.ts';
import { PackStore } from '../ingest/pack-store.ts';
import { joinedSource, type KeepBytes, type PackedSource } from '../ingest/packed-source.ts';
import { openPacked, type Turn } from '../ingest/summary-codec.ts';
import type { StoredSummary } from '../store/store.ts';
import { analystSettings } from './analyst-settings.ts';
import type { AgentContext } from './context.ts';

/** What the store keeps of calls, to be read part by part. */
export interface StoredParts {
  readonly parts: readonly DividedSummary[];
  readonly settings: Partial<SummarySettings>;
  readonly asOfMs: number;
  readonly stored: StoredSummary;
  /** Where the parts lie, and what is made of them may lie too. */
  readonly keep: KeepBytes;
}

/** Does work with all that the store keeps of calls: of snapshot and deltas nothing but the heads is in memory. */
export function withStoredParts<T>(
  context: AgentContext,
  work: (stored: StoredParts) => Promise<T>,
): Promise<T> {
  return withKept(async (keep) => {
    const snapshot: PackedSource[] = [];
    const deltas: PackedSource[] = [];
    const stored = await context.store.summary({
      snapshotPart: (bytes) => void snapshot.push(keep(bytes)),
      delta: (bytes) => void deltas.push(keep(bytes)),
    });
    const packed = snapshot.length === 0 ? deltas : [joinedSource(snapshot), ...deltas];
    return work(await opened(context, packed, stored, keep));
  });
}

/** The same with the oldest deltas alone, so many at most. */
export function withOldestDeltas<T>(
  context: AgentContext,
  maxDeltas: number,
  work: (stored: StoredParts) => Promise<T>,
): Promise<T> {
  return withKept(async (keep) => {
    const deltas: PackedSource[] = [];
    const into = { delta: (bytes: Uint8Array) => void deltas.push(keep(bytes)) };
    return work(await opened(context, deltas, await context.store.summary(into, maxDeltas), keep));
  });
}

async function withKept<T>(work: (keep: KeepBytes) => Promise<T>): Promise<T> {
  const packs = new PackStore();
  try {
    return await work((bytes) => packs.add(bytes));
  } finally {
    packs.close();
  }
}

async function opened(
  context: AgentContext,
  packed: readonly PackedSource[],
  stored: StoredSummary,
  keep: KeepBytes,
): Promise<StoredParts> {
  const settings = summarySettingsOf(await analystSettings(context));
  const parts = packed.map((each) => openPacked(each, settings));
  const latestMs = Math.max(0, ...parts.map(({ head }) => head.latestMs));
  const asOfMs = context.config.assessment.asOf === 'now' ? context.clock.nowMs() : latestMs;
  return { parts, settings, asOfMs, stored, keep };
}

/** Shorter work is not interrupted. */
const TURN_MS = 50;

/** The process renews leases and answers requests now and then. */
export function turnsOf({ clock }: Pick<AgentContext, 'clock'>, signal: AbortSignal | null): Turn {
  let lastMs = clock.nowMs();
  const rest = async (): Promise<boolean> => {
    await clock.sleep(0);
    lastMs = clock.nowMs();
    return signal?.aborted !== true;
  };
  return () => (clock.nowMs() - lastMs >= TURN_MS ? rest() : signal?.aborted !== true);
}
