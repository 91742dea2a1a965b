import type { Report } from '../model/generated/report.ts';
import { renderApisCsv } from '../report/csv.ts';
import type { ConsoleContext } from './context.ts';
import { decide, parseDecision } from './decide.ts';
import { withStatus } from './finding-status.ts';
import { href } from './html.ts';
import { pageOf } from './keyset.ts';
import { apiPage } from './pages/api.ts';
import { changesPage } from './pages/changes.ts';
import { correctionsPage } from './pages/corrections.ts';
import { endpointPage } from './pages/endpoint.ts';
import { findingPage } from './pages/finding.ts';
import { findingsPage } from './pages/findings.ts';
import { inventoryPage, readApiQuery } from './pages/inventory.ts';
import { jobsPage } from './pages/jobs.ts';
import { overviewPage } from './pages/overview.ts';
import type { PageData } from './pages/page-data.ts';
import { readQuery } from './query.ts';
import { registryRoutes } from './registry-routes.ts';
import { downloadReply, htmlReply, type Reply, redirectReply } from './reply.ts';
import { RequestFault } from './request-fault.ts';
import type { Route, RouteCall } from './routes.ts';
import { registryEntries, registryStates, sourceStates } from './status-data.ts';

const RUNS_SHOWN = 200;

export function pageRoutes(context: ConsoleContext): readonly Route[] {
  const page = (path: string, answer: Route['answer']): Route => ({
    method: 'GET',
    path,
    access: 'session',
    answer,
  });
  return [
    page('/', () => overview(context)),
    page('/inventory', async ({ request }) =>
      htmlReply(inventoryPage(await pageData(context), request.query)),
    ),
    page('/inventory.csv', async (call) =>
      downloadReply(
        'text/csv; charset=utf-8',
        'assay-apis.csv',
        renderApisCsv(await filtered(context, call)),
      ),
    ),
    page('/inventory.json', async (call) => {
      const { apis } = await filtered(context, call);
      const body = `${JSON.stringify({ items: apis, next: null })}\n`;
      return downloadReply('application/json; charset=utf-8', 'assay-apis.json', body);
    }),
    page('/apis/{id}', (call) => api(context, call)),
    page('/endpoints/{id}', async ({ parameters }) => {
      const data = await pageData(context);
      const endpoint = data.snapshot.endpointById.get(parameters['id'] ?? '');
      return htmlReply(endpointPage(data, found(endpoint)));
    }),
    page('/findings', async ({ request }) => htmlReply(findingsPage(await pageData(context), request.query))),
    page('/findings/{id}', async ({ parameters }) => {
      const data = await pageData(context);
      const finding = data.snapshot.findingById.get(parameters['id'] ?? '');
      return htmlReply(findingPage(data, found(finding)));
    }),
    {
      method: 'POST',
      path: '/findings/{id}/decision',
      access: 'session',
      answer: (call) => post(context, call),
    },
    page('/changes', async ({ request }) => htmlReply(changesPage(await pageData(context), request.query))),
    page('/corrections', async ({ request }) => {
      readQuery(request.query).end();
      return htmlReply(correctionsPage({ ...(await pageData(context)), rules: context.options.rules() }));
    }),
    page('/jobs', () => jobs(context)),
    ...registryRoutes(context),
  ];
}

/** A row that is gone with the last assessment is a row that does not exist. */
function found<T>(row: T | undefined): T {
  if (row !== undefined) return row;
  throw new RequestFault(404, 'not-found', 'There is nothing at this address in the latest report.');
}

async function pageData(context: ConsoleContext): Promise<PageData> {
  const { options, formToken } = context;
  const [snapshot, decisions] = await Promise.all([context.snapshot(), context.decisions()]);
  return {
    snapshot,
    decisions,
    formToken,
    nowMs: options.clock.nowMs(),
    version: options.version,
    rubricOf: (id) => options.rubrics.find((rubric) => `${rubric.id}@${rubric.version}` === id) ?? null,
  };
}

async function overview(context: ConsoleContext): Promise<Reply> {
  const { store, registries, health } = context.options;
  const [data, sources, registry, runs, state] = await Promise.all([
    pageData(context),
    sourceStates(store),
    registryStates(store, registries),
    store.runs(RUNS_SHOWN),
    health(),
  ]);
  return htmlReply(overviewPage({ ...data, sources, registries: registry, runs, health: state }));
}

/** The report with exactly the rows of the inventory's filter, in its order. */
async function filtered(context: ConsoleContext, { request }: RouteCall): Promise<Report> {
  const data = await pageData(context);
  const reader = readQuery(request.query);
  const { sort, accepts } = readApiQuery(reader, data);
  reader.end();
  const { items } = pageOf(data.snapshot.apisBy(sort.by), {
    descending: sort.descending,
    after: null,
    limit: Number.POSITIVE_INFINITY,
    accepts,
  });
  return {
    ...data.snapshot.report,
    apis: items.map((row) => row.api),
    findings: items.flatMap((row) => row.findings.map((finding) => withStatus(finding, data.decisions))),
  };
}

async function api(context: ConsoleContext, { request, parameters }: RouteCall): Promise<Reply> {
  const { store, registries } = context.options;
  const id = parameters['id'] ?? '';
  const data = await pageData(context);
  const row = found(data.snapshot.rowById.get(id));
  const [history, entries] = await Promise.all([
    store.gradeHistory(id),
    registryEntries(store, registries, id),
  ]);
  return htmlReply(apiPage({ ...data, row, history, registries: entries }, request.query));
}

async function jobs(context: ConsoleContext): Promise<Reply> {
  const { store, health, nextRuns, version } = context.options;
  const [runs, state, snapshot] = await Promise.all([
    store.runs(RUNS_SHOWN),
    health(),
    context.snapshotOrNull(),
  ]);
  const asOf = snapshot?.report.asOf ?? null;
  return htmlReply(jobsPage({ runs, health: state, nextRuns: nextRuns(), asOf, version }));
}

/** The form of the finding page; answered with a redirect, so that a reload sends nothing twice. */
async function post(context: ConsoleContext, { request, parameters }: RouteCall): Promise<Reply> {
  const id = parameters['id'] ?? '';
  const snapshot = await context.snapshot();
  found(snapshot.findingById.get(id));
  if (request.header('content-type') !== 'application/x-www-form-urlencoded') {
    throw new RequestFault(415, 'not-a-form', 'This address takes the form of the finding page.');
  }
  const form = new URLSearchParams(await request.readBody());
  if (form.get('form') !== context.formToken) {
    throw new RequestFault(403, 'stale-form', 'The form is from another session. Open the page again.');
  }
  const expires = form.get('expires') ?? '';
  const decision = parseDecision({
    status: form.get('status'),
    reason: form.get('reason') ?? '',
    person: form.get('person') ?? '',
    expiresAt: expires === '' ? null : expires,
  });
  await decide(context.options.store, context.options.clock, id, decision);
  return redirectReply(`${href(['findings', id])}#decision`);
}
