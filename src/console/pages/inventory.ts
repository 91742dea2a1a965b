import {
  API_FACETS,
  type ApiFacet,
  type ApiFilter,
  acceptsApi,
  countFacets,
  type FacetCounts,
  readApiFilter,
} from '../filters.ts';
import { isOpen } from '../finding-status.ts';
import { href, html, type Markup } from '../html.ts';
import { type Page, pageOf } from '../keyset.ts';
import { type Parameters, parametersOf, toggled } from '../links.ts';
import { type QueryReader, readQuery, type Sort } from '../query.ts';
import { LETTERS_BEST_FIRST, SEVERITY_RANK } from '../ranks.ts';
import { API_SORTS, type ApiRow, type ApiSort } from '../snapshot.ts';
import { count, counted } from './format.ts';
import { layout } from './layout.ts';
import { carried, pager, sortHeading } from './list-parts.ts';
import type { PageData } from './page-data.ts';
import {
  apiLink,
  breakable,
  emptyNote,
  filterOption,
  findingTitle,
  flagTags,
  gradeCell,
  managementTag,
  severityTag,
  timeOf,
} from './parts.ts';

const PATH = ['inventory'];
const PAGE_SIZE = 50;
const TOP_FINDINGS = 3;
const FACET_TITLES: Readonly<Record<ApiFacet, string>> = {
  management: 'Management',
  letter: 'Grade',
  flag: 'Flags',
  finding: 'Open findings',
  environment: 'Environment',
};

/** What the rows of a list are, before they are drawn; the exports and the REST API ask the same. */
export interface ApiQuery {
  readonly filter: ApiFilter;
  readonly sort: Sort<ApiSort>;
  readonly accepts: (row: ApiRow) => boolean;
}

export function readApiQuery(query: QueryReader, data: Pick<PageData, 'decisions'>): ApiQuery {
  const filter = readApiFilter(query);
  const sort = query.sort(API_SORTS, { by: 'grade', descending: false });
  return { filter, sort, accepts: acceptsApi(filter, data.decisions) };
}

export function inventoryPage(data: PageData, query: URLSearchParams): Markup {
  const reader = readQuery(query);
  const asked = readApiQuery(reader, data);
  const limit = reader.limit(PAGE_SIZE);
  const after = reader.cursor();
  reader.end();
  const { snapshot } = data;
  const facets = countFacets(snapshot.rows, asked.filter, data.decisions);
  const page = pageOf(snapshot.apisBy(asked.sort.by), {
    descending: asked.sort.descending,
    after,
    limit,
    accepts: asked.accepts,
  });
  const parameters = parametersOf(query);
  const frame = {
    title: 'Inventory',
    section: 'inventory',
    asOf: snapshot.report.asOf,
    version: data.version,
  } as const;
  return layout(
    frame,
    html`<div class="title-row"><h1>Inventory</h1>${exportLinks(parameters)}</div>
<div class="with-side">
<aside class="facets" aria-label="Filters">${searchForm(asked.filter, parameters)}${facetLists(asked.filter, facets, parameters)}</aside>
<section aria-label="APIs">${resultLine(facets.matching, snapshot.rows.length, parameters)}${table(data, page, asked.sort, parameters)}${pager(PATH, parameters, page.next)}</section>
</div>`,
  );
}

function exportLinks(parameters: Parameters): Markup {
  const kept = parameters.filter(([name]) => name !== 'after' && name !== 'limit');
  return html`<p class="actions"><a class="button" href="${href(['inventory.csv'], kept)}" download>Export CSV</a> <a class="button" href="${href(['inventory.json'], kept)}" download>Export JSON</a></p>`;
}

function searchForm(filter: ApiFilter, parameters: Parameters): Markup {
  return html`<form method="get" action="/inventory" role="search" class="search">${carried(parameters, ['q'])}<label for="q">Name, host, path, owner or tag</label><div class="field-row"><input id="q" name="q" type="search" value="${filter.q}" autocomplete="off" spellcheck="false"><button type="submit">Search</button></div></form>`;
}

