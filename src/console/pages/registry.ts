import type { PlannedRegistry } from '../../agent/publish-registry.ts';
import { canonicalJson, type JsonValue } from '../../model/json.ts';
import type { Change } from '../../model/registry.ts';
import { RETIRED_BY_HAND } from '../../registry/queue.ts';
import type { OpenEntry, RegistryState } from '../../registry/state.ts';
import { differences, planSentence } from '../../report/plan-text.ts';
import type { RunRecord } from '../../store/store.ts';
import { type HtmlValue, href, html, type Markup } from '../html.ts';
import { counted, duration, isoTime } from './format.ts';
import { layout } from './layout.ts';
import { definition, emptyNote, timeOf } from './parts.ts';
import type { RegistryFrame } from './registries.ts';
import { outcomeTag } from './run-parts.ts';

/** Rows shown of one list; the command line and the REST API give all. */
const ROWS_SHOWN = 200;
const FIELDS_SHOWN = 12;
const VALUE_SHOWN = 200;

export interface RegistryPageData extends RegistryFrame {
  readonly state: RegistryState;
  readonly runs: readonly RunRecord[];
}

export function registryPage(data: RegistryPageData): Markup {
  const { state, asOf, version } = data;
  return layout(
    { title: state.id, section: 'registries', asOf, version },
    html`<p class="trail"><a href="/registries">Registry sync</a></p><h1>${state.id}</h1>
<div class="columns"><section class="card" aria-labelledby="state"><h2 id="state">State</h2>${definition([
      ['Active', String(state.active)],
      ['Retired', String(state.retired)],
      ['Last run', timeOf(state.lastRun === null ? null : isoTime(state.lastRun.startedAtMs))],
    ])}<p><a href="${href(['registries', state.id, 'plan'])}">Plan now</a> <span class="quiet">reads the registry and writes nothing</span></p></section>
${quarantined(data)}</div>${pending(state)}${runs(data.runs)}`,
  );
}

function quarantined({ state, formToken }: RegistryPageData): Markup {
  const { id, quarantined: entries } = state;
  const retry = (key: string, label: string): Markup =>
    html`<form method="post" action="${href(['registries', id, 'retry'])}"><input type="hidden" name="form" value="${formToken}"><input type="hidden" name="key" value="${key}"><button type="submit" class="second">${label}</button></form>`;
  return html`<section class="card" aria-labelledby="quarantine"><h2 id="quarantine">Quarantine</h2>${
    entries.length === 0
      ? emptyNote('Nothing was refused.')
      : html`<table class="rows"><caption>${counted(entries.length, 'change')} that the registry refused, or that a person took back; tried again when the content changes, or on retry</caption><thead><tr><th scope="col">Object</th><th scope="col">Why</th><th scope="col"><span class="unseen">Retry</span></th></tr></thead><tbody>${entries
          .slice(0, ROWS_SHOWN)
          .map(
            (entry) =>
              html`<tr><th scope="row"><code>${entry.key}</code></th><td>${reason(entry)}</td><td>${retry(entry.key, 'Retry')}</td></tr>`,
          )}</tbody></table>${retry('', 'Retry all')}`
  }</section>`;
}

function reason({ action, reason: text, attempts }: OpenEntry): HtmlValue {
  if (text === RETIRED_BY_HAND) return 'Retired by hand.';
  return html`${text ?? ''}<span class="quiet block">${action}, ${counted(attempts, 'attempt')}</span>`;
}

function pending({ pending: entries }: RegistryState): HtmlValue {
  if (entries.length === 0) return '';
  return html`<section class="card" aria-labelledby="pending"><h2 id="pending">Pending</h2><table class="rows"><caption>${counted(entries.length, 'change')} held back or not reached; planned anew by the next run</caption><thead><tr><th scope="col">Change</th><th scope="col">Object</th><th scope="col">Last fault</th></tr></thead><tbody>${entries
    .slice(0, ROWS_SHOWN)
    .map(
      (entry) =>
        html`<tr><td>${entry.action}</td><th scope="row"><code>${entry.key}</code></th><td>${entry.reason ?? ''}</td></tr>`,
    )}</tbody></table></section>`;
}

