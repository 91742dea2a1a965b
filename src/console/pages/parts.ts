import type { Flag, ReportApi, ReportEndpoint } from '../../model/generated/report.ts';
import type { Letter, Management, Severity } from '../../model/vocabulary.ts';
import type { FindingStatus } from '../../store/store.ts';
import { type HtmlValue, href, html, type Markup } from '../html.ts';
import type { ApiRow } from '../snapshot.ts';
import { count, minute, percent, words } from './format.ts';

const LETTER_TEXT: Readonly<Record<Letter, string>> = {
  A: 'Grade A',
  B: 'Grade B',
  C: 'Grade C',
  D: 'Grade D',
  E: 'Grade E',
  F: 'Grade F',
  U: 'Not rated',
};

export function letterBadge(letter: Letter, size: 'small' | 'large' = 'small'): Markup {
  return html`<span class="letter letter-${letter.toLowerCase()} ${size}" role="img" aria-label="${LETTER_TEXT[letter]}">${letter}</span>`;
}

/** Letter and score, then every other letter that somebody shows for the API. */
export function gradeCell(row: ApiRow): Markup {
  const { grade, sourceGrade } = row.api;
  return html`<span class="grade">${letterBadge(grade.letter)}<span class="score">${
    grade.score === null
      ? html`<span class="quiet">${percent(grade.coverage)} covered</span>`
      : String(grade.score)
  }</span></span>${
    row.shownLetter !== null && row.shownLetter !== grade.letter
      ? html`<span class="quiet block">shown ${row.shownLetter}</span>`
      : ''
  }${sourceGrade !== null && sourceGrade.letter !== grade.letter ? html`<span class="quiet block">${sourceGrade.letter} by ${sourceGrade.origin}</span>` : ''}`;
}

export function managementTag(management: Management): Markup {
  return html`<span class="tag ${management}">${management}</span>`;
}

export function flagTags(flags: readonly Flag[]): HtmlValue {
  return flags.map((flag) => html`<span class="tag flag">${flag}</span> `);
}

export function severityTag(severity: Severity): Markup {
  return html`<span class="tag severity-${severity}">${severity}</span>`;
}

export function statusTag(status: FindingStatus): Markup {
  return html`<span class="tag status-${status}">${status}</span>`;
}

export function apiLink(api: ReportApi): Markup {
  return html`<a href="${href(['apis', api.id])}">${api.name === '' ? `${api.host}${api.basePath}` : api.name}</a>`;
}

/** Method, path and operation; provisional literals are marked, because they may still become a slot. */
export function endpointLink(endpoint: ReportEndpoint): Markup {
  return html`<a class="endpoint" href="${href(['endpoints', endpoint.id])}"><span class="method">${endpoint.method}</span> <span class="path">${breakable(endpoint.path)}</span></a>${
    endpoint.operation === null ? '' : html` <span class="quiet">${endpoint.operation}</span>`
  }${endpoint.provisional ? html` <span class="tag" title="Seen from fewer than five clients">provisional</span>` : ''}`;
}

/** Lets a long path break after a slash and nowhere else. */
export function breakable(path: string): HtmlValue {
  return path.split(/(?<=\/)/).map((part, index) => (index === 0 ? part : html`<wbr>${part}`));
}

export function timeOf(time: string | null): Markup {
  if (time === null) return html`<span class="quiet">never</span>`;
  return html`<time datetime="${time}">${minute(time)}</time>`;
}

/** A bar in a track of 100 units; decorative, the number stands beside it. */
export function bar(from: number, to: number, kind: string): Markup {
  const left = Math.min(from, to);
  const width = Math.max(Math.abs(to - from), 0.6);
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" x="0" y="0" width="100" height="8"/><rect class="fill ${kind}" x="${left.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="8"/></svg>`;
}

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100;
}

/** Counts with their bars, largest first. */
export function countTable(
  caption: string,
  heading: string,
  counts: Readonly<Record<string, number | undefined>>,
): Markup {
  const rows = Object.entries(counts)
    .map(([name, value]) => ({ name, value: value ?? 0 }))
    .sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1));
  const most = rows[0]?.value ?? 0;
  return html`<table class="counts"><caption>${caption}</caption><thead><tr><th scope="col">${heading}</th><th scope="col" class="number">Calls</th><th scope="col"><span class="unseen">Share</span></th></tr></thead><tbody>${rows.map(
    ({ name, value }) =>
      html`<tr><th scope="row">${name}</th><td class="number">${count(value)}</td><td class="bar-cell">${bar(0, share(value, most), 'plain')}</td></tr>`,
  )}</tbody></table>`;
}

export function controlTags(controls: readonly string[]): HtmlValue {
  return controls.map((control) => html`<span class="tag control">${control}</span> `);
}

export function definition(rows: readonly (readonly [string, HtmlValue])[]): Markup {
  return html`<dl class="facts">${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function emptyNote(text: string): Markup {
  return html`<p class="empty">${text}</p>`;
}

/** One option of a filter, as a link that switches it. */
export function filterOption(
  link: string,
  selected: boolean,
  label: HtmlValue,
  amount: number | null,
): Markup {
  return html`<li><a href="${link}"${selected ? html` aria-current="true"` : ''}><span class="box" aria-hidden="true"></span><span class="label">${label}</span>${
    amount === null ? '' : html`<span class="amount">${count(amount)}</span>`
  }</a></li>`;
}

export function findingTitle(type: string): string {
  return words(type);
}
