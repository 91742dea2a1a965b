import { type AnalystPool, createAnalystPool } from '../ingest/analyst-pool.ts';
import { analystSettings } from './analyst-settings.ts';
import type { AgentContext } from './context.ts';

/** Analysts for work without an end: what they go by may change while it goes on. */
export interface LivePool {
  current(): AnalystPool;
  /** Looks whether gateways or rules changed, or the time that calls may have; then new analysts take over. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** The latest time that is believed is a day ahead of the time the analysts were made: it must not stand still. */
const MAX_AGE_MS = 3_600_000;

export async function createLivePool(context: AgentContext): Promise<LivePool> {
  let now = await startPool(context);
  const old = new Set<Promise<void>>();
  const retire = ({ pool }: CountedPool): void => {
    const closing = pool.close().finally(() => old.delete(closing));
    old.add(closing);
  };
  return {
    current: () => now.pool,
    refresh: async () => {
      const wanted = await fingerprint(context);
      if (wanted === now.fingerprint && context.clock.nowMs() - now.madeAtMs < MAX_AGE_MS) return;
      const before = now;
      now = await startPool(context);
      retire(before);
    },
    close: async () => {
      await now.pool.close();
      await Promise.all(old);
    },
  };
}

interface CountedPool {
  readonly pool: AnalystPool;
  readonly fingerprint: string;
  readonly madeAtMs: number;
}

async function startPool(context: AgentContext): Promise<CountedPool> {
  const settings = await analystSettings(context);
  return {
    pool: closedWhenIdle(createAnalystPool(settings, context.workers)),
    fingerprint: await fingerprint(context),
    madeAtMs: context.clock.nowMs(),
  };
}

async function fingerprint(context: AgentContext): Promise<string> {
  const { hashKey: _, latestMs: __, ...settings } = await analystSettings(context);
  return JSON.stringify(settings);
}

/** A thread that is ended answers nothing more: pages in hand are waited for. */
function closedWhenIdle(pool: AnalystPool): AnalystPool {
  const working = new Set<Promise<unknown>>();
  return {
    size: pool.size,
    analyzePage: (units) => {
      const page = pool.analyzePage(units);
      const settled = page.then(
        () => void working.delete(settled),
        () => void working.delete(settled),
      );
      working.add(settled);
      return page;
    },
    close: async () => {
      await Promise.all(working);
      await pool.close();
    },
  };
}
