import { body } from '../attack.ts';
import { type Exchange, queryOf } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { send } from './calls.ts';
import { FORENAMES, QUERIES, SURNAMES, sentence, TRACKS } from './wording.ts';

const done = (r: Random) => ({
  ref: r.hex(12),
  state: r.pick(['queued', 'done']),
  at: '2026-11-02T08:00:00Z',
});

function genealogy(r: Random): Exchange {
  const person = () => ({
    forename: r.pick(FORENAMES),
    surname: r.pick(SURNAMES),
    born: `${r.int(1850, 1990)}-0${r.int(1, 9)}-1${r.int(0, 9)}`,
    nickname: r.pick([null, "'Red'", '"Sparky"', "O'"]),
  });
  return send(
    'POST',
    'tree.family.example',
    '/api/persons',
    { ...person(), spouse: person(), notes: sentence(r) },
    done(r),
    201,
  );
}

function lookup(r: Random): Exchange {
  return {
    method: 'GET',
    host: 'tree.family.example',
    path: '/api/persons',
    query: queryOf({
      surname: r.pick(SURNAMES),
      forename: r.pick(FORENAMES),
      place: r.pick(["St. John's", "L'Aquila", "'s-Hertogenbosch", 'Ústí']),
    }),
    status: 200,
    responseBody: JSON.stringify({ hits: r.int(0, 30), persons: [] }),
  };
}

function forumPost(r: Random): Exchange {
  const code = r.pick([
    '```\nselect count(*) from t where a = 1;\n```',
    '    for (let i = 0; i < n; i++) sum += a[i];',
    '`rm -rf node_modules && npm i` fixed it',
    '> quoted: use `<b>` not `<strong>`',
    'see /etc/hosts and ~/.ssh/config',
    'Traceback (most recent call last):\n  File "../app/main.py", line 3',
    '`${name}` is a template literal, `{{ name }}` is Vue',
    'try `ORDER BY id DESC LIMIT 1`',
    'use `a || b` instead of `a ?? b`',
    '`<img src="cat.png" alt="cat">` lacks a width',
    '$ ls -l | grep foo; echo done',
    'C:\\Windows\\Temp is full',
    "UPDATE posts SET seen = 1 WHERE id = 7; -- that's my query",
  ]);
  return send(
    'POST',
    'forum.press.example',
    '/posts',
    {
      topic: r.int(1, 400),
      markdown: `${sentence(r)}\n\n${code}\n\n${sentence(r)}`,
      signature: r.pick(['--\nSeán', '~ be nice ~', '/s', '']),
      notify: r.chance(0.5),
    },
    { id: r.int(1, 99999) },
    201,
  );
}

function legalText(r: Random): Exchange {
  return send(
    'PUT',
    'docs.law.example',
    `/api/clauses/${r.int(1, 300)}`,
    {
      heading: r.pick(['Union law', 'Orders', 'Alteration of table']),
      body: `${sentence(r)} ${sentence(r)} ${sentence(r)}`,
      refs: ['§ 312(1)', 'Art. 6(1)(a) or (b)'],
      valid: { from: '2026-01-01', to: null },
    },
    done(r),
  );
}

function helpdesk(r: Random): Exchange {
  const text = [
    sentence(r),
    '',
    'Subject: printer',
    'To: reception',
    `Set-up: done; Location: floor ${r.int(1, 9)}`,
    sentence(r),
    'Thanks,',
    `${r.pick(FORENAMES)} ${r.pick(SURNAMES)}`,
  ].join('\r\n');
  return {
    method: 'POST',
    host: 'desk.health.example',
    path: '/tickets',
    ...body(
      'application/x-www-form-urlencoded',
      queryOf({ topic: r.pick(['hardware', 'access']), message: text, reply: 'yes' }).replaceAll('%20', '+'),
    ),
    status: 303,
    responseHeaders: { location: '/tickets/thanks' },
  };
}

