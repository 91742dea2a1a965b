import type { Exchange } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { form, raw, read, write } from './calls.ts';
import { day, person, product, prose, slug, word } from './words.ts';

const SCRIPTS = [
  '您好，请问这个多少钱？“选择”尺寸；然后删除旧的',
  'Здравствуйте! Где мой заказ — «синий», 50% скидка?',
  'مرحبا، أين طلبي؟ (رقم)',
  'こんにちは！「特価」＜送料無料＞ですか？',
  '안녕하세요 ~ 주문 취소; 환불 부탁드려요',
  "C'est l'été : jusqu'à -30 % d'économies !",
  'Übergröße & Maß: 5 < 6, „schön“',
  'नमस्ते, मेरा ऑर्डर कहाँ है? #',
  'Ποιο είναι το μέγεθος; επιλέξτε',
  'שלום, מה שלומך? "טוב"',
  'Không có gì; chọn size L từ menu',
];

const chat = (r: Random): Exchange =>
  write(r, 'chat.tarnwick.example', `/channels/${r.int(100, 9999)}/messages`, {
    text: `${r.pick(['😂😂', '👍🏽', ':+1:', '<@U123>', '¯\\_(ツ)_/¯', '>:(', '<3', '(╯°□°)╯︵ ┻━┻'])} ${r.chance(0.4) ? r.pick(SCRIPTS) : prose(r)} ${r.int(1, 999)}`,
    thread: r.chance(0.4) ? String(r.int(1, 99999)) : null,
    clientId: r.uuid(),
  });

const translated = (r: Random): Exchange =>
  write(r, 'i18n.quillmere.example', '/v2/strings', {
    key: `${word(r)}.${word(r)}.${r.int(1, 999)}`,
    source: r.pick([
      'Hello, {name}!',
      '{count, plural, one {# item} other {# items}}',
      'You have %1$s of %2$d',
      "Don't <b>select</b> from {{list}}",
    ]),
    target: `${r.pick(SCRIPTS)} {name} ${r.int(1, 99)}`,
    locale: r.pick(['zh-CN', 'ru', 'ar', 'ja', 'fr', 'de']),
  });

const foreignSearch = (r: Random): Exchange =>
  read(r, 'shop.larkfield.example', '/api/search', {
    q: `${r.pick(SCRIPTS).slice(0, r.int(4, 18))} ${r.int(1, 99)}`,
    page: 1,
    sort: 'relevance',
  });

const bookSearch = (r: Random): Exchange =>
  read(r, 'library.hollowbrook.example', '/search', {
    q: r.pick([
      `JavaScript: the good parts ${r.int(1, 9)}`,
      `"SQL for dummies" ${r.int(1, 20)}th edition`,
      `Where the wild things are; or, ${word(r)}`,
      `O'Reilly bash & awk ${word(r)}`,
      `title:"${word(r)}" AND author:(O'Neill OR D'Arcy)`,
      `C++ <templates> ${r.int(1, 30)}`,
      `What is 1=1 in logic? ${word(r)}`,
      `union and select committees, ${r.int(1800, 1990)}`,
      `how do I escape single quotes' in ${word(r)}`,
      `ping pong | table tennis ${word(r)}`,
      `sleep(ing) beauty ${r.int(1, 99)}`,
    ]),
    field: r.pick(['any', 'title', 'isbn']),
    from: r.int(0, 90),
  });

const math = (r: Random): Exchange =>
  write(r, 'learn.hollowbrook.example', `/exercises/${r.int(10, 999)}/answers`, {
    answer: r.pick([
      `x^2 + ${r.int(1, 99)}x - 4 = 0; x > 1 || x < -${r.int(1, 9)}`,
      `f'(x) = ${r.int(2, 99)}*(x-1)`,
      `{1,2,${r.int(3, 99)}} ∪ {4} ≠ ∅`,
      `\\frac{a}{b} \\leq ${r.int(1, 99)}`,
      `1/2 + 1/${r.int(3, 99)} && true`,
      `${r.int(2, 99)}*${r.int(2, 99)} = ?`,
    ]),
    student: person(r),
    attempt: r.int(1, 5),
    comment: prose(r),
  });

