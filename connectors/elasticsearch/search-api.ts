import {
  AssayError,
  compileSchema,
  type HttpClient,
  type HttpResponse,
  type JsonObject,
  type JsonValue,
  namingPermission,
  type Slice,
} from '../../src/kit/index.ts';
import type { ElasticsearchConfig, Flavor } from './config.ts';

/** Names in the manifest. */
export const READ_PERMISSION = 'read on the indices';
export const MONITOR_PERMISSION = 'monitor on the cluster, where flavor is auto';

export interface Hit {
  readonly _index: string;
  readonly _id: string;
  readonly _source: JsonObject;
  /** Time in ms, tiebreaker. */
  readonly sort: readonly JsonValue[];
}

export interface Found {
  readonly hits: readonly Hit[];
  /** Null where it was not asked for. */
  readonly total: number | null;
}

export interface Search {
  readonly slice: Slice;
  readonly after: readonly JsonValue[] | null;
  readonly size: number;
  readonly isCounted: boolean;
}

interface Answer {
  readonly pit_id?: string;
  readonly timed_out: boolean;
  readonly _shards: {
    readonly total?: number;
    readonly successful?: number;
    readonly failed: number;
    readonly failures?: readonly JsonValue[];
  };
  readonly _clusters?: { readonly skipped?: number; readonly partial?: number; readonly failed?: number };
  readonly hits: {
    readonly total?: { readonly value: number; readonly relation: string };
    readonly hits: readonly Hit[];
  };
}

const answers = compileSchema<Answer>({
  type: 'object',
  required: ['timed_out', '_shards', 'hits'],
  properties: {
    pit_id: { type: 'string', minLength: 1 },
    timed_out: { type: 'boolean' },
    _shards: {
      type: 'object',
      required: ['failed'],
      properties: {
        total: { type: 'integer' },
        successful: { type: 'integer' },
        failed: { type: 'integer' },
      },
    },
    _clusters: { type: 'object' },
    hits: {
      type: 'object',
      required: ['hits'],
      properties: {
        total: {
          type: 'object',
          required: ['value', 'relation'],
          properties: { value: { type: 'integer', minimum: 0 }, relation: { type: 'string' } },
        },
        hits: {
          type: 'array',
          items: {
            type: 'object',
            required: ['_index', '_id', '_source', 'sort'],
            properties: {
              _index: { type: 'string' },
              _id: { type: 'string' },
              _source: { type: 'object' },
              sort: { type: 'array', minItems: 2 },
            },
          },
        },
      },
    },
  },
});

const INVALID = {
  code: 'ELASTICSEARCH_ANSWER_INVALID',
  kind: 'sourceContract',
  message: 'The answer is no search result with documents and their sort values.',
  fix: 'Check that url is that of the REST API, and that the indices keep _source.',
} as const;

/** Searches of one cluster in a point in time: a view of the indices that does not change. Every request only reads. */
export class SearchApi {
  readonly #http: HttpClient;
  readonly #config: ElasticsearchConfig;
  readonly #flavor: Flavor;
  /** It may change with every answer: only the latest counts. */
  #pit: string | null = null;

  constructor(http: HttpClient, config: ElasticsearchConfig, flavor: Flavor) {
    this.#http = http;
    this.#config = config;
    this.#flavor = flavor;
  }

  /** False before the first search, after `close`, and when the point in time was lost. */
  get isOpen(): boolean {
    return this.#pit !== null;
  }

  /** Gives the memory of the point in time back; also after the run was stopped. It ends by itself otherwise. */
  async close(): Promise<void> {
    const pit = this.#pit;
    this.#pit = null;
    if (pit === null) return;
    const request =
      this.#flavor === 'opensearch'
        ? { url: '/_search/point_in_time', json: { pit_id: [pit] } }
        : { url: '/_pit', json: { id: pit } };
    try {
      // 404: it is gone already.
      await this.#http.send({ method: 'DELETE', ...request, accept: [404], isFarewell: true });
    } catch (error: unknown) {
      // A run does not fail because of it.
      if (!(error instanceof AssayError)) throw error;
    }
  }

  /** Opens a point in time where there is none. */
  async open(): Promise<string> {
    this.#pit ??= await this.#openPit();
    return this.#pit;
  }