function runs(records: readonly RunRecord[]): Markup {
  return html`<section class="card" aria-labelledby="runs"><h2 id="runs">Last runs</h2>${
    records.length === 0
      ? emptyNote('Nothing was published yet.')
      : html`<table class="rows"><caption class="unseen">Runs, newest first</caption><thead><tr><th scope="col">Started</th><th scope="col">Took</th><th scope="col">Outcome</th><th scope="col">Result</th></tr></thead><tbody>${records.map(
          (run) =>
            html`<tr><th scope="row" class="when">${timeOf(isoTime(run.startedAtMs))}</th><td>${run.endedAtMs === null ? '' : duration(run.endedAtMs - run.startedAtMs)}</td><td>${outcomeTag(run.outcome)}</td><td>${runResult(run)}</td></tr>`,
        )}</tbody></table>`
  }</section>`;
}

function runResult({ counts, error }: RunRecord): HtmlValue {
  const facts = Object.entries(counts).flatMap(([name, value]) =>
    typeof value === 'number' && value > 0 ? [`${value} ${name}`] : [],
  );
  return html`${facts.join(', ')}${error === null ? '' : html`<span class="block quiet">${error.message}${error.fix === null ? '' : ` ${error.fix}`}</span>`}`;
}

/** What could be planned, or why it could not. */
export type PlanOutcome =
  | { readonly kind: 'planned'; readonly planned: PlannedRegistry }
  | { readonly kind: 'failed'; readonly registry: string; readonly message: string };

/** A plan of this moment as a diff, with conflicts and what the guard withholds. */
export function registryPlanPage(outcome: PlanOutcome, { asOf, version }: RegistryFrame): Markup {
  const id = outcome.kind === 'planned' ? outcome.planned.registry : outcome.registry;
  return layout(
    { title: `Plan of ${id}`, section: 'registries', asOf, version },
    html`<p class="trail"><a href="/registries">Registry sync</a> › <a href="${href(['registries', id])}">${id}</a></p><h1>Plan</h1>${
      outcome.kind === 'failed'
        ? html`<p class="notice" role="status">${outcome.message}</p>`
        : planned(outcome.planned)
    }`,
  );
}

function planned({ registry, plan, waiting }: PlannedRegistry): HtmlValue {
  const { changes, conflicts, refusal, withheld = [] } = plan;
  const more = changes.length - ROWS_SHOWN;
  return html`<p class="result" role="status">${planSentence(registry, plan)}</p>${
    refusal === null
      ? ''
      : html`<p class="notice">${refusal} ${counted(withheld.length, 'retirement')} withheld; assay publish --allow-retire makes them.</p>`
  }${
    conflicts.length === 0
      ? ''
      : html`<section class="card" aria-labelledby="conflicts"><h2 id="conflicts">Conflicts</h2><ul>${conflicts.map(
          ({ key, message }) => html`<li><code>${key}</code> ${message}</li>`,
        )}</ul></section>`
  }${
    changes.length === 0
      ? ''
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Table of changes"><table class="rows"><caption class="unseen">Changes, in the order in which they are made</caption><thead><tr><th scope="col">Change</th><th scope="col">Object</th><th scope="col">Fields</th></tr></thead><tbody>${changes
          .slice(0, ROWS_SHOWN)
          .map(
            (change) =>
              html`<tr><td>${change.action}${waiting.has(change.key) ? html`<span class="block quiet">waits</span>` : ''}</td><th scope="row">${change.kind} <code>${change.key}</code></th><td>${fields(change)}</td></tr>`,
          )}</tbody></table></div>${more > 0 ? html`<p class="quiet">${counted(more, 'further change')}: assay plan ${registry} shows all.</p>` : ''}`
  }`;
}

function fields(change: Change): HtmlValue {
  if (change.action !== 'update') return '';
  const all = differences(change.before, change.after);
  if (all.length === 0) return 'retired → active';
  const rest = all.length - FIELDS_SHOWN;
  return html`<ul class="samples">${all
    .slice(0, FIELDS_SHOWN)
    .map(
      ({ path, before, after }) =>
        html`<li><code>${path}</code> <del>${shown(before)}</del> → <ins>${shown(after)}</ins></li>`,
    )}${rest > 0 ? html`<li class="quiet">${counted(rest, 'further field')}</li>` : ''}</ul>`;
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return '(nothing)';
  const text = canonicalJson(value);
  return text.length > VALUE_SHOWN ? `${text.slice(0, VALUE_SHOWN)}…` : text;
}
