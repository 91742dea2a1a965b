import type { Exchange } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { form, raw, read, upload, write } from './calls.ts';
import { day, person, product, prose, slug, word } from './words.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (r: Random): string =>
  `${base64url({ alg: 'RS256', kid: r.token(8) })}.${base64url({ sub: r.uuid(), exp: 1793500000 + r.int(0, 9999) })}.${r.token(86)}`;

const logs = (r: Random): Exchange =>
  write(r, 'logs.hollowbrook.example', '/v1/logs', {
    service: slug(r),
    lines: [
      `${day(r)}T10:0${r.int(0, 9)}:00Z WARN [http-${r.int(1, 99)}] Slow query (${r.int(1000, 9000)} ms): select o.id from orders o where o.state = ?`,
      `E/${word(r)}: java.lang.IllegalStateException: Can't open '${slug(r)}' at line ${r.int(1, 999)}`,
      `nginx: "GET /${word(r)}/${slug(r)}?x=1 HTTP/1.1" 200 ${r.int(100, 9999)} "-" "curl/8.5.0"`,
      `sh: line ${r.int(1, 99)}: ${word(r)}: command not found`,
      `mounted /var/lib/${word(r)} on /dev/sda${r.int(1, 9)}; rc=0`,
    ].slice(r.int(0, 3)),
    level: 'warn',
  });

const crash = (r: Random): Exchange =>
  write(r, 'telemetry.hollowbrook.example', `/api/${r.int(1, 40)}/store`, {
    event_id: r.hex(32),
    platform: r.pick(['java', 'python', 'javascript', 'php']),
    exception: {
      type: r.pick(['TypeError', 'PDOException', 'NullPointerException', 'OperationalError']),
      value: r.pick([
        `Cannot read properties of undefined (reading '${word(r)}')`,
        `SQLSTATE[23000]: Integrity constraint violation: 1062 Duplicate entry '${r.int(1, 9999)}' for key '${word(r)}'`,
        `could not connect to server: Connection refused (port ${r.int(1000, 9999)})`,
        `Unexpected token < in JSON at position ${r.int(0, 99)}`,
      ]),
      stack: `at ${word(r)}.<anonymous> (/app/node_modules/${word(r)}/lib/${word(r)}.js:${r.int(1, 999)}:${r.int(1, 80)})\n  File "/usr/lib/python3.12/site-packages/${word(r)}/${word(r)}.py", line ${r.int(1, 999)}, in <module>\n#0 /var/www/html/vendor/${word(r)}/src/${word(r)}.php(${r.int(1, 999)}): {closure}()`,
    },
    release: `${word(r)}@${r.int(1, 9)}.${r.int(0, 20)}.${r.int(0, 9)}`,
  });

