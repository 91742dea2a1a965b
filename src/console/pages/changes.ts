import { CHANGE_CLASSES, CHANGE_TYPES } from '../../model/vocabulary.ts';
import { acceptsChange, type ChangeFilter, readChangeFilter } from '../filters.ts';
import { html, type Markup } from '../html.ts';
import { pageOf } from '../keyset.ts';
import { type Parameters, parametersOf, toggled } from '../links.ts';
import { readQuery } from '../query.ts';
import { counted } from './format.ts';
import { layout } from './layout.ts';
import { pager } from './list-parts.ts';
import type { PageData } from './page-data.ts';
import { apiLink, emptyNote, endpointLink, filterOption, findingTitle, timeOf } from './parts.ts';

const PATH = ['changes'];
const PAGE_SIZE = 100;

export function changesPage(data: PageData, query: URLSearchParams): Markup {
  const reader = readQuery(query);
  const filter = readChangeFilter(reader);
  const limit = reader.limit(PAGE_SIZE);
  const after = reader.cursor();
  reader.end();
  const { snapshot } = data;
  const accepts = acceptsChange(filter);
  const page = pageOf(snapshot.changesByTime(), { descending: true, after, limit, accepts });
  const parameters = parametersOf(query);
  const matching = snapshot.report.changes.filter(accepts).length;
  return layout(
    { title: 'Changes', section: 'changes', asOf: snapshot.report.asOf, version: data.version },
    html`<h1>Changes</h1><div class="with-side"><aside class="facets" aria-label="Filters">${facets(data, filter, parameters)}</aside>
<section aria-label="Changes"><p class="result" role="status">${counted(matching, 'change')}, newest first</p>${
      page.items.length === 0
        ? emptyNote('No change between consecutive days was seen.')
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Table of changes"><table class="rows"><caption class="unseen">Changes, newest first</caption><thead><tr><th scope="col" aria-sort="descending">When</th><th scope="col">Class</th><th scope="col">Change</th><th scope="col">Where</th><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>${page.items.map(
            (change) => {
              const api = snapshot.rowById.get(change.api)?.api;
              const endpoint =
                change.endpoint === null ? undefined : snapshot.endpointById.get(change.endpoint);
              return html`<tr><td class="when">${timeOf(change.at)}</td><td><span class="tag change-${change.class}">${change.class}</span></td><th scope="row">${findingTitle(change.type)}</th><td>${endpoint === undefined ? '' : endpointLink(endpoint)}<span class="block">${api === undefined ? '' : apiLink(api)}</span></td><td>${change.before ?? ''}</td><td>${change.after ?? ''}</td></tr>`;
            },
          )}</tbody></table></div>`
    }${pager(PATH, parameters, page.next)}</section></div>`,
  );
}

function facets(data: PageData, filter: ChangeFilter, parameters: Parameters): readonly Markup[] {
  const seen = new Set<string>(data.snapshot.report.changes.map((change) => change.type));
  const list = (name: 'class' | 'type', title: string, values: readonly string[]): Markup => {
    const chosen: readonly string[] = filter[name];
    return html`<h2>${title}</h2><ul class="options">${values.map((value) =>
      filterOption(toggled(PATH, parameters, name, value), chosen.includes(value), findingTitle(value), null),
    )}</ul>`;
  };
  return [
    list('class', 'Class', CHANGE_CLASSES),
    ...(seen.size === 0
      ? []
      : [
          list(
            'type',
            'Type',
            CHANGE_TYPES.filter((type) => seen.has(type)),
          ),
        ]),
  ];
}
