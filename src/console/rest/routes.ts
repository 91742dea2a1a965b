import { listedRule } from '../../report/corrections.ts';
import { headline } from '../../report/headline.ts';
import { openApiOf } from '../../report/openapi/index.ts';
import type { ConsoleContext } from '../context.ts';
import { decide, parseDecision } from '../decide.ts';
import { acceptsChange, acceptsEndpoint, readChangeFilter, readEndpointFilter } from '../filters.ts';
import { isOpen, withStatus } from '../finding-status.ts';
import { pageOf } from '../keyset.ts';
import { readFindingQuery } from '../pages/findings.ts';
import { isoTime } from '../pages/format.ts';
import { readApiQuery } from '../pages/inventory.ts';
import { readQuery } from '../query.ts';
import { LETTERS_BEST_FIRST, SEVERITIES_WORST_FIRST } from '../ranks.ts';
import { downloadReply, jsonReply, type Reply } from '../reply.ts';
import { RequestFault } from '../request-fault.ts';
import type { Route, RouteCall } from '../routes.ts';
import { ENDPOINT_SORTS } from '../snapshot.ts';
import { sourceStates } from '../status-data.ts';
import { openApiDocument } from './openapi.ts';
import { getRegistry, listRegistries, retryRegistry } from './registries.ts';
import { publicRun } from './run-row.ts';

const BASE = '/api/v1';
const PAGE_SIZE = 100;
const RUNS_KEPT_IN_REACH = 10_000;

type Answer = (call: RouteCall, context: ConsoleContext) => Promise<unknown>;

const GET_ANSWERS: Readonly<Record<string, Answer>> = {
  '/summary': (_call, context) => summary(context),
  '/health': (_call, context) => context.options.health(),
  '/apis': listApis,
  '/apis/{id}': async ({ parameters }, context) =>
    found((await context.snapshot()).rowById.get(parameters['id'] ?? '')).api,
  '/apis/{id}/grades': gradeHistory,
  '/endpoints': listEndpoints,
  '/endpoints/{id}': async ({ parameters }, context) =>
    found((await context.snapshot()).endpointById.get(parameters['id'] ?? '')),
  '/findings': listFindings,
  '/findings/{id}': async ({ parameters }, context) => oneFinding(context, parameters['id'] ?? ''),
  '/changes': listChanges,
  '/corrections': (call, context) => listCorrections(call, context),
  '/runs': listRuns,
  '/registries': (_call, context) => listRegistries(context),
  '/registries/{id}': getRegistry,
};

/** Lists are `{items, next}` with the objects of the report; `next` is the `after` of the following page. */
export function restRoutes(context: ConsoleContext): readonly Route[] {
  const document = openApiDocument(context.options.version);
  const routes: Route[] = Object.entries(GET_ANSWERS).map(([path, answer]) => ({
    method: 'GET',
    path: `${BASE}${path}`,
    access: 'session',
    answer: async (call) => jsonReply(await answer(call, context)),
  }));
  return [
    ...routes,
    {
      method: 'GET',
      path: `${BASE}/openapi.json`,
      access: 'session',
      answer: async () => jsonReply(document),
    },
    {
      method: 'GET',
      path: `${BASE}/apis/{id}/openapi`,
      access: 'session',
      answer: (call) => observedDefinition(call, context),
    },
    {
      method: 'POST',
      path: `${BASE}/findings/{id}/decision`,
      access: 'session',
      answer: (call) => postDecision(call, context),
    },
    {
      method: 'POST',
      path: `${BASE}/registries/{id}/retry`,
      access: 'session',
      answer: async (call) => jsonReply(await retryRegistry(call, context, await jsonBody(call))),
    },
  ];
}

function found<T>(row: T | undefined): T {
  if (row !== undefined) return row;
  throw new RequestFault(404, 'not-found', 'The latest report holds nothing with this id.');
}

async function listApis({ request }: RouteCall, context: ConsoleContext): Promise<unknown> {
  const [snapshot, decisions] = await Promise.all([context.snapshot(), context.decisions()]);
  const reader = readQuery(request.query);
  const { sort, accepts } = readApiQuery(reader, { decisions });
  const paging = { limit: reader.limit(PAGE_SIZE), after: reader.cursor() };
  reader.end();
  const page = pageOf(snapshot.apisBy(sort.by), { ...paging, descending: sort.descending, accepts });
  return { items: page.items.map((row) => row.api), next: page.next };
}

async function listEndpoints({ request }: RouteCall, context: ConsoleContext): Promise<unknown> {
  const snapshot = await context.snapshot();
  const reader = readQuery(request.query);
  const filter = readEndpointFilter(reader);
  const sort = reader.sort(ENDPOINT_SORTS, { by: 'path', descending: false });
  const paging = { limit: reader.limit(PAGE_SIZE), after: reader.cursor() };
  reader.end();
  const accepts = acceptsEndpoint(filter);
  return pageOf(snapshot.endpointsBy(sort.by), { ...paging, descending: sort.descending, accepts });
}

