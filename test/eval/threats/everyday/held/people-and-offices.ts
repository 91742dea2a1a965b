import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { asked, filled, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const RESUMES = [
  '‹given› ‹family›\nSkills: SQL (SELECT, JOIN, GROUP BY), Bash (grep | sed | awk), HTML/<canvas>, C++ && Rust\n2019--2024: union rep; dropped table-top costs by ‹d›0%',
  'Experience:\r\n- Set up CI: build; test; deploy\r\n- Wrote shell scripts (cat/sort/uniq), cron\r\nLanguages: English, Français (l\'oral), "Plattdüütsch"\r\n',
  "I'm a database administrator; I create tables, alter schemas & grant rights. Where others sleep(), I wait for delay.",
  'Links: https://www.‹word›.example/~‹word›?cv=1&lang=en, ../portfolio.pdf',
  "References: on request -- or ask Dr. O'‹family›; tel. ‹big›",
  'MSc., "Attacks from SQL injection to XSS <script>: a survey", ‹co› Award 20‹d›‹d›',
];
const JOBS = [
  'Select & union rep (m/f/d) - 40h; from $‹n› to $‹big›',
  'We drop silos, update minds and delete meetings. Order by passion; group by mission; having fun = must!',
  'Must know: SELECT ... WHERE, `docker exec`, <div>s; nice: ${templating}',
  "Apply until ‹date› -- or earlier; contact: O'‹family›",
  '<p>Benefits:</p><ul><li>Gym &amp; more</li><li>27" screens</li></ul>',
  'Night-shift: sleep (8h) by day; 1 = 1 pay',
];
const TRAVEL = [
  "1.O'BRIEN/‹given› MR 2 EI ‹n› Y 12NOV DUBLHR HK1/‹time›;OPS",
  'DUB//LHR-JFK/‹d›ADT.1CHD',
  'NM1‹family›/A*CHD;SR WCHR-1/‹word›',
  "RM*OR CALL ‹big› -- ASK FOR D'ARCY",
  'FXP/R,P/S‹d›|X',
  'seat 12A or 14C; window & aisle',
  "Hotel L'Étoile d'Or, 'double' + cot <free>",
  'room 1=2 beds; room 2=1 bed',
  '‹city› -> ‹city›; return; ‹d› pax',
  'gate A‹d› | terminal "‹d›"',
  'from ‹city› where breakfast like continental, order by price',
  'INSERT COIN hostel & TABLE MOUNTAIN',
];
const FORMS = [
  "Née D'‹family›; see birth cert. no. ‹n›/‹d› -- amended",
  'Case C-‹n›/‹d›‹d›; §§ 1, 2(a) or (b); cf. Union v. Table',
  'Art. ‹d› and/or ‹d›; delete as applicable <x>',
  'Income: 1=employed, 2=self-employed; 3=other',
  "Applicant's statement: 'I declare that...'; select one",
  'Plot ‹n›/‹d› "Or\'s Field", bounded by O\'‹family›',
  'none; n/a; --',
  'Alter title deed & update register where owner is null',
  '"Ltd" or \'Ltd.\'? = same',
  'Exec. of will: ‹given› & ‹given›',
  'union dues from 1/‹d›/2026; order by court',
  'P.O. Box ‹n›; drop at table ‹d›',
];
const REMITTANCES = [
  "RF‹n› INV ‹n›; 'less 2%' -- thx",
  'SVWZ+Rent 1/2 or 2/2 EREF+‹n›--A',
  "O'‹family› & Sons | PO#‹n›",
  '/INV/‹n›/CINV/‹n›;‹n›',
  'Lunch @ ‹co› <3 (‹d›/5)',
  "Union fee; select plan = 'B'",
  '=‹n›+‹n›',
  '-‹dec› refund',
  '"tip" 10% && thanks!',
  'Table ‹d› order ‹n›',
  '***‹n›***',
  'x-‹n›--y',
  'UPDATE sub; DROP old',
  '‹given›`s share',
];
const POSTS = [
  '#throwback <3 w/ @‹given› && @‹given›; best. day. ever!!',
  'me: sudo make me a sandwich\nalso me: rm -rf diet; echo "oops"',
  'my cat typed: \';l]k[ "]== ;--',
  "roses are red, violets are blue, unexpected '{' on line ‹n›",
  '"SELECT happiness FROM life WHERE money = 0" -- ‹n› rows lol',
  '1 AND 1 IS 2, or is it? #maths',
  "it's not a bug, it's a <feature>",
  '‹d›/10 would drop table (the board game) again',
  'ping me; or dm | mail',
  'poll: a) select b) union c) both = ?',
  "https://www.‹word›.example/?a=<b>&c='d' read this!",
  '{{insert joke here}} ${punchline}',
  'whoami? just id-iot no. ‹n› :)',
  'I || you ?? we',
  'POV: ../../../home',
  'ratio + L + "cat" | tail',
  'on error resume next, story of my life',
  'alert("monday")',
  '<blink>HBD ‹given›</blink>',
  'ᕕ( ᐛ )ᕗ `ls` ¯\\_(ツ)_/¯; exit',
];
const BIOS = [
  "dad; coder | he/him -- it's me",
  '<‹word›/>',
  '{‹word›}',
  '$ whoami',
  '‹noun› && ‹noun›',
  '“or not”',
  "rock'n'roll = life",
  '‹city› ✈ ‹city›; DM="open"',
  '// todo: bio',
  '0x‹hex›',
  '^_^;',
  '; DROP by ; say hi',
  'null',
  "O'‹word›",
  '=^.^=',
  '`‹word›`',
  '(╯°□°)╯︵ ┻━┻ table',
];
const LESSONS = [
  'What is the output of `print(1 or 0 and 0)`? a) 1 b) 0; explain.',
  'Which query returns all? (A) SELECT * FROM ‹tab› (B) SHOW ‹tab› (C) GET *',
  'Fill in: <a ___="x.html">; <___ src="a.png">',
  'True/False: 1 = 1 AND NOT (2 > ‹d› OR FALSE)',
  'Explain how `; DROP TABLE` in a name could harm a careless program; use your own words.',
  'Linux: what do `cat a | sort | uniq -c` and `cd ..; pwd` print?',
  "Translate: « L'été, j'aime l'eau d'or »; underline the article 'l\\''",
  'Solve: x^2 - ‹n› = 0; x = ___ or x = ___',
  'Match: {a,b,c} -> {1,2,3}; |A| = ‹d›',
  'In C, does `if (a = 1 && b)` compile? why = instead of ==?',
  'Draw f(x) = |x - ‹d›|; mark (‹d›; 0)',
  'HTML: nest `<ul><li></li></ul>` and show "&lt;br&gt;"',
];
const ANSWERS = [
  "It's B, 'cause SELECT * takes all; or A?",
  'x = ‹d› or x = -‹d›',
  "1) true 2) false 3) '1'='1' is true",
  'cat prints; sort sorts | uniq counts',
  "<a href='x.html'>",
  "a' = b' => congruent",
  '(a) and (b) -- see p. ‹n›',
  'SELECT name FROM ‹tab› WHERE id = ‹d› OR id = ‹n›;',
  'while (i < ‹d› && x) i++;',
  "“d'or” = of gold",
  'null',
  '../ goes up; ./ stays',
  'because 2 + 2 = 4; q.e.d.',
];

function blocks(r: Random, text: string): Exchange {
  return r.pick([
    () =>
      sent(r, 'POST', 'docs.quay.example', `/v1/pages/${r.uuid()}/blocks`, {
        ops: [
          { insert: text },
          { insert: '\n', attributes: { header: 2 } },
          { insert: drawn(r, ['‹adj› ‹noun›\n']) },
        ],
      }),
    () =>
      sent(r, 'PATCH', 'docs.quay.example', `/v1/blocks/${r.uuid()}`, {
        paragraph: {
          rich_text: [
            { type: 'text', text: { content: text } },
            { type: 'mention', href: drawn(r, ['https://docs.‹word›.example/‹hex›#‹hex›']) },
          ],
        },
      }),
    () =>
      sent(r, 'POST', 'docs.quay.example', '/api/chat.postMessage', {
        channel: `C${r.token(8)}`,
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text: `*${drawn(r, ['‹noun›'])}*: ${text}` } },
          { type: 'actions', elements: [{ value: drawn(r, ['a=‹n›;b=‹n›', '‹verb›']) }] },
        ],
      }),
    () =>
      sent(r, 'POST', 'docs.quay.example', '/collab/steps', {
        version: r.int(1, 900),
        steps: [{ stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text }] } }],
      }),
  ])();
}

