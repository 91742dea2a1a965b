import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { asked, raw, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const ODATA = [
  "Price gt ‹n› and contains(Name,'‹word›')",
  "Name eq 'O''Brien' or Name eq 'D''Angelo'",
  "startswith(CompanyName,'Al') and not endswith(City,'n')",
  "Orders/any(o: o/Total gt ‹n› and o/Status eq 'Open')",
  "substringof('‹word›', Name) eq true",
  'CreatedAt ge ‹date›T00:00:00Z and CreatedAt lt ‹date›T00:00:00Z',
  "tolower(Name) eq 'null' or Region in ('EU','US')",
  "indexof(Name,'‹word›') ne -1",
  "Id eq guid'‹uuid›'",
  "length(Name) gt ‹d› and substring(Name,1) eq 'a'",
  "(Status ne 'x') and (Amount mul 2 gt ‹n› or Amount eq null)",
  "1 eq 1 and Name ne ''",
  "concat(concat(City,', '),Country) eq '‹word›, DE'",
  "cast(Id,'Edm.String') eq '‹n›'",
  "Tags/all(t: t ne 'drop table')",
];
const LUCENE = [
  'status:(open OR paid) AND -type:test',
  'message:"can\'t connect" AND NOT level:debug',
  'created:[‹date› TO *] AND price:{‹n› TO ‹big›}',
  'name:O\'Brien~2 OR name:"‹family›"',
  '_exists_:‹col› AND ‹col›:/[a-z]+\\d*/',
  '(user.id:‹n› || user.id:‹n›) && !deleted:true',
  'url:"/etc/*" OR path:\\/var\\/log\\/*',
  'title:"select * from" AND tag:sql',
  'service:‹svc› status:error @duration:>‹n›',
  'kubernetes.labels.app : "‹svc›" and not message : *health*',
];
const BRACKETS: readonly ((r: Random) => Readonly<Record<string, string | number>>)[] = [
  (r) => ({ 'filter[price][gt]': r.int(1, 99), 'filter[price][lt]': r.int(100, 999), sort: '-price' }),
  (r) => ({ 'filter[name][like]': drawn(r, ['%‹word›%']), 'page[size]': 20, 'page[number]': r.int(1, 9) }),
  (r) => ({ 'created[gte]': drawn(r, ['‹date›']), 'created[lt]': drawn(r, ['‹date›']), limit: 10 }),
  (r) => ({
    'filters[title][$containsi]': drawn(r, ['‹noun›']),
    'filters[price][$gte]': r.int(1, 90),
    'populate[0]': 'author',
    'sort[0]': 'title:asc',
  }),
  (r) => ({
    'filters[$or][0][date][$eq]': drawn(r, ['‹date›']),
    'filters[$or][1][date][$eq]': drawn(r, ['‹date›']),
    'filters[author][name][$eq]': "O'Brien",
  }),
  (r) => ({ $limit: 25, $skip: r.int(0, 9) * 25, '$sort[createdAt]': -1, 'price[$lt]': r.int(1, 500) }),
  (r) => ({
    'filters[category][$in][0]': 'a',
    'filters[category][$in][1]': drawn(r, ['‹word›']),
    'pagination[pageSize]': 50,
  }),
  (r) => ({ where: JSON.stringify({ status: { in: ['open', 'paid'] }, total: { gt: r.int(1, 900) } }) }),
  (r) => ({
    filter: JSON.stringify({
      where: { and: [{ price: { gt: r.int(1, 99) } }, { name: { like: '%a%' } }] },
      limit: 5,
      order: 'id DESC',
    }),
  }),
  (r) => ({ price: `gte:${r.int(1, 90)}`, status: 'in:open,paid', name: drawn(r, ['like:*‹word›*']) }),
  (r) => ({ 'q[name_cont]': drawn(r, ['‹family›']), 'q[s]': 'created_at desc' }),
  (r) => ({ amount__gte: r.int(1, 900), name__icontains: drawn(r, ['‹family›']), ordering: '-id' }),
  (r) => ({
    id: drawn(r, ['eq.‹n›']),
    or: drawn(r, ['(age.gte.18,name.ilike.*‹word›*)']),
    select: 'id,name,orders(total)',
    order: 'id.desc',
  }),
  (r) => ({
    s: JSON.stringify({ $and: [{ isActive: true }, { createdAt: { $gt: drawn(r, ['‹date›']) } }] }),
  }),
  (r) => ({
    'aggregate[count]': '*',
    'groupBy[]': 'status',
    'filter[_and][0][price][_gt]': r.int(1, 99),
    fields: '*.*',
  }),
  (r) => ({
    price_range: `${r.int(1, 50)}..${r.int(60, 400)}`,
    'color[]': drawn(r, ['‹adj›']),
    'size|width': r.int(1, 9),
  }),
];
const JIRA = [
  'project = ABC AND status in (Open, "In Progress") ORDER BY created DESC',
  'text ~ "sql injection" AND resolution = Unresolved',
  'assignee = currentUser() OR reporter in membersOf("‹word›")',
  'summary ~ "\\"can\'t ‹verb›\\"" AND updated >= -‹d›d',
  'labels is EMPTY and priority != Low',
  'type = page and title ~ "‹noun›*" and space = "~‹word›"',
  '"Epic Link" = ABC-‹n› OR parent = ABC-‹n›',
  'is:open is:issue label:"good first issue" -label:wip sort:updated-desc',
  'repo:‹word›/‹word› path:../src language:sql "DROP TABLE"',
  'from:a‹n›@mail.example has:attachment subject:(‹noun› OR ‹noun›) -in:trash',
];

const ELASTIC: readonly ((r: Random) => unknown)[] = [
  (r) => ({
    query: {
      bool: {
        must: [{ match: { title: drawn(r, ['‹family› ‹noun›']) } }],
        filter: [{ range: { price: { gte: r.int(1, 9), lte: 99 } } }],
        must_not: [{ term: { status: 'null' } }],
      },
    },
    size: 10,
  }),
  (r) => ({ query: { query_string: { query: drawn(r, LUCENE), default_operator: 'AND' } } }),
  () => ({
    query: {
      script_score: {
        query: { match_all: {} },
        script: { source: "_score * doc['likes'].value / params.m", params: { m: 3 } },
      },
    },
  }),
  (r) => ({
    script: {
      lang: 'painless',
      source: 'if (ctx._source.tags.contains(params.tag)) { ctx.op = "delete" } else { ctx.op = "none" }',
      params: { tag: drawn(r, ['‹noun›']) },
    },
  }),
  (r) => ({
    aggs: {
      by: { terms: { field: 'status.keyword', size: 5 }, aggs: { p: { percentiles: { field: 'took' } } } },
    },
    size: 0,
    from: r.int(0, 50),
  }),
  (r) => ({
    query: { regexp: { name: { value: "(a|b).*[^']" } } },
    sort: [{ date: 'desc' }, '_score'],
    search_after: [r.int(1, 999), 'x'],
  }),
  (r) => ({ query: { wildcard: { path: { value: drawn(r, ['/etc/‹word›/*', '*\\‹word›\\*', '../*']) } } } }),
];

function bracket(r: Random): Exchange {
  const values = r.pick(BRACKETS)(r);
  return asked(r, 'data.meadow.example', r.pick(['/api/articles', '/api/orders', '/rest/v1/people']), values);
}

const MONGO_API = (r: Random): Exchange =>
  sent(
    r,
    'POST',
    'data.meadow.example',
    r.pick(['/action/find', '/action/updateOne', '/action/aggregate']),
    r.pick<unknown>([
      {
        dataSource: 'c0',
        database: 'app',
        collection: 'orders',
        filter: { status: { $in: ['open', 'paid'] }, total: { $gt: r.int(1, 900) } },
        limit: 10,
      },
      {
        dataSource: 'c0',
        database: 'app',
        collection: 'orders',
        filter: { _id: { $oid: r.hex(24) } },
        update: { $set: { status: 'closed', note: drawn(r, ["‹family›'s"]) }, $inc: { n: 1 } },
      },
      {
        dataSource: 'c0',
        database: 'app',
        collection: 'orders',
        pipeline: [
          { $match: { status: 'open' } },
          { $group: { _id: '$region', n: { $sum: 1 } } },
          { $sort: { n: -1 } },
        ],
      },
    ]),
  );

export const FILTERS: readonly BenignSource[] = [
  texts('OData filters', 260, ODATA, (r, filter) =>
    asked(r, 'odata.meadow.example', '/odata/Products', {
      $filter: filter,
      $top: r.int(1, 50),
      $orderby: 'Name desc',
      $count: 'true',
    }),
  ),
  texts('Lucene queries', 200, LUCENE, (r, q) =>
    asked(r, 'find.meadow.example', '/_search', { q, size: r.int(1, 50) }),
  ),
  { name: 'bracketed filters', count: 320, exchange: bracket },
  texts('tracker and mail queries', 180, JIRA, (r, q) =>
    asked(r, 'track.meadow.example', '/rest/search', { [r.pick(['jql', 'q', 'cql'])]: q, maxResults: 50 }),
  ),
  {
    name: 'search documents',
    count: 220,
    exchange: (r) =>
      sent(r, 'POST', 'find.meadow.example', `/idx-${r.int(1, 9)}/_search`, r.pick(ELASTIC)(r)),
  },
  { name: 'document database by HTTP', count: 120, exchange: MONGO_API },
  {
    name: 'several searches in one',
    count: 60,
    exchange: (r) =>
      raw(
        r,
        'POST',
        'find.meadow.example',
        '/_msearch',
        'application/x-ndjson',
        `{"index":"a"}\n${JSON.stringify(r.pick(ELASTIC)(r))}\n`,
      ),
  },
];