async function listFindings({ request }: RouteCall, context: ConsoleContext): Promise<unknown> {
  const [snapshot, decisions] = await Promise.all([context.snapshot(), context.decisions()]);
  const reader = readQuery(request.query);
  const { sort, accepts } = readFindingQuery(reader, { decisions });
  const paging = { limit: reader.limit(PAGE_SIZE), after: reader.cursor() };
  reader.end();
  const page = pageOf(snapshot.findingsBy(sort.by), { ...paging, descending: sort.descending, accepts });
  return { items: page.items.map((finding) => withStatus(finding, decisions)), next: page.next };
}

async function oneFinding(context: ConsoleContext, id: string): Promise<unknown> {
  const [snapshot, decisions] = await Promise.all([context.snapshot(), context.decisions()]);
  return withStatus(found(snapshot.findingById.get(id)), decisions);
}

async function listChanges({ request }: RouteCall, context: ConsoleContext): Promise<unknown> {
  const snapshot = await context.snapshot();
  const reader = readQuery(request.query);
  const accepts = acceptsChange(readChangeFilter(reader));
  const paging = { limit: reader.limit(PAGE_SIZE), after: reader.cursor() };
  reader.end();
  return pageOf(snapshot.changesByTime(), { ...paging, descending: true, accepts });
}

/** Newest first; the cursor is the id of the last run shown. */
/** As `assay rules list --json`: the rules of the configuration with what each reached in the last assessment. */
async function listCorrections({ request }: RouteCall, context: ConsoleContext): Promise<unknown> {
  readQuery(request.query).end();
  const snapshot = await context.snapshotOrNull();
  const items = context.options
    .rules()
    .map((filed) => listedRule(filed, snapshot?.corrections.get(filed.rule.id) ?? null));
  return { items, next: null };
}

async function listRuns({ request }: RouteCall, context: ConsoleContext): Promise<unknown> {
  const reader = readQuery(request.query);
  const limit = reader.limit(PAGE_SIZE);
  const after = reader.text('after');
  reader.end();
  if (!/^\d{0,15}$/.test(after)) {
    throw new RequestFault(400, 'bad-cursor', 'after is the `next` of an earlier page.');
  }
  const runs = await context.options.store.runs(RUNS_KEPT_IN_REACH);
  const rest = after === '' ? runs : runs.filter((run) => run.id < Number(after));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(publicRun),
    next: rest.length > limit && last !== undefined ? String(last.id) : null,
  };
}

async function gradeHistory({ parameters }: RouteCall, context: ConsoleContext): Promise<unknown> {
  const { api } = found((await context.snapshot()).rowById.get(parameters['id'] ?? ''));
  const points = await context.options.store.gradeHistory(api.id);
  const items = points.map(({ asOfMs, letter, shownLetter, score, coverage, rubric }) => ({
    asOf: isoTime(asOfMs),
    letter,
    shownLetter,
    score,
    coverage,
    rubric,
  }));
  return { items, next: null };
}

async function observedDefinition({ parameters }: RouteCall, context: ConsoleContext): Promise<Reply> {
  const snapshot = await context.snapshot();
  const { api } = found(snapshot.rowById.get(parameters['id'] ?? ''));
  const estate = await context.estate(snapshot);
  const observed = found(estate.correlation.apis.find((one) => one.id === api.id));
  const body = `${JSON.stringify(openApiOf(observed, estate), null, 2)}\n`;
  return downloadReply('application/json; charset=utf-8', `${api.id}.openapi.json`, body);
}

async function summary(context: ConsoleContext): Promise<unknown> {
  const [snapshot, decisions, sources] = await Promise.all([
    context.snapshot(),
    context.decisions(),
    sourceStates(context.options.store),
  ]);
  const { report } = snapshot;
  const open = report.findings.filter((finding) => isOpen(finding, decisions));
  const managed = report.apis.filter((api) => api.management === 'managed').length;
  return {
    asOf: report.asOf,
    headline: headline(report),
    calls: report.calls,
    apis: { total: report.apis.length, managed, unmanaged: report.apis.length - managed },
    flags: tally(report.apis.flatMap((api) => api.flags)),
    letters: tally(
      report.apis.map((api) => api.grade.letter),
      LETTERS_BEST_FIRST,
    ),
    openFindings: tally(
      open.map((finding) => finding.severity),
      SEVERITIES_WORST_FIRST,
    ),
    sources: sources.map(({ source, received, dropped, parked, lastCallMs }) => ({
      source,
      received,
      dropped,
      parked,
      lastCall: lastCallMs === null ? null : isoTime(lastCallMs),
    })),
  };
}

function tally(words: readonly string[], always: readonly string[] = []): Readonly<Record<string, number>> {
  const counts: Record<string, number> = Object.fromEntries(always.map((word) => [word, 0]));
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

async function postDecision({ request, parameters }: RouteCall, context: ConsoleContext): Promise<Reply> {
  const id = parameters['id'] ?? '';
  found((await context.snapshot()).findingById.get(id));
  const decision = parseDecision(await jsonBody({ request }));
  await decide(context.options.store, context.options.clock, id, decision);
  return jsonReply(await oneFinding(context, id));
}

async function jsonBody({ request }: Pick<RouteCall, 'request'>): Promise<unknown> {
  const type = (request.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new RequestFault(415, 'not-json', 'The body has to be application/json.');
  }
  return parseJson(await request.readBody());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestFault(400, 'not-json', 'The body is not valid JSON.');
  }
}
