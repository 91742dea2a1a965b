import type { BenignSource } from '../../half-corpus.ts';
import { asked, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const GRAPHQL = [
  'query($id:ID!){user(id:$id){id name orders(first:‹d›,orderBy:{field:CREATED_AT,direction:DESC}){edges{node{id total}}}}}',
  'mutation { updateNote(id: ‹n›, input: {text: "It\'s <b>‹adj›</b>; or \\"‹noun›\\"", tags: ["a", "b"]}) { id } }',
  '{ products(where: {_or: [{price: {_gt: ‹n›}}, {name: {_ilike: "%‹word›%"}}]}, order_by: {id: desc}, limit: ‹d›) { id ...F } } fragment F on Product { name @include(if: true) }',
  'query Q { search(query: "repo:a/b select from ‹tab› where 1=1", type: ISSUE, first: ‹d›) { nodes { ... on Issue { title } } } }',
  'subscription { event(filter: "status != \'closed\' and id > ‹n›") { id } }',
  'query { people(filter: {and: [{name: {eq: "O\'Brien"}}, {age: {gt: ‹d›}}]}) { total } }',
  'mutation { run(cmd: "‹word›", args: ["--x", "a b"]) { ok } }',
  'query { file(path: "../docs/‹word›.md") { text } }',
];
const PATHS = [
  '$.store.book[?(@.price < ‹n›)].title',
  "$..*[?(@.name=='‹word›' || @.x)]",
  '.items[] | select(.‹col› > ‹n›) | {id, name: (.name // "none")}',
  'map(select(.tags | index("‹word›"))) | sort_by(.id) | .[0:‹d›]',
  "//‹word›[@id='‹n›' or position()<‹d›]/text()",
  "/html/body/div[‹d›]//a[contains(@href,'‹word›')]",
  "locations[?state == 'WA' && pop > `‹n›`].name | sort(@)",
  "concat('a','b')",
  "//td[normalize-space()='O''Brien']/following-sibling::td[1]",
  '$.a.b[-1:]',
  'to_entries|map("\\(.key)=\\(.value)")|join("; ")',
  'count(//x[not(@y)]) > ‹d›',
  "div.card > a[href^='http']:not(.x)::attr(href)",
  '#main ul li:nth-child(‹d›) a',
  '@.length>1',
  '.[] | .name |= ascii_downcase',
];
const LDAP = [
  '(&(objectClass=user)(sAMAccountName=‹word›))',
  '(|(cn=‹given›*)(mail=*@‹word›.example))',
  '(&(objectCategory=person)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))',
  '(uid=‹word›)',
  '(&(objectClass=group)(member=CN=‹word›,OU=Users,DC=‹word›,DC=example))',
  '(objectClass=*)',
];
const SCIM = [
  'userName eq "‹word›@mail.example"',
  'name.familyName co "O\'Malley" or title pr',
  'emails[type eq "work" and value co "@‹word›.example"]',
  'meta.lastModified gt "‹date›T00:00:00Z" and not (active eq false)',
  'displayName sw "‹word›" and (id ne "‹n›" or active eq true)',
];
const RSQL = [
  'name==‹word›;price>‹n›',
  "title=='O\\'Brien*',status=in=(open,paid)",
  'genres=in=(a,b);(year=ge=‹n›,year=lt=‹n›)',
  'name=like=*‹word›*;id!=‹n›',
  '_status=EQ=ACTIVE;amount=GT=‹n›',
  "field eq '‹word›' and amount gt ‹n›",
  'state = \'RUNNING\' AND create_time >= "‹date›"',
  'labels.env=prod OR name:‹word›*',
  'not (a = 1) and b in [1,2]',
  'price:[‹n› TO ‹big›],name:"‹noun›"',
  '{"name":{"$regex":"^‹word›"}}',
];
const SELECTS = [
  'id,name,orders(total,lines(*))',
  '*,author.*,tags.{id,name}',
  'items(id,snippet/title),nextPageToken',
  '-password,+name',
  'id,"Full Name",count()',
  'sum(amount) as total',
  '!left(id)',
  'a:b->c->>d',
  'data[].id',
];
const FHIR = [
  "name=O'Brien",
  'code=http://loinc.example|‹n›-‹d›',
  'date=ge‹date›',
  '_filter=name co "‹word›" and birthdate gt ‹date›',
  '_has:Observation:patient:code=‹n›-4',
  'identifier=urn:oid:1.2|‹n›',
  '_include=*',
  'value-quantity=lt‹d›.‹d›||mg',
];

export const SELECTION: readonly BenignSource[] = [
  texts('GraphQL', 260, GRAPHQL, (r, query) =>
    r.chance(0.8)
      ? sent(r, 'POST', 'api.harbour.example', '/graphql', {
          query,
          variables: { id: r.int(1, 900), filter: { name: drawn(r, ['‹family›']), or: [{ x: null }] } },
          operationName: null,
        })
      : asked(r, 'api.harbour.example', '/graphql', { query }),
  ),
  texts('paths into documents', 260, PATHS, (r, path) =>
    r.chance(0.5)
      ? asked(r, 'api.harbour.example', '/v1/extract', {
          [r.pick(['path', 'jq', 'xpath', 'selector', 'expression'])]: path,
        })
      : sent(r, 'POST', 'api.harbour.example', '/v1/scrapers', { fields: [{ name: 'x', selector: path }] }),
  ),
  texts('directory filters', 140, LDAP, (r, filter) =>
    r.chance(0.5)
      ? asked(r, 'directory.harbour.example', '/v1/search', {
          filter,
          base: 'DC=corp,DC=example',
          scope: 'sub',
        })
      : sent(r, 'PUT', 'directory.harbour.example', '/v1/connectors/1', {
          userFilter: filter,
          baseDn: 'OU=A,DC=example',
        }),
  ),
  texts('SCIM filters', 160, SCIM, (r, filter) =>
    asked(r, 'directory.harbour.example', '/scim/v2/Users', { filter, startIndex: r.int(1, 90), count: 20 }),
  ),
  texts('RSQL and other filters', 220, RSQL, (r, filter) =>
    asked(r, 'api.harbour.example', r.pick(['/v1/items', '/v1/operations']), {
      [r.pick(['filter', 'query', 'search', 'q'])]: filter,
      pageSize: r.int(5, 50),
    }),
  ),
  texts('selected fields', 120, SELECTS, (r, fields) =>
    asked(r, 'api.harbour.example', '/v1/items', {
      [r.pick(['select', 'fields', 'columns', '$select'])]: fields,
      page: r.int(1, 400),
    }),
  ),
  texts('FHIR', 120, FHIR, (r, pair) => {
    const [name = '', ...rest] = pair.split('=');
    return asked(r, 'care.harbour.example', '/r4/Patient', { [name]: rest.join('='), _count: r.int(1, 500) });
  }),
];