const MONITORS = [
  'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)',
  'Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)',
  'StatusCake_Pagespeed_Indev',
  'Datadog/Synthetics',
  'ELB-HealthChecker/2.0',
  'kube-probe/1.31',
  'Prometheus/2.55.1',
  'Blackbox Exporter/0.25.0',
  'GoogleHC/1.0',
  'NewRelicPinger/1.0 (1)',
  'Site24x7',
  'check_http/v2.4.9 (nagios-plugins 2.4.9)',
  'Zabbix',
  'curl/8.11.0',
  'Wget/1.24.5',
  'PostmanRuntime/7.43.0',
  'insomnia/10.3.0',
  'HTTPie/3.2.4',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Go-http-client/2.0',
  'python-requests/2.32.3',
  'GuzzleHttp/7',
  'Apache-HttpClient/4.5.14 (Java/17)',
  'Faraday v2.12.2',
  'PowerShell/7.4.6',
];
const monitor = (r: Random): Exchange => ({
  ...read(
    r,
    r.pick(['shop', 'catalog', 'cart', 'pricing', 'graph'].map((s) => `${s}.larkfield.example`)),
    r.pick(['/health', '/healthz', '/ping', '/status', '/ready', '/v2/items/1001']),
    { t: r.int(1, 999999) },
    { status: 'up', version: `1.${r.int(1, 90)}.0`, checks: ['db', 'queue'] },
  ),
  requestHeaders: { 'user-agent': r.pick(MONITORS) },
});

const analytics = (r: Random): Exchange =>
  read(r, 'stats.quillmere.example', '/collect', {
    v: 1,
    dl: `https://www.larkfield.example/${slug(r)}?q=${encodeURIComponent(product(r))}&sort=price`,
    dt: `${product(r)} | Larkfield's shop`,
    dr: `https://t.example/?u=https%3A%2F%2F${word(r)}.example%2F`,
    cid: `${r.int(1e6, 9e6)}.${r.int(1e6, 9e6)}`,
    ea: r.pick(['click', 'onload', 'select_item', 'script_error']),
  });

const eventBatch = (r: Random): Exchange =>
  write(r, 'stats.quillmere.example', '/batch', {
    batch: [
      {
        event: '$pageview',
        properties: {
          $current_url: `https://www.larkfield.example/${slug(r)}`,
          $browser: 'Chrome',
          $lib: 'web',
          title: product(r),
        },
      },
      {
        event: '$autocapture',
        properties: {
          $el_text: prose(r),
          $elements: [{ tag_name: 'a', attr__href: 'javascript:void(0)', nth_child: r.int(1, 9) }],
        },
      },
    ],
    sent_at: `${day(r)}T10:00:00Z`,
  });

const blog = (r: Random): Exchange =>
  form(r, 'blog.quillmere.example', '/wp-admin/admin-ajax.php', {
    action: r.pick(['heartbeat', 'autosave', 'save_widget']),
    post_id: r.int(1, 9999),
    content: `<!-- wp:paragraph --><p>${word(r)} isn't <strong>${word(r)}</strong></p><!-- /wp:paragraph -->`,
    _nonce: r.hex(10),
  });

const blogRead = (r: Random): Exchange =>
  read(
    r,
    'blog.quillmere.example',
    '/wp-json/wp/v2/posts',
    { search: prose(r).slice(0, 40), per_page: r.int(5, 50), _fields: 'id,title' },
    [{ id: r.int(1, 999), title: { rendered: product(r) } }],
  );

const assistant = (r: Random): Exchange =>
  write(r, 'assistant.quillmere.example', '/v1/chat', {
    messages: [
      { role: 'system', content: 'Answer shortly.' },
      {
        role: 'user',
        content: r.pick([
          `Explain SELECT ... FROM ${word(r)} GROUP BY to a child`,
          `How do I loop over *.txt in bash and delete ${word(r)} files?`,
          `Write an HTML page with a <table> of ${r.int(2, 99)} rows`,
          `Summarise: ${prose(r)}`,
          `What does ${word(r)} ?? '${word(r)}' mean in JS?`,
        ]),
      },
    ],
    temperature: 0.7,
    seed: r.int(1, 99999),
  });

