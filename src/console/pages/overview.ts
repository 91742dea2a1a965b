import type { Health } from '../../agent/health.ts';
import { headline, missingEvidence } from '../../report/headline.ts';
import type { RunRecord } from '../../store/store.ts';
import { isOpen } from '../finding-status.ts';
import { type HtmlValue, href, html, type Markup } from '../html.ts';
import { LETTERS_BEST_FIRST, SEVERITIES_WORST_FIRST } from '../ranks.ts';
import { count, counted, duration, isoTime } from './format.ts';
import { layout } from './layout.ts';
import type { PageData } from './page-data.ts';
import { bar, findingTitle, letterBadge, severityTag, share, timeOf } from './parts.ts';
import { outcomeTag } from './run-parts.ts';

export interface SourceState {
  readonly source: string;
  readonly received: number;
  readonly dropped: number;
  /** Pointers that are kept to records that were dropped. */
  readonly parked: number;
  readonly lastCallMs: number | null;
}

export interface RegistryState {
  readonly registry: string;
  readonly active: number;
  readonly retired: number;
  readonly pending: number;
  readonly quarantined: number;
  readonly lastChangeMs: number | null;
}

export interface OverviewData extends PageData {
  readonly sources: readonly SourceState[];
  readonly registries: readonly RegistryState[];
  readonly runs: readonly RunRecord[];
  readonly health: Health;
}

const MINIMUM_COVERAGE = 0.5;
const RECENT_RUNS = 8;
const TOP_TYPES = 8;

export function overviewPage(data: OverviewData): Markup {
  const { report } = data.snapshot;
  return layout(
    { title: 'Overview', section: 'overview', asOf: report.asOf, version: data.version },
    html`<h1 class="headline">${headline(report)}</h1>
${health(data.health)}
${figures(data)}
<div class="columns">${grades(data)}${findings(data)}</div>
<div class="columns">${sources(data)}${registries(data)}</div>
${recentRuns(data.runs)}`,
  );
}

function health(state: Health): HtmlValue {
  const failing = state.checks.filter((check) => !check.ok);
  if (failing.length === 0) return '';
  return html`<div class="notice warn" role="note"><p><strong>${counted(failing.length, 'check')} not passed.</strong></p><ul>${failing.map(
    (check) => html`<li><span class="strong">${check.name}</span>: ${check.detail}</li>`,
  )}</ul></div>`;
}

/** Each number opens exactly the rows it counts. */
function figures(data: OverviewData): Markup {
  const apis = data.snapshot.report.apis;
  const flagged = (flag: string): number =>
    apis.filter((api) => api.flags.some((one) => one === flag)).length;
  const managed = apis.filter((api) => api.management === 'managed').length;
  const figure = (name: string, value: string, title: string, amount: number, text: string): Markup =>
    html`<li><a class="figure" href="${href(['inventory'], [[name, value]])}"><span class="amount">${count(amount)}</span><span class="title">${title}</span><span class="quiet">${text}</span></a></li>`;
  return html`<ul class="figures" aria-label="APIs">${[
    figure('management', 'managed', 'managed', managed, 'on a gateway'),
    figure('management', 'unmanaged', 'unmanaged', apis.length - managed, 'on no gateway'),
    figure('flag', 'bypass', 'bypass', flagged('bypass'), 'reached around the gateway'),
    figure('flag', 'zombie', 'zombie', flagged('zombie'), 'retired but still called'),
    figure('flag', 'dormant', 'dormant', flagged('dormant'), 'registered, no calls'),
  ]}</ul>`;
}

function grades(data: OverviewData): Markup {
  const { report } = data.snapshot;
  const byLetter = Map.groupBy(report.apis, (api) => api.grade.letter);
  const most = Math.max(...LETTERS_BEST_FIRST.map((letter) => byLetter.get(letter)?.length ?? 0));
  const missing = missingEvidence(report, MINIMUM_COVERAGE);
  return html`<section class="card" aria-labelledby="grades"><h2 id="grades">Grades</h2><table class="counts by-letter"><caption class="unseen">APIs per grade</caption><thead class="unseen"><tr><th scope="col">Grade</th><th scope="col">APIs</th><th scope="col">Share</th></tr></thead><tbody>${LETTERS_BEST_FIRST.map(
    (letter) => {
      const amount = byLetter.get(letter)?.length ?? 0;
      return html`<tr><th scope="row">${letterBadge(letter)}</th><td class="number"><a href="${href(['inventory'], [['letter', letter]])}">${count(amount)}</a></td><td class="bar-cell">${amount === 0 ? '' : bar(0, share(amount, most), `letter-${letter.toLowerCase()}`)}</td></tr>`;
    },
  )}</tbody></table>${
    missing.length === 0
      ? ''
      : html`<details><summary>What could not be evaluated</summary><ul>${missing.map((text) => html`<li>${text}</li>`)}</ul></details>`
  }</section>`;
}

