import { type HtmlValue, html, type Markup } from '../html.ts';
import { type Parameters, replaced } from '../links.ts';
import type { Sort } from '../query.ts';

/** A heading that sorts: pressing the sorted one turns it round. */
export function sortHeading(
  path: readonly string[],
  parameters: Parameters,
  sort: Sort<string>,
  column: {
    readonly by: string;
    readonly title: string;
    readonly descendingFirst: boolean;
    readonly kind?: string;
  },
): Markup {
  const sorted = sort.by === column.by;
  const descending = sorted ? !sort.descending : column.descendingFirst;
  const link = replaced(path, parameters, 'sort', `${descending ? '-' : ''}${column.by}`);
  const state = sorted ? (sort.descending ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" aria-sort="${state}"${column.kind === undefined ? '' : html` class="${column.kind}"`}><a href="${link}">${column.title}<span class="arrow" aria-hidden="true">${
    sorted ? (sort.descending ? '▼' : '▲') : ''
  }</span></a></th>`;
}

/** Keyset paging goes forward only; back is the browser's, and the first page is one link away. */
export function pager(
  path: readonly string[],
  parameters: Parameters,
  next: string | null,
  name = 'after',
): HtmlValue {
  const first = parameters.some(([key]) => key === name);
  if (next === null && !first) return '';
  const at = (value: string | null): string =>
    name === 'after'
      ? replaced(path, parameters, name, value)
      : replaced(
          path,
          parameters.filter(([key]) => key !== name),
          name,
          value,
        );
  return html`<nav class="pager" aria-label="Pages">${first ? html`<a class="button" href="${at(null)}">First page</a>` : ''}${
    next === null
      ? html`<span class="quiet">End of the list</span>`
      : html`<a class="button" rel="next" href="${at(next)}">Next page</a>`
  }</nav>`;
}

/** Hidden fields that carry the other parameters through a GET form. */
export function carried(parameters: Parameters, except: readonly string[]): HtmlValue {
  return parameters
    .filter(([name]) => !except.includes(name) && name !== 'after')
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
}
