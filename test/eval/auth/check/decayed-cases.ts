import { type AuthCase, type Credential, label, type Share } from '../auth-case.ts';
import { afterPreflight, both, failingWithout, onlyWith, open, refusedWithout, unseen } from '../patterns.ts';
import { at } from './at.ts';
import * as s from './secrets.ts';

const before = (daysBefore: number, shares: readonly Share[]): readonly Share[] =>
  shares.map((share) => ({ ...share, daysBefore }));

/** Answered without a credential where one was to be shown. */
const lapse = (daysBefore: number, count: number, status = 200): Share => ({
  count,
  daysBefore,
  status,
  credential: null,
});

const masked =
  (value: string): Credential =>
  () => ({ headers: { authorization: value } });

const LAPSED: readonly AuthCase[] = [
  at(
    'lapse of two months ago',
    'GET',
    'berths.harbor.example/api/v1/vessels/#',
    [label('required', 'jwt')],
    [...refusedWithout(s.SIGNED_EC), lapse(63, 9)],
  ),
  at(
    'one call let through four months ago',
    'GET',
    'crew.harbor.example/roster',
    [label('required', 'session-cookie')],
    [...onlyWith(s.DJANGO_SESSION), ...before(120, onlyWith(s.DJANGO_SESSION)), lapse(120, 1)],
  ),
  at(
    'lapse just out of sight',
    'GET',
    'cranes.harbor.example/telemetry/#',
    [label('required', 'digest')],
    [...refusedWithout(s.DIGEST_SHA), lapse(31, 5)],
  ),
  at(
    'lapse just within sight',
    'POST',
    'pilots.harbor.example/v2/requests',
    [label('mixed', 'hmac')],
    [...refusedWithout(s.KONG_HMAC, 201), lapse(28, 4, 201)],
  ),
  at(
    'one call let through last week',
    'GET',
    'tides.harbor.example/v2/forecast',
    [label('mixed', 'api-key')],
    [...refusedWithout(s.APP_ID_PARAMETER), lapse(9, 1)],
  ),
  at(
    'silent for three weeks, lapse before that',
    'GET',
    'dredge.harbor.example/surveys/#',
    [label('required', 'hmac')],
    [...before(22, refusedWithout(s.CAVAGE)), lapse(44, 6)],
  ),
  at(
    'lapse long ago, preflights now',
    'GET',
    'ferry.harbor.example/api/bookings',
    [label('required', 'session-cookie')],
    [...afterPreflight(s.LARAVEL_SESSION), lapse(84, 7), lapse(160, 3)],
  ),
  at(
    'anonymous calls were answered, now they fail',
    'GET',
    'quay.harbor.example/api/v1/slots',
    [label('required', 'sigv4')],
    [...failingWithout(s.SIGV4_TOKEN), ...before(57, both(s.SIGV4_TOKEN, 14, 16))],
  ),
];

const MIGRATED: readonly AuthCase[] = [
  at(
    'from passwords to tokens',
    'GET',
    'looms.textile.example/api/looms/#',
    [label('required', 'bearer')],
    [...refusedWithout(s.OPAQUE_DOTTED), ...before(75, refusedWithout(s.USER_PASSWORD))],
  ),
  at(
    'from Digest to SigV4 by way of either',
    'GET',
    'dyes.textile.example/recipes',
    [label('required', 'sigv4')],
    [
      ...before(140, onlyWith(s.DIGEST_SHA)),
      ...before(45, onlyWith(s.oneOf(s.DIGEST_SHA, s.SIGV4_TOKEN))),
      ...onlyWith(s.SIGV4_TOKEN),
    ],
  ),
  at(
    'from sessions to JWT in the middle of the window',
    'GET',
    'orders.textile.example/v4/orders/#',
    [label('required', 'jwt', 'session-cookie')],
    [
      ...before(50, onlyWith(s.ASP_SESSION)),
      ...before(17, refusedWithout(s.ASP_SESSION)),
      ...refusedWithout(s.SIGNED_PS),
    ],
  ),
  at(
    'key moved from the query to a header',
    'GET',
    'fabrics.textile.example/catalog',
    [label('required', 'api-key')],
    [...refusedWithout(s.VENDOR_KEY_HEADER), ...before(90, onlyWith(s.KEY_PARAMETER))],
  ),
  at(
    'passwords of old still tried, in vain',
    'POST',
    'stock.textile.example/api/movements',
    [label('required', 'jwt'), label('required', 'basic', 'jwt')],
    [
      ...onlyWith(s.SIGNED_EC, 201),
      { count: 6, daysBefore: 3, status: 401, credential: s.USER_PASSWORD },
      ...before(66, onlyWith(s.USER_PASSWORD, 201)),
    ],
  ),
  at(
    'open, passwords, keys, certificates',
    'POST',
    'spools.textile.example/ingest/batches',
    [label('required', 'mtls')],
    [
      ...before(200, open(undefined, 201)),
      ...before(150, refusedWithout(s.USER_PASSWORD, 201)),
      ...before(80, refusedWithout(s.ACCESS_KEY_HEADER, 201)),
      ...refusedWithout(s.RFC_MTLS, 201),
    ],
  ),
  at(
    'clients of the token endpoint no longer show passwords',
    'POST',
    'login.textile.example/connect/token',
    [label('required', 'oauth2'), label('none', 'oauth2')],
    [
      {
        count: 34,
        status: 200,
        credential: s.GRANT_CODE,
        responseBody: '{"access_token":"opaque","token_type":"Bearer","expires_in":900}',
      },
      { count: 4, status: 400, credential: s.GRANT_CODE },
      ...before(58, onlyWith(s.USER_PASSWORD)),
    ],
  ),
  at(
    'either way then by password, either way now by token',
    'GET',
    'trends.textile.example/boards',
    [label('mixed', 'bearer')],
    [...both(s.OPAQUE_UUID, 20, 17), ...before(95, both(s.USER_PASSWORD, 18, 20))],
  ),
];