function findings(data: OverviewData): Markup {
  const open = data.snapshot.report.findings.filter((finding) => isOpen(finding, data.decisions));
  const bySeverity = Map.groupBy(open, (finding) => finding.severity);
  const byType = [...Map.groupBy(open, (finding) => finding.type)]
    .map(([type, members]) => ({ type, members, apis: new Set(members.map((one) => one.api)).size }))
    .sort((a, b) => b.apis - a.apis || (a.type < b.type ? -1 : 1));
  const status: readonly (readonly [string, string])[] = [
    ['status', 'open'],
    ['status', 'regressed'],
  ];
  return html`<section class="card" aria-labelledby="open-findings"><h2 id="open-findings">Open findings</h2><ul class="inline">${SEVERITIES_WORST_FIRST.map(
    (severity) =>
      html`<li><a href="${href(['findings'], [['severity', severity], ...status])}">${severityTag(severity)} ${count(bySeverity.get(severity)?.length ?? 0)}</a></li>`,
  )}</ul>${
    byType.length === 0
      ? html`<p class="empty">No finding is open.</p>`
      : html`<table class="counts"><caption class="unseen">Most frequent types of open findings</caption><thead><tr><th scope="col">Type</th><th scope="col" class="number">APIs</th><th scope="col" class="number">Findings</th></tr></thead><tbody>${byType
          .slice(0, TOP_TYPES)
          .map(
            ({ type, members, apis }) =>
              html`<tr><th scope="row">${findingTitle(type)}</th><td class="number"><a href="${href(['inventory'], [['finding', type]])}">${count(apis)}</a></td><td class="number"><a href="${href(['findings'], [['type', type], ...status])}">${count(members.length)}</a></td></tr>`,
          )}</tbody></table>`
  }</section>`;
}

function sources(data: OverviewData): Markup {
  return html`<section class="card" aria-labelledby="sources"><h2 id="sources">Sources</h2>${
    data.sources.length === 0
      ? html`<p class="empty">No source was read yet.</p>`
      : html`<table class="counts"><caption class="unseen">Sources with their last call and lag</caption><thead><tr><th scope="col">Source</th><th scope="col">Last call</th><th scope="col" class="number">Lag</th><th scope="col" class="number">Records</th><th scope="col" class="number">Dropped</th><th scope="col" class="number">Parked</th></tr></thead><tbody>${data.sources.map(
          (one) =>
            html`<tr><th scope="row">${one.source}</th><td class="when">${timeOf(one.lastCallMs === null ? null : isoTime(one.lastCallMs))}</td><td class="number">${one.lastCallMs === null ? '' : duration(data.nowMs - one.lastCallMs)}</td><td class="number">${count(one.received)}</td><td class="number">${count(one.dropped)}</td><td class="number">${count(one.parked)}</td></tr>`,
        )}</tbody></table>`
  }</section>`;
}

function registries(data: OverviewData): Markup {
  return html`<section class="card" aria-labelledby="registries"><h2 id="registries">Registries</h2>${
    data.registries.length === 0
      ? html`<p class="empty">No registry is configured.</p>`
      : html`<table class="counts"><caption class="unseen">Registries and their objects</caption><thead><tr><th scope="col">Registry</th><th scope="col" class="number">Active</th><th scope="col" class="number">Retired</th><th scope="col" class="number">Pending</th><th scope="col" class="number">Quarantined</th><th scope="col">Last change</th></tr></thead><tbody>${data.registries.map(
          (one) =>
            html`<tr><th scope="row"><a href="${href(['registries', one.registry])}">${one.registry}</a></th><td class="number">${count(one.active)}</td><td class="number">${count(one.retired)}</td><td class="number">${count(one.pending)}</td><td class="number">${count(one.quarantined)}</td><td class="when">${timeOf(one.lastChangeMs === null ? null : isoTime(one.lastChangeMs))}</td></tr>`,
        )}</tbody></table>`
  }</section>`;
}

function recentRuns(runs: readonly RunRecord[]): Markup {
  return html`<section class="card" aria-labelledby="runs"><h2 id="runs">Recent runs</h2>${
    runs.length === 0
      ? html`<p class="empty">No job has run yet.</p>`
      : html`<table class="counts"><caption class="unseen">Recent runs</caption><thead><tr><th scope="col">Job</th><th scope="col">Subject</th><th scope="col">Started</th><th scope="col">Outcome</th></tr></thead><tbody>${runs
          .slice(0, RECENT_RUNS)
          .map(
            (run) =>
              html`<tr><th scope="row">${run.job}</th><td>${run.subject}</td><td class="when">${timeOf(isoTime(run.startedAtMs))}</td><td>${outcomeTag(run.outcome)}${run.error === null ? '' : html` <span class="quiet">${run.error.message}</span>`}</td></tr>`,
          )}</tbody></table><p><a href="/jobs">All runs</a></p>`
  }</section>`;
}