function subtitles(r: Random): Exchange {
  const cues = Array.from(
    { length: 4 },
    (_, i) => `${i + 1}\n00:00:0${i},000 --> 00:00:0${i + 1},500\n<i>${sentence(r)}</i>\n`,
  ).join('\n');
  return {
    method: 'PUT',
    host: 'media.press.example',
    path: `/api/v1/videos/${r.int(1, 200)}/subtitles/en`,
    ...body('text/plain', cues),
    status: 204,
  };
}

function translations(r: Random): Exchange {
  return send(
    'PATCH',
    'i18n.press.example',
    '/api/strings',
    {
      locale: r.pick(['fr', 'de', 'ar', 'ja']),
      strings: {
        'cart.items': '{count, plural, one {# article} other {# articles}}',
        greet: r.pick(["Bonjour %{name}, c'est l'heure", 'Hallo {name}!', 'こんにちは、{{name}}さん']),
        price: '%1$s ab %2$d €',
        'html.tip': 'Mehr <b>Info</b> unter <a href="{url}">Hilfe</a>',
        rev: String(r.int(1, 900)),
      },
    },
    done(r),
  );
}

function chatCompletion(r: Random): Exchange {
  const ask = r.pick([
    'Explain SELECT ... FROM ... WHERE to a child.',
    "Write a poem about O'Hare airport; 4 lines.",
    'What does `chmod 644 file && ls -l` do?',
    'Convert 5 < 6 > 3 into words',
    'How do I centre a <div> in CSS?',
    'Give me a regex for dates like 2026-01-31',
    'Why is {{ value }} shown raw in my Vue page?',
    'Why does fork() || die() appear in Perl?',
  ]);
  return send(
    'POST',
    'llm.cloud.example',
    '/v1/chat/completions',
    {
      model: 'small-1',
      temperature: 0.2,
      messages: [
        { role: 'system', content: 'Answer briefly.' },
        { role: 'user', content: `${ask} (${r.int(1, 999)})` },
      ],
      stream: false,
    },
    {
      choices: [{ message: { role: 'assistant', content: "Sure. Here's a short answer." } }],
      usage: { total_tokens: 90 },
    },
  );
}

export const WORDS: readonly BenignSource[] = [
  { name: 'genealogy records', count: 300, exchange: genealogy },
  { name: 'genealogy lookups', count: 280, exchange: lookup },
  { name: 'forum posts', count: 420, exchange: forumPost },
  {
    name: 'forum searches',
    count: 400,
    exchange: (r) => ({
      method: 'GET',
      host: 'forum.press.example',
      path: '/search',
      query: queryOf({
        keywords: `${r.pick(QUERIES)}${r.chance(0.2) ? ` ${r.pick(QUERIES)}` : ''}`,
        sort: r.pick(['new', 'top']),
      }),
      status: 200,
      responseBody: JSON.stringify({ hits: r.int(0, 90), posts: [] }),
    }),
  },
  {
    name: 'music titles',
    count: 300,
    exchange: (r) =>
      r.chance(0.5)
        ? {
            method: 'GET',
            host: 'media.press.example',
            path: `/api/v1/tracks/${encodeURIComponent(r.pick(TRACKS.filter((t) => !t.includes('/'))))}`,
            status: r.pick([200, 404]),
            responseBody: '{"tracks":[]}',
          }
        : send(
            'POST',
            'media.press.example',
            '/api/v1/playlists',
            { name: r.pick(TRACKS), tracks: r.some(TRACKS, 4), public: true },
            done(r),
            201,
          ),
  },
  { name: 'legal clauses', count: 220, exchange: legalText },
  { name: 'helpdesk form', count: 200, exchange: helpdesk },
  { name: 'subtitles', count: 120, exchange: subtitles },
  { name: 'translations', count: 180, exchange: translations },
  { name: 'language model prompts', count: 240, exchange: chatCompletion },
];
