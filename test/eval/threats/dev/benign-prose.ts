import { body } from '../attack.ts';
import { type Exchange, queryOf } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';

export function post(host: string, path: string, document: unknown, r: Random): Exchange {
  const id = r.int(1000, 99999);
  return {
    method: 'POST',
    host,
    path,
    ...body('application/json', JSON.stringify(document)),
    status: r.pick([200, 201, 201]),
    responseBody: JSON.stringify({ id, status: 'saved', createdAt: '2026-11-01T10:00:00Z' }),
  };
}

export function search(host: string, path: string, text: string, r: Random, name = 'q'): Exchange {
  const total = r.int(0, 400);
  return {
    method: 'GET',
    host,
    path,
    query: queryOf({ [name]: text, page: r.int(1, 5) }),
    status: 200,
    responseBody: JSON.stringify({
      total,
      page: 1,
      items: [{ id: r.int(1, 999), title: 'Result', score: 0.8 }],
    }),
  };
}

const GIVEN = [
  'Liam',
  'Saoirse',
  'Maeve',
  'Shaun',
  'Anna',
  'Jean-Luc',
  'Zoë',
  'Ngozi',
  'Łukasz',
  'María José',
  'Ana',
  'Dmitri',
];
const FAMILY = [
  "O'Brien",
  "O'Neill",
  "D'Souza",
  "L'Hôpital",
  "O'Hara-Selectman",
  "Mc'Donagh",
  "N'Diaye",
  "Dell'Orto",
  "van 't Hoff",
  "O'Union",
  'Null',
  'Drop',
  "D'Or",
  'Ünal & Söhne',
];

const name = (r: Random) => ({ given: r.pick(GIVEN), family: r.pick(FAMILY) });

const CHAT: readonly string[] = [
  'Please select a seat from the table where the two of us sat last time; or 1 = first row if it is taken.',
  "I'd drop the table reservation and order by phone instead -- what do you think?",
  'The union will select new delegates from all regions and then vote.',
  "Don't delete from the list where we noted the guests' names, just update it and set the date.",
  "Insert the coin into the slot; values between 1 and 9 are fine, or '0' for free play.",
  "She said 'either or' -- and that's that; 'select all' isn't the same as 'select some'.",
  'Having a group by the river, having count(ed) everyone: 12 people.',
  'Could you exec(ute) the plan? If 1=1 then it must be true, said the maths teacher.',
  "It's 5 o'clock; let's meet at Fisherman's Wharf or at Levi's -- whatever's easier.",
  'Sleep (8 hours) is good for you; benchmark (yours) against last week.',
  'Is it true that a<b and b<c means a<c? And what about a > c || c == b?',
  'Price <100 EUR and >50 EUR, ideally & quickly; thanks <3',
  'Use the fork & knife; cat and dog | bird, then ls (lightly salted) butter.',
  'My cat /dog/ bird... ../ who knows; id card is with me; who am I to judge?',
  'We drove from A to B: http://maps.example/route?from=A&to=B and back.',
  "Or '90s music, and '80s; 'tis the season -- bring records!",
  'ping me at 5 && bring coffee; curl up with a book || watch a film',
  'Alert! Confirm (please) the prompt delivery of document no. 12, location: Berlin',
];
const EXTRA = [
  'Best, Jo',
  'See you at 10:30',
  'Cheers!',
  'k thx',
  '(sent from my phone)',
  ':-)',
  '¯\\_(ツ)_/¯',
  'P.S. 100% sure',
  '#1 fan',
  "-- \nMarit O'Dea",
];

const LANGUAGES: readonly string[] = [
  "l'été à l'île d'Oléron",
  "aujourd'hui c'est l'union européenne",
  'größer als 5 & kleiner als 9',
  'zażółć gęślą jaźń',
  "dell'arte o dell'opera",
  '東京 ラーメン おすすめ',
  '서울 맛집 추천',
  'где купить чай или кофе',
  'أفضل مطعم في القاهرة',
  'מסעדה בתל אביב',
  'ราคา โรงแรม',
  'niño año señor',
  "qu'est-ce que c'est",
  "rock 'n' roll",
  "women's shoes size 38 or 39",
  'AC/DC & Guns N’ Roses',
  '50% off -- today',
  'C# or C++ (beginner)',
  'select committee union',
  "men's t-shirt <20€",
  'o’clock; or later',
  'null',
  'table drop leaf',
  'script font',
  'cat toys',
  'passwd book',
  'order by mail',
  '1+1=2',
  '5\'11" door',
  "6' ladder -- aluminium",
  'insert nut m8',
  'update kit for union valve',
  'c:\\ sticker',
  '/etc poster',
];

const SUPPORT: readonly string[] = [
  'After the update I get "ERROR 1064 near line 3" when I open the report. Nothing else changed.',
  "The page says 'Access denied for user' -- is the database down? I only clicked on Orders -> Export.",
  'Steps: 1) log in 2) select * all items 3) press delete 4) nothing happens; see screenshot.',
  'My file is in C:\\Users\\Marit\\Documents\\report.docx and ~/Downloads/report (1).docx',
  'I pasted the path /var/log/app/error.log into the form but the upload did not start.',
  'The link https://docs.office.example/guide?step=2&lang=en#install shows a blank page.',
  'Please remove the script tag from our template, it breaks the print view.',
  'The import wants <name> in angle brackets? e.g. <company> <date>; unclear.',
];

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
          text: `${r.pick(CHAT)} ${r.pick(EXTRA)}`,
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
    r.pick(CHAT),
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
    `> ${r.pick(CHAT)}`,
  ].join('\n');
}
