import type { ReportEndpoint } from '../../model/generated/report.ts';
import { statusOf } from '../finding-status.ts';
import { type HtmlValue, href, html, type Markup } from '../html.ts';
import { correctionLinks } from './corrections.ts';
import { count } from './format.ts';
import { layout } from './layout.ts';
import type { PageData } from './page-data.ts';
import {
  apiLink,
  breakable,
  countTable,
  definition,
  emptyNote,
  flagTags,
  managementTag,
  severityTag,
  statusTag,
  timeOf,
} from './parts.ts';

export function endpointPage(data: PageData, endpoint: ReportEndpoint): Markup {
  const api = data.snapshot.rowById.get(endpoint.api)?.api;
  const title = `${endpoint.method} ${endpoint.path}`;
  return layout(
    { title, section: 'inventory', asOf: data.snapshot.report.asOf, version: data.version },
    html`<nav class="trail" aria-label="Breadcrumb"><a href="/inventory">Inventory</a> <span aria-hidden="true">/</span> ${api === undefined ? '' : apiLink(api)}</nav>
<h1><span class="method">${endpoint.method}</span> <span class="path">${breakable(endpoint.path)}</span></h1>
<p class="lead"><span class="host">${endpoint.host}</span> ${managementTag(endpoint.management)} ${flagTags(endpoint.flags)}${endpoint.provisional ? html`<span class="tag">provisional</span>` : ''}</p>
<div class="notice"><p>${endpoint.reason.text}</p>${endpoint.reason.nearestMiss === null ? '' : html`<p class="quiet">Nearest miss: ${endpoint.reason.nearestMiss}</p>`}</div>
<div class="columns">${facts(data, endpoint)}<section class="card" aria-labelledby="statuses"><h2 id="statuses">Statuses</h2>${countTable('Answers by status code', 'Status', endpoint.statuses)}</section></div>
${slots(endpoint)}
${dataClasses(endpoint)}
${findings(data, endpoint)}`,
  );
}

function facts({ snapshot }: PageData, endpoint: ReportEndpoint): Markup {
  const corrections = snapshot.correctionsOf.get(endpoint.id) ?? [];
  const none = html`<span class="quiet">none</span>`;
  return html`<section class="card" aria-labelledby="facts"><h2 id="facts">Facts</h2>${definition([
    ['Calls', count(endpoint.calls)],
    ['Protocol', endpoint.protocol],
    ['Operation', endpoint.operation ?? none],
    ['Authentication', endpoint.auth.state],
    ['Schemes', endpoint.auth.schemes.length === 0 ? none : endpoint.auth.schemes.join(', ')],
    [
      'Registered as',
      endpoint.registered === null
        ? html`<span class="quiet">not registered</span>`
        : html`${endpoint.registered.api} <span class="quiet">on ${endpoint.registered.gateway}${endpoint.registered.operation === null ? '' : `, operation ${endpoint.registered.operation}`}</span>`,
    ],
    ...(corrections.length === 0 ? [] : [['Corrected by', correctionLinks(corrections)] as const]),
    ['First seen', timeOf(endpoint.firstSeen)],
    ['Last seen', timeOf(endpoint.lastSeen)],
    ['Decided by', html`<code>${endpoint.reason.rule}</code>`],
    ['Id', html`<code class="id">${endpoint.id}</code>`],
  ])}</section>`;
}

function slots({ slots: all = [] }: ReportEndpoint): HtmlValue {
  if (all.length === 0) return '';
  const open = html`<span class="quiet">open</span>`;
  return html`<section class="card" aria-labelledby="slots"><h2 id="slots">Slots</h2><table class="counts"><caption class="unseen">Slots of the path, their types and values</caption><thead><tr><th scope="col">Slot</th><th scope="col">Type</th><th scope="col">Values</th><th scope="col">Because</th></tr></thead><tbody>${all.map(
    ({ name, type, enumeration = [], why }) =>
      html`<tr><th scope="row"><code>{${name}}</code></th><td>${type}</td><td>${enumeration.length === 0 ? open : enumeration.join(', ')}</td><td>${why}</td></tr>`,
  )}</tbody></table></section>`;
}

function dataClasses(endpoint: ReportEndpoint): Markup {
  return html`<section class="card" aria-labelledby="data"><h2 id="data">Data classes</h2>${
    endpoint.dataClasses.length === 0
      ? emptyNote('No data class was recognized.')
      : html`<table class="counts"><caption class="unseen">Data classes and where they stand</caption><thead><tr><th scope="col">Data class</th><th scope="col">Location</th><th scope="col">Path</th><th scope="col" class="number">Values</th></tr></thead><tbody>${endpoint.dataClasses.map(
          (one) =>
            html`<tr><th scope="row"><span class="tag data">${one.id}</span></th><td>${one.location}</td><td><code>${one.path}</code></td><td class="number">${count(one.count)}</td></tr>`,
        )}</tbody></table>`
  }</section>`;
}

function findings(data: PageData, endpoint: ReportEndpoint): HtmlValue {
  const own = data.snapshot.findingsOfEndpoint.get(endpoint.id) ?? [];
  if (own.length === 0) return '';
  return html`<section class="card" aria-labelledby="findings"><h2 id="findings">Findings</h2><table class="rows"><caption class="unseen">Findings at this endpoint</caption><thead><tr><th scope="col">Severity</th><th scope="col">Finding</th><th scope="col">Status</th></tr></thead><tbody>${own.map(
    (finding) =>
      html`<tr><td>${severityTag(finding.severity)}</td><th scope="row"><a href="${href(['findings', finding.id])}">${finding.title}</a></th><td>${statusTag(statusOf(finding, data.decisions))}</td></tr>`,
  )}</tbody></table></section>`;
}
