import { body } from '../attack.ts';
import { type Exchange, queryOf } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { post } from './benign-prose.ts';

const SNIPPETS: readonly (readonly [string, string])[] = [
  [
    'sql',
    "SELECT u.id, u.name, COUNT(o.id) AS orders\nFROM users u\nLEFT JOIN orders o ON o.user_id = u.id\nWHERE u.created_at > '2026-01-01' AND u.active = 1\nGROUP BY u.id\nHAVING COUNT(o.id) > 3\nORDER BY orders DESC\nLIMIT 20;",
  ],
  [
    'sql',
    "CREATE TABLE invoice (id INT PRIMARY KEY, note TEXT DEFAULT '');\nINSERT INTO invoice VALUES (1, 'first');\n-- remove the old one\nDROP TABLE IF EXISTS invoice_old;",
  ],
  [
    'javascript',
    "const items = await fetch('/api/items').then((r) => r.json());\ndocument.querySelector('#list').innerHTML = items.map((i) => `<li>${i.name}</li>`).join('');",
  ],
  [
    'javascript',
    "export function clamp(x, lo, hi) {\n  return x < lo ? lo : x > hi ? hi : x;\n}\nif (a || b && c) console.log('ok');",
  ],
  [
    'html',
    '<!DOCTYPE html>\n<html lang="en">\n<head><title>Demo</title><link rel="stylesheet" href="style.css"></head>\n<body><h1>Hello</h1><script src="app.js"></script></body>\n</html>',
  ],
  [
    'bash',
    '#!/bin/bash\nset -euo pipefail\nfor f in *.log; do\n  grep -c error "$f" | sort -n\ndone\necho "done: $(date)" && exit 0',
  ],
  [
    'python',
    "import os, sys\n\ndef main():\n    path = os.path.join('..', 'data', 'in.csv')\n    with open(path) as fh:\n        print(sum(1 for _ in fh))\n\nif __name__ == '__main__':\n    main()",
  ],
  [
    'php',
    "<?php\n$stmt = $pdo->prepare('SELECT * FROM posts WHERE id = ?');\n$stmt->execute([$id]);\necho htmlspecialchars($stmt->fetch()['title']);",
  ],
  [
    'xml',
    '<?xml version="1.0" encoding="UTF-8"?>\n<project><modelVersion>4.0.0</modelVersion><dependency><version>${lib.version}</version></dependency></project>',
  ],
  [
    'jsx',
    'export const Card = ({ title }) => <div className="card" onClick={() => select(title)}>{title}</div>;',
  ],
  ['css', 'a:hover { color: #c00; background: url("../img/bg.png"); } /* note */'],
  [
    'dockerfile',
    'FROM node:24-slim\nWORKDIR /app\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nCMD ["node", "server.js"]',
  ],
];

function paste(r: Random): Exchange {
  const [language, code] = r.pick(SNIPPETS);
  return post(
    'paste.dev.example',
    '/v1/pastes',
    {
      title: r.pick(['snippet', 'help please', 'wip']),
      language,
      code: `${code}\n${language === 'html' ? '' : `\n// rev ${r.int(1, 9999)}`}`,
      expiresIn: r.pick(['1d', '1w', null]),
      public: r.chance(0.6),
    },
    r,
  );
}

const HTML_BLOCKS: readonly string[] = [
  '<h2>Summer sale</h2><p>Up to <strong>50&nbsp;%</strong> off &mdash; only until <em>Sunday</em>.</p>',
  '<p>Read <a href="https://www.shop.example/guide?step=1&amp;lang=en" target="_blank" rel="noopener">the guide</a>.</p>',
  '<figure><img src="/media/2026/hero.jpg" alt="Boats" width="640" height="360" loading="lazy"><figcaption>Harbour</figcaption></figure>',
  '<table class="sizes"><thead><tr><th>Size</th><th>EU</th></tr></thead><tbody><tr><td>M</td><td>38</td></tr></tbody></table>',
  '<blockquote>“Don’t select from the table, order by phone.”</blockquote>',
  '<ul style="margin:0"><li>one</li><li>two &amp; three</li></ul>',
  '<video controls poster="/media/p.jpg"><source src="/media/v.mp4" type="video/mp4"></video>',
  '<pre><code>npm install &amp;&amp; npm start</code></pre>',
];

function cms(r: Random): Exchange {
  const html = r.some(HTML_BLOCKS, r.int(2, 5)).join('\n');
  return {
    ...post(
      'cms.shop.example',
      `/v1/articles/${r.int(1, 80)}`,
      {
        title: r.pick(['Sale', 'About us', "What's new"]),
        slug: `a-${r.int(1, 80)}`,
        contentHtml: html,
        seo: { description: 'Boats & more' },
        published: r.chance(0.5),
      },
      r,
    ),
    method: 'PUT',
  };
}

