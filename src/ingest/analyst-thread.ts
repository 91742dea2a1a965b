import { Worker } from 'node:worker_threads';
import { AssayError } from '../model/errors.ts';
import type { AnalystSettings } from './analyst.ts';
import type { AnalystHandover } from './handover.ts';
import type { AnalysisUnit, AnalystHarvest } from './unit.ts';

export type ThreadRequest =
  | { readonly id: number; readonly kind: 'observe'; readonly unit: AnalysisUnit }
  | { readonly id: number; readonly kind: 'pack' }
  | { readonly id: number; readonly kind: 'page'; readonly units: readonly AnalysisUnit[] }
  | { readonly id: number; readonly kind: 'hand-over'; readonly packs: boolean };

/** What outgrew the budget of an analyst. */
export interface OutgrownParts {
  readonly outgrown: readonly Uint8Array<ArrayBuffer>[];
}

/** To `observe` and `pack` what outgrew its budget, to `page` a harvest, to `hand-over` a handover. */
export type ThreadAnswer = AnalystHarvest | AnalystHandover | OutgrownParts;

export type ThreadReply =
  | { readonly id: number; readonly answer: ThreadAnswer }
  | {
      readonly id: number;
      readonly failure: {
        readonly code: string;
        readonly kind: AssayError['kind'];
        readonly message: string;
        readonly fix: string | null;
      };
    };

/** An analyst in a thread of its own. Bytes of units are handed over, not copied. */
export interface AnalystThread {
  /** Requests that are not answered yet. */
  pending(): number;
  /** Answers what outgrew the budget, packed. */
  observe(unit: AnalysisUnit): Promise<readonly Uint8Array<ArrayBuffer>[]>;
  /** Packs what came of the units before, and answers it. */
  pack(): Promise<readonly Uint8Array<ArrayBuffer>[]>;
  /** Analyzes the units with an analyst that starts empty, and harvests it. */
  analyzePage(units: readonly AnalysisUnit[]): Promise<AnalystHarvest>;
  /** Everything since the start, `packs`: all of it packed; the thread is spent then. */
  handOver(packs: boolean): Promise<AnalystHandover>;
  end(): Promise<void>;
}

interface Pending {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** What observing leaves behind dies at once: more room for it costs memory and saves no time (measured). */
const YOUNG_GENERATION_MB = 24;

export function startAnalystThread(settings: AnalystSettings): AnalystThread {
  // Sources run as .ts, the built package as .js: the worker lies beside this file under the same extension.
  const worker = new Worker(
    new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url),
    { workerData: settings, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } },
  );
  const pending = new Map<number, Pending>();
  worker.on('message', (reply: ThreadReply) => settle(pending, reply));
  worker.on('error', (cause: unknown) => {
    const error = deathOf(cause);
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  });
  let id = 0;
  const ask = (request: ThreadRequest, units: readonly AnalysisUnit[] = []): Promise<ThreadAnswer> =>
    new Promise((resolve, reject) => {
      pending.set(request.id, { resolve, reject });
      worker.postMessage(request, [...transferable(units)]);
    });
  return {
    pending: () => pending.size,
    observe: async (unit) => {
      const answer = await ask({ id: (id += 1), kind: 'observe', unit }, [unit]);
      return 'outgrown' in answer ? answer.outgrown : odd();
    },
    pack: async () => {
      const answer = await ask({ id: (id += 1), kind: 'pack' });
      return 'outgrown' in answer ? answer.outgrown : odd();
    },
    analyzePage: async (units) => {
      const answer = await ask({ id: (id += 1), kind: 'page', units }, units);
      return 'delta' in answer ? answer : odd();
    },
    handOver: async (packs) => {
      const answer = await ask({ id: (id += 1), kind: 'hand-over', packs });
      return 'actors' in answer ? answer : odd();
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

function deathOf(cause: unknown): AssayError {
  const outOfMemory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return new AssayError({
    code: outOfMemory ? 'WORKER_OUT_OF_MEMORY' : 'WORKER_DIED',
    kind: 'bug',
    message: outOfMemory
      ? 'A worker thread of the analyzer ran out of memory.'
      : 'A worker thread of the analyzer ended unexpectedly.',
    cause,
  });
}

function settle(pending: Map<number, Pending>, reply: ThreadReply): void {
  const waiting = pending.get(reply.id);
  pending.delete(reply.id);
  if (waiting === undefined) return;
  if ('failure' in reply) {
    const { code, kind, message, fix } = reply.failure;
    waiting.reject(new AssayError({ code, kind, message, ...(fix === null ? {} : { fix }) }));
  } else waiting.resolve(reply.answer);
}

function odd(): never {
  throw new AssayError({
    code: 'WORKER_PROTOCOL',
    kind: 'bug',
    message: 'A worker thread answered something else than what it was asked for.',
  });
}

function transferable(units: readonly AnalysisUnit[]): readonly ArrayBuffer[] {
  return units.flatMap((unit) => (unit.records.kind === 'lines' ? [unit.records.chunk.buffer] : []));
}
