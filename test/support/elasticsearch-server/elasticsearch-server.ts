import {
  json,
  type LakeAnswer,
  type LakeRequest,
  type LakeServer,
  startLakeServer,
} from '../lake-server/lake-server.ts';

/** A document; `time` in ms is the value of its date field. */
export interface Document {
  readonly index: string;
  readonly id: string;
  readonly time: number;
  readonly source: Readonly<Record<string, unknown>>;
}

export interface ElasticsearchOptions {
  readonly flavor: 'elasticsearch' | 'opensearch';
  /** The accepted value of Authorization; null: no security. */
  readonly authorization?: string | null;
  /** Privileges of the account; others are refused with 403. */
  readonly privileges?: readonly ('monitor' | 'read')[];
}

export interface ElasticsearchServer extends LakeServer {
  /** What it holds; changed at will, seen by the next point in time. */
  readonly documents: Document[];
  /** Points in time that nobody has closed. */
  readonly openPits: () => number;
  /** All points in time are gone, as after a restart or a pause longer than keep_alive. */
  readonly expirePits: () => void;
}

interface State {
  readonly options: ElasticsearchOptions;
  readonly documents: Document[];
  /** Latest id of each point in time -> what it saw. */
  readonly pits: Map<string, readonly Document[]>;
  next: number;
}

/**
 * A strict stand-in for the search API of Elasticsearch 8 or OpenSearch 2: points in time, search_after, the window of
 * 10,000, and the refusals of both. Only the latest id of a point in time is known: it changes with every answer.
 */
export async function startElasticsearchServer(
  documents: readonly Document[],
  options: ElasticsearchOptions,
): Promise<ElasticsearchServer> {
  const state: State = { options, documents: [...documents], pits: new Map(), next: 1 };
  const server = await startLakeServer((request) => answerOf(request, state));
  return {
    ...server,
    documents: state.documents,
    openPits: () => state.pits.size,
    expirePits: () => state.pits.clear(),
  };
}

function answerOf(request: LakeRequest, state: State): LakeAnswer {
  const { authorization = null, flavor } = state.options;
  if (authorization !== null && request.headers.authorization !== authorization) {
    return failure(401, 'security_exception');
  }
  const path = decodeURIComponent(request.path);
  const call = `${request.method} ${path}`;
  if (call === 'GET /') return allowed(state, 'monitor', () => greeting(state));
  if (call === 'POST /_search') return allowed(state, 'read', () => search(request, state));
  const pit = flavor === 'opensearch' ? '_search/point_in_time' : '_pit';
  if (request.method === 'POST' && path.endsWith(`/${pit}`)) {
    return allowed(state, 'read', () => openPit(request, path.slice(1, -pit.length - 1), state));
  }
  if (call === `DELETE /${pit}`) return closePit(request, state);
  return failure(400, 'illegal_argument_exception');
}

function allowed(state: State, privilege: 'monitor' | 'read', work: () => LakeAnswer): LakeAnswer {
  const { privileges = ['monitor', 'read'] } = state.options;
  return privileges.includes(privilege) ? work() : failure(403, 'security_exception');
}

function failure(status: number, type: string): LakeAnswer {
  return json(status, {
    error: { root_cause: [{ type, reason: 'as it is' }], type, reason: 'as it is' },
    status,
  });
}

function greeting({ options }: State): LakeAnswer {
  const version =
    options.flavor === 'opensearch'
      ? { distribution: 'opensearch', number: '2.19.1' }
      : { number: '8.17.3', build_flavor: 'default' };
  return json(200, { name: 'node-1', cluster_name: 'lake', version, tagline: 'as it is' });
}

