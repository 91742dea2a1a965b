import { body } from '../attack.ts';
import { type Exchange, queryOf } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { send } from './benign-words.ts';

const ok = (r: Random) => ({ ok: true, revision: r.int(1, 900) });
const read = (
  host: string,
  path: string,
  query: Readonly<Record<string, string | number>>,
  answer: unknown,
): Exchange => ({
  method: 'GET',
  host,
  path,
  query: queryOf(query),
  status: 200,
  responseBody: JSON.stringify(answer),
});

function notebook(r: Random): Exchange {
  const cells = [
    "import pandas as pd\ndf = pd.read_csv('../data/sales.csv')\ndf[df.price > 5].groupby('region').sum()",
    '%matplotlib inline\nplt.plot(x, y); plt.show()',
    '!pip install -q numpy && python -V',
    "spark.sql('select region, sum(amount) from sales group by region order by 2 desc').show()",
    '# Heading\nText with $a<b$ and `code`',
    "os.path.join(os.getcwd(), '..', 'models')",
    'assert 1 == 1 and 2 == 2',
    "for row in cur.execute('SELECT name FROM items WHERE id = ?', (7,)): print(row)",
    'lambda s: s.replace("\'", "")',
  ];
  return send(
    'PUT',
    'lab.cloud.example',
    `/notebooks/${r.int(1, 120)}`,
    {
      cells: r.some(cells, 4).map((source) => ({ type: 'code', source, n: r.int(1, 99) })),
      kernel: 'python3',
    },
    ok(r),
  );
}

function gist(r: Random): Exchange {
  const files = {
    'main.go':
      'package main\n\nimport "os/exec"\n\nfunc main() { out, _ := exec.Command("date").Output(); println(string(out)) }',
    'query.sql':
      "-- monthly report\nSELECT date_trunc('month', paid_at) AS m, sum(total)\nFROM invoices i JOIN clients c ON c.id = i.client_id\nWHERE c.name <> 'O''Reilly' OR c.vip\nGROUP BY 1 ORDER BY 1;",
    'index.html':
      '<!doctype html>\n<body>\n<button id="b">Go</button>\n<script src="main.js" defer></script>\n</body>',
    'App.vue': '<template><p v-if="a && b" @click="go">{{ title }}</p></template>',
    'install.sh':
      '#!/usr/bin/env sh\nset -e\nmkdir -p "$HOME/bin" && cp tool "$HOME/bin/"; chmod +x "$HOME/bin/tool"\ncommand -v curl >/dev/null || exit 1',
    'main.js': "document.getElementById('b').addEventListener('click', () => console.log(`n=${n}`));",
    'nginx.conf': 'location ~ /\\. { deny all; }\nroot /var/www/site;',
    Makefile: 'all:\n\t@$(CC) -o app $(wildcard *.c) || (echo failed; exit 1)',
    'q.graphql': 'query { me { id } }',
  };
  return send(
    'POST',
    'gists.cloud.example',
    '/api/gists',
    {
      description: r.pick(['example', 'repro', 'notes']),
      files: Object.fromEntries(
        r.some(Object.entries(files), 2).map(([name, content]) => [name, { content, rev: r.int(1, 999) }]),
      ),
      public: false,
    },
    ok(r),
    201,
  );
}

function pageBlocks(r: Random): Exchange {
  const blocks = [
    {
      type: 'html',
      value: '<section class="hero"><h1>Harbour days</h1><p>3&ndash;5 May &bull; free entry</p></section>',
    },
    {
      type: 'richtext',
      value: '<p>Don&rsquo;t miss <a href="/programme#sat">Saturday</a> &amp; Sunday</p><hr>',
    },
    {
      type: 'embed',
      value:
        '<iframe width="560" height="315" src="https://video.press.example/embed/abc123" title="Video" allowfullscreen></iframe>',
    },
    { type: 'style', value: '.hero{background:url(/img/h.jpg) center/cover;color:#fff} /* hero */' },
    {
      type: 'html',
      value:
        '<picture><source srcset="/i/a.webp" type="image/webp"><img src="/i/a.jpg" alt="A &gt; B"></picture>',
    },
    {
      type: 'html',
      value:
        '<form action="/subscribe" method="post"><label>E-mail <input type="email" name="e" required></label><button>OK</button></form>',
    },
    {
      type: 'svg',
      value: '<svg viewBox="0 0 24 24" xmlns="http://www.w3.org/2000/svg"><path d="M4 12h16"/></svg>',
    },
    { type: 'math', value: '<math><mi>a</mi><mo>&lt;</mo><mn>5</mn></math>' },
  ];
  return send(
    'PUT',
    'builder.press.example',
    `/api/pages/${r.int(1, 150)}`,
    { slug: `page-${r.int(1, 150)}`, blocks: r.some(blocks, 4), locale: 'en' },
    ok(r),
  );
}

