import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import type { NativeCall } from '../harness.ts';
import { bearerToken, ClientPool, USER_AGENTS } from './clients.ts';
import { type EndpointCase, erased, type SchemaCorpus } from './endpoint-case.ts';
import { Site } from './observe.ts';
import { type Random, randomFor } from './random.ts';
import { textOf } from './text-of.ts';

/** A body that was sent, kept for the question whether the exported document accepts it. */
export interface SentDocument {
  readonly site: string;
  readonly value: JsonValue;
}

export interface SentCall {
  readonly endpoint: EndpointCase;
  readonly call: NativeCall;
  /** Only what the server took must fit the document's requests; its answers fit always. */
  readonly accepted: boolean;
  readonly query: Readonly<Record<string, string>>;
  readonly request: SentDocument | null;
  readonly response: SentDocument | null;
}

export interface Traffic {
  readonly calls: readonly SentCall[];
  readonly sites: ReadonlyMap<string, Site>;
}

export const FORM = 'application/x-www-form-urlencoded';

/** Names one place of an endpoint: `query`, `request`, `2XX`, `4XX` with its media type. */
export function siteKey(
  method: string,
  host: string,
  template: string,
  part: string,
  contentType: string,
): string {
  return `${method} ${host}${erased(template)} ${part} ${mediaType(contentType)}`;
}

export function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

/** All calls of a corpus, mixed in time, and what each place showed. */
export function trafficOf(corpus: SchemaCorpus): Traffic {
  const sites = new Map<string, Site>();
  const pool = new ClientPool(randomFor(corpus.seed, 'clients'), corpus.clients, corpus.exponent);
  const made: SentCall[] = [];
  for (const endpoint of corpus.endpoints) {
    const random = randomFor(corpus.seed, `${endpoint.method}${endpoint.host}${endpoint.template}`);
    const failures = endpoint.failure?.calls ?? 0;
    for (let index = 0; index < endpoint.calls + failures; index += 1) {
      made.push(send(endpoint, index >= endpoint.calls, corpus, pool, sites, random, made.length));
    }
  }
  return { calls: randomFor(corpus.seed, 'order').shuffle(made), sites };
}

function send(
  endpoint: EndpointCase,
  failed: boolean,
  corpus: SchemaCorpus,
  pool: ClientPool,
  sites: Map<string, Site>,
  random: Random,
  index: number,
): SentCall {
  const client = pool.pick(random);
  const { method, host, template } = endpoint;
  const siteOf = (part: string, contentType: string): Site => {
    const key = siteKey(method, host, template, part, contentType);
    const site = sites.get(key) ?? new Site(key);
    sites.set(key, site);
    return site;
  };
  const failure = failed ? endpoint.failure : null;
  // What a refused call asked says nothing of what may be asked.
  const askedAt = (part: string, type: string): Site => (failed ? new Site(part) : siteOf(part, type));
  const query = queryOf(endpoint, askedAt, random, client);
  const request = bodyOf(endpoint.request, 'request', askedAt, random, client);
  const answer = failure ?? endpoint.success;
  const response = bodyOf(answer, failure === null ? '2XX' : '4XX', siteOf, random, client);
  const status = failure === null ? endpoint.success.status : random.pick(failure.statuses);
  const time = Date.parse(corpus.start) + random.int(0, 2 * 86_400_000 - 1);
  const text = new URLSearchParams(query).toString();
  const call: NativeCall = {
    id: `c${index}`,
    time: new Date(time).toISOString(),
    method,
    scheme: 'https',
    host,
    path: endpoint.path(random),
    ...(text === '' ? {} : { query: text }),
    status,
    client: { address: client },
    latencyMs: random.int(4, 240),
    request: message(requestHeaders(random), endpoint.request?.contentType ?? null, request),
    response: message({ 'cache-control': 'no-store' }, answer.contentType, response),
  };
  return { endpoint, call, accepted: !failed, query, request, response };
}

function queryOf(
  endpoint: EndpointCase,
  siteOf: (part: string, contentType: string) => Site,
  random: Random,
  client: string,
): Record<string, string> {
  const query: Record<string, string> = {};
  if (endpoint.query.length === 0) return query;
  const site = siteOf('query', 'parameters');
  site.documents += 1;
  for (const { name, shape, presence } of endpoint.query) {
    if (random.chance(presence)) {
      query[name] = textOf(site.note(`/${name}`, shape, presence === 1, random, client));
    }
  }
  return query;
}

function bodyOf(
  body: { readonly contentType: string | null; readonly shape: EndpointCase['success']['shape'] } | null,
  part: string,
  siteOf: (part: string, contentType: string) => Site,
  random: Random,
  client: string,
): SentDocument | null {
  if (body === null || body.contentType === null || body.shape === null) return null;
  const site = siteOf(part, body.contentType);
  return { site: site.key, value: site.document(body.shape, random, client) };
}

function requestHeaders(random: Random): Record<string, string> {
  return { 'user-agent': random.pick(USER_AGENTS), accept: '*/*', authorization: bearerToken(random) };
}

function message(
  headers: Record<string, string>,
  contentType: string | null,
  document: SentDocument | null,
): NonNullable<NativeCall['request']> {
  if (contentType === null || document === null) return { headers, body: '' };
  const form = mediaType(contentType) === FORM && isJsonObject(document.value);
  const body = form ? formText(document.value) : JSON.stringify(document.value);
  return { headers: { ...headers, 'content-type': contentType }, body };
}

function formText(value: JsonObject): string {
  const form = new URLSearchParams();
  for (const [name, member] of Object.entries(value)) form.append(name, textOf(member));
  return form.toString();
}
