import type { LabelledAttack } from '../attack.ts';
import type { Random } from '../random.ts';
import { asked, page, text } from './answers.ts';
import { FORUM, MEDIA } from './places.ts';

function vectorOf(r: Random): string {
  const n = r.int(1000, 9999);
  return r.pick([
    `<details open ontoggle=prompt(${n})>`,
    `<video><source onerror=prompt(${n})>`,
    `<svg><animate onbegin=prompt(${n}) attributeName=x>`,
  ]);
}

export function comesBack(r: Random): LabelledAttack {
  const vector = vectorOf(r);
  return asked(
    'xss',
    FORUM,
    '/search',
    'keywords',
    vector,
  )(
    'comes back in a page',
    'success',
    page(`<input name="keywords" value=""><p>${vector} was not found</p>`, r.pick([200, 404])),
  );
}

export function comesBackSafe(r: Random): LabelledAttack {
  const vector = vectorOf(r);
  const safe = vector.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return asked(
    'xss',
    FORUM,
    '/search',
    'keywords',
    vector,
  )(
    'comes back as text',
    'attempt',
    r.pick([
      page(`<p>${safe} was not found</p>`),
      { status: 200, responseBody: JSON.stringify({ keywords: vector, hits: 0 }) },
      text(`not found: ${vector}`),
      page('<details open><summary>Nothing found</summary></details>'),
    ]),
  );
}

export function computed(r: Random): LabelledAttack {
  const a = r.int(1011, 9973);
  const b = r.int(1011, 9973);
  const written = r.pick([`{{${a}*${b}}}`, `[[\${${a}*${b}}]]`, `@(${a}*${b})`, `*{${a}*${b}}`]);
  return asked(
    'template-injection',
    MEDIA,
    '/hello',
    'visitor',
    written,
  )(
    'computed',
    'success',
    r.chance(0.5)
      ? page(`<h1>Hello ${a * b}</h1>`)
      : { status: 200, responseBody: JSON.stringify({ greeting: `Hello ${a * b}!` }) },
  );
}

export function notComputed(r: Random): LabelledAttack {
  const written = `{{7*7}}${r.hex(2)}`;
  return asked(
    'template-injection',
    MEDIA,
    '/hello',
    'visitor',
    written,
  )(
    'not computed',
    'attempt',
    r.pick([
      page(`<h1>Hello ${written}</h1><small>build 4912</small>`),
      { status: 200, responseBody: JSON.stringify({ greeting: 'Hello', seat: 49, sum: 7 }) },
    ]),
  );
}

export function split(r: Random): LabelledAttack {
  const name = `X-Injected-${r.token(4)}`;
  const did = r.chance(0.5);
  return {
    family: 'crlf-injection',
    accepted: ['crlf-injection'],
    technique: did ? 'header added' : 'header not added',
    outcome: did ? 'success' : 'attempt',
    location: 'request.query',
    shown: `%2Fa%0a${name}: yes`,
    exchange: {
      method: 'GET',
      host: MEDIA,
      path: '/out',
      query: `target=%2Fa%0d%0a${name}:%20yes`,
      status: 302,
      responseHeaders: {
        location: '/a',
        'x-frame-options': 'DENY',
        ...(did ? { [name.toLowerCase()]: 'yes' } : {}),
      },
      responseBody: '',
    },
  };
}