function openPit(request: LakeRequest, index: string, state: State): LakeAnswer {
  if (!/^[1-9][0-9]{0,5}s$/.test(request.query.get('keep_alive') ?? '') || request.body !== '') {
    return failure(400, 'illegal_argument_exception');
  }
  const patterns = index
    .split(',')
    .map((name) => new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.*')}$`));
  const seen = state.documents.filter((document) => patterns.some((pattern) => pattern.test(document.index)));
  if (seen.length === 0 && !index.includes('*')) return failure(404, 'index_not_found_exception');
  const id = newId(state);
  state.pits.set(id, seen);
  return json(200, state.options.flavor === 'opensearch' ? { pit_id: id, _shards: { failed: 0 } } : { id });
}

function newId(state: State): string {
  state.next += 1;
  return `46ToAwMDaWR5BXV1aWQyKwZub2RlXzMAAAAAAAAA${state.next}==`;
}

function closePit(request: LakeRequest, state: State): LakeAnswer {
  const body = JSON.parse(request.body) as { readonly id?: string; readonly pit_id?: readonly string[] };
  const id = state.options.flavor === 'opensearch' ? body.pit_id?.[0] : body.id;
  if (id === undefined) return failure(400, 'illegal_argument_exception');
  return state.pits.delete(id)
    ? json(200, { succeeded: true, num_freed: 1 })
    : json(404, { succeeded: true, num_freed: 0 });
}

type Body = Readonly<Record<string, unknown>>;
const KNOWN = ['size', 'from', 'query', 'sort', 'pit', 'track_total_hits', 'search_after'];

function search(request: LakeRequest, state: State): LakeAnswer {
  const body = JSON.parse(request.body) as Body;
  if (Object.keys(body).some((key) => !KNOWN.includes(key))) return failure(400, 'parsing_exception');
  const { size = 10, from = 0 } = body;
  if (Number(from) + Number(size) > 10_000) return failure(400, 'search_phase_execution_exception');
  const { id, keep_alive: keepAlive } = body['pit'] as { readonly id: string; readonly keep_alive: string };
  const seen = state.pits.get(id);
  if (seen === undefined) return failure(404, 'search_context_missing_exception');
  if (!/^[1-9][0-9]{0,5}s$/.test(keepAlive)) return failure(400, 'illegal_argument_exception');
  const sorted = sortedBy(body, seen, state);
  if (sorted === null) return failure(400, 'query_shard_exception');
  const matching = sorted.filter(matcherOf(body['query'] as Body));
  state.pits.delete(id);
  const renewed = newId(state);
  state.pits.set(renewed, seen);
  return json(200, {
    pit_id: renewed,
    took: 3,
    timed_out: false,
    _shards: { total: 2, successful: 2, skipped: 0, failed: 0 },
    hits: {
      ...(body['track_total_hits'] === true ? { total: { value: matching.length, relation: 'eq' } } : {}),
      hits: pageOf(body, matching, sorted, state).map((document) => ({
        _index: document.index,
        _id: document.id,
        _score: null,
        _source: document.source,
        sort: [document.time, tieOf(body, document, sorted)],
      })),
    },
  });
}

/** Time ascending, then the tiebreaker that the flavor knows; null for any other sort. */
function sortedBy(body: Body, seen: readonly Document[], { options }: State): readonly Document[] | null {
  const sort = body['sort'] as readonly Body[];
  const [time, tie] = sort.map((part) => Object.entries(part)[0] ?? []);
  const settings = time?.[1] as Body | undefined;
  if (
    sort.length !== 2 ||
    time?.[0] !== '@timestamp' ||
    settings?.['order'] !== 'asc' ||
    settings['numeric_type'] !== 'date'
  ) {
    return null;
  }
  const name = String(tie?.[0]);
  if (tie?.[1] !== 'asc' || (name === '_shard_doc' && options.flavor === 'opensearch')) return null;
  if (name === '_id' && options.flavor === 'elasticsearch') return null;
  const key = keyOf(name, seen);
  return [...seen].sort((left, right) => left.time - right.time || compare(key(left), key(right)));
}

function compare(left: string | number, right: string | number): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function keyOf(name: string, seen: readonly Document[]): (document: Document) => string | number {
  if (name === '_shard_doc') {
    const places = new Map(seen.map((document, index) => [document, index]));
    return (document) => places.get(document) ?? 0;
  }
  return name === '_id' ? (document) => document.id : (document) => String(document.source[name]);
}

function tieOf(body: Body, document: Document, seen: readonly Document[]): string | number {
  const [, tie = {}] = body['sort'] as readonly Body[];
  const name = Object.keys(tie)[0] ?? '';
  // The ordinal of a document stays the same within a point in time.
  return name === '_shard_doc' ? seen.indexOf(document) : keyOf(name, seen)(document);
}

function pageOf(
  body: Body,
  matching: readonly Document[],
  sorted: readonly Document[],
  _state: State,
): readonly Document[] {
  const after = body['search_after'] as readonly (string | number)[] | undefined;
  const [time = -1, tie = ''] = after ?? [];
  const rest =
    after === undefined
      ? matching
      : matching.filter(
          (document) =>
            document.time > Number(time) ||
            (document.time === Number(time) && compare(tieOf(body, document, sorted), tie) > 0),
        );
  return rest.slice(0, Number(body['size'] ?? 10));
}

function matcherOf(query: Body): (document: Document) => boolean {
  const filters = (query['bool'] as { readonly filter: readonly Body[] }).filter;
  const [{ range } = {}, term] = filters;
  const { gte, lt, format } = (range as Record<string, Body>)['@timestamp'] ?? {};
  if (format !== 'epoch_millis') return () => false;
  const [field = '', value] = Object.entries((term?.['term'] ?? {}) as Body)[0] ?? [];
  return (document) =>
    document.time >= Number(gte) &&
    document.time < Number(lt) &&
    (term === undefined || document.source[field] === value);
}
