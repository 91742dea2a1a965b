import { Worker } from 'node:worker_threads';
import { AssayError } from '../model/errors.ts';
import type { AnalystSettings } from './analyst-settings.ts';
import type { AnalystHandover } from './handover.ts';
import { type AnalysisUnit, type AnalystHarvest, bufferOf } from './unit.ts';

/** `begin` comes first, once, and is not answered. */
export type ThreadRequest = { readonly kind: 'begin'; readonly settings: AnalystSettings } | AnsweredRequest;

export type AnsweredRequest =
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

/** A thread that loads its program and does not know yet what for. */
export interface BootedThread {
  /** Once. */
  begin(settings: AnalystSettings): AnalystThread;
  /** Whether it began or not. */
  end(): Promise<void>;
}

export function startAnalystThread(settings: AnalystSettings): AnalystThread {
  return bootAnalystThread().begin(settings);
}

/** This file loads next to nothing, so that a thread can load its program while this one loads its own. */
export function bootAnalystThread(): BootedThread {
  return new Thread();
}

class Thread implements BootedThread, AnalystThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #death: AssayError | null = null;

  constructor() {
    // Sources run as .ts, the built package as .js: the worker lies beside this file under the same extension.
    this.#worker = new Worker(
      new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url),
      { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } },
    );
    this.#worker.on('message', (reply: ThreadReply) => settle(this.#pending, reply));
    this.#worker.on('error', (cause: unknown) => this.#die(deathOf(cause)));
    // Whoever asks a thread that was ended, or ended by itself, would wait for ever.
    this.#worker.on('exit', () => this.#die(deathOf(null)));
  }

  begin(settings: AnalystSettings): AnalystThread {
    this.#worker.postMessage({ kind: 'begin', settings } satisfies ThreadRequest);
    return this;
  }

  pending(): number {
    return this.#pending.size;
  }

  async observe(unit: AnalysisUnit): Promise<readonly Uint8Array<ArrayBuffer>[]> {
    const answer = await this.#ask({ id: this.#nextId(), kind: 'observe', unit }, [unit]);
    return 'outgrown' in answer ? answer.outgrown : odd();
  }

  async pack(): Promise<readonly Uint8Array<ArrayBuffer>[]> {
    const answer = await this.#ask({ id: this.#nextId(), kind: 'pack' });
    return 'outgrown' in answer ? answer.outgrown : odd();
  }

  async analyzePage(units: readonly AnalysisUnit[]): Promise<AnalystHarvest> {
    const answer = await this.#ask({ id: this.#nextId(), kind: 'page', units }, units);
    return 'delta' in answer ? answer : odd();
  }

  async handOver(packs: boolean): Promise<AnalystHandover> {
    const answer = await this.#ask({ id: this.#nextId(), kind: 'hand-over', packs });
    return 'actors' in answer ? answer : odd();
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #die(death: AssayError): void {
    this.#death ??= death;
    for (const { reject } of this.#pending.values()) reject(this.#death);
    this.#pending.clear();
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #ask(request: AnsweredRequest, units: readonly AnalysisUnit[] = []): Promise<ThreadAnswer> {
    return new Promise((resolve, reject) => {
      // It may have died while nothing was asked of it.
      if (this.#death !== null) {
        reject(this.#death);
        return;
      }
      this.#worker.postMessage(request, [...transferable(units)]);
      this.#pending.set(request.id, { resolve, reject });
    });
  }
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
  return units.flatMap((unit) => bufferOf(unit) ?? []);
}