function manifest(r: Random): Exchange {
  const yaml = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-${r.int(1, 99)}\nspec:\n  containers:\n  - name: web\n    image: registry.cloud.example/web:${r.int(1, 9)}.2\n    command: ["/bin/sh", "-c"]\n    args: ["${r.pick(['exec node server.js', 'sleep 5; exec nginx -g \\"daemon off;\\"', 'cp -r /src/. /data && ls /data'])}"]\n    volumeMounts:\n    - mountPath: /etc/nginx/conf.d\n      name: conf\n`;
  return {
    method: 'PATCH',
    host: 'ops.cloud.example',
    path: `/apis/v1/pods/web-${r.int(1, 99)}`,
    ...body('application/yaml', yaml),
    status: 200,
    responseBody: JSON.stringify(ok(r)),
  };
}

function terraform(r: Random): Exchange {
  return send(
    'POST',
    'ops.cloud.example',
    '/api/plans',
    {
      workspace: `ws-${r.int(1, 30)}`,
      config: `resource "vm" "a" {\n  name = "\${var.prefix}-web"\n  user_data = file("\${path.module}/../init.sh")\n  tags = { for k, v in local.tags : k => v if v != "" }\n}\n`,
      variables: { prefix: r.pick(['dev', 'prod']), cidr: '10.0.0.0/16' },
    },
    ok(r),
    202,
  );
}

function deployLog(r: Random): Exchange {
  const lines = [
    '+ docker compose up -d',
    'Step 4/9 : RUN apk add --no-cache curl && rm -rf /var/cache/apk/*',
    'sh: 1: tool: not found',
    'npm ERR! code ELIFECYCLE',
    'Copying ../shared/a.so -> /usr/lib/a.so',
    'ERROR 1045 (28000): Access denied for user',
    'GET /healthz 200 1ms',
    'java.lang.NullPointerException\n\tat app.Main.run(Main.java:42)',
    '==> default: uid=1000 home=/home/app',
    'warning: unused variable: `x`',
    '\u001b[32mok\u001b[0m done; 12 passed | 0 failed',
    'PING db.internal: 56 data bytes',
    'migrating: ALTER TABLE orders ADD COLUMN note text',
  ];
  return send(
    'POST',
    'ops.cloud.example',
    '/api/logs',
    { service: r.pick(['web', 'worker']), level: 'info', lines: r.some(lines, 5), offset: r.int(0, 90000) },
    ok(r),
    202,
  );
}

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

function jsonPathRules(r: Random): Exchange {
  return send(
    'POST',
    'flows.cloud.example',
    '/api/rules',
    {
      name: `rule ${r.int(1, 99)}`,
      when: r.pick([
        "$.order.total > 100 && $.order.country == 'FR'",
        '$.items[?(@.price < 10)]',
        "event.type in ['a','b'] || !event.test",
        'user.age >= 18 and user.plan != null',
      ]),
      effect: {
        set: { 'order.flag': '{{ rule.name }}' },
        call: `https://automation.partner${r.int(1, 40)}.example/hook/${r.hex(10)}`,
      },
      pattern: r.pick([
        '^[\\w.+-]+@[\\w-]+\\.[a-z.]{2,}$',
        '^/v[0-9]+/(users|items)/[^/]+$',
        '\\$\\{([^}]+)\\}',
        '(?<=<b>).*?(?=</b>)',
        '^(?:\'[^\']*\'|"[^"]*")$',
      ]),
    },
    ok(r),
    201,
  );
}

function letterTemplate(r: Random): Exchange {
  return send(
    'PUT',
    'letters.bank.example',
    `/api/templates/${r.int(1, 60)}`,
    {
      name: `letter-${r.int(1, 60)}`,
      engine: r.pick(['handlebars', 'freemarker', 'erb']),
      content: r.pick([
        'Dear {{title}} {{surname}}, your balance on {{formatDate date}} is {{balance}}.',
        '<#if customer.vip>Thank you!</#if> Amount: ${amount?string.currency}',
        'Hello <%= customer.name %>, <%= rows.size %> bookings.',
        '{{#each bookings}}{{@index}}: {{this.text}}\n{{else}}none{{/each}}',
        'Total: {{ net | plus: tax }} {{ currency }}',
      ]),
    },
    ok(r),
  );
}

function beacon(r: Random): Exchange {
  return send(
    'POST',
    'beacon.press.example',
    '/collect',
    {
      $app: 'web',
      $event: r.pick(['click', 'view']),
      'user.$id': r.uuid(),
      $set_once: { first: 'mail' },
      url: `https://www.press.example/a?ref=%2Fhome&x=${r.int(1, 9)}#c`,
      error: r.pick([
        null,
        "TypeError: Cannot read properties of null (reading 'x')\n    at <anonymous>:1:2",
        'SyntaxError: Unexpected token <',
      ]),
      ua: 'Mozilla/5.0',
    },
    ok(r),
    202,
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