const OPENED: readonly AuthCase[] = [
  at(
    'no certificate since five weeks',
    'GET',
    'probes.forest.example/v1/readings/#',
    [label('none')],
    [
      ...before(34, onlyWith(s.APACHE_MTLS)),
      ...open(() => ({ headers: { 'X-SSL-Client-Verify': 'NONE', 'x-forwarded-proto': 'https' } })),
    ],
  ),
  at(
    'opened in the middle of the window',
    'GET',
    'trails.forest.example/api/trails',
    [label('mixed', 'bearer')],
    [...before(20, refusedWithout(s.OPAQUE_DOTTED)), ...open(undefined)],
  ),
  at(
    'opened long ago, some still send their key',
    'GET',
    'species.forest.example/api/species/#',
    [label('mixed', 'api-key')],
    [
      ...before(110, refusedWithout(s.RAPID_KEY_HEADER)),
      ...before(12, both(s.RAPID_KEY_HEADER, 8, 12)),
      ...open(undefined),
    ],
  ),
  at(
    'closed, open, closed, open',
    'GET',
    'permits.forest.example/public/permits',
    [label('none')],
    [
      ...before(180, onlyWith(s.RAILS_SESSION)),
      ...before(110, open(undefined)),
      ...before(45, refusedWithout(s.RAILS_SESSION)),
      ...open((own) => ({ cookies: { _ga: `GA1.2.${own.int(1e8, 9e8)}.1793000000`, locale: 'sv' } })),
    ],
  ),
  at(
    'nobody was let in at first',
    'POST',
    'sightings.forest.example/api/sightings',
    [label('none')],
    [
      { count: 24, daysBefore: 71, status: [401, 403], credential: null },
      { count: 8, daysBefore: 69, status: 401, credential: s.AZURE_KEY_HEADER },
      ...open(undefined, 201),
    ],
  ),
  at(
    'reading opened',
    'GET',
    'maps.forest.example/layers/#',
    [label('none')],
    [...before(38, both(s.API_TOKEN_PARAMETER, 24, 9)), ...open(undefined)],
  ),
];

const CLOSED: readonly AuthCase[] = [
  at(
    'writing closed',
    'POST',
    'maps.forest.example/layers/#',
    [label('required', 'api-key')],
    [...before(38, open(undefined)), ...refusedWithout(s.API_TOKEN_PARAMETER)],
  ),
  at(
    'closed last week',
    'GET',
    'kilns.pottery.example/schedule',
    [label('mixed', 'basic')],
    [...before(47, open(undefined)), ...before(8, open(undefined)), ...refusedWithout(s.USER_PASSWORD)],
  ),
  at(
    'events unsigned until seven weeks ago',
    'POST',
    'hooks.pottery.example/shop',
    [label('required', 'hmac')],
    [...before(52, open(undefined)), ...before(5, onlyWith(s.SHOP_EVENT)), ...onlyWith(s.SHOP_EVENT)],
  ),
  at(
    'much open of old, little since',
    'GET',
    'glazes.pottery.example/api/glazes',
    [label('required', 'session-cookie')],
    [
      { count: 160, daysBefore: 70, status: 200, credential: null },
      { count: 20, status: 200, credential: s.HOST_SESSION },
      { count: 4, daysBefore: 2, status: 401, credential: null },
    ],
  ),
];

const HIDDEN: readonly AuthCase[] = [
  at(
    'masked of old, plain now',
    'GET',
    'tickets.opera.example/api/seats/#',
    [label('required', 'jwt')],
    [...before(60, onlyWith(masked('[REDACTED]'))), ...refusedWithout(s.SIGNED_PS)],
  ),
  at(
    'masked until twelve days ago',
    'GET',
    'scores.opera.example/library',
    [label('required', 'bearer')],
    [
      ...before(40, onlyWith(masked('****'))),
      ...before(13, onlyWith(masked('****'))),
      ...onlyWith(s.OPAQUE_UUID),
    ],
  ),
  at(
    'headers no longer captured',
    'GET',
    'stage.opera.example/rehearsals/#',
    [label('undetected')],
    [...before(70, refusedWithout(s.AMAZON_MTLS)), ...before(10, unseen(null)), ...unseen(null)],
  ),
  at(
    'either way of old, masked since',
    'GET',
    'patrons.opera.example/v1/donations',
    [label('undetected')],
    [...before(48, both(s.OPAQUE_DOTTED, 22, 10)), ...onlyWith(masked('***'))],
  ),
  at(
    'headers not captured of old, open now',
    'POST',
    'guide.opera.example/feedback',
    [label('none')],
    [...before(130, unseen(null, 201)), ...open(undefined, 201)],
  ),
];

/** What was so beyond the window says nothing about what is so. */
export const DECAYED: readonly AuthCase[] = [...LAPSED, ...MIGRATED, ...OPENED, ...CLOSED, ...HIDDEN];
