import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { chance, type Faults, noFaults, type PlannedFault } from './faults.ts';
import { at, KINDS, type KindRules, Refusal, type Resource, refuse, textOf } from './resource.ts';
import { createTable, type ResourceTable } from './resource-table.ts';
import { rsqlFilter } from './rsql.ts';
import { createTokenEndpoint, TOKEN_PATH, type TokenEndpoint } from './token-endpoint.ts';

/** One request to Central (not for tokens), in the order of arrival. */
export interface JournalEntry {
  readonly kind: 'read' | 'write' | 'heartbeat';
  readonly method: string;
  /** Below `/apis/management/<version>`. */
  readonly path: string;
  status: number;
}

export interface FakeCentral {
  /** Origin of Central. */
  readonly url: string;
  /** Address of the login host with its path, another origin. */
  readonly authUrl: string;
  readonly organizationId: string;
  readonly journal: readonly JournalEntry[];
  readonly faults: Faults;
  readonly table: ResourceTable;
  readonly tokens: TokenEndpoint;
  /** Resources of a kind as they are answered, past all faults and permissions. */
  dump(plural: string, environment?: string): readonly JsonObject[];
  /** Writing requests so far; heartbeats of the agent are not counted. */
  writes(): number;
  stop(): Promise<void>;
}

export interface CentralOptions {
  /** The clock of the platform. */
  readonly nowMs?: () => number;
  readonly organizationId?: string;
  /** Fixed ports of Central and of its login host; any free ones by default. */
  readonly ports?: readonly [number, number];
}

/**
 * Amplify Central as its reference describes it, in memory on 127.0.0.1 and strict: what the platform may refuse it does
 * refuse. Grades are derived by the server from the published score.
 */
export async function startCentral(options: CentralOptions = {}): Promise<FakeCentral> {
  const nowMs = options.nowMs ?? Date.now;
  const organizationId = options.organizationId ?? '100200300';
  const faults = noFaults();
  const table = createTable(nowMs);
  const journal: JournalEntry[] = [];
  let authOrigin = '';
  const tokens = createTokenEndpoint(nowMs, faults, () => authOrigin);
  const central = createServer((request, response) => {
    void serveCentral({ faults, table, tokens, journal, organizationId }, request, response);
  });
  const login = createServer((request, response) => {
    void readBody(request).then((body) => tokens.handle(request, body, response));
  });
  const url = await listen(central, options.ports?.[0] ?? 0);
  authOrigin = await listen(login, options.ports?.[1] ?? 0);
  return {
    url,
    authUrl: `${authOrigin}${TOKEN_PATH.slice(0, TOKEN_PATH.indexOf('/realms'))}`,
    organizationId,
    journal,
    faults,
    table,
    tokens,
    dump: (plural, environment) =>
      table.list(rulesOf(plural), environment ?? null).map((one) => table.json(one, 'v1')),
    writes: () => journal.filter(({ kind }) => kind === 'write').length,
    stop: async () => {
      await Promise.all([close(central), close(login)]);
    },
  };
}

interface Parts {
  readonly faults: Faults;
  readonly table: ResourceTable;
  readonly tokens: TokenEndpoint;
  readonly journal: JournalEntry[];
  readonly organizationId: string;
}

interface Answer {
  readonly status: number;
  readonly body: JsonValue;
  readonly headers?: Readonly<Record<string, string>>;
}

async function serveCentral(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { faults, journal } = parts;
  const body = await readBody(request);
  const url = new URL(request.url ?? '/', 'http://central.invalid');
  const method = request.method ?? 'GET';
  const path = url.pathname.replace(/^\/apis\/management\/[^/]+/, '');
  const entry: JournalEntry = { kind: kindOf(method, path), method, path, status: 0 };
  journal.push(entry);
  if (faults.delayMs > 0) await wait(faults.delayMs);
  countdown(parts);
  const fate = chance(faults);
  if (fate === 'reset-before') return abort(entry, request);
  const answer = answerOf(parts, request, url, body, entry, fate);
  entry.status = answer.status;
  if (fate === 'reset-after') return abort(entry, request);
  const headers = { 'content-type': 'application/json', ...answer.headers };
  response.writeHead(answer.status, headers);
  response.end(answer.status === 204 || method === 'HEAD' ? undefined : JSON.stringify(answer.body));
  faults.onEntry(journal.length);
}

