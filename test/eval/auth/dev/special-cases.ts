import { type AuthCase, label } from '../auth-case.ts';
import { onlyWith, refusedWithout } from '../patterns.ts';
import * as c from './credentials.ts';
import { one } from './one-case.ts';

export const SPECIAL: readonly AuthCase[] = [
  one(
    'key in the JSON body',
    'POST',
    'partner.shop.example/legacy/quote',
    [label('required', 'api-key')],
    [
      { count: 36, status: 200, credential: c.KEY_BODY },
      { count: 6, status: 401, credential: null },
    ],
  ),
  one(
    'key in the JSON body, always',
    'POST',
    'partner.shop.example/legacy/submit',
    [label('required', 'api-key')],
    onlyWith(c.KEY_BODY, 201),
  ),
  one(
    'web hook signed',
    'POST',
    'hooks.office.example/in/github',
    [label('required', 'hmac')],
    [
      { count: 34, status: 202, credential: c.HUB },
      { count: 5, status: 401, credential: null },
    ],
  ),
  one(
    'web hook signed, always',
    'POST',
    'hooks.office.example/in/forge',
    [label('required', 'hmac')],
    onlyWith(c.HUB, 202),
  ),
  one(
    'token endpoint, secret in the form',
    'POST',
    'id.shop.example/oauth/token',
    [label('required', 'oauth2'), label('none', 'oauth2')],
    [
      {
        count: 34,
        status: 200,
        credential: c.CLIENT_SECRET,
        responseBody: '{"token_type":"Bearer","expires_in":3600,"access_token":"opaque"}',
      },
      { count: 6, status: [400, 401], credential: c.CLIENT_SECRET },
    ],
  ),
  one(
    'token endpoint under connect',
    'POST',
    'id.office.example/connect/token',
    [label('required', 'oauth2'), label('none', 'oauth2')],
    [
      {
        count: 36,
        status: 200,
        credential: c.CLIENT_SECRET,
        responseBody: '{"token_type":"Bearer","expires_in":3600,"access_token":"opaque"}',
      },
    ],
  ),
  one(
    'token endpoint, Basic client',
    'POST',
    'id.bank.example/oauth2/token',
    [label('required', 'basic', 'oauth2'), label('required', 'oauth2'), label('required', 'basic')],
    [
      {
        count: 36,
        status: 200,
        credential: (own, call) => ({
          ...c.BASIC(own, call),
          form: true,
          body: { grant_type: 'client_credentials', scope: 'accounts' },
        }),
        responseBody: '{"token_type":"Bearer","expires_in":300,"access_token":"opaque"}',
      },
    ],
  ),
  one(
    'bearer or key',
    'GET',
    'api.shop.example/v1/stock/#',
    [label('required', 'api-key', 'bearer')],
    refusedWithout(c.either(c.BEARER, c.KEY_X)),
  ),
  one(
    'JWT or session',
    'GET',
    'core.office.example/v1/profile',
    [label('required', 'jwt', 'session-cookie')],
    refusedWithout(c.either(c.JWT_RS, c.SESSION_SID)),
  ),
  one(
    'basic or bearer',
    'GET',
    'core.office.example/v1/exports',
    [label('required', 'basic', 'bearer')],
    onlyWith(c.either(c.BASIC, c.BEARER)),
  ),
  one(
    'key and bearer together',
    'GET',
    'api.shop.example/v1/prices',
    [label('required', 'api-key', 'bearer')],
    refusedWithout(c.together(c.BEARER, c.KEY_AZURE)),
  ),
  one(
    'mTLS and JWT together',
    'GET',
    'partner.shop.example/v1/ledger',
    [label('required', 'jwt', 'mtls')],
    onlyWith(c.together(c.JWT_HS, c.MTLS_NGINX)),
  ),
  one(
    'JWT in a cookie',
    'GET',
    'core.office.example/v1/inbox',
    [
      label('required', 'jwt'),
      label('required', 'jwt', 'session-cookie'),
      label('required', 'session-cookie'),
    ],
    refusedWithout(c.JWT_COOKIE),
  ),
  one(
    'Authorization: Token',
    'GET',
    'core.office.example/v1/tasks',
    [label('required', 'bearer'), label('required', 'api-key')],
    refusedWithout(c.TOKEN_SCHEME),
  ),
  one(
    'to the sign-in page without session',
    'GET',
    'app.office.example/dashboard/data',
    [label('required', 'session-cookie')],
    [
      { count: 32, status: 200, credential: c.SESSION_JAVA },
      {
        count: 9,
        status: 302,
        credential: null,
        responseHeaders: { location: '/login?returnTo=%2Fdashboard' },
        responseBody: '',
      },
    ],
  ),
  one(
    'half of the calls without recorded headers',
    'GET',
    'api.shop.example/v1/returns/#',
    [label('required', 'bearer')],
    [
      { count: 24, status: 200, credential: c.BEARER },
      { count: 24, status: 200, credential: c.BEARER, captured: false },
      { count: 4, status: 401, credential: null },
    ],
  ),
  one(
    'bearer beside tracking cookies',
    'GET',
    'api.shop.example/v1/wishlist',
    [label('required', 'bearer')],
    [
      {
        count: 36,
        status: 200,
        credential: c.BEARER,
        noise: (own) => ({
          cookies: {
            _ga: `GA1.2.${own.int(1e8, 9e8)}.1793490000`,
            _fbp: `fb.1.1793490000.${own.int(1e8, 9e8)}`,
            theme: 'dark',
          },
        }),
      },
      { count: 5, status: 401, credential: null },
    ],
  ),
  one(
    'session beside a CSRF token',
    'POST',
    'app.office.example/settings',
    [label('required', 'session-cookie')],
    [
      {
        count: 34,
        status: 200,
        credential: c.SESSION_PHP,
        noise: (own) => ({
          headers: { 'X-CSRF-Token': own.token(40) },
          cookies: { csrftoken: own.token(40) },
        }),
      },
      { count: 6, status: 403, credential: null },
    ],
  ),
];