  /**
   * Opens a point in time where there is none. Null when it has expired: it is closed then. Throws
   * `ELASTICSEARCH_PARTIAL` (kind `transient`) for an answer of fewer shards.
   */
  async search(search: Search): Promise<Found | null> {
    const json = this.#body(search, await this.open());
    const response = await namingPermission(READ_PERMISSION, () =>
      this.#http.send({ method: 'POST', url: '/_search', json, isSafeToRepeat: true, accept: [404] }),
    );
    const body = parsed(response);
    if (isExpired(body)) {
      this.#pit = null;
      return null;
    }
    const answer = response.status === 404 ? refuse() : answers.parse(body, INVALID);
    this.#pit = answer.pit_id ?? this.#pit;
    requireWholeAnswer(answer);
    return { hits: answer.hits.hits, total: totalOf(answer, search) };
  }

  async #openPit(): Promise<string> {
    const index = encodeURIComponent(this.#config.index);
    const query = { keep_alive: this.#keepAlive() };
    const isOpenSearch = this.#flavor === 'opensearch';
    const request = isOpenSearch
      ? { url: `/${index}/_search/point_in_time`, query: { ...query, allow_partial_pit_creation: false } }
      : { url: `/${index}/_pit`, query };
    return namingPermission(READ_PERMISSION, () =>
      this.#http.getJson({ method: 'POST', ...request, isSafeToRepeat: true }, (body) =>
        pitIdOf(body, isOpenSearch ? 'pit_id' : 'id'),
      ),
    );
  }

  #body({ slice, after, size, isCounted }: Search, pit: string): JsonObject {
    const { timeField, filter, tiebreaker } = this.#config;
    const range = { range: { [timeField]: { gte: slice.fromMs, lt: slice.toMs, format: 'epoch_millis' } } };
    const tie = tiebreaker ?? (this.#flavor === 'opensearch' ? '_id' : '_shard_doc');
    return {
      size,
      query: { bool: { filter: filter === undefined ? [range] : [range, filter] } },
      // As `date`: nanoseconds would not fit into a number of JSON, and equal milliseconds have the tiebreaker.
      sort: [
        { [timeField]: { order: 'asc', numeric_type: 'date', unmapped_type: 'date' } },
        { [tie]: 'asc' },
      ],
      pit: { id: pit, keep_alive: this.#keepAlive() },
      track_total_hits: isCounted,
      ...(after === null ? {} : { search_after: [...after] }),
    };
  }

  #keepAlive(): string {
    return `${Math.max(1, Math.ceil(this.#config.keepAlive / 1000))}s`;
  }
}

function pitIdOf(body: unknown, key: string): string {
  const id = member(body, key);
  if (typeof id === 'string' && id !== '') return id;
  throw new AssayError({ ...INVALID, message: 'The answer names no point in time.' });
}

function totalOf({ hits }: Answer, { isCounted }: Search): number | null {
  if (!isCounted) return null;
  if (hits.total?.relation === 'eq') return hits.total.value;
  throw new AssayError({ ...INVALID, message: 'The answer does not say how many documents match.' });
}

function requireWholeAnswer({ timed_out: timedOut, _shards: shards, _clusters: clusters }: Answer): void {
  const lost = (clusters?.skipped ?? 0) + (clusters?.partial ?? 0) + (clusters?.failed ?? 0);
  // A shard that is not there is no failed one for OpenSearch: it is only missing among the successful.
  const missing = (shards.total ?? 0) - (shards.successful ?? shards.total ?? 0);
  if (!timedOut && shards.failed === 0 && missing === 0 && lost === 0) return;
  throw new AssayError({
    code: 'ELASTICSEARCH_PARTIAL',
    kind: 'transient',
    message: 'Some shards or clusters did not answer: the result is incomplete and was not used.',
    fix: 'See the health of the cluster; the next run goes on where this one stopped.',
    context: { failedShards: Math.max(shards.failed, missing), missingClusters: lost, timedOut },
  });
}

const EXPIRED = 'search_context_missing_exception';

/** A point in time that is gone shows as 404, or as failed shards; its name stands where the failures are listed. */
function isExpired(body: unknown): boolean {
  const failures = [
    ...list(member(member(body, 'error'), 'root_cause')),
    ...list(member(member(body, '_shards'), 'failures')).map((failure) => member(failure, 'reason')),
  ];
  return failures.some((failure) => member(failure, 'type') === EXPIRED);
}

function refuse(): never {
  throw new AssayError({
    code: 'HTTP_NOT_FOUND',
    kind: 'sourceContract',
    message: 'The platform knows no such index, or no such request.',
    fix: 'Check index, and whether flavor is that of the platform.',
  });
}

function parsed({ text }: HttpResponse): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    throw new AssayError({ ...INVALID, message: 'The answer is not JSON.' });
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}
