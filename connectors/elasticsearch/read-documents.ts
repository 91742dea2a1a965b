import {
  AssayError,
  type ConnectorContext,
  identified,
  type JsonValue,
  platformNowMs,
  RecentIds,
  readAhead,
  type SearchRecord,
  type Slice,
  searchPage,
  shrunk,
  type WindowCursor,
  type WindowPage,
} from '../../src/kit/index.ts';
import type { ElasticsearchConfig } from './config.ts';
import { type Found, type Hit, member, type SearchApi } from './search-api.ts';

type Context = ConnectorContext<ElasticsearchConfig>;

/** How often in a row a point in time may be lost before the run is given up. */
const REOPENINGS = 3;
const SECOND_MS = 1000;

/**
 * The documents of all that has settled, in the order of time, one page for each answer. The cursor holds the time of
 * the last document and the ids around it, never the point in time: that may be gone at any moment, and reading goes
 * on in a new one at the same document.
 */
export async function* readDocuments(
  context: Context,
  api: SearchApi,
  from: WindowCursor | null,
): AsyncGenerator<WindowPage> {
  const reader = new DocumentReader(context, api, from);
  try {
    yield* reader.pages();
  } finally {
    await api.close();
  }
}

class DocumentReader {
  readonly #context: Context;
  readonly #api: SearchApi;
  readonly #recent: RecentIds;
  #endMs: number;
  #doneMs: number;
  #hasComparedClocks = false;
  #toldMs: number | null;

  constructor(context: Context, api: SearchApi, from: WindowCursor | null) {
    const { config, clock } = context;
    this.#context = context;
    this.#api = api;
    this.#doneMs = from?.untilMs ?? Math.max(0, clock.nowMs() - config.since);
    this.#toldMs = from?.untilMs ?? null;
    this.#recent = new RecentIds(from?.knownFromMs ?? this.#doneMs, from?.recent);
    this.#endMs = clock.nowMs() - config.lag;
  }

  async *pages(): AsyncGenerator<WindowPage> {
    let lost = 0;
    if (this.#doneMs > this.#context.clock.nowMs()) this.#context.report(readAhead(this.#origin()));
    while (this.#doneMs < this.#endMs) {
      const before = this.#doneMs;
      let pages = 0;
      for await (const page of this.#untilLost()) {
        pages += 1;
        yield page;
      }
      if (this.#api.isOpen) break;
      lost = pages > 0 || this.#doneMs > before ? 1 : lost + 1;
      if (lost > REOPENINGS) throw pitLost();
    }
    this.#doneMs = Math.max(this.#doneMs, this.#endMs);
    if (this.#toldMs !== this.#doneMs) yield this.#page([], { fromMs: this.#doneMs, toMs: this.#doneMs });
  }

  /** Pages to the end; the point in time is no longer open when it was lost on the way. */
  async *#untilLost(): AsyncGenerator<WindowPage> {
    await this.#open();
    const fromMs = await this.#startMs();
    if (fromMs === null) return;
    const slice = { fromMs, toMs: this.#endMs };
    const { pageRecords } = this.#context.config;
    let expected: number | null = null;
    let read = 0;
    for (let after: readonly JsonValue[] | null = null; ; ) {
      this.#context.signal.throwIfAborted();
      const found: Found | null = await this.#api.search({
        slice,
        after,
        size: pageRecords,
        isCounted: expected === null,
      });
      if (found === null) return;
      expected ??= found.total;
      read += found.hits.length;
      const isLast = found.hits.length < pageRecords;
      if (isLast && expected !== null && read !== expected) throw notUnique(expected, read);
      const page = this.#pageOf(found.hits, slice);
      if (page !== null) yield page;
      if (isLast) return;
      after = found.hits.at(-1)?.sort ?? null;
    }
  }

  /** The first answer tells the clock of the platform. */
  async #open(): Promise<void> {
    await this.#api.open();
    if (this.#hasComparedClocks) return;
    this.#hasComparedClocks = true;
    this.#endMs = Math.min(this.#endMs, platformNowMs(this.#context) - this.#context.config.lag);
  }

  /** Where to begin: in the overlap when it holds other than what was handed over of it. Null: the view was lost. */
  async #startMs(): Promise<number | null> {
    const { knownFromMs } = this.#recent;
    // Of the last second some may have been handed over and others not: it is always read again.
    const wholeMs = Math.floor(this.#doneMs / SECOND_MS) * SECOND_MS;
    if (knownFromMs >= wholeMs) return Math.min(knownFromMs, this.#doneMs);
    const found = await this.#api.search({
      slice: { fromMs: knownFromMs, toMs: wholeMs },
      after: null,
      size: 0,
      isCounted: true,
    });
    if (found === null) return null;
    const known = this.#recent.sizeBefore(wholeMs);
    if ((found.total ?? 0) < known) this.#context.report(shrunk(this.#origin()));
    return found.total === known ? wholeMs : knownFromMs;
  }

