import type { Health } from '../../agent/health.ts';
import type { RunRecord } from '../../store/store.ts';
import { html, type Markup } from '../html.ts';
import { count, duration, isoTime } from './format.ts';
import { layout } from './layout.ts';
import { definition, timeOf } from './parts.ts';
import { outcomeTag } from './run-parts.ts';

export interface JobsData {
  readonly runs: readonly RunRecord[];
  readonly health: Health;
  readonly nextRuns: ReadonlyMap<string, number | null>;
  readonly asOf: string | null;
  readonly version: string;
}

export function jobsPage(data: JobsData): Markup {
  return layout(
    { title: 'Jobs', section: 'jobs', asOf: data.asOf, version: data.version },
    html`<h1>Jobs and health</h1><div class="columns">${health(data.health)}${schedule(data)}</div>${runs(data.runs)}`,
  );
}

function health(state: Health): Markup {
  return html`<section class="card" aria-labelledby="health"><h2 id="health">Health: ${state.ready ? 'ready' : 'not ready'}</h2><ul class="checks">${state.checks.map(
    (check) =>
      html`<li class="${check.ok ? 'ok' : 'bad'}"><span class="strong">${check.ok ? '✓' : '✗'} ${check.name}</span> <span class="quiet">${check.detail}</span></li>`,
  )}</ul></section>`;
}

function schedule(data: JobsData): Markup {
  const next = [...data.nextRuns];
  return html`<section class="card" aria-labelledby="schedule"><h2 id="schedule">Next runs</h2>${
    next.length === 0
      ? html`<p class="empty">This process schedules nothing.</p>`
      : definition(next.map(([job, atMs]) => [job, timeOf(atMs === null ? null : isoTime(atMs))] as const))
  }</section>`;
}

function runs(records: readonly RunRecord[]): Markup {
  return html`<section class="card" aria-labelledby="runs"><h2 id="runs">Runs</h2>${
    records.length === 0
      ? html`<p class="empty">No job has run yet.</p>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Table of runs"><table class="rows"><caption class="unseen">Runs, newest first</caption><thead><tr><th scope="col">Job</th><th scope="col">Subject</th><th scope="col" aria-sort="descending">Started</th><th scope="col" class="number">Took</th><th scope="col">Outcome</th><th scope="col">Result</th></tr></thead><tbody>${records.map(
          (run) =>
            html`<tr><th scope="row">${run.job}</th><td>${run.subject}</td><td class="when">${timeOf(isoTime(run.startedAtMs))}</td><td class="number">${run.endedAtMs === null ? '' : duration(run.endedAtMs - run.startedAtMs)}</td><td>${outcomeTag(run.outcome)}</td><td>${result(run)}</td></tr>`,
        )}</tbody></table></div>`
  }</section>`;
}

function result(run: RunRecord): Markup {
  if (run.error !== null) {
    return html`${run.error.message} <code>${run.error.code}</code>${run.error.fix === null ? '' : html`<span class="quiet block">${run.error.fix}</span>`}`;
  }
  const counts = Object.entries(run.counts).flatMap(([name, value]) =>
    typeof value === 'number' ? `${name} ${count(value)}` : [],
  );
  return html`<span class="quiet">${counts.join(' · ')}</span>`;
}