const STEPS: readonly string[] = [
  'npm ci && npm test',
  'docker build -t app:$CI_COMMIT_SHA . && docker push app:$CI_COMMIT_SHA',
  'cd services/api; make build; make test',
  'echo "version=$(git describe --tags)" >> build.env',
  'rm -rf dist && mkdir -p dist',
  'curl -fsSL https://artifacts.dev.example/tool.tgz | tar xz',
  'cat /etc/os-release',
  'export PATH=$PATH:/opt/bin && tool --version',
  'if [ -f .env.ci ]; then source .env.ci; fi',
  'ls -la; id; uname -a',
];

function pipeline(r: Random): Exchange {
  return {
    ...post(
      'ci.dev.example',
      `/v1/projects/${r.int(1, 30)}/pipeline`,
      {
        stages: ['build', 'test'],
        jobs: {
          build: { image: 'node:24', script: r.some(STEPS, 3) },
          test: { needs: ['build'], script: r.some(STEPS, 2) },
        },
      },
      r,
    ),
    method: 'PUT',
  };
}

function buildLog(r: Random): Exchange {
  const lines = Array.from({ length: r.int(5, 14) }, () =>
    r.pick([
      ...STEPS.map((s) => `$ ${s}`),
      'added 412 packages in 6s',
      `PASS src/app.test.ts (${r.int(10, 900)} ms)`,
      'drwxr-xr-x 2 root root 4096 Nov 1 10:00 dist',
      "Error: ENOENT: no such file or directory, open '../config/local.json'",
      '    at Object.<anonymous> (/builds/app/src/index.js:12:5)',
      'warning: <unknown> pragma',
    ]),
  );
  return {
    ...post('ci.dev.example', `/v1/jobs/${r.int(1, 900)}/trace`, {}, r),
    method: 'PATCH',
    ...body('text/plain', lines.join('\n')),
  };
}

const TEMPLATES: readonly string[] = [
  'Hi {{first_name}}, your order {{order.number}} ships on {{order.date}}.',
  'Hello {{#if vip}}valued {{/if}}customer, use code {{coupon}}!',
  'Dear {{ customer.name | default: "friend" }}, total: {{ order.total | money }}',
  '{% for item in order.items %}<li>{{ item.title }} × {{ item.quantity }}</li>{% endfor %}',
  'Your balance is ${balance} and your limit ${limit}.',
  'Reset your password: {{reset_url}} (valid {{hours}} h)',
];

function mailTemplate(r: Random): Exchange {
  return {
    ...post(
      'mail.office.example',
      `/v1/templates/${r.pick(['welcome', 'shipped', 'reset', 'invoice', 'newsletter'])}`,
      {
        subject: r.pick(['Hello {{first_name}}', 'Order {{order.number}}']),
        html: `<html><body><p>${r.pick(TEMPLATES)}</p><p>${r.pick(TEMPLATES)}</p></body></html>`,
        engine: 'liquid',
        version: r.int(1, 40),
      },
      r,
    ),
    method: 'PUT',
  };
}

function webhook(r: Random): Exchange {
  const url = r.pick([
    `https://hooks.partner${r.int(1, 30)}.example/assay?token=${r.hex(12)}`,
    `https://api.erp.example/v1/callbacks/${r.uuid()}`,
    `https://n8n.partner${r.int(1, 9)}.example:8443/webhook/${r.hex(8)}`,
  ]);
  return post(
    'hooks.office.example',
    '/v1/webhooks',
    {
      callbackUrl: url,
      events: r.some(['order.created', 'order.paid', 'refund.created'], 2),
      active: true,
      description: "Partner's endpoint",
    },
    r,
  );
}

function odata(r: Random): Exchange {
  const query = r
    .pick([
      `$filter=Price gt ${r.int(1, 99)} and contains(Name,'Milk')&$orderby=Name desc&$top=20`,
      `$filter=Name eq 'O''Neil' or Status ne 'Closed'&$select=Id,Name,Price&$expand=Category`,
      `$select=Id,Name&$filter=startswith(Name,'A') and Price le ${r.int(50, 900)}&$count=true`,
      `$apply=groupby((Category/Name),aggregate(Price with average as Avg))`,
    ])
    .split('&')
    .map((pair) => {
      const [k = '', ...v] = pair.split('=');
      return `${k}=${encodeURIComponent(v.join('='))}`;
    })
    .join('&');
  return {
    method: 'GET',
    host: 'odata.office.example',
    path: '/odata/v4/Products',
    query,
    status: 200,
    responseBody: JSON.stringify({
      '@odata.context': '$metadata#Products',
      value: [{ Id: r.int(1, 99), Name: 'Milk', Price: 1.2 }],
    }),
  };
}