function facetLists(filter: ApiFilter, facets: FacetCounts, parameters: Parameters): readonly Markup[] {
  return API_FACETS.map((facet) => {
    const chosen: readonly string[] = filter[facet];
    const values = facetOrder(facet, new Set([...facets.counts[facet].keys(), ...chosen]));
    if (values.length === 0) return html``;
    return html`<h2>${FACET_TITLES[facet]}</h2><ul class="options">${values.map((value) =>
      filterOption(
        toggled(PATH, parameters, facet, value),
        chosen.includes(value),
        facetLabel(facet, value),
        facets.counts[facet].get(value) ?? 0,
      ),
    )}</ul>`;
  });
}

function facetOrder(facet: ApiFacet, values: ReadonlySet<string>): readonly string[] {
  if (facet === 'letter') return LETTERS_BEST_FIRST.filter((letter) => values.has(letter));
  return [...values].sort();
}

function facetLabel(facet: ApiFacet, value: string): string {
  if (facet === 'environment' && value === '') return 'none';
  if (facet === 'letter' && value === 'U') return 'U (not rated)';
  return facet === 'finding' ? findingTitle(value) : value;
}

function resultLine(matching: number, all: number, parameters: Parameters): Markup {
  const filtered = parameters.some(([name]) => name === 'q' || API_FACETS.some((facet) => facet === name));
  if (!filtered) return html`<p class="result" role="status">${counted(all, 'API')}</p>`;
  return html`<p class="result" role="status">${count(matching)} of ${counted(all, 'API')} · <a href="/inventory">Clear filters</a></p>`;
}

function table(data: PageData, page: Page<ApiRow>, sort: Sort<ApiSort>, parameters: Parameters): Markup {
  if (page.items.length === 0) return emptyNote('No API matches these filters.');
  const heading = (by: ApiSort, title: string, descendingFirst: boolean, kind?: string): Markup =>
    sortHeading(PATH, parameters, sort, {
      by,
      title,
      descendingFirst,
      ...(kind === undefined ? {} : { kind }),
    });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of APIs"><table class="rows inventory"><caption class="unseen">APIs, sorted by ${sort.by}</caption><thead><tr>${heading('grade', 'Grade', false)}${heading('name', 'API and base path', false)}<th scope="col">Management and why</th>${heading('calls', 'Calls', true, 'number')}${heading('last-seen', 'Last seen', true)}<th scope="col">Top findings</th></tr></thead><tbody>${page.items.map((row) => tableRow(row, data))}</tbody></table></div>`;
}

function tableRow(row: ApiRow, data: PageData): Markup {
  const { api } = row;
  const labels = [api.environment, api.owner].filter((one) => one !== null).join(' · ');
  return html`<tr><td>${gradeCell(row)}</td><th scope="row">${apiLink(api)}<span class="block"><span class="host">${api.host}</span><span class="path">${breakable(api.basePath)}</span></span>${
    labels === '' ? '' : html`<span class="quiet block">${labels}</span>`
  }</th><td class="why">${managementTag(api.management)} ${flagTags(api.flags)}<span class="quiet block">${api.reason.text}</span></td><td class="number">${count(api.calls)}</td><td class="when">${timeOf(api.lastSeen)}</td><td>${topFindings(row, data)}</td></tr>`;
}

function topFindings(row: ApiRow, data: PageData): Markup {
  const worst = new Map<string, ApiRow['findings'][number]>();
  for (const finding of row.findings) {
    if (!isOpen(finding, data.decisions)) continue;
    const known = worst.get(finding.type);
    if (known === undefined || SEVERITY_RANK[finding.severity] < SEVERITY_RANK[known.severity]) {
      worst.set(finding.type, finding);
    }
  }
  const sorted = [...worst.values()].sort(
    (a, b) => SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] || (a.type < b.type ? -1 : 1),
  );
  if (sorted.length === 0) return html`<span class="quiet">none open</span>`;
  const rest = sorted.length - TOP_FINDINGS;
  return html`<ul class="plain">${sorted
    .slice(0, TOP_FINDINGS)
    .map(
      (finding) => html`<li>${severityTag(finding.severity)} ${findingTitle(finding.type)}</li>`,
    )}${rest > 0 ? html`<li><a class="quiet" href="${href(['apis', row.api.id])}#findings">and ${counted(rest, 'more type')}</a></li>` : ''}</ul>`;
}
