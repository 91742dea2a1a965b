import type { Finding } from '../../model/generated/report.ts';
import { SEVERITIES } from '../../model/vocabulary.ts';
import { acceptsFinding, FINDING_STATUSES, type FindingFilter, readFindingFilter } from '../filters.ts';
import { statusOf } from '../finding-status.ts';
import { type HtmlValue, href, html, type Markup } from '../html.ts';
import { pageOf } from '../keyset.ts';
import { type Parameters, parametersOf, toggled } from '../links.ts';
import { type QueryReader, readQuery, type Sort } from '../query.ts';
import { FINDING_SORTS, type FindingSort } from '../snapshot.ts';
import { count, counted } from './format.ts';
import { layout } from './layout.ts';
import { pager, sortHeading } from './list-parts.ts';
import type { PageData } from './page-data.ts';
import {
  apiLink,
  emptyNote,
  endpointLink,
  filterOption,
  findingTitle,
  severityTag,
  statusTag,
} from './parts.ts';

const PATH = ['findings'];
const PAGE_SIZE = 50;

export interface FindingQuery {
  readonly filter: FindingFilter;
  readonly sort: Sort<FindingSort>;
  readonly accepts: (finding: Finding) => boolean;
}

export function readFindingQuery(query: QueryReader, data: Pick<PageData, 'decisions'>): FindingQuery {
  const filter = readFindingFilter(query);
  const sort = query.sort(FINDING_SORTS, { by: 'severity', descending: false });
  return { filter, sort, accepts: acceptsFinding(filter, data.decisions) };
}

export function findingsPage(data: PageData, query: URLSearchParams): Markup {
  const reader = readQuery(query);
  const { filter, sort, accepts } = readFindingQuery(reader, data);
  const limit = reader.limit(PAGE_SIZE);
  const after = reader.cursor();
  reader.end();
  const { snapshot } = data;
  const page = pageOf(snapshot.findingsBy(sort.by), { descending: sort.descending, after, limit, accepts });
  const matching = snapshot.report.findings.filter(accepts).length;
  const parameters = parametersOf(query);
  return layout(
    { title: 'Findings', section: 'findings', asOf: snapshot.report.asOf, version: data.version },
    html`<h1>Findings</h1><div class="with-side"><aside class="facets" aria-label="Filters">${facets(data, filter, parameters)}</aside>
<section aria-label="Findings"><p class="result" role="status">${count(matching)} of ${counted(snapshot.report.findings.length, 'finding')}${apiNote(data, filter)}</p>${
      page.items.length === 0
        ? emptyNote('No finding matches these filters.')
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Table of findings"><table class="rows"><caption class="unseen">Findings, sorted by ${sort.by}</caption><thead><tr>${sortHeading(PATH, parameters, sort, { by: 'severity', title: 'Severity', descendingFirst: false })}${sortHeading(PATH, parameters, sort, { by: 'type', title: 'Finding', descendingFirst: false })}<th scope="col">API</th><th scope="col">Endpoint</th><th scope="col">Status</th></tr></thead><tbody>${page.items.map((finding) => row(finding, data))}</tbody></table></div>`
    }${pager(PATH, parameters, page.next)}</section></div>`,
  );
}

function apiNote(data: PageData, filter: FindingFilter): HtmlValue {
  const names = filter.api.flatMap((id) => data.snapshot.rowById.get(id)?.api ?? []);
  return names.map((api) => html` · of ${apiLink(api)} · <a href="/findings">Clear filters</a>`);
}

function row(finding: Finding, data: PageData): Markup {
  const api = data.snapshot.rowById.get(finding.api)?.api;
  const endpoint = finding.endpoint === null ? undefined : data.snapshot.endpointById.get(finding.endpoint);
  return html`<tr><td>${severityTag(finding.severity)}</td><th scope="row"><a href="${href(['findings', finding.id])}">${finding.title}</a><span class="quiet block">${finding.type}${finding.origin === undefined ? '' : ` by ${finding.origin}`}</span></th><td>${api === undefined ? '' : apiLink(api)}</td><td>${endpoint === undefined ? html`<span class="quiet">whole API</span>` : endpointLink(endpoint)}</td><td>${statusTag(statusOf(finding, data.decisions))}</td></tr>`;
}

/** Counts in a facet respect the other facets and ignore its own. */
function facets(data: PageData, filter: FindingFilter, parameters: Parameters): HtmlValue {
  const { findings } = data.snapshot.report;
  const counted = (
    without: keyof FindingFilter,
    valueOf: (finding: Finding) => string,
  ): Map<string, number> => {
    const accepts = acceptsFinding({ ...filter, [without]: [] }, data.decisions);
    const counts = new Map<string, number>();
    for (const finding of findings) {
      if (accepts(finding)) counts.set(valueOf(finding), (counts.get(valueOf(finding)) ?? 0) + 1);
    }
    return counts;
  };
  const statuses = counted('status', (finding) => statusOf(finding, data.decisions));
  const severities = counted('severity', (finding) => finding.severity);
  const types = counted('type', (finding) => finding.type);
  const list = (
    title: string,
    name: 'status' | 'severity' | 'type',
    values: readonly string[],
    counts: ReadonlyMap<string, number>,
  ): Markup => {
    const chosen: readonly string[] = filter[name];
    return html`<h2>${title}</h2><ul class="options">${values.map((value) =>
      filterOption(
        toggled(PATH, parameters, name, value),
        chosen.includes(value),
        name === 'type' ? findingTitle(value) : value,
        counts.get(value) ?? 0,
      ),
    )}</ul>`;
  };
  return [
    list('Status', 'status', FINDING_STATUSES, statuses),
    list('Severity', 'severity', SEVERITIES.toReversed(), severities),
    list('Type', 'type', [...new Set([...types.keys(), ...filter.type])].sort(), types),
  ];
}