function schemaUpload(r: Random): Exchange {
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://schemas.office.example/${r.pick(['order', 'item'])}.json`,
    type: 'object',
    properties: {
      id: { $ref: '#/$defs/id' },
      email: { type: 'string', pattern: '^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$' },
      code: { type: 'string', pattern: '^(?:[A-Z]{2}|\\d{3})[-/](\\w+)$', maxLength: r.int(8, 40) },
    },
    $defs: { id: { type: 'integer' } },
  };
  return { ...post('registry.dev.example', `/v1/schemas/${r.int(1, 60)}`, document, r), method: 'PUT' };
}

function analytics(r: Random): Exchange {
  return post(
    'events.office.example',
    '/v1/track',
    {
      event: r.pick(['$pageview', '$identify', 'Signed Up', 'Cart > Checkout']),
      properties: {
        $browser: 'Chrome',
        $os: 'Mac OS X',
        $current_url: `https://www.shop.example/p/${r.int(1, 99)}?utm_source=mail&q=a%20b`,
        $referrer: '$direct',
        $set: { plan: r.pick(['free', 'pro']) },
        distinct_id: r.uuid(),
        $lib_version: '2.1.0',
      },
    },
    r,
  );
}

function graphql(r: Random): Exchange {
  const query = r.pick([
    'query Products($first: Int!, $where: ProductFilter) {\n  products(first: $first, where: $where) { edges { node { id name price { amount currency } } } }\n}',
    'mutation UpdateCart($input: CartInput!) { updateCart(input: $input) { cart { id total } errors { message } } }',
    'query Me { me { id ...on Customer { orders(last: 5) { number } } } }',
    'fragment F on Item { id title } query Search($q: String!) { search(text: $q) { ...F __typename } }',
  ]);
  return {
    ...post(
      'graph.shop.example',
      '/graphql',
      {
        query,
        variables: {
          first: r.int(5, 50),
          q: r.pick(["women's", 'a & b', '<100']),
          input: { id: r.uuid(), quantity: 2 },
        },
      },
      r,
    ),
    status: 200,
    responseBody: JSON.stringify({ data: { products: { edges: [] } } }),
  };
}

