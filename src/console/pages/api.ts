import type { ReportEndpoint } from '../../model/generated/report.ts';
import type { GradePoint, OutboxEntry, RegistryObject } from '../../store/store.ts';
import { statusOf } from '../finding-status.ts';
import { type HtmlValue, href, html, type Markup } from '../html.ts';
import { decodeCursor, pageOf } from '../keyset.ts';
import { parametersOf } from '../links.ts';
import { SEVERITY_RANK } from '../ranks.ts';
import type { ApiRow, Snapshot } from '../snapshot.ts';
import { correctionLinks } from './corrections.ts';
import { count, isoTime } from './format.ts';
import { gradeSection, historySection } from './grade-section.ts';
import { layout } from './layout.ts';
import { pager } from './list-parts.ts';
import type { PageData } from './page-data.ts';
import {
  breakable,
  countTable,
  definition,
  emptyNote,
  endpointLink,
  flagTags,
  managementTag,
  severityTag,
  statusTag,
  timeOf,
} from './parts.ts';

export interface RegistryEntryState {
  readonly registry: string;
  readonly object: RegistryObject | null;
  readonly outbox: OutboxEntry | null;
}

export interface ApiPageData extends PageData {
  readonly row: ApiRow;
  readonly history: readonly GradePoint[];
  readonly registries: readonly RegistryEntryState[];
}

const ENDPOINTS_SHOWN = 50;
const FINDINGS_SHOWN = 100;

export function apiPage(data: ApiPageData, query: URLSearchParams): Markup {
  const { api } = data.row;
  return layout(
    {
      title: api.name === '' ? `${api.host}${api.basePath}` : api.name,
      section: 'inventory',
      asOf: data.snapshot.report.asOf,
      version: data.version,
    },
    html`<nav class="trail" aria-label="Breadcrumb"><a href="/inventory">Inventory</a></nav>
<h1>${api.name === '' ? `${api.host}${api.basePath}` : api.name}</h1>
<p class="lead"><span class="host">${api.host}</span><span class="path">${breakable(api.basePath)}</span> ${managementTag(api.management)} ${flagTags(api.flags)}</p>
<div class="notice"><p>${api.reason.text}</p>${api.reason.nearestMiss === null ? '' : html`<p class="quiet">Nearest miss: ${api.reason.nearestMiss}</p>`}</div>
<div class="columns uneven">${gradeSection(data.row, data)}<div>${facts(data)}${hops(data)}${registries(data)}</div></div>
${findings(data)}
${endpoints(data, query)}
${historySection(data.history)}`,
  );
}

/** The rules of people that reached an endpoint of the API. */
function corrections(snapshot: Snapshot, api: string): (readonly [string, HtmlValue])[] {
  const own = snapshot.endpointsOf.get(api) ?? [];
  const ids = new Set(own.flatMap(({ id }) => snapshot.correctionsOf.get(id) ?? []));
  return ids.size === 0 ? [] : [['Corrected by', correctionLinks([...ids].sort())]];
}

function facts({ row: { api }, snapshot }: ApiPageData): Markup {
  return html`<section class="card" aria-labelledby="facts"><h2 id="facts">Facts</h2>${definition([
    ['Calls', count(api.calls)],
    ['Endpoints', count(api.endpoints)],
    ['First seen', timeOf(api.firstSeen)],
    ['Last seen', timeOf(api.lastSeen)],
    ['Hosts', api.hosts.join(', ')],
    [
      'Registered as',
      api.registered === null
        ? html`<span class="quiet">not registered</span>`
        : html`${(api.registrations ?? [api.registered]).map(
            (one, at) => html`${at === 0 ? '' : ', '}${one.api} <span class="quiet">on ${one.gateway}</span>`,
          )}`,
    ],
    ...corrections(snapshot, api.id),
    ['Environment', api.environment ?? html`<span class="quiet">none</span>`],
    ['Owner', api.owner ?? html`<span class="quiet">none</span>`],
    ['Tags', api.tags.length === 0 ? html`<span class="quiet">none</span>` : api.tags.join(', ')],
    [
      'Observed definition',
      html`<a href="${href(['api', 'v1', 'apis', api.id, 'openapi'])}" download>OpenAPI 3.1</a>`,
    ],
    ['Decided by', html`<code>${api.reason.rule}</code>`],
    ['Id', html`<code class="id">${api.id}</code>`],
  ])}</section>`;
}