const spans = (r: Random): Exchange =>
  write(r, 'otel.hollowbrook.example', '/v1/traces', {
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: [
              {
                traceId: r.hex(32),
                name: r.pick(['GET /orders/{id}', 'SELECT shop.orders', 'redis.get']),
                attributes: [
                  {
                    key: 'db.statement',
                    value: { stringValue: `SELECT * FROM ${word(r)} WHERE id = $1 LIMIT ${r.int(1, 99)}` },
                  },
                  {
                    key: 'http.url',
                    value: { stringValue: `http://${word(r)}.prod.svc:8080/v1/${slug(r)}` },
                  },
                  {
                    key: 'process.command_args',
                    value: { stringValue: `java -Xmx${r.int(1, 8)}g -jar /opt/${word(r)}.jar` },
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  });

const targets = (r: Random): Exchange =>
  write(r, 'monitor.hollowbrook.example', '/api/targets', {
    job: slug(r),
    targets: [
      `10.${r.int(0, 99)}.${r.int(0, 99)}.${r.int(2, 250)}:9100`,
      `${word(r)}.prod:9${r.int(100, 999)}`,
    ],
    expr: `sum by (pod) (rate(http_requests_total{code=~"5..",job="${word(r)}"}[5m])) > ${r.int(1, 90)}`,
    for: `${r.int(1, 30)}m`,
    summary: '{{ $labels.instance }} is down ({{ $value | humanize }})',
  });

const graphql = (r: Random): Exchange =>
  write(
    r,
    'graph.larkfield.example',
    '/graphql',
    r.chance(0.5)
      ? {
          query:
            'query Find($q: String!, $n: Int = 10) { search(text: $q, first: $n, orderBy: {field: PRICE, direction: ASC}) { edges { node { id name } } } }',
          variables: { q: r.chance(0.5) ? product(r) : prose(r), n: r.int(1, 50) },
          operationName: 'Find',
        }
      : {
          query: `mutation { addNote(orderId: "${r.uuid()}", text: ${JSON.stringify(prose(r))}) { id ... on Failure { message } } }`,
        },
  );

const odata = (r: Random): Exchange =>
  read(r, 'erp.brackenridge.example', `/odata/v4/${r.pick(['Products', 'Orders', 'Customers'])}`, {
    $filter: r.pick([
      `Price gt ${r.int(1, 900)} and contains(Name,'${word(r)}')`,
      `LastName eq 'O''Brien' or startswith(City,'${word(r).slice(0, 3)}')`,
      `CreatedAt ge ${day(r)}T00:00:00Z and State ne 'closed'`,
      `Items/any(i: i/Quantity gt ${r.int(1, 99)})`,
    ]),
    $select: 'Id,Name',
    $orderby: 'Name desc',
    $top: r.int(5, 200),
    $expand: 'Lines($filter=Amount gt 10)',
  });

const schema = (r: Random): Exchange =>
  write(r, 'registry.hollowbrook.example', `/schemas/${slug(r)}/versions`, {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://schemas.hollowbrook.example/${slug(r)}.json`,
    type: 'object',
    properties: { [word(r)]: { $ref: `#/$defs/${word(r)}` }, url: { type: 'string', pattern: '^https?://' } },
    $defs: { [word(r)]: { type: 'integer', minimum: r.int(0, 99) } },
  });

const fhir = (r: Random): Exchange =>
  write(r, 'fhir.tarnwick.example', '/R4/Observation', {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: `${r.int(1000, 9999)}-${r.int(0, 9)}` }] },
    subject: { reference: `Patient/${r.int(100, 9999)}` },
    text: {
      status: 'generated',
      div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>BP ${r.int(100, 150)}/${r.int(60, 99)} &lt; limit</p></div>`,
    },
    valueQuantity: { value: r.int(1, 200), unit: 'mm[Hg]' },
  });

const fhirSearch = (r: Random): Exchange =>
  read(r, 'fhir.tarnwick.example', '/R4/Patient', {
    'name:contains': person(r),
    birthdate: `ge${day(r)}`,
    _include: 'Patient:general-practitioner',
    _count: r.int(5, 50),
  });

const documents = (r: Random): Exchange =>
  write(r, 'data-api.brackenridge.example', '/action/find', {
    dataSource: 'Cluster0',
    database: word(r),
    collection: word(r),
    filter: {
      price: { $gte: r.int(1, 99) },
      createdAt: { $gt: { $date: `${day(r)}T00:00:00Z` } },
      owner: { $oid: r.hex(24) },
    },
    sort: { _id: -1 },
    limit: r.int(1, 100),
  });

const backup = (r: Random): Exchange =>
  write(r, 'import.brackenridge.example', '/api/documents', {
    documents: [
      {
        _id: { $oid: r.hex(24) },
        at: { $date: { $numberLong: String(1793491200000 + r.int(0, 99999)) } },
        total: { $numberDecimal: `${r.int(1, 999)}.50` },
        name: product(r),
      },
    ],
  });

const soap = (r: Random): Exchange =>
  raw(
    r,
    'soap.hollowbrook.example',
    '/services/OrderService',
    'text/xml; charset=utf-8',
    `<?xml version="1.0" encoding="utf-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:o="urn:orders"><soapenv:Header/><soapenv:Body><o:Create><o:name>${person(r)}</o:name><o:note><![CDATA[${prose(r)}]]></o:note><o:qty>${r.int(1, 99)}</o:qty></o:Create></soapenv:Body></soapenv:Envelope>`,
  );

const feed = (r: Random): Exchange =>
  raw(
    r,
    'edi.hollowbrook.example',
    '/cxml/orders',
    'text/xml',
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE cXML SYSTEM "http://xml.cXML.org/schemas/cXML/1.2.0${r.int(14, 60)}/cXML.dtd">\n<cXML payloadID="${r.int(1, 99999)}.${slug(r)}@hollowbrook.example" timestamp="${day(r)}T08:00:00+00:00"><Request><OrderRequest><Comments>${word(r)} &amp; ${word(r)}</Comments></OrderRequest></Request></cXML>`,
  );

const drawing = (r: Random): Exchange =>
  upload(r, 'media.quillmere.example', '/api/assets', [
    { name: 'folder', text: `/brand/${word(r)}/2026` },
    {
      name: 'file',
      fileName: `${slug(r)}.svg`,
      type: 'image/svg+xml',
      text: `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${r.int(10, 99)} 24"><path d="M${r.int(0, 9)} 2 L10 ${r.int(10, 99)} z" fill="#${r.hex(6)}"/></svg>`,
    },
  ]);

const oauth = (r: Random): Exchange =>
  read(r, 'login.tarnwick.example', '/oauth2/authorize', {
    response_type: 'code',
    client_id: slug(r),
    redirect_uri: r.pick([
      `https://app.${word(r)}.example/callback?next=%2Fhome`,
      `http://127.0.0.1:${r.int(40000, 65000)}/callback`,
      `http://localhost:${r.pick([3000, 4200, 8080])}/auth/callback`,
      `com.example.${word(r)}:/oauth`,
    ]),
    scope: 'openid profile email',
    state: r.token(24),
    code_challenge: r.token(43),
  });

const exchangeToken = (r: Random): Exchange =>
  form(r, 'login.tarnwick.example', '/oauth2/token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: token(r),
    scope: 'read write',
  });