function image(r: Random): Exchange {
  const bytes = r.text(r.int(400, 1500), 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
  return post(
    'files.office.example',
    '/v1/images',
    {
      name: `IMG_${r.int(1000, 9999)}.png`,
      contentType: 'image/png',
      data: `${r.chance(0.5) ? 'data:image/png;base64,' : ''}iVBORw0KGgo${bytes}==`,
      alt: 'photo',
    },
    r,
  );
}

function filePaths(r: Random): Exchange {
  return post(
    'backup.office.example',
    '/v1/jobs',
    {
      host: `srv-${r.int(1, 40)}`,
      include: r.some(
        [
          '/var/www/html',
          '/home/app/data',
          '/opt/app/releases/current',
          'C:\\Data\\Projects',
          'D:\\Shares\\Finance\\2026',
        ],
        2,
      ),
      exclude: ['*.tmp', '**/node_modules/**', '/var/www/html/cache'],
      schedule: `*/${r.pick([5, 10, 15])} * * * *`,
      script: null,
    },
    r,
  );
}

function regexes(r: Random): Exchange {
  return post(
    'forms.office.example',
    '/v1/validators',
    {
      field: r.pick(['iban', 'sku', 'phone']),
      regex: r.pick([
        '^\\+?[0-9 ()-]{6,20}$',
        "^[\\p{L}' -]+$",
        '(?i)\\b(select|option|choice)\\b',
        '^(?!.*\\.\\.)[\\w./-]+$',
        '<[^>]+>',
        '^\\$\\{[a-z]+\\}$',
        '["\'`;]',
      ]),
      message: 'Please check',
      order: r.int(1, 20),
    },
    r,
  );
}

function jsonPatch(r: Random): Exchange {
  const document = [
    { op: 'test', path: '/version', value: r.int(1, 9) },
    { op: 'replace', path: `/items/${r.int(0, 9)}/title`, value: r.pick(["Men's shirt", 'A & B', 'x < y']) },
    { op: 'remove', path: '/tags/~1old' },
    { op: 'copy', from: '/a/b', path: '/c' },
  ];
  return { ...post('cms.shop.example', `/v1/documents/${r.int(1, 90)}`, document, r), method: 'PATCH' };
}

function loopback(r: Random): Exchange {
  const query = queryOf({
    response_type: 'code',
    client_id: `cli-${r.int(1, 9)}`,
    redirect_uri: `http://127.0.0.1:${r.int(49152, 65000)}/callback`,
    scope: 'openid profile',
    state: r.hex(24),
    code_challenge: r.token(43),
    code_challenge_method: 'S256',
  });
  return {
    method: 'GET',
    host: 'login.shop.example',
    path: '/oauth2/authorize',
    query,
    status: 302,
    responseHeaders: { location: '/consent' },
  };
}

function soap(r: Random): Exchange {
  const text = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><ord:FindOrders xmlns:ord="urn:legacy.example:orders"><ord:customer>${r.pick(['Smith &amp; Sons', "O'Brien", 'A &lt; B Ltd'])}</ord:customer><ord:note><![CDATA[5 < 6 & 7 > 2; "ok"]]></ord:note><ord:max>${r.int(1, 99)}</ord:max></ord:FindOrders></soapenv:Body></soapenv:Envelope>`;
  return {
    method: 'POST',
    host: 'soap.legacy.example',
    path: '/orders',
    ...body('text/xml; charset=utf-8', text),
    status: 200,
    responseHeaders: { 'content-type': 'text/xml' },
    responseBody: '<Envelope><Body><count>2</count></Body></Envelope>',
  };
}

const WELL_KNOWN = [
  '/robots.txt',
  '/favicon.ico',
  '/.well-known/openid-configuration',
  '/.well-known/security.txt',
  '/.well-known/apple-app-site-association',
  '/.well-known/jwks.json',
  '/sitemap.xml',
  '/health',
  '/metrics',
  '/apple-touch-icon.png',
];
const MACHINES = [
  'curl/8.9.1',
  'kube-probe/1.31',
  'Prometheus/2.54.1',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Go-http-client/1.1',
  'PostmanRuntime/7.42.0',
  'UptimeRobot/2.0',
  'Wget/1.24.5',
  'Java/17.0.12',
  'Amazon CloudFront',
  'Scrutinizer-App/3 (Android; nikon camera)',
];

function machine(r: Random): Exchange {
  return {
    method: 'GET',
    host: r.pick(['www.shop.example', 'api.shop.example']),
    path: r.pick(WELL_KNOWN),
    requestHeaders: { 'user-agent': r.pick(MACHINES) },
    status: r.pick([200, 200, 304, 404]),
    responseBody: '{"status":"ok"}',
  };
}

function nestedLink(r: Random): Exchange {
  const next = r
    .pick([
      '/account/orders?page=2&sort=date',
      'https://www.shop.example/cart?x=1#top',
      '/v2/items/../items',
      '/search?q=a%26b',
    ])
    .replace('/v2/items/../items', '/v2/items');
  return {
    method: 'GET',
    host: 'login.shop.example',
    path: '/login',
    query: queryOf({ returnTo: next, locale: r.pick(['en-GB', 'fr-FR']), utm_campaign: "mother's day" }),
    status: 200,
    responseHeaders: { 'content-type': 'text/html' },
    responseBody: '<html><body><form></form></body></html>',
  };
}

function ordinary(r: Random): Exchange {
  const id = r.int(1, 9999);
  return {
    method: 'GET',
    host: 'api.shop.example',
    path: r.pick([`/v2/orders/${id}`, `/v2/products/${id}`, '/v2/cart', '/v2/orders']),
    requestHeaders: {
      referer: `https://www.shop.example/list?sort=price&dir=asc&page=${r.int(1, 9)}`,
      cookie: `theme=dark; _ga=GA1.2.${r.int(1e8, 9e8)}.1730000000; prefs=${encodeURIComponent('{"a":1,"b":["x"]}')}`,
    },
    status: r.pick([200, 200, 200, 404]),
    responseBody: JSON.stringify({ id, total: '49.00', note: "Dad's order" }),
  };
}

export const TECHNICAL: readonly BenignSource[] = [
  { name: 'code pastes', count: 420, exchange: paste },
  { name: 'HTML of a content system', count: 380, exchange: cms },
  { name: 'CI pipelines', count: 280, exchange: pipeline },
  { name: 'CI logs', count: 240, exchange: buildLog },
  { name: 'mail templates', count: 300, exchange: mailTemplate },
  { name: 'webhook registration', count: 240, exchange: webhook },
  { name: 'OData queries', count: 280, exchange: odata },
  { name: 'JSON Schemas', count: 160, exchange: schemaUpload },
  { name: 'analytics with $ keys', count: 260, exchange: analytics },
  { name: 'GraphQL', count: 240, exchange: graphql },
  { name: 'base64 images', count: 160, exchange: image },
  { name: 'backup paths', count: 200, exchange: filePaths },
  { name: 'regular expressions', count: 180, exchange: regexes },
  { name: 'JSON Patch', count: 140, exchange: jsonPatch },
  { name: 'native app sign-in (RFC 8252)', count: 140, exchange: loopback },
  { name: 'SOAP calls', count: 160, exchange: soap },
  { name: 'machines and well-known paths', count: 280, exchange: machine },
  { name: 'links in parameters', count: 160, exchange: nestedLink },
  { name: 'ordinary reads', count: 400, exchange: ordinary },
];
