import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { asked, filled, sent } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const PRINTABLE = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).join('');
const PHRASES = [
  "correct'horse;battery",
  'P@$$w0rd!--‹n›',
  "I'm-‹adj›&‹adj›",
  '<‹word›>{‹n›}',
  '‹word›|‹word›;‹n›',
  '"‹noun›"‹n›!',
  "‹given›'s ‹noun› = ‹n›",
  'sel3ct*Fr0m‹n›',
  '$(‹word›)‹n›',
  '`‹word›`',
  '../‹word›/‹n›',
  '%27‹word›%20',
  '${‹word›}‹n›',
  '‹word›\\\\‹word›',
  "or'‹word›'=",
  '--‹word›--',
  '&&‹word›||',
  '1=1‹word›',
  '{{‹word›}}',
  '#‹word›;',
];

/** What password managers make, and what people think up. */
const password = (r: Random): string =>
  r.chance(0.7) ? r.text(r.int(10, 28), PRINTABLE) : drawn(r, PHRASES);

function signIn(r: Random): Exchange {
  const user = drawn(r, [
    "o'brien@mail.example",
    '‹word›.‹word›+x@mail.example',
    '‹word›',
    'CORP\\‹word›',
    '‹given›',
    '"odd name"@mail.example',
    "d'arcy&co",
  ]);
  const secret = password(r);
  const answer = r.chance(0.8)
    ? { status: 200, responseBody: '{"ok":true}' }
    : { status: 401, responseBody: '{"error":"invalid_grant"}' };
  const call = r.pick([
    () =>
      sent(r, 'POST', 'login.harbour.example', '/v1/login', {
        username: user,
        password: secret,
        remember: true,
      }),
    () =>
      filled(r, 'login.harbour.example', '/oauth/token', {
        grant_type: 'password',
        username: user,
        password: secret,
        scope: 'openid',
      }),
    () =>
      sent(r, 'PUT', 'login.harbour.example', '/v1/password', {
        current: password(r),
        new: secret,
        confirm: secret,
      }),
    () =>
      sent(r, 'POST', 'login.harbour.example', '/v1/accounts', {
        email: user,
        password: secret,
        name: drawn(r, ['‹given› ‹family›']),
        securityQuestion: "Mother's maiden name?",
        securityAnswer: drawn(r, ['‹family›', "O'‹family›", '‹city›']),
      }),
  ])();
  return { ...call, ...answer };
}

function tokens(r: Random): Exchange {
  const opaque = r.text(r.int(20, 60), `${PRINTABLE.replaceAll(/["\\,;]/g, '')}`);
  return r.chance(0.5)
    ? {
        ...asked(r, 'login.harbour.example', '/v1/me', { v: r.int(1, 999) }),
        requestHeaders: {
          cookie: `sid=${encodeURIComponent(`s:${r.token(24)}.${r.token(30)}+/`)}; prefs=${encodeURIComponent(JSON.stringify({ city: drawn(r, ['‹city›']), last: drawn(r, ['/‹tab›?x=‹n›', "men's ‹noun›"]), $v: 1 }))}`,
        },
      }
    : {
        ...asked(r, 'login.harbour.example', '/v1/cursor', {
          cursor: opaque,
          state: Buffer.from(
            JSON.stringify({
              next: drawn(r, ['/home?a=1', '../b', 'http://localhost:3000/']),
              n: r.int(1, 9),
            }),
          ).toString('base64'),
        }),
      };
}

const DEVICES: readonly ((r: Random) => unknown)[] = [
  (r) => ({
    ua: 'Mozilla/5.0 (X11; Linux x86_64)',
    screen: '1920x1080',
    fonts: ["'Segoe UI'", 'Arial'],
    plugins: 'PDF Viewer::Portable Document Format::application/pdf~pdf,text/pdf~pdf;x',
    tz: -60,
    canvas: r.hex(16),
  }),
  (r) => ({
    events: [
      {
        t: 'click',
        sel: 'div#app>ul>li:nth-child(2)>a[href="/x"]',
        html: drawn(r, [
          '<a href="/‹word›" onclick="go()">‹noun›</a>',
          '<button class="x" data-a=\'{"b":1}\'>‹verb›</button>',
          '<input type="text" value="‹adj›">',
        ]),
      },
      { t: 'nav', url: drawn(r, ['https://www.‹word›.example/?q=it%27s', 'http://localhost:3000/a']) },
    ],
  }),
  (r) => ({
    dom: [
      { tag: 'SCRIPT', attrs: { src: '/a.js', nonce: r.hex(6) } },
      { tag: 'IMG', attrs: { src: 'x.png', onerror: '' } },
    ],
    ms: r.int(1, 900),
  }),
  (r) => ({
    'csp-report': {
      'document-uri': 'https://www.example/',
      'violated-directive': "script-src 'self'",
      'blocked-uri': r.pick(['inline', 'data', 'eval', 'https://cdn.example/a.js']),
      'script-sample': drawn(r, [
        'var ‹word› = document.cookie',
        "alert('‹word›')",
        'window.‹word›=function(){',
      ]),
      'line-number': r.int(1, 400),
    },
  }),
];

export const SESSIONS: readonly BenignSource[] = [
  { name: 'sign-in with odd passwords', count: 460, exchange: signIn },
  { name: 'tokens and cursors', count: 220, exchange: tokens },
  {
    name: 'recordings of browsers',
    count: 200,
    exchange: (r) =>
      sent(r, 'POST', 'replay.harbour.example', '/v1/events', {
        session: r.uuid(),
        ...(r.pick(DEVICES)(r) as object),
      }),
  },
];