function hops({ row: { api } }: ApiPageData): HtmlValue {
  if (Object.keys(api.callsByHop).length === 0) return '';
  return html`<section class="card" aria-labelledby="hops"><h2 id="hops">Calls by hop</h2>${countTable('A call seen at several hops is one call', 'Hop', api.callsByHop)}</section>`;
}

function registries({ registries: states }: ApiPageData): Markup {
  return html`<section class="card" aria-labelledby="registry"><h2 id="registry">Registries</h2><table class="counts"><caption class="unseen">State in each registry</caption><thead><tr><th scope="col">Registry</th><th scope="col">Object</th><th scope="col">Changed</th></tr></thead><tbody>${states.map(
    ({ registry, object, outbox }) =>
      html`<tr><th scope="row">${registry}</th><td>${object === null ? html`<span class="quiet">not published</span>` : object.state}${
        outbox === null || outbox.state === 'applied'
          ? ''
          : html`<span class="block quiet">${outbox.state} change${outbox.error === null ? '' : `: ${outbox.error}`}</span>`
      }</td><td class="when">${object === null ? '' : timeOf(isoTime(object.changedAtMs))}</td></tr>`,
  )}</tbody></table></section>`;
}

function findings(data: ApiPageData): Markup {
  const { row, decisions, snapshot } = data;
  const sorted = row.findings.toSorted(
    (a, b) => SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] || (a.id < b.id ? -1 : 1),
  );
  return html`<section class="card" aria-labelledby="findings"><h2 id="findings">Findings</h2>${
    sorted.length === 0
      ? emptyNote('Nothing was found.')
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Findings of this API"><table class="rows"><caption class="unseen">Findings of this API</caption><thead><tr><th scope="col">Severity</th><th scope="col">Finding</th><th scope="col">Endpoint</th><th scope="col">Status</th></tr></thead><tbody>${sorted
          .slice(0, FINDINGS_SHOWN)
          .map((finding) => {
            const endpoint =
              finding.endpoint === null ? undefined : snapshot.endpointById.get(finding.endpoint);
            return html`<tr><td>${severityTag(finding.severity)}</td><th scope="row"><a href="${href(['findings', finding.id])}">${finding.title}</a><span class="quiet block">${finding.type}${finding.origin === undefined ? '' : ` by ${finding.origin}`}</span></th><td>${endpoint === undefined ? html`<span class="quiet">whole API</span>` : endpointLink(endpoint)}</td><td>${statusTag(statusOf(finding, decisions))}</td></tr>`;
          })}</tbody></table></div>${sorted.length > FINDINGS_SHOWN ? html`<p><a href="${href(['findings'], [['api', row.api.id]])}">All ${count(sorted.length)} findings</a></p>` : ''}`
  }</section>`;
}

function endpoints({ row, snapshot }: ApiPageData, query: URLSearchParams): Markup {
  const own = snapshot.endpointsOf.get(row.api.id) ?? [];
  const page = pageOf(snapshot.endpointsBy('calls'), {
    descending: true,
    after: decodeCursor(query.get('after') ?? ''),
    limit: ENDPOINTS_SHOWN,
    accepts: (endpoint) => endpoint.api === row.api.id,
  });
  return html`<section class="card" aria-labelledby="endpoints"><h2 id="endpoints">Endpoints <span class="quiet">${count(own.length)}</span></h2>${
    own.length === 0
      ? emptyNote('No call was seen.')
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Endpoints of this API"><table class="rows"><caption class="unseen">Endpoints of this API, busiest first</caption><thead><tr><th scope="col">Endpoint</th><th scope="col">Authentication</th><th scope="col">Data classes</th><th scope="col">Flags</th><th scope="col" class="number">Calls</th><th scope="col">Last seen</th></tr></thead><tbody>${page.items.map(endpointRow)}</tbody></table></div>${pager(['apis', row.api.id], parametersOf(query), page.next)}`
  }</section>`;
}

function endpointRow(endpoint: ReportEndpoint): Markup {
  const classes = [...new Set(endpoint.dataClasses.map((one) => one.id))];
  return html`<tr><th scope="row">${endpointLink(endpoint)}</th><td>${endpoint.auth.state}${
    endpoint.auth.schemes.length === 0
      ? ''
      : html`<span class="quiet block">${endpoint.auth.schemes.join(', ')}</span>`
  }</td><td>${classes.map((id) => html`<span class="tag data">${id}</span> `)}</td><td>${flagTags(endpoint.flags)}</td><td class="number">${count(endpoint.calls)}</td><td class="when">${timeOf(endpoint.lastSeen)}</td></tr>`;
}
