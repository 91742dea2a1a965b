import { type AuthCase, label } from '../auth-case.ts';
import { onlyWith, refusedWithout } from '../patterns.ts';
import { at } from './at.ts';
import * as s from './secrets.ts';

const token = { responseBody: '{"access_token":"opaque","token_type":"Bearer","expires_in":600}' };

export const PARTICULAR: readonly AuthCase[] = [
  at(
    'key in a form',
    'POST',
    'sms.press.example/gateway/send',
    [label('required', 'api-key')],
    [
      { count: 34, status: 200, credential: s.KEY_IN_FORM },
      { count: 6, status: 403, credential: null },
    ],
  ),
  at(
    'payment events signed',
    'POST',
    'in.press.example/events/payments',
    [label('required', 'hmac')],
    [
      { count: 34, status: 200, credential: s.SIGNED_EVENT },
      { count: 5, status: 400, credential: null },
    ],
  ),
  at(
    'shop events signed',
    'POST',
    'in.press.example/events/shop',
    [label('required', 'hmac')],
    onlyWith(s.SHOP_EVENT),
  ),
  at(
    'code exchanged',
    'POST',
    'sso.bank.example/oauth2/v1/token',
    [label('required', 'oauth2'), label('none', 'oauth2')],
    [
      { count: 32, status: 200, credential: s.GRANT_CODE, ...token },
      { count: 5, status: 400, credential: s.GRANT_CODE },
    ],
  ),
  at(
    'token refreshed',
    'POST',
    'sso.press.example/realms/press/protocol/openid-connect/token',
    [label('required', 'oauth2'), label('none', 'oauth2')],
    [{ count: 36, status: 200, credential: s.GRANT_REFRESH, ...token }],
  ),
  at(
    'key or session',
    'GET',
    'studio.press.example/api/tracks',
    [label('required', 'api-key', 'session-cookie')],
    refusedWithout(s.oneOf(s.ACCESS_KEY_HEADER, s.DJANGO_SESSION)),
  ),
  at(
    'JWT or mTLS',
    'GET',
    'studio.bank.example/api/positions',
    [label('required', 'jwt', 'mtls')],
    refusedWithout(s.oneOf(s.SIGNED_EC, s.APACHE_MTLS)),
  ),
  at(
    'three ways',
    'GET',
    'open.bank.example/api/balances/#',
    [label('required', 'api-key', 'basic', 'bearer')],
    onlyWith(s.oneOf(s.USER_PASSWORD, s.OPAQUE_UUID, s.AZURE_KEY_HEADER)),
  ),
  at(
    'key and signature',
    'POST',
    'trade.bank.example/api/orders',
    [label('required', 'api-key', 'hmac'), label('required', 'hmac')],
    onlyWith(s.allOf(s.VENDOR_KEY_HEADER, s.KONG_HMAC), 201),
  ),
  at(
    'subscription key and JWT',
    'GET',
    'open.press.example/api/feeds',
    [label('required', 'api-key', 'jwt')],
    refusedWithout(s.allOf(s.AZURE_KEY_HEADER, s.SIGNED_PS)),
  ),
  at(
    'JWT in X-Access-Token',
    'GET',
    'open.health.example/api/visits',
    [label('required', 'jwt'), label('required', 'api-key', 'jwt'), label('required', 'api-key')],
    refusedWithout(s.JWT_IN_OWN_HEADER),
  ),
  at(
    'to sign-in without a session',
    'GET',
    'desk.health.example/board',
    [label('required', 'session-cookie')],
    [
      { count: 30, status: 200, credential: s.ASP_SESSION },
      {
        count: 10,
        status: 303,
        credential: null,
        responseHeaders: { location: 'https://sso.health.example/authorize?client_id=desk' },
        responseBody: '',
      },
    ],
  ),
  at(
    'a third of the calls without recorded headers',
    'GET',
    'desk.health.example/patients/summary',
    [label('required', 'jwt')],
    [
      { count: 30, status: 200, credential: s.SIGNED_EC },
      { count: 15, status: 200, credential: s.SIGNED_EC, captured: false },
      { count: 5, status: 401, credential: null },
    ],
  ),
  at(
    'session beside an antiforgery cookie',
    'POST',
    'desk.health.example/forms',
    [label('required', 'session-cookie')],
    [
      {
        count: 34,
        status: 201,
        credential: s.ASP_SESSION,
        noise: (own) => ({
          headers: { 'X-XSRF-TOKEN': own.token(60) },
          cookies: { 'XSRF-TOKEN': own.token(60) },
        }),
      },
      { count: 4, status: 401, credential: null },
    ],
  ),
];
