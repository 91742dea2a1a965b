import { body } from '../attack.ts';
import { type Exchange, queryOf } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import {
  beacon,
  deployLog,
  gist,
  jsonPathRules,
  letterTemplate,
  manifest,
  notebook,
  pageBlocks,
  terraform,
} from './benign-platforms.ts';
import { send } from './calls.ts';
import { ok, read } from './reading.ts';

function issueQuery(r: Random): Exchange {
  const jql = r.pick([
    `project = PRESS AND status in (Open, "In Progress") ORDER BY created DESC`,
    `assignee = currentUser() OR reporter = "o'connor" ORDER BY priority`,
    `labels not in (spam) AND created >= -${r.int(1, 30)}d`,
    `text ~ "drop table" AND updated < startOfDay()`,
  ]);
  return read(
    'tracker.press.example',
    '/rest/api/3/search',
    { jql, maxResults: r.pick([20, 50]), fields: 'summary,status' },
    { total: r.int(0, 90), issues: [] },
  );
}

function metricQuery(r: Random): Exchange {
  const query = r.pick([
    'sum by (code) (rate(http_requests_total{job="api"}[5m]))',
    'histogram_quantile(0.99, sum(rate(latency_bucket[10m])) by (le)) > 0.5',
    'up == 0 or absent(up{job="db"})',
    'node_filesystem_avail_bytes{mountpoint="/var/lib",fstype!~"tmpfs|overlay"} / 2',
    'label_replace(up, "host", "$1", "instance", "(.*):.*")',
  ]);
  return read(
    'metrics.cloud.example',
    '/api/v1/query_range',
    { query, start: 1793491200 + r.int(0, 9000), end: 1793500000, step: 15 },
    { status: 'success', data: { result: [] } },
  );
}

function elastic(r: Random): Exchange {
  return send(
    'POST',
    'search.press.example',
    `/articles/_search`,
    {
      query: {
        bool: {
          must: [{ match: { title: r.pick(['union', "O'Brien", 'select']) } }],
          filter: [{ range: { date: { gte: 'now-7d/d', lt: 'now' } } }],
          must_not: { terms: { tag: ['null', 'or'] } },
        },
      },
      sort: [{ date: 'desc' }],
      size: r.int(5, 50),
      _source: ['title'],
    },
    { hits: { total: { value: r.int(0, 99) }, hits: [] } },
  );
}

function fhir(r: Random): Exchange {
  return r.chance(0.5)
    ? read(
        'care.health.example',
        '/fhir/r4/Observation',
        {
          'patient.name': r.pick(["O'Connor", 'Ng', "D'Angelo"]),
          date: `ge2026-0${r.int(1, 9)}-01`,
          code: 'http://loinc.example|8867-4',
          _sort: '-date',
          _include: 'Observation:patient',
        },
        { resourceType: 'Bundle', total: 1 },
      )
    : send(
        'POST',
        'care.health.example',
        '/fhir/r4/Observation',
        {
          resourceType: 'Observation',
          status: 'final',
          text: {
            status: 'generated',
            div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>HR &lt; 90 &amp; stable</p></div>',
          },
          valueQuantity: { value: r.int(50, 110), unit: 'beats/min', comparator: '<' },
        },
        { resourceType: 'Observation', id: r.uuid() },
        201,
      );
}

function mapFilter(r: Random): Exchange {
  return read(
    'maps.cloud.example',
    '/wfs',
    {
      service: 'WFS',
      request: 'GetFeature',
      typeNames: 'roads',
      cql_filter: r.pick([
        `name LIKE 'Rue de l''%' AND lanes > ${r.int(1, 4)}`,
        `INTERSECTS(geom, POLYGON((1 1,1 2,2 2,1 1)))`,
        `class = 'A' OR class = 'B'`,
      ]),
      outputFormat: 'application/json',
    },
    { type: 'FeatureCollection', features: [] },
  );
}

