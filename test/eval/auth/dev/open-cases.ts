import { type AuthCase, type Credential, label } from '../auth-case.ts';
import { open } from '../patterns.ts';
import { one } from './one-case.ts';

const loginBody =
  (form: boolean): Credential =>
  (own) => ({
    ...(form ? { form: true as const } : {}),
    body: { username: `u${own.hex(5)}`, password: `pw-${own.hex(8)}` },
  });

export const OPEN: readonly AuthCase[] = (
  [
    ['nothing at all', 'GET', 'api.shop.example/public/products', undefined],
    ['health', 'GET', 'api.shop.example/health', undefined],
    [
      'random request id',
      'GET',
      'api.shop.example/public/stores',
      (_, call) => ({ headers: { 'X-Request-Id': call.token(32) } }),
    ],
    [
      'trace context',
      'GET',
      'api.shop.example/public/stores/#',
      (_, call) => ({
        headers: { traceparent: `00-${call.hex(32)}-${call.hex(16)}-01`, 'x-b3-traceid': call.hex(32) },
      }),
    ],
    [
      'tracking cookies',
      'GET',
      'api.shop.example/public/categories',
      (own) => ({
        cookies: {
          _ga: `GA1.2.${own.int(1e8, 9e8)}.1793490000`,
          _gid: `GA1.2.${own.int(1e8, 9e8)}.1`,
          ab_test: 'B',
        },
      }),
    ],
    [
      'CSRF token and cookie',
      'POST',
      'www.shop.example/newsletter',
      (own) => ({ headers: { 'X-CSRF-Token': own.token(40) }, cookies: { csrftoken: own.token(40) } }),
    ],
    [
      'idempotency key',
      'POST',
      'api.shop.example/public/quotes',
      (_, call) => ({ headers: { 'Idempotency-Key': call.uuid() } }),
    ],
    [
      'entity tags',
      'GET',
      'api.shop.example/public/catalogue',
      (own) => ({ headers: { 'If-None-Match': `W/"${own.hex(32)}"` } }),
    ],
    [
      'stickiness cookies',
      'GET',
      'api.shop.example/public/offers',
      (own) => ({ cookies: { AWSALB: `${own.token(100)}`, AWSALBCORS: own.token(100) } }),
    ],
    [
      'cursor',
      'GET',
      'api.shop.example/public/reviews',
      (_, call) => ({
        query: { cursor: btoa(`{"id":${call.int(1, 9e6)},"t":${call.int(1, 9e6)}}`), limit: '20' },
      }),
    ],
    [
      'page token',
      'GET',
      'api.shop.example/public/brands',
      (_, call) => ({ query: { pageToken: call.token(48) } }),
    ],
    [
      'device id',
      'GET',
      'api.shop.example/public/banners',
      (own) => ({ headers: { 'X-Device-Id': own.uuid(), 'X-App-Version': '5.20.1' } }),
    ],
    [
      'sort key',
      'GET',
      'api.shop.example/public/lists',
      (_, call) => ({ query: { key: call.pick(['name', 'price', 'date']), order: 'asc' } }),
    ],
    [
      'consent cookie',
      'GET',
      'www.shop.example/api/teasers',
      (own) => ({ cookies: { OptanonConsent: `isGpcEnabled=0&consentId=${own.uuid()}`, locale: 'de' } }),
    ],
    [
      'correlation id',
      'GET',
      'api.shop.example/public/rates',
      (_, call) => ({
        headers: {
          'X-Correlation-ID': call.uuid(),
          'X-Amzn-Trace-Id': `Root=1-${call.hex(8)}-${call.hex(24)}`,
        },
      }),
    ],
    [
      'verification field of a form',
      'POST',
      'www.shop.example/feedback',
      (own) => ({ form: true, body: { __RequestVerificationToken: own.token(92), text: 'Nice' } }),
    ],
    ['sign-in with JSON', 'POST', 'id.shop.example/v1/login', loginBody(false)],
    ['sign-in with a form', 'POST', 'id.office.example/signin', loginBody(true)],
    [
      'registration',
      'POST',
      'id.shop.example/v1/register',
      (own) => ({
        body: { email: `n${own.hex(5)}@mail.example`, password: `pw-${own.hex(8)}`, terms: true },
      }),
    ],
    [
      'voucher code',
      'GET',
      'api.shop.example/public/vouchers',
      (_, call) => ({ query: { code: call.text(10, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789') } }),
    ],
  ] as const satisfies readonly (readonly [string, string, string, Credential | undefined])[]
).map(([name, method, where, noise]) =>
  one(`open: ${name}`, method, where, [label('none')], open(noise, method === 'POST' ? [200, 201] : 200)),
);
