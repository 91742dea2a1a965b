import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { asked, filled, sent, texts } from '../exchanges.ts';

const HOST = 'connect.meadow.example';

const CALLBACKS = [
  'https://hooks.‹word›.example/in/‹hex›?sig=‹hex›&v=2',
  'https://‹word›.example:8443/webhooks/‹svc›',
  'https://erp.‹word›.example/api/callback?order={orderId}&status={status}',
  'https://user:‹hex›@hooks.‹word›.example/notify',
  'https://‹ip›:8443/hook/‹uuid›',
  'https://n8n.‹word›.example/webhook-test/‹uuid›',
  'https://‹word›.example/cb#section',
  'https://‹hex›.tunnel.‹word›.example/hook',
  'https://localhost.‹word›.example/cb',
  'https://internal.‹word›.example/events',
  'https://metadata.‹word›.example/v1/ingest',
  'https://10.‹word›.example/x',
  'https://xn--bcher-kva.example/hook?q=a%20b%27c',
  'https://‹word›.example/hook?next=https%3A%2F%2Fwww.‹word›.example%2Fdone',
  'wss://stream.‹word›.example/socket',
  'amqps://mq.‹word›.example/‹word›',
  'https://[2001:db8::‹d›]:8443/hook',
];
const REDIRECTS = [
  'http://localhost:‹n›/callback',
  'http://127.0.0.1:‹n›/oauth2/callback',
  'http://localhost/auth/‹word›',
  'https://app.‹word›.example/oauth/callback',
  'com.‹word›.app://oauth',
  'msal‹uuid›://auth',
  'urn:ietf:wg:oauth:2.0:oob',
  'https://oauth.‹word›.example/v1/callback?env=dev&tenant=‹id›',
  'https://‹id›.chromiumapp.example/',
  'http://localhost:3000/api/auth/callback/‹word›',
  'exp://127.0.0.1:8081/--/auth',
  'ionic://localhost/callback',
  'vscode://‹word›.ext/did-authenticate',
  'http://[::1]:‹n›/cb',
];
const RELATIVE = [
  '/account/‹tab›?page=‹d›&sort=-‹col›',
  '/‹word›?q=O%27Brien&x=1#top',
  '/en/../de/‹word›',
  '/search?q=%3Cb%3E',
  '/app/#/‹tab›/‹n›?tab=a&b=%22c%22',
  'https://www.‹word›.example/a?b=c;d=e',
  '//www.‹word›.example/a',
  '/checkout?items[]=‹n›&items[]=‹n›&coupon=SAVE%2B10',
  '/?utm_source=x&utm_content=%7B%7Bad.id%7D%7D',
  '/r?to=%2Fa%3Fb%3D1%26c%3D%252F',
];
const TRACKED = [
  'https://www.‹word›.example/p/‹n›?gclid=‹id›&utm_term=select+table+lamp',
  'https://www.‹word›.example/search?q=drop+leaf+table+%26+chairs',
  'https://www.‹word›.example/?q=%27hello%27+or+%22world%22',
  'file:///C:/Users/‹given›/Desktop/‹word›.html',
  'android-app://com.‹word›.search/',
  'chrome-extension://‹hex›/popup.html',
  'http://localhost:3000/‹word›',
  'about:blank',
  'https://www.‹word›.example/a?x=<none>',
  'https://m.‹word›.example/‹noun›s/(‹adj›)/‹n›',
  'data:,',
  'https://www.‹word›.example/wiki/SQL_injection',
  'https://www.‹word›.example/a%20b/..%2Fc',
  'blob:https://www.‹word›.example/‹uuid›',
  'http://192.168.‹d›.1/setup.html',
  'https://docs.‹word›.example/etc/passwd-file-format',
];
const FEEDS = [
  'https://blog.‹word›.example/feed.xml',
  'https://img.‹word›.example/‹n›x‹n›/‹hex›.jpg?fm=webp&q=80',
  'https://cdn.‹word›.example/v/‹id›.m3u8',
  'https://raw.‹word›.example/‹word›/‹word›/main/README.md',
  'https://www.‹word›.example/oembed?url=https%3A%2F%2Fv.‹word›.example%2F‹id›',
  'http://feeds.‹word›.example/rss?format=xml',
  'https://‹word›.example/.well-known/webfinger?resource=acct:a@‹word›.example',
  'ftp://ftp.‹word›.example/pub/‹word›.tgz',
  'https://s3.‹word›.example/‹word›/‹hex›?X-Amz-Expires=900&X-Amz-Signature=‹sha›',
  'https://‹ip›/snapshot.jpg',
  'webcal://cal.‹word›.example/‹hex›.ics',
  'magnet:?xt=urn:btih:‹sha›',
];

