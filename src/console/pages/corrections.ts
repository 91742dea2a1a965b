import type { FiledRule } from '../../model/correction-rules.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { ruleInWords } from '../../report/corrections.ts';
import { type HtmlValue, html, type Markup } from '../html.ts';
import { count, counted } from './format.ts';
import { layout } from './layout.ts';
import type { PageData } from './page-data.ts';
import { emptyNote, endpointLink, timeOf } from './parts.ts';

export interface CorrectionsData extends PageData {
  /** The rules of the configuration of now. */
  readonly rules: readonly FiledRule[];
}

const LINKS_SHOWN = 20;

/** What people told the analyzer, and what each rule reached in the assessment that is shown. */
export function correctionsPage(data: CorrectionsData): Markup {
  const { rules, snapshot } = data;
  const known = new Set(rules.map(({ rule }) => rule.id));
  const former = [...snapshot.corrections].filter(([id]) => !known.has(id));
  const rows = [
    ...rules.map((filed) => ruleRow(data, filed, snapshot.corrections.get(filed.rule.id) ?? null)),
    ...former.map(([id, effect]) => formerRow(data, id, effect)),
  ];
  return layout(
    { title: 'Corrections', section: 'corrections', asOf: snapshot.report.asOf, version: data.version },
    html`<h1>Corrections</h1><p class="result" role="status">${counted(rows.length, 'rule')} of people</p>${
      rows.length === 0
        ? emptyNote('Nobody has corrected the analyzer. Rules stand in the folder that rules.folder names.')
        : html`<section class="card" aria-label="Corrections"><div class="scroll" tabindex="0" role="region" aria-label="Table of corrections"><table class="rows"><caption class="unseen">Rules of people and what each reached</caption><thead><tr><th scope="col">Rule</th><th scope="col">Kind</th><th scope="col">Says</th><th scope="col">Reached</th><th scope="col" class="number">Calls</th><th scope="col">In force since</th><th scope="col">File</th></tr></thead><tbody>${rows}</tbody></table></div></section>`
    }`,
  );
}

/** Links to the rows of rules, whose ids are small letters, digits and hyphens. */
export function correctionLinks(ids: readonly string[]): HtmlValue {
  return ids.map((id, at) => html`${at === 0 ? '' : ', '}<a href="/corrections#rule-${id}">${id}</a>`);
}

function ruleRow(data: PageData, filed: FiledRule, effect: JsonObject | null): Markup {
  const { file, rule } = filed;
  const because = rule.because === undefined ? '' : html`<span class="quiet block">${rule.because}</span>`;
  return row(data, rule.id, html`${rule.id}${because}`, rule.kind, ruleInWords(filed), file, effect);
}

/** A rule that stands in no file any more: it ends with the next assessment. */
function formerRow(data: PageData, id: string, effect: JsonObject): Markup {
  const name = html`${id}<span class="quiet block">no longer in the folder; ends with the next assessment</span>`;
  return row(data, id, name, textOf(effect['kind']), '', textOf(effect['file']), effect);
}

function row(
  data: PageData,
  id: string,
  name: HtmlValue,
  kind: string,
  says: string,
  file: string,
  effect: JsonObject | null,
): Markup {
  return html`<tr id="rule-${id}"><th scope="row">${name}</th><td><span class="tag">${kind}</span></td><td>${says}</td><td>${reached(data, effect)}</td><td class="number">${effect === null ? '' : count(numberOf(effect['calls']))}</td><td class="when">${sinceOf(effect)}</td><td class="when"><code>${file}</code></td></tr>`;
}

function sinceOf(effect: JsonObject | null): Markup {
  if (effect === null) return html`<span class="quiet">the next assessment</span>`;
  const since = effect['since'];
  return typeof since === 'string' ? timeOf(since) : html`<span class="quiet">all calls</span>`;
}

function reached({ snapshot }: PageData, effect: JsonObject | null): HtmlValue {
  if (effect === null) return html`<span class="quiet">not assessed yet</span>`;
  const endpoints = numberOf(effect['endpoints']);
  const fields = numberOf(effect['fields']);
  const summary = [
    endpoints > 0 || fields === 0 ? counted(endpoints, 'endpoint') : '',
    fields > 0 ? counted(fields, 'field') : '',
  ]
    .filter((text) => text !== '')
    .join(', ');
  const links = listOf(effect['reached'])
    .flatMap((id) => (typeof id === 'string' ? (snapshot.endpointById.get(id) ?? []) : []))
    .slice(0, LINKS_SHOWN);
  const removed = listOf(effect['removed']).filter(isJsonObject).slice(0, LINKS_SHOWN);
  if (links.length === 0 && removed.length === 0) return summary;
  return html`<details><summary>${summary}</summary><ul class="samples">${links.map((endpoint) => html`<li>${endpointLink(endpoint)}</li>`)}${removed.map(removedField)}${
    endpoints > links.length ? html`<li class="quiet">and ${count(endpoints - links.length)} more</li>` : ''
  }</ul></details>`;
}

/** A field at which a class was taken away. */
function removedField(field: JsonObject): Markup {
  return html`<li>${textOf(field['class'])} taken away at ${textOf(field['location'])} <code>${textOf(field['path'])}</code></li>`;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}
