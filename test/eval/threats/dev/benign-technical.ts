import { body } from '../attack.ts';
import { type Exchange, queryOf } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { buildLog, cms, graphql, mailTemplate, paste, pipeline, schemaUpload } from './benign-code.ts';
import { post } from './calls.ts';

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
