import { body } from '../attack.ts';
import { type Exchange, queryOf } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { post, search } from './calls.ts';
import { smallTalk } from './small-talk.ts';
import { FAMILY, GIVEN, LANGUAGES, SUPPORT } from './wording.ts';

const name = (r: Random) => ({ given: r.pick(GIVEN), family: r.pick(FAMILY) });

export const PROSE: readonly BenignSource[] = [
  {
    name: 'chat messages',
    count: 320,
    exchange: (r) =>
      post(
        'chat.office.example',
        '/v1/messages',
        {
          channel: `c${r.int(1, 40)}`,
          text: smallTalk(r),
          mentions: [],
          clientMessageId: r.uuid(),
        },
        r,
      ),
  },
  {
    name: 'names of people',
    count: 260,
    exchange: (r) => {
      const who = name(r);
      return post(
        'crm.office.example',
        '/v1/contacts',
        {
          ...who,
          company: `${who.family} & Sons`,
          email: `c${r.int(1, 9999)}@mail.example`,
          note: r.pick(['', "prefers to be called 'Jo'", "wife's name is Úna", 'd.o.b. on file; or ask']),
        },
        r,
      );
    },
  },
  {
    name: 'search for people',
    count: 220,
    exchange: (r) => {
      const who = name(r);
      return search('crm.office.example', '/v1/contacts', `${who.given} ${who.family}`, r, 'name');
    },
  },
  {
    name: 'search texts',
    count: 420,
    exchange: (r) =>
      search(
        'api.shop.example',
        '/v2/products',
        r.chance(0.2)
          ? `${r.pick(LANGUAGES)} ${r.pick(LANGUAGES)}`
          : `${r.pick(LANGUAGES)}${r.chance(0.3) ? ` ${r.int(1, 99)}` : ''}`,
        r,
      ),
  },
  {
    name: 'support tickets',
    count: 220,
    exchange: (r) =>
      post(
        'desk.office.example',
        '/v1/tickets',
        {
          subject: r.pick(['Export broken', 'Question', "Can't log in", 'Error 1064']),
          description: `${r.pick(SUPPORT)}\n\n${r.pick(SUPPORT)}`,
          priority: r.pick(['low', 'normal']),
          tags: ['web'],
        },
        r,
      ),
  },
  { name: 'contact form with lines', count: 180, exchange: contactForm },
  {
    name: 'reviews',
    count: 200,
    exchange: (r) =>
      post(
        'api.shop.example',
        `/v2/products/${r.int(1, 60)}/reviews`,
        {
          rating: r.int(1, 5),
          title: r.pick(['Good', "Doesn't fit", '5/5']),
          text: r.pick([
            "It's good; or rather great -- 'best buy' of '26.",
            'Height 5\'10", weight <80kg => size M & fits',
            'Quality > price. 10/10 ../ would buy again',
            "Don't select the blue from the table of colours; where's red?",
          ]),
          verified: true,
        },
        r,
      ),
  },
  {
    name: 'mathematics',
    count: 160,
    exchange: (r) =>
      post(
        'learn.office.example',
        '/v1/answers',
        {
          question: r.int(1, 90),
          answer: r.pick([
            `x = ${r.int(1, 9)} or x = -${r.int(1, 9)}`,
            'if 1=1 and 2=2 then (a∧b) is true',
            `f(x) = ${r.int(2, 9)}*x^2 - ${r.int(1, 9)}; f'(x) = ${r.int(2, 18)}*x`,
            '\\frac{a}{b} \\leq \\sqrt{2} \\; \\text{or} \\; a=0',
            '{x | x > 0 && x < 10}',
            "y'' + 2y' + y = 0 -- homogeneous",
            '$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$',
            '7*7=49',
          ]),
          steps: r.int(1, 6),
        },
        r,
      ),
  },
  {
    name: 'markdown wiki',
    count: 220,
    exchange: (r) => ({
      ...post(
        'wiki.office.example',
        '/v1/pages',
        { title: r.pick(['Deploy', 'Onboarding', 'SQL style']), format: 'markdown', content: markdown(r) },
        r,
      ),
    }),
  },
];

function contactForm(r: Random): Exchange {
  const text = [
    'Dear team,',
    smallTalk(r),
    `Location: ${r.pick(['Berlin', 'Room 4', 'Cork'])}`,
    `Date: ${r.int(1, 28)} May`,
    "Kind regards,\r\nMarit O'Dea",
  ].join('\r\n');
  return {
    method: 'POST',
    host: 'www.shop.example',
    path: '/contact',
    ...body(
      'application/x-www-form-urlencoded',
      queryOf({
        name: `${r.pick(GIVEN)} ${r.pick(FAMILY)}`,
        topic: r.pick(['order', 'returns']),
        message: text,
      }),
    ),
    status: 302,
    responseHeaders: { location: '/contact/thanks' },
  };
}

function markdown(r: Random): string {
  return [
    `# How we ${r.pick(['deploy', 'review', 'query'])}`,
    '',
    '* item `a || b`',
    `* see [guide](../guides/${r.pick(['setup', 'style'])}.md) and [root](../../README.md)`,
    '',
    '| column | type |',
    '|---|---|',
    "| `name` | `varchar(40) default ''` |",
    '',
    r.pick([
      '```sql\nSELECT id, name\nFROM customers\nWHERE active = 1\nORDER BY name;\n```',
      '```bash\ncd /opt/app && npm ci && npm run build\ntail -n 20 /var/log/app.log | grep error\n```',
      '```html\n<div class="card"><p>Hello</p></div>\n```',
      '```yaml\nsteps:\n  - run: npm test\n```',
    ]),
    '',
    `> ${smallTalk(r)}`,
  ].join('\n');
}