const DEVELOPER = [
  {
    allowedOrigins: ['http://localhost:3000', 'http://127.0.0.1:5173'],
    redirectUris: ['http://localhost:3000/cb'],
  },
  { apiBaseUrl: 'http://localhost:8080', env: 'development', hotReload: true },
  { proxy: { '/api': 'http://localhost:4000' }, port: 5173 },
  { servers: [{ url: 'http://localhost:8080/v1', description: 'Local' }, { url: 'https://api.example/v1' }] },
  { cors: { origins: ['http://localhost:*', 'https://*.example'] } },
  { otlpEndpoint: 'http://localhost:4317', prometheus: 'http://localhost:9090' },
];

function settings(r: Random): Exchange {
  return sent(r, 'PUT', HOST, `/v1/apps/${r.uuid()}/settings`, {
    ...r.pick(DEVELOPER),
    updatedBy: `u${r.int(1, 99)}`,
    build: r.int(1, 9000),
  });
}

function graph(r: Random): Exchange {
  const host = r.hex(6);
  return sent(r, 'POST', HOST, '/v1/definitions', {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    servers: [{ url: r.pick(['http://localhost:3000', `https://api.${host}.example`]) }],
    paths: {
      '/a/{id}': {
        get: {
          parameters: [{ $ref: '#/components/parameters/id' }],
          responses: { 200: { description: "ok; it's" } },
        },
      },
    },
    components: {
      schemas: {
        A: { oneOf: [{ $ref: './a.json' }, { $ref: '../common/b.json#/defs/c' }], not: { const: null } },
      },
    },
  });
}

export const ADDRESSES: readonly BenignSource[] = [
  texts('webhook addresses', 260, CALLBACKS, (r, url) =>
    sent(r, 'POST', HOST, '/v1/webhooks', {
      [r.pick(['url', 'callbackUrl', 'target_url', 'endpoint'])]: url,
      events: ['order.created'],
      secret: r.hex(24),
    }),
  ),
  texts('redirect URIs', 220, REDIRECTS, (r, uri) =>
    asked(r, HOST, '/oauth2/authorize', {
      response_type: 'code',
      client_id: r.token(12),
      redirect_uri: uri,
      scope: 'openid email',
      state: r.token(24),
    }),
  ),
  texts('redirect URIs at the token endpoint', 100, REDIRECTS, (r, uri) =>
    filled(r, HOST, '/oauth2/token', {
      grant_type: 'authorization_code',
      code: r.token(30),
      redirect_uri: uri,
      client_id: r.token(12),
      code_verifier: r.token(43),
    }),
  ),
  texts('registered clients', 100, REDIRECTS, (r, uri) =>
    sent(r, 'POST', HOST, '/oauth2/register', {
      client_name: 'Dev',
      redirect_uris: [uri, 'https://app.example/cb'],
      grant_types: ['authorization_code'],
      logo_uri: 'https://img.example/logo.png',
    }),
  ),
  texts('return addresses', 180, RELATIVE, (r, to) =>
    asked(r, HOST, '/login', { [r.pick(['next', 'returnTo', 'continue', 'redirect'])]: to, lang: 'en' }),
  ),
  texts('page views', 220, TRACKED, (r, page) =>
    r.chance(0.5)
      ? asked(r, 'beacon.meadow.example', '/collect', {
          v: 2,
          tid: `G-${r.token(8)}`,
          dl: page,
          dr: 'https://www.example/',
          dt: "Men's <new> | Shop",
          sr: '1920x1080',
        })
      : sent(r, 'POST', 'beacon.meadow.example', '/v1/pageview', {
          url: page,
          referrer: '$direct',
          title: 'A & B',
        }),
  ),
  texts('addresses to fetch', 180, FEEDS, (r, url) =>
    r.chance(0.5)
      ? asked(r, HOST, '/v1/preview', { url, width: r.int(64, 900) })
      : sent(r, 'POST', HOST, '/v1/imports', { source: url, type: 'auto' }),
  ),
  { name: 'developer settings', count: 120, exchange: settings },
  { name: 'API definitions', count: 80, exchange: graph },
];