function kindOf(method: string, path: string): JournalEntry['kind'] {
  if (method === 'GET' || method === 'HEAD') return 'read';
  return path.endsWith('/status') ? 'heartbeat' : 'write';
}

function countdown({ faults, tokens }: Parts): void {
  if (faults.tokensDieAfter === null) return;
  faults.tokensDieAfter -= 1;
  if (faults.tokensDieAfter > 0) return;
  faults.tokensDieAfter = null;
  tokens.expireAll();
}

function abort(entry: JournalEntry, request: IncomingMessage): void {
  entry.status = -1;
  request.socket.resetAndDestroy();
}

function answerOf(
  parts: Parts,
  request: IncomingMessage,
  url: URL,
  body: string,
  entry: JournalEntry,
  fate: string,
): Answer {
  if (fate === '503') return failed(503, 'by chance');
  if (fate === '429') return { ...failed(429, 'by chance'), headers: { 'retry-after': '1' } };
  const planned = entry.kind === 'heartbeat' ? null : takePlanned(parts.faults, entry.kind);
  if (planned !== null) {
    const authorization = request.headers.authorization ?? '';
    return { ...failed(planned.status, `planned for ${authorization}`), headers: planned.headers };
  }
  try {
    checkCaller(parts, request);
    return handle(parts, request, url, body);
  } catch (error: unknown) {
    if (error instanceof Refusal) return failed(error.status, error.detail);
    throw error;
  }
}

function takePlanned({ next }: Faults, kind: 'read' | 'write'): PlannedFault | null {
  const planned = next.get(kind);
  if (planned === undefined || planned.times <= 0) return null;
  next.set(kind, { ...planned, times: planned.times - 1 });
  return planned;
}

function failed(status: number, detail: string): Answer {
  const meta = { instanceId: 'fake-central', transactionId: 'b1f6c9d2-0000-4000-8000-000000000001' };
  return { status, body: { errors: [{ status, title: 'Refused', detail, meta }] } };
}

function checkCaller({ tokens, organizationId }: Parts, { headers, method }: IncomingMessage): void {
  const [, token = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
  if (!tokens.isValid(token)) refuse(401, 'token');
  if (headers['x-axway-tenant-id'] !== organizationId) refuse(403, 'X-Axway-Tenant-Id');
  const isPatch = method === 'PATCH';
  const wanted = isPatch ? 'application/json-patch+json' : 'application/json';
  const hasBody = isPatch || method === 'POST' || method === 'PUT';
  if (hasBody && headers['content-type'] !== wanted) refuse(415, 'content-type');
}

interface Target {
  readonly rules: KindRules;
  readonly version: string;
  readonly scope: string | null;
  readonly name: string | null;
  readonly sub: string | null;
}

function targetOf(path: string, { servedVersions }: Faults): Target {
  const [apis, group, version = '', ...rest] = path.split('/').slice(1).map(decodeURIComponent);
  if (apis !== 'apis' || group !== 'management' || !servedVersions.has(version)) refuse(404, 'no such API');
  const isScoped =
    rest[0] === 'environments' && KINDS.some(({ scoped, plural }) => scoped && plural === rest[2]);
  const scope = isScoped ? (rest[1] ?? null) : null;
  const [plural = '', name = null, sub = null, ...more] = isScoped ? rest.slice(2) : rest;
  if (more.length > 0) refuse(404, 'no such path');
  return { rules: rulesOf(plural), version, scope, name, sub };
}

function rulesOf(plural: string): KindRules {
  return KINDS.find((one) => one.plural === plural) ?? refuse(404, 'no such kind');
}

function checkPermission({ faults }: Parts, target: Target, isWrite: boolean): void {
  const isResult = target.rules.kind === 'ComplianceRuntimeResult';
  const isPointer = target.sub === 'complianceruntimeresult';
  if (isResult && faults.hasNoResults) refuse(404, 'no such kind');
  if (isPointer && faults.hasNoResults) refuse(404, 'no such sub-resource');
  if (isResult && faults.entitlementMissing) refuse(403, 'entitlement');
  if (!isWrite) return;
  if (faults.readsOnly) refuse(403, 'role');
  const { resultsReadOnly } = faults;
  if (isResult && (resultsReadOnly === true || resultsReadOnly === target.name)) refuse(403, 'role');
  if (faults.lockedEnvironments.has(target.scope ?? target.name ?? '')) refuse(403, 'environment');
  if (faults.refused === `${target.rules.plural}/${target.name ?? ''}`) refuse(400, 'refused');
}

function handle(parts: Parts, request: IncomingMessage, url: URL, text: string): Answer {
  const { table } = parts;
  const target = targetOf(url.pathname, parts.faults);
  const { rules, version, scope, name, sub } = target;
  const method = request.method ?? 'GET';
  const isRead = method === 'GET' || method === 'HEAD';
  const shown = (resource: Resource): JsonValue => chosen(table.json(resource, version), url);
  if (isRead && name === null) {
    checkPermission(parts, target, false);
    return listed(parts, target, url);
  }
  const body = isRead || method === 'DELETE' ? {} : parsed(text);
  const own = {
    ...target,
    name: name ?? (typeof at(body, 'name') === 'string' ? textOf(at(body, 'name')) : null),
  };
  checkPermission(parts, own, !isRead);
  if (isRead)
    return { status: 200, body: readOne(table.json(table.get(rules, scope, name ?? ''), version), sub, url) };
  if (method === 'DELETE') {
    if (sub !== null || name === null) refuse(405, 'method');
    table.remove(rules, scope, name);
    return { status: 204, body: null };
  }
  if (method === 'PATCH')
    return { status: 200, body: shown(table.patch(rules, scope, name ?? '', sub, body)) };
  if (!isJsonObject(body)) refuse(400, 'the body is an object');
  if (method === 'POST' && name === null) {
    if (rules.scoped && scope === null) refuse(405, 'method');
    return { status: 201, body: shown(table.create(rules, scope, body)) };
  }
  if (method !== 'PUT' || name === null) refuse(405, 'method');
  const resource =
    sub === null ? table.replace(rules, scope, name, body) : table.putSub(rules, scope, name, sub, body);
  return { status: 200, body: shown(resource) };
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return refuse(400, 'the body is not JSON');
  }
}

