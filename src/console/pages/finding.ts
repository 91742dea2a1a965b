import type { Finding } from '../../model/generated/report.ts';
import type { FindingDecision } from '../../store/store.ts';
import { PERSON_LIMIT, REASON_LIMIT } from '../decide.ts';
import { standingDecision, statusOf } from '../finding-status.ts';
import { type HtmlValue, href, html, type Markup } from '../html.ts';
import { count, isoTime, points } from './format.ts';
import { layout } from './layout.ts';
import type { PageData } from './page-data.ts';
import {
  apiLink,
  controlTags,
  definition,
  emptyNote,
  endpointLink,
  severityTag,
  statusTag,
  timeOf,
} from './parts.ts';

export function findingPage(data: PageData, finding: Finding): Markup {
  const api = data.snapshot.rowById.get(finding.api)?.api;
  return layout(
    {
      title: finding.title,
      section: 'findings',
      asOf: data.snapshot.report.asOf,
      version: data.version,
    },
    html`<nav class="trail" aria-label="Breadcrumb"><a href="/findings">Findings</a>${api === undefined ? '' : html` <span aria-hidden="true">/</span> ${apiLink(api)}`}</nav>
<h1>${finding.title}</h1>
<p class="lead">${severityTag(finding.severity)} ${statusTag(statusOf(finding, data.decisions))} <span class="quiet">${finding.type}</span></p>
<div class="columns uneven"><div>${evidence(finding)}${remedy(data, finding)}</div><div>${facts(data, finding)}${decision(data, finding)}</div></div>`,
  );
}

function evidence(finding: Finding): Markup {
  const { counts, samples, rule, thresholds } = finding.evidence;
  return html`<section class="card" aria-labelledby="evidence"><h2 id="evidence">Evidence</h2><p>${rule}</p>
${numbers('What was counted', 'Count', counts)}
${numbers('Thresholds that decided', 'Threshold', thresholds)}
<h3>Samples <span class="quiet">redacted</span></h3>${
    samples.length === 0
      ? emptyNote('No sample is kept.')
      : html`<ul class="samples">${samples.map((sample) => html`<li><code>${sample}</code></li>`)}</ul>`
  }</section>`;
}

/** What the grade says about it; a finding that costs nothing has no remedy there. */
function remedy(data: PageData, finding: Finding): HtmlValue {
  const api = data.snapshot.rowById.get(finding.api)?.api;
  const deduction = api?.grade.deductions.find((one) => one.findings.includes(finding.id));
  if (api === undefined || deduction === undefined) return '';
  return html`<section class="card" aria-labelledby="remedy"><h2 id="remedy">What to do</h2><p>${deduction.fix}</p><p class="quiet">Costs ${apiLink(api)} ${points(deduction.deducted)} of 100 points.</p></section>`;
}

function numbers(
  caption: string,
  heading: string,
  values: Readonly<Record<string, number | undefined>>,
): HtmlValue {
  const entries = Object.entries(values);
  if (entries.length === 0) return '';
  return html`<table class="counts"><caption>${caption}</caption><thead><tr><th scope="col">Name</th><th scope="col" class="number">${heading}</th></tr></thead><tbody>${entries.map(
    ([name, value]) =>
      html`<tr><th scope="row">${name}</th><td class="number">${count(value ?? 0)}</td></tr>`,
  )}</tbody></table>`;
}

function facts(data: PageData, finding: Finding): Markup {
  const api = data.snapshot.rowById.get(finding.api)?.api;
  const endpoint = finding.endpoint === null ? undefined : data.snapshot.endpointById.get(finding.endpoint);
  const trace = data.decisions.traces.get(finding.id);
  return html`<section class="card" aria-labelledby="facts"><h2 id="facts">Facts</h2>${definition([
    ['API', api === undefined ? '' : apiLink(api)],
    [
      'Endpoint',
      endpoint === undefined ? html`<span class="quiet">whole API</span>` : endpointLink(endpoint),
    ],
    ...(finding.origin === undefined ? [] : [['Reported by', finding.origin] as const]),
    [
      'Controls',
      finding.controls.length === 0 ? html`<span class="quiet">none</span>` : controlTags(finding.controls),
    ],
    ['First seen', timeOf(trace === undefined ? null : isoTime(trace.firstSeenMs))],
    ['Last seen', timeOf(trace === undefined ? null : isoTime(trace.lastSeenMs))],
    ['Id', html`<code class="id">${finding.id}</code>`],
  ])}</section>`;
}

function decision(data: PageData, finding: Finding): Markup {
  const standing = standingDecision(finding.id, data.decisions);
  return html`<section class="card" aria-labelledby="decision"><h2 id="decision">Decision</h2>${
    standing === null ? decideForm(data, finding) : reopenForm(data, finding, standing)
  }<p class="quiet">Grades and registries follow with the next assessment.</p></section>`;
}

function decideForm(data: PageData, finding: Finding): Markup {
  return html`<form method="post" action="${href(['findings', finding.id, 'decision'])}" class="stacked"><input type="hidden" name="form" value="${data.formToken}">
<label for="reason">Reason</label><textarea id="reason" name="reason" rows="3" required maxlength="${REASON_LIMIT}"></textarea>
<label for="person">Decided by</label><input id="person" name="person" required maxlength="${PERSON_LIMIT}" autocomplete="name">
<label for="expires">Until <span class="quiet">(optional)</span></label><input id="expires" name="expires" type="date">
<div class="field-row"><button type="submit" name="status" value="accepted">Accept the risk</button> <button type="submit" name="status" value="false-positive" class="second">Mark as false positive</button></div></form>`;
}

function reopenForm(data: PageData, finding: Finding, standing: FindingDecision): Markup {
  return html`${definition([
    ['Status', statusTag(standing.status)],
    ['Reason', standing.reason],
    ['Decided by', standing.person],
    ['Decided', timeOf(isoTime(standing.decidedAtMs))],
    [
      'Until',
      standing.expiresAtMs === null
        ? html`<span class="quiet">no end</span>`
        : timeOf(isoTime(standing.expiresAtMs)),
    ],
  ])}<form method="post" action="${href(['findings', finding.id, 'decision'])}" class="stacked"><input type="hidden" name="form" value="${data.formToken}"><button type="submit" name="status" value="open" class="second">Reopen</button></form>`;
}
