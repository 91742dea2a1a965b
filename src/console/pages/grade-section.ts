import type { GradePoint } from '../../store/store.ts';
import { type HtmlValue, href, html, type Markup } from '../html.ts';
import type { ApiRow } from '../snapshot.ts';
import { raiseOf, type WaterfallStep, waterfallOf } from '../waterfall.ts';
import { counted, isoTime, percent, points } from './format.ts';
import type { PageData } from './page-data.ts';
import { bar, endpointLink, letterBadge, timeOf } from './parts.ts';

/** The letter, how it came about, and what would raise it. */
export function gradeSection(row: ApiRow, data: PageData): Markup {
  const { grade } = row.api;
  const rubric = data.rubricOf(grade.rubric);
  return html`<section class="card" aria-labelledby="grade"><h2 id="grade">Grade</h2>
<div class="grade-head">${letterBadge(grade.letter, 'large')}<div><p class="strong">${
    grade.score === null ? 'Not rated' : `${points(grade.score)} of 100`
  }</p><p class="quiet">${percent(grade.coverage)} of the applicable rules evaluated · rubric ${grade.rubric}</p>${otherLetters(row)}</div></div>
${raise(row, data)}
${waterfall(waterfallOf(grade, rubric), row, data)}
${notEvaluated(row)}
</section>`;
}

function otherLetters({ api, shownLetter }: ApiRow): HtmlValue {
  const shown =
    shownLetter === null || shownLetter === api.grade.letter
      ? ''
      : html`<p class="quiet">Registries show ${shownLetter} until the score is clearly past the edge of its band.</p>`;
  const source = api.sourceGrade;
  if (source === null) return shown;
  return html`${shown}<p class="quiet">${source.origin} says ${source.letter} (${points(source.score)}) as of ${timeOf(source.asOf)}.${
    api.grade.letter === 'U' ? ' It stands here, because ours is not rated.' : ''
  }</p>`;
}

function raise(row: ApiRow, data: PageData): HtmlValue {
  const { grade } = row.api;
  if (grade.letter === 'U') {
    return html`<div class="notice"><p>An API is rated when at least half of its rules could be evaluated on at least 20 calls. What is missing is listed below.</p></div>`;
  }
  const next = raiseOf(grade, data.rubricOf(grade.rubric));
  if (next === null) return '';
  return html`<div class="notice good"><p class="strong">What raises it to ${next.letter} <span class="quiet">(${points(next.score)} points)</span></p><ol>${next.fixes.map(
    ({ fix, reason }) => html`<li>${fix} <span class="quiet">${reason}</span></li>`,
  )}</ol></div>`;
}

function waterfall(steps: readonly WaterfallStep[], { api }: ApiRow, data: PageData): Markup {
  const end = steps.at(-1)?.to ?? 100;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Grade waterfall"><table class="waterfall"><caption>From 100 to the score</caption><thead><tr><th scope="col">Step</th><th scope="col" class="number">Points</th><th scope="col"><span class="unseen">Bar</span></th><th scope="col" class="number">Score</th></tr></thead><tbody>${steps.map(
    (step) => waterfallRow(step, data),
  )}</tbody><tfoot><tr><th scope="row">${api.grade.score === null ? 'Without a rating' : `Score, grade ${api.grade.letter}`}</th><td></td><td class="bar-cell">${bar(0, end, 'total')}</td><td class="number">${points(end)}</td></tr></tfoot></table></div>`;
}

function waterfallRow(step: WaterfallStep, data: PageData): Markup {
  const endpoint = step.endpoint === null ? undefined : data.snapshot.endpointById.get(step.endpoint);
  const change = step.to - step.from;
  const signed = step.kind === 'start' ? '' : `${change > 0 ? '+' : '−'}${points(Math.abs(change))}`;
  return html`<tr class="step-${step.kind}"><th scope="row"><span class="step-text">${step.text}</span>${
    endpoint === undefined ? '' : html`<span class="block">at ${endpointLink(endpoint)}</span>`
  }${step.findings.length === 0 ? '' : html`<span class="block">${findingLinks(step.findings)}</span>`}${
    step.fix === null ? '' : html`<span class="quiet block">${step.fix}</span>`
  }</th><td class="number">${signed}</td><td class="bar-cell">${bar(step.from, step.to, step.kind)}</td><td class="number">${points(step.to)}</td></tr>`;
}

function findingLinks(findings: readonly string[]): Markup {
  const [only] = findings;
  if (findings.length === 1 && only !== undefined) {
    return html`<a href="${href(['findings', only])}">The finding</a>`;
  }
  return html`<a href="#findings">${counted(findings.length, 'finding')}</a>`;
}

function notEvaluated({ api }: ApiRow): HtmlValue {
  const { notEvaluated: rules } = api.grade;
  if (rules.length === 0) return html`<p class="quiet">Every applicable rule was evaluated.</p>`;
  return html`<details${api.grade.letter === 'U' ? html` open` : ''}><summary>${counted(rules.length, 'rule')} not evaluated</summary><table class="counts"><caption class="unseen">Rules that were not evaluated</caption><thead><tr><th scope="col">Rule</th><th scope="col" class="number">Points</th><th scope="col">Why</th></tr></thead><tbody>${rules.map(
    (one) =>
      html`<tr><th scope="row">${one.rule}</th><td class="number">${points(one.points)}</td><td>${one.reason}</td></tr>`,
  )}</tbody></table></details>`;
}

const HISTORY_SHOWN = 30;

export function historySection(history: readonly GradePoint[]): HtmlValue {
  if (history.length === 0) return '';
  return html`<section class="card" aria-labelledby="history"><h2 id="history">Grade history</h2><table class="counts"><caption class="unseen">Grades of the last assessments</caption><thead><tr><th scope="col">Assessed</th><th scope="col">Grade</th><th scope="col" class="number">Score</th><th scope="col"><span class="unseen">Bar</span></th><th scope="col">Shown</th></tr></thead><tbody>${history
    .slice(-HISTORY_SHOWN)
    .reverse()
    .map(
      (point) =>
        html`<tr><td class="when">${timeOf(isoTime(point.asOfMs))}</td><th scope="row">${point.letter}</th><td class="number">${point.score === null ? '' : points(point.score)}</td><td class="bar-cell">${point.score === null ? '' : bar(0, point.score, 'total')}</td><td>${point.shownLetter}</td></tr>`,
    )}</tbody></table></section>`;
}
