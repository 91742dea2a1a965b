import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { asked, sent, texts } from '../exchanges.ts';
import { fill } from '../slots.ts';

const KUSTO = [
  'requests | where success == false and duration > ‹n› | summarize count() by name, bin(timestamp, ‹d›m) | order by count_ desc',
  "SecurityEvent | where EventID == ‹n› and Account !contains '$' | project TimeGenerated, Account",
  'traces | where message has "select" or message has "union" | take ‹n›',
  "let x = ‹n›; T | extend y = iff(a > x, 'hi', 'lo') | join kind=inner (U) on id",
];
const SPL = [
  'search index=main sourcetype=access_* status>=‹n› | stats count by uri_path | sort -count | head ‹d›',
  'index=web "‹family›" OR "null" | rex field=_raw "user=(?<u>\\w+)" | eval t=if(x>‹d›,"a","b") | table u t',
  '| tstats count where index=* by host | where count>‹n›',
  'index=os process="cat" | eval p="/etc/".name | dedup p',
  '[ search index=a | fields ip ] NOT "GET /health"',
];
const PROM = [
  'sum by (le) (rate(‹word›_bucket{job=~"a|b",code!="200"}[5m]))',
  '(1 - avg(rate(node_cpu{mode="idle"}[5m]))) * 100 > ‹n› or vector(0)',
  '{app="‹svc›"} |= "error" != "timeout" | json | line_format "{{.msg}}" | status >= 500',
  '{job="‹word›"} |~ "(?i)select|drop" | logfmt | duration > ‹d›s',
  'label_replace(up, "x", "$1", "instance", "(.*):.*") unless on() absent(y)',
  'topk(‹d›, sum(rate(x[1h])) by (path)) and on(path) z == 0',
];
const GRAPH = [
  'MATCH (p:Person {name: "‹given›"})-[:KNOWS*1..‹d›]->(f) WHERE f.age > ‹n› OR f.name = \'x\' RETURN f LIMIT ‹n›',
  'CREATE (a:Item {id: $id}) SET a.name = $name; ',
  "g.V().hasLabel('‹word›').has('‹col›', gt(‹n›)).out().order().by('name').limit(‹d›)",
  'PREFIX foaf: <http://xmlns.com/foaf/0.1/> SELECT ?n WHERE { ?p foaf:name ?n . FILTER(?n != "x" && strlen(?n) > ‹d›) } ORDER BY ?n',
  'ASK { <http://www.‹word›.example/a> a ?t }',
  'INSERT DATA { <urn:‹hex›> <urn:p> "O\'Brien" }',
  'SELECT ?s (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?s HAVING (?n > ‹n›) UNION',
  'from(bucket: "‹word›") |> range(start: -‹d›h) |> filter(fn: (r) => r._measurement == "cpu" and r.host != "a") |> mean()',
  "for u in users filter u.‹col› == ‹n› || u.name like 'a%' return u",
];
const WAREHOUSE = [
  "SELECT Id, Name FROM Account WHERE Name LIKE '‹word›%' AND (Type = 'A' OR Type = NULL) LIMIT ‹n›",
  'SELECT campaign.id, metrics.clicks FROM campaign WHERE segments.date DURING LAST_30_DAYS AND metrics.clicks > ‹n›',
  'SELECT mean("value") FROM "‹word›" WHERE time > now() - ‹d›h AND "host" = \'a\' GROUP BY time(10m) fill(null)',
  'fields @timestamp, @message | filter @message like /Exception/ or status >= ‹n› | sort @timestamp desc | limit ‹n›',
  "SELECT * FROM S3Object s WHERE s._1 = '‹word›' OR s._2 > '‹n›'",
  "select customer.id from customer where customer.status = 'ENABLED' order by customer.id",
  "SELECT TOP ‹d› * FROM c WHERE c.type = '‹word›' AND ARRAY_CONTAINS(c.tags, 'x') OR IS_NULL(c.y)",
  'FOLLOWED BY SELECT filter(count(*), WHERE error IS true) FROM Transaction SINCE ‹d› hours ago FACET name',
  'FROM ‹tab› | WHERE ‹col› > ‹n› AND name LIKE "a*" | STATS c = COUNT(*) BY name',
  "select * from issues where title = '‹family›' union all select * from pulls",
];

const BUILDER = [
  {
    select: ['‹col›', 'count(*)'],
    from: '‹tab›',
    where: [['‹col›', '>', 5], 'or', ['name', '=', "O'Brien"]],
    orderBy: 'count(*) desc',
  },
  {
    measures: ['Orders.count'],
    dimensions: ['Orders.status'],
    filters: [{ member: 'Orders.total', operator: 'gt', values: ['100'] }],
    order: { 'Orders.count': 'desc' },
  },
  { entity: 'account', attributes: ['name'], criteria: "name like '%‹word›%' and statecode = 0" },
  {
    union: [
      { table: 'a', select: '*' },
      { table: 'b', select: '*' },
    ],
    limit: 5,
  },
  {
    rules: [
      { field: 'name', operator: 'contains', value: "' or '" },
      { field: 'age', operator: '>=', value: 18 },
    ],
    combinator: 'or',
    not: false,
  },
  { expression: "IIF(LEN([Name]) > 3, [Name] + '; ' + [City], NULL)" },
  { having: 'sum(amount) > 1000', groupBy: ['region', "date_trunc('day', ts)"] },
] as const;

/** The slots of a document, filled. */
function filledIn(r: Random, document: object): object {
  return JSON.parse(fill(r, JSON.stringify(document))) as object;
}

export const QUERIES: readonly BenignSource[] = [
  texts('log analytics', 220, [...KUSTO, ...SPL], (r, query) =>
    r.chance(0.6)
      ? sent(r, 'POST', 'observe.harbour.example', '/v1/workspaces/query', { query, timespan: 'PT1H' })
      : asked(r, 'observe.harbour.example', '/services/search/jobs', { search: query, output_mode: 'json' }),
  ),
  texts('metrics', 220, PROM, (r, query) =>
    asked(r, 'observe.harbour.example', r.pick(['/api/v1/query', '/loki/api/v1/query_range']), {
      query,
      time: 1793491200 + r.int(0, 9e4),
    }),
  ),
  texts('graph and triple stores', 220, GRAPH, (r, query) =>
    r.chance(0.5)
      ? sent(r, 'POST', 'graph.harbour.example', '/db/neo/tx/commit', {
          statements: [{ statement: query, parameters: { id: 1 } }],
        })
      : asked(r, 'graph.harbour.example', '/sparql', { query, format: 'json' }),
  ),
  texts('query languages of services', 240, WAREHOUSE, (r, q) =>
    r.chance(0.5)
      ? asked(r, 'sales.harbour.example', r.pick(['/services/data/v60.0/query', '/query']), { q })
      : sent(r, 'POST', 'sales.harbour.example', '/v17/customers/search', {
          query: q,
          pageSize: r.int(10, 1000),
        }),
  ),
  {
    name: 'query builders',
    count: 180,
    exchange: (r) =>
      sent(r, 'POST', 'bi.harbour.example', '/api/queries', {
        ...filledIn(r, r.pick(BUILDER)),
        name: `Query ${r.int(1, 9000)}`,
        tz: 'UTC',
      }),
  },
];