const webhook = (r: Random): Exchange =>
  write(r, 'hooks.brackenridge.example', '/api/webhooks', {
    url: `https://${word(r)}.example/hooks/${slug(r)}?source=${word(r)}&sig=${r.hex(8)}`,
    events: ['order.created', 'order.*'],
    secret: r.hex(32),
    headers: { 'X-Env': word(r) },
  });

const preview = (r: Random): Exchange =>
  read(r, 'preview.quillmere.example', '/unfurl', {
    url: `https://www.${word(r)}.example/${slug(r)}?utm_source=${word(r)}&q=a%20b#${word(r)}`,
    size: r.int(100, 900),
  });

const imageProxy = (r: Random): Exchange =>
  read(
    r,
    'img.quillmere.example',
    `/fit/${r.int(100, 900)}x${r.int(100, 900)}/${encodeURIComponent(`https://cdn.${word(r)}.example/${slug(r)}.jpg`)}`,
  );

const files = (r: Random): Exchange =>
  read(r, 'drive.tarnwick.example', '/api/files', {
    path: r.pick([
      `/home/${word(r)}/Documents/${slug(r)} (final).docx`,
      `C:\\Users\\${word(r)}\\Desktop\\${slug(r)}.xlsx`,
      `/Shared/Q${r.int(1, 4)} Budget/${slug(r)}.pdf`,
      `./${slug(r)}/notes..txt`,
      `/var/www/${slug(r)}/index.html`,
    ]),
    depth: r.int(1, 3),
  });

const staticPath = (r: Random): Exchange =>
  read(
    r,
    'drive.tarnwick.example',
    `/files/${word(r)}/${encodeURIComponent(`${product(r)} & ${person(r)}.pdf`)}`,
  );

const blob = (r: Random): Exchange =>
  write(r, 'mobile.tarnwick.example', '/v1/attachments', {
    name: `${slug(r)}.txt`,
    mime: 'text/plain',
    data: base64(`${prose(r)} ${r.token(r.int(20, 200))}`),
    checksum: r.hex(64),
  });

const signedIn = (r: Random): Exchange => ({
  ...read(r, 'account.tarnwick.example', '/api/me', { expand: 'teams' }),
  requestHeaders: {
    authorization: `Bearer ${token(r)}`,
    cookie: `_ga=GA1.2.${r.int(1e8, 9e8)}.${r.int(1e9, 2e9)}; OptanonConsent=isGpcEnabled=0&datestamp=${encodeURIComponent(`Sun Nov 01 2026 10:00:00 GMT+0000 (UTC)`)}&groups=C0001%3A1%2CC0002%3A0; mp_mixpanel=%7B%22distinct_id%22%3A%22${r.uuid()}%22%2C%22%24device_id%22%3A%22${r.hex(12)}%22%7D; prefs={"theme":"${word(r)}"}; sid=s%3A${r.token(32)}`,
    referer: `https://www.google.example/search?q=${encodeURIComponent(product(r))}`,
  },
});

export const SYSTEMS: readonly BenignSource[] = [
  { name: 'log shipping', exchange: logs, count: 150 },
  { name: 'crash reports', exchange: crash, count: 150 },
  { name: 'traces', exchange: spans, count: 100 },
  { name: 'monitoring', exchange: targets, count: 80 },
  { name: 'graphql', exchange: graphql, count: 160 },
  { name: 'odata', exchange: odata, count: 140 },
  { name: 'json schemas', exchange: schema, count: 90 },
  { name: 'fhir', exchange: fhir, count: 100 },
  { name: 'fhir search', exchange: fhirSearch, count: 80 },
  { name: 'document database tool', exchange: documents, count: 50 },
  { name: 'extended json', exchange: backup, count: 60 },
  { name: 'soap', exchange: soap, count: 110 },
  { name: 'cxml', exchange: feed, count: 60 },
  { name: 'drawings', exchange: drawing, count: 60 },
  { name: 'oauth', exchange: oauth, count: 120 },
  { name: 'token exchange', exchange: exchangeToken, count: 70 },
  { name: 'webhooks', exchange: webhook, count: 90 },
  { name: 'link previews', exchange: preview, count: 100 },
  { name: 'image proxy', exchange: imageProxy, count: 80 },
  { name: 'file manager', exchange: files, count: 130 },
  { name: 'downloads', exchange: staticPath, count: 80 },
  { name: 'attachments', exchange: blob, count: 80 },
  { name: 'sessions', exchange: signedIn, count: 120 },
];