export const PEOPLE_AND_OFFICES: readonly BenignSource[] = [
  texts('applications', 180, RESUMES, (r, text) =>
    r.chance(0.6)
      ? sent(r, 'POST', 'talent.quay.example', '/v1/candidates', {
          name: drawn(r, ['‹given› ‹family›']),
          resumeText: text,
          coverLetter: drawn(r, RESUMES),
          source: 'web',
        })
      : filled(r, 'talent.quay.example', '/apply', {
          name: drawn(r, ['‹given› ‹family›']),
          city: drawn(r, ['‹city›']),
          about: text,
        }),
  ),
  texts('vacancies', 140, JOBS, (r, text) =>
    sent(r, 'PUT', 'talent.quay.example', `/v1/jobs/${r.int(1, 900)}`, {
      title: drawn(r, JOBS).slice(0, 60),
      description: text,
      requirements: drawn(r, JOBS),
    }),
  ),
  texts('bookings', 180, TRAVEL, (r, text) =>
    r.chance(0.5)
      ? sent(r, 'POST', 'trips.quay.example', '/v2/reservations', {
          remark: text,
          passengers: [{ last: drawn(r, ['‹family›']), first: drawn(r, ['‹given›']) }],
          city: drawn(r, ['‹city›']),
        })
      : asked(r, 'trips.quay.example', '/v2/offers', {
          q: text,
          from: drawn(r, ['‹city›']),
          adults: r.int(1, 6),
        }),
  ),
  texts('forms of an office', 180, FORMS, (r, text) =>
    r.chance(0.5)
      ? filled(r, 'office.quay.example', '/filings', {
          statement: text,
          surname: drawn(r, ['‹family›']),
          place: drawn(r, ['‹city›']),
          confirm: 'yes',
        })
      : sent(r, 'POST', 'office.quay.example', `/v1/cases/${r.int(1, 9e4)}/notes`, {
          text,
          author: drawn(r, ['‹given› ‹family›']),
        }),
  ),
  texts('remittances', 180, REMITTANCES, (r, text) =>
    sent(r, 'POST', 'pay.quay.example', '/v3/payments', {
      amount: drawn(r, ['‹dec›']),
      creditor: drawn(r, ['‹co›', '‹given› ‹family›']),
      remittanceInformation: text,
      endToEndId: drawn(r, ['‹hex›', '‹n›--‹n›']),
    }),
  ),
  texts('posts', 260, POSTS, (r, text) =>
    r.chance(0.7)
      ? sent(r, 'POST', 'social.quay.example', '/api/v1/statuses', {
          status: text,
          visibility: 'public',
          spoiler_text: '',
        })
      : filled(r, 'social.quay.example', '/statuses', { status: text }),
  ),
  texts('profiles', 160, BIOS, (r, bio) =>
    sent(r, 'PATCH', 'social.quay.example', '/api/v1/accounts/me', {
      display_name: bio.slice(0, 24),
      note: bio,
      fields: [{ name: 'www', value: drawn(r, ['https://‹word›.example/~me', 'n/a', "it's complicated"]) }],
    }),
  ),
  texts('lessons', 180, LESSONS, (r, text) =>
    sent(r, 'POST', 'school.quay.example', '/v1/quizzes/7/questions', {
      question: text,
      choices: [drawn(r, ANSWERS), drawn(r, ANSWERS)],
      points: r.int(1, 10),
    }),
  ),
  texts('answers', 180, ANSWERS, (r, answer) =>
    r.chance(0.5)
      ? sent(r, 'POST', 'school.quay.example', '/v1/attempts', {
          answer,
          question: r.int(1, 99),
          confidence: 0.5,
        })
      : filled(r, 'school.quay.example', '/quiz/submit', { answer, q: r.int(1, 99) }),
  ),
  texts('documents edited together', 260, [...POSTS, ...FORMS, ...JOBS, ...LESSONS], blocks),
  texts(
    'searches of a library',
    180,
    [
      'd\'Artagnan or "Three Musketeers"',
      'au=‹family› and ti=(union or table)',
      "O'‹family› -fiction; 18‹d›‹d›--19‹d›‹d›",
      'isbn:978‹big› OR oclc:‹n›',
      'subject:"SQL (Computer program language)"',
      'drop the table: a novel',
      'who am i & why am i here',
      "l'étranger 19‹d›2",
      '‹noun›: select poems',
      '"cat" & "mouse" | tom',
      'the script; or, the play',
      '«‹noun›»',
      'ti:"1 = 1?"',
      'kw="‹noun›" prox/distance<‹d› "‹noun›"',
      '%22‹noun›%22',
      'dc.title all "or and not"',
      '‹adj› AND ‹noun› NOT (‹noun›)',
    ],
    (r, q) =>
      asked(r, 'library.quay.example', r.pick(['/search', '/sru', '/opac']), {
        query: q,
        maximumRecords: r.int(10, 50),
        startRecord: r.int(1, 90),
      }),
  ),
];