function upload(r: Random): Exchange {
  const blob = r.text(r.int(300, 1400), 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
  return r.chance(0.5)
    ? send(
        'POST',
        'media.press.example',
        '/api/v1/covers',
        { mime: 'image/jpeg', content: `/9j/4AAQSkZJRg${blob}`, caption: 'Cover; final (2)' },
        ok(r),
        201,
      )
    : {
        method: 'POST',
        host: 'media.press.example',
        path: '/api/v1/assets',
        ...body(
          'multipart/form-data; boundary=----b7',
          `------b7\r\nContent-Disposition: form-data; name="file"; filename="C:\\fakepath\\plan (v2) & notes.svg"\r\nContent-Type: image/svg+xml\r\n\r\n<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><rect width="${r.int(1, 99)}" height="4"/></svg>\r\n------b7--\r\n`,
        ),
        status: 201,
        responseBody: JSON.stringify(ok(r)),
      };
}

function xmlFeed(r: Random): Exchange {
  return {
    method: 'POST',
    host: 'feeds.press.example',
    path: '/import',
    ...body(
      'application/xml',
      `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Issue ${r.int(1, 400)}: O&apos;Hara &amp; Co &lt;news&gt;</p></body></html>`,
    ),
    status: 202,
    responseBody: JSON.stringify(ok(r)),
  };
}

function callback(r: Random): Exchange {
  return r.chance(0.5)
    ? read(
        'sso.bank.example',
        '/authorize',
        {
          response_type: 'code',
          client_id: `desk-${r.int(1, 9)}`,
          redirect_uri: r.pick([
            `http://localhost:${r.int(49200, 65000)}/cb`,
            `http://[::1]:${r.int(49200, 65000)}/`,
            `com.bank.app:/oauth2redirect`,
            'https://app.partner3.example/oauth/cb',
          ]),
          state: r.token(20),
          nonce: r.token(16),
        },
        { next: '/consent' },
      )
    : send(
        'PUT',
        'gateway.bank.example',
        `/core/v3/subscriptions/${r.uuid()}`,
        {
          notifyUri: `https://events.partner${r.int(1, 60)}.example:8443/in?sig=${r.hex(16)}&v=2`,
          accept: ['text/event'],
          retry: '0/5 * * * ?',
        },
        ok(r),
      );
}

function probesOfOurs(r: Random): Exchange {
  return {
    method: r.pick(['GET', 'HEAD']),
    host: r.pick(['www.press.example', 'gateway.bank.example', 'media.press.example']),
    path: r.pick([
      '/robots.txt',
      '/.well-known/assetlinks.json',
      '/.well-known/change-password',
      '/.well-known/oauth-authorization-server',
      '/healthz',
      '/readyz',
      '/livez',
      '/version',
      '/favicon-32x32.png',
      '/manifest.webmanifest',
      '/ads.txt',
      '/security.txt',
    ]),
    requestHeaders: {
      'user-agent': r.pick([
        'ELB-HealthChecker/2.0',
        'GoogleHC/1.0',
        'Datadog Agent/7.58.0',
        'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
        'Blackbox Exporter/0.25.0',
        'insomnia/10.1.0',
        'HTTPie/3.2.3',
        'libwww-perl/6.77',
        'Pingdom.com_bot_version_1.4',
        'Faraday v2.12.0',
        'NikonTransfer/2.17',
        'axios/1.7.7',
      ]),
    },
    status: r.pick([200, 200, 204, 404]),
    responseBody: 'ok',
  };
}

function accounts(r: Random): Exchange {
  return {
    method: 'GET',
    host: 'gateway.bank.example',
    path: r.pick([
      '/core/v3/accounts',
      '/core/v3/transactions',
      '/core/v3/ping',
      `/core/v3/accounts/${r.int(1e6, 9e6)}`,
    ]),
    query: queryOf({
      from: '2026-10-01',
      to: '2026-10-31',
      fields: 'id,amount,counterparty',
      'amount[gte]': r.int(1, 500),
      sort: '-bookedAt',
    }),
    requestHeaders: {
      cookie: `consent=${encodeURIComponent('a=1&b=2;c')}; ab="x|y"; lastPage=%2Faccounts%3Fid%3D7`,
      referer: `https://app.bank.example/a?next=%2Fhome&q=${encodeURIComponent("men's")}`,
    },
    status: r.pick([200, 200, 304, 403]),
    responseBody: JSON.stringify({
      data: [{ id: r.int(1, 9999), counterparty: "D'Angelo & Figli", text: 'SEPA -- ref; 49' }],
    }),
  };
}

export const SYSTEMS: readonly BenignSource[] = [
  { name: 'notebooks', count: 260, exchange: notebook },
  { name: 'gists', count: 320, exchange: gist },
  { name: 'page builder blocks', count: 320, exchange: pageBlocks },
  { name: 'container manifests', count: 220, exchange: manifest },
  { name: 'infrastructure plans', count: 160, exchange: terraform },
  { name: 'deployment logs', count: 240, exchange: deployLog },
  { name: 'issue tracker queries', count: 220, exchange: issueQuery },
  { name: 'metric queries', count: 180, exchange: metricQuery },
  { name: 'search engine queries', count: 180, exchange: elastic },
  { name: 'FHIR', count: 240, exchange: fhir },
  { name: 'map filters', count: 160, exchange: mapFilter },
  { name: 'automation rules', count: 220, exchange: jsonPathRules },
  { name: 'letter templates', count: 240, exchange: letterTemplate },
  { name: 'beacons with $ keys', count: 220, exchange: beacon },
  { name: 'uploads', count: 180, exchange: upload },
  { name: 'XML with a public document type', count: 120, exchange: xmlFeed },
  { name: 'redirects and callbacks', count: 240, exchange: callback },
  { name: 'probes of the own operation', count: 240, exchange: probesOfOurs },
  { name: 'account reads', count: 320, exchange: accounts },
];