  /** What is new among the documents; null where nothing is. */
  #pageOf(hits: readonly Hit[], slice: Slice): WindowPage | null {
    const records = identified(hits.map((hit) => recordOf(hit, this.#context.config)));
    const fresh = records.filter(({ id }) => !this.#recent.has(id));
    for (const { id, timeMs } of fresh) this.#recent.add(id, timeMs);
    const lastMs = records.at(-1)?.timeMs ?? this.#doneMs;
    this.#doneMs = Math.max(this.#doneMs, lastMs);
    return fresh.length === 0 ? null : this.#page(fresh, { fromMs: slice.fromMs, toMs: this.#doneMs });
  }

  #page(fresh: readonly SearchRecord[], slice: Slice): WindowPage {
    const { config } = this.#context;
    const untilMs = this.#doneMs;
    this.#recent.prune(untilMs - config.overlap, untilMs);
    this.#toldMs = untilMs;
    const reading = config.text === undefined ? 'records' : 'lines';
    const cursor = { untilMs, knownFromMs: this.#recent.knownFromMs, recent: this.#recent.kept() };
    return searchPage(fresh, { origin: this.#origin(), slice, reading }, cursor);
  }

  #origin(): string {
    const { url, index } = this.#context.config;
    return `${url} ${index}`;
  }
}

function recordOf(
  { _index: index, _id: id, _source: source, sort }: Hit,
  config: ElasticsearchConfig,
): SearchRecord {
  const [timeMs] = sort;
  if (typeof timeMs !== 'number' || !Number.isSafeInteger(timeMs) || timeMs < 0) {
    throw new AssayError({
      code: 'ELASTICSEARCH_ANSWER_INVALID',
      kind: 'sourceContract',
      message: 'A document has no time in milliseconds among its sort values.',
      fix: 'Check that timeField is a date field in all indices.',
    });
  }
  const key = `${index}/${id}`;
  if (config.text !== undefined) return { id: key, timeMs, value: textAt(source, config.text) };
  const stamped = source['@timestamp'] === undefined ? { '@timestamp': new Date(timeMs).toISOString() } : {};
  return { id: key, timeMs, value: { ...source, ...stamped, _id: id } };
}

/** A member by its path, nested or under its dotted name; empty where there is none. */
function textAt(source: unknown, path: string): string {
  const dotted = member(source, path);
  const value = dotted ?? path.split('.').reduce<unknown>((here, key) => member(here, key), source);
  return typeof value === 'string' ? value : '';
}

function notUnique(expected: number, read: number): AssayError {
  return new AssayError({
    code: 'ELASTICSEARCH_INCOMPLETE',
    kind: 'sourceContract',
    message: 'Fewer or more documents were read than match: the tiebreaker does not tell all of them apart.',
    fix: 'Set tiebreaker to a field that is unique to each document, or leave it out.',
    context: { expected, read },
  });
}

function pitLost(): AssayError {
  return new AssayError({
    code: 'ELASTICSEARCH_PIT_LOST',
    kind: 'transient',
    message: 'The point in time was lost again and again before a page could be read.',
    fix: 'Raise keepAlive, or lower pageRecords; the next run goes on where this one stopped.',
  });
}