function readOne(resource: JsonObject, sub: string | null, url: URL): JsonValue {
  if (sub === null) return chosen(resource, url);
  const value = resource[sub];
  return value === undefined ? refuse(404, 'no such sub-resource') : { [sub]: value };
}

/** `fields` keeps the top-level members that it names. */
function chosen(resource: JsonObject, url: URL): JsonObject {
  const fields = url.searchParams.get('fields');
  if (fields === null) return resource;
  const names = new Set(fields.split(','));
  return Object.fromEntries(Object.entries(resource).filter(([name]) => names.has(name)));
}

function listed(parts: Parts, { rules, version, scope }: Target, url: URL): Answer {
  const query = url.searchParams.get('query');
  const fits = query === null ? () => true : rsqlFilter(query);
  const all = parts.table
    .list(rules, scope)
    .map((one) => parts.table.json(one, version))
    .filter(fits);
  const page = integer(url, 'page', 1, 1, 1_000_000);
  const size = integer(url, 'pageSize', 20, 1, 100);
  const pages = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string): string => {
    const next = new URLSearchParams(url.searchParams);
    next.set('page', String(to));
    return `<${url.pathname}?${next.toString()}>; rel="${rel}"`;
  };
  const links = [
    link(1, 'first'),
    link(page, 'self'),
    ...(page < pages ? [link(page + 1, 'next')] : []),
    link(pages, 'last'),
  ];
  return {
    status: 200,
    body: ordered(all, url)
      .slice((page - 1) * size, page * size)
      .map((one) => chosen(one, url)),
    headers: { link: links.join(', '), 'x-axway-total-count': String(all.length) },
  };
}

const SORTS = ['name', 'title', 'metadata.audit.createTimestamp', 'metadata.audit.modifyTimestamp'];

function ordered(all: readonly JsonObject[], url: URL): readonly JsonObject[] {
  const sort = url.searchParams.get('sort');
  if (sort === null) return all;
  const [field = '', direction = 'ASC'] = sort.split(',');
  if (!SORTS.includes(field) || !['ASC', 'DESC'].includes(direction)) refuse(400, 'sort');
  const value = (one: JsonObject): string => textOf(at(one, ...field.split('.')));
  const sorted = [...all].sort((a, b) => (value(a) < value(b) ? -1 : Number(value(a) > value(b))));
  return direction === 'ASC' ? sorted : sorted.toReversed();
}

function integer(url: URL, name: string, fallback: number, least: number, most: number): number {
  const text = url.searchParams.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most ? value : refuse(400, name);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