const patch = (r: Random): Exchange =>
  raw(
    r,
    'account.tarnwick.example',
    `/api/profiles/${r.uuid()}`,
    'application/json-patch+json',
    JSON.stringify([
      { op: 'replace', path: '/profile/~1name', value: person(r) },
      { op: 'test', path: '/address/0', value: prose(r) },
    ]),
    'PATCH',
  );

const signIn = (r: Random): Exchange =>
  write(r, 'login.tarnwick.example', '/api/session', {
    username: `${word(r)}${r.int(1, 999)}@mail.example`,
    password: `${r.token(5)}${r.pick(['!', '#', '$', '%', '&', '*', '^', '~', '?', '+'])}${r.token(6)}`,
    remember: r.chance(0.5),
  });

const survey = (r: Random): Exchange =>
  form(r, 'survey.hollowbrook.example', '/s/submit', {
    survey: slug(r),
    'answers[0][text]': prose(r),
    'answers[1][score]': r.int(1, 10),
    'answers[2][text]': `${r.pick(SCRIPTS)}\r\n- one\r\n- two: ${r.int(1, 99)}`,
    _token: r.token(40),
  });

const sms = (r: Random): Exchange =>
  form(r, 'sms.brackenridge.example', `/2010/Accounts/AC${r.hex(32)}/Messages.json`, {
    To: `+1555010${r.int(1000, 9999)}`,
    From: '+15550100000',
    Body: `${prose(r)} Reply STOP; code ${r.int(1000, 9999)}`,
  });

const careers = (r: Random): Exchange =>
  write(r, 'jobs.tarnwick.example', '/api/applications', {
    name: person(r),
    headline: r.pick([
      'C#/.NET & SQL (T-SQL, PL/SQL)',
      'Node.js | React | <3 CSS',
      'Bash, awk, sed; cron',
      'SELECT * developer ;-)',
    ]),
    letter: `${prose(r)} ${prose(r)}`,
    salary: `$${r.int(40, 190)}k`,
    site: `https://${slug(r)}.example/~me/cv`,
  });

const calendar = (r: Random): Exchange =>
  raw(
    r,
    'cal.tarnwick.example',
    `/dav/${word(r)}/${r.uuid()}.ics`,
    'text/calendar',
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:${r.uuid()}\r\nSUMMARY:${prose(r)}\r\nLOCATION:${product(r)}\r\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=${r.int(2, 40)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    'PUT',
  );

const jsonApi = (r: Random): Exchange =>
  read(r, 'erp.brackenridge.example', '/api/articles', {
    'filter[name][like]': `%${product(r)}%`,
    'filter[price][gt]': r.int(1, 99),
    include: 'author,comments',
    'page[number]': r.int(1, 30),
    sort: '-created,name',
  });

export const PEOPLE: readonly BenignSource[] = [
  { name: 'chat', exchange: chat, count: 220 },
  { name: 'translations', exchange: translated, count: 110 },
  { name: 'search in other scripts', exchange: foreignSearch, count: 90 },
  { name: 'library search', exchange: bookSearch, count: 160 },
  { name: 'exercises', exchange: math, count: 110 },
  { name: 'monitoring agents', exchange: monitor, count: 260 },
  { name: 'analytics', exchange: analytics, count: 120 },
  { name: 'events', exchange: eventBatch, count: 90 },
  { name: 'blog editor', exchange: blog, count: 70 },
  { name: 'blog', exchange: blogRead, count: 80 },
  { name: 'assistant', exchange: assistant, count: 110 },
  { name: 'json patch', exchange: patch, count: 80 },
  { name: 'sign-in', exchange: signIn, count: 110 },
  { name: 'surveys', exchange: survey, count: 100 },
  { name: 'text messages', exchange: sms, count: 90 },
  { name: 'applications', exchange: careers, count: 90 },
  { name: 'calendars', exchange: calendar, count: 70 },
  { name: 'json:api', exchange: jsonApi, count: 100 },
];
