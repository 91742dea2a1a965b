import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AssayError } from '../model/errors.ts';
import type { AnalystSettings } from './analyst.ts';
import { createAnalyst } from './analyst.ts';
import type { AnalysisUnit, AnalystHarvest } from './unit.ts';

/** Analysts behind one door: in this thread, or one per worker thread. */
export interface AnalystPool {
  readonly size: number;
  /** Analyzes the unit by some analyst; resolves when it is done (so that the caller can bound what is in flight). */
  observe(unit: AnalysisUnit): Promise<void>;
  /** Analyzes the units by one analyst that starts empty and harvests it: a page as one delta. */
  analyzePage(units: readonly AnalysisUnit[]): Promise<AnalystHarvest>;
  /** Harvests every analyst; `take` gets each harvest when it is there, in no promised order. An analyst is spent then. */
  harvest(take: (harvest: AnalystHarvest) => void): Promise<void>;
  close(): Promise<void>;
}

export type WorkerRequest =
  | { readonly id: number; readonly kind: 'observe'; readonly unit: AnalysisUnit }
  | { readonly id: number; readonly kind: 'page'; readonly units: readonly AnalysisUnit[] }
  | { readonly id: number; readonly kind: 'harvest' };

export type WorkerReply =
  | { readonly id: number; readonly harvest: AnalystHarvest | null }
  | {
      readonly id: number;
      readonly failure: {
        readonly code: string;
        readonly kind: AssayError['kind'];
        readonly message: string;
        readonly fix: string | null;
      };
    };

/** Worker threads that pay off: every core, but never more than eight. */
export function defaultWorkers(): number {
  return Math.min(8, availableParallelism());
}

export function createAnalystPool(settings: AnalystSettings, workers: number): AnalystPool {
  return workers <= 1 ? inlinePool(settings) : threadPool(settings, workers);
}

function inlinePool(settings: AnalystSettings): AnalystPool {
  const analyst = createAnalyst(settings);
  return {
    size: 1,
    observe: async (unit) => analyst.observe(unit),
    analyzePage: async (units) => {
      for (const unit of units) analyst.observe(unit);
      return analyst.harvest();
    },
    harvest: async (take) => take(analyst.harvest()),
    close: async () => {},
  };
}

interface Pending {
  readonly resolve: (harvest: AnalystHarvest | null) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
}

function threadPool(settings: AnalystSettings, workers: number): AnalystPool {
  const threads = Array.from({ length: workers }, () => startThread(settings));
  let nextId = 0;
  const ask = (
    thread: Thread,
    request: WorkerRequest,
    transfer: readonly ArrayBuffer[],
  ): Promise<AnalystHarvest | null> =>
    new Promise((resolve, reject) => {
      thread.pending.set(request.id, { resolve, reject });
      thread.worker.postMessage(request, [...transfer]);
    });
  const leastBusy = (): Thread =>
    threads.reduce((best, thread) => (thread.pending.size < best.pending.size ? thread : best));
  const id = (): number => (nextId += 1);
  return {
    size: workers,
    observe: async (unit) => {
      await ask(leastBusy(), { id: id(), kind: 'observe', unit }, transferable([unit]));
    },
    analyzePage: async (units) =>
      required(await ask(leastBusy(), { id: id(), kind: 'page', units }, transferable(units))),
    harvest: async (take) => {
      await Promise.all(
        threads.map(async (thread) => {
          const harvest = required(await ask(thread, { id: id(), kind: 'harvest' }, []));
          // Its memory is free before its summary is unpacked here.
          await thread.worker.terminate();
          take(harvest);
        }),
      );
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.worker.terminate()));
    },
  };
}

/** What observing leaves behind dies at once: more room for it costs memory and saves no time (measured). */
const YOUNG_GENERATION_MB = 24;

function startThread(settings: AnalystSettings): Thread {
  // Sources run as .ts, the built package as .js: the worker lies beside this file under the same extension.
  const worker = new Worker(
    new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url),
    {
      workerData: settings,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    },
  );
  const pending = new Map<number, Pending>();
  worker.on('message', (reply: WorkerReply) => settle(pending, reply));
  worker.on('error', (cause: unknown) => {
    const outOfMemory =
      cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const error = new AssayError({
      code: outOfMemory ? 'WORKER_OUT_OF_MEMORY' : 'WORKER_DIED',
      kind: 'bug',
      message: outOfMemory
        ? 'A worker thread of the analyzer ran out of memory.'
        : 'A worker thread of the analyzer ended unexpectedly.',
      cause,
    });
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  });
  return { worker, pending };
}

function settle(pending: Map<number, Pending>, reply: WorkerReply): void {
  const waiting = pending.get(reply.id);
  pending.delete(reply.id);
  if (waiting === undefined) return;
  if ('failure' in reply) {
    const { code, kind, message, fix } = reply.failure;
    waiting.reject(new AssayError({ code, kind, message, ...(fix === null ? {} : { fix }) }));
  } else waiting.resolve(reply.harvest);
}

function required(harvest: AnalystHarvest | null): AnalystHarvest {
  if (harvest === null)
    throw new AssayError({
      code: 'WORKER_PROTOCOL',
      kind: 'bug',
      message: 'A worker thread answered without a result.',
    });
  return harvest;
}

function transferable(units: readonly AnalysisUnit[]): readonly ArrayBuffer[] {
  return units.flatMap((unit) => (unit.records.kind === 'lines' ? [unit.records.chunk.buffer] : []));
}
