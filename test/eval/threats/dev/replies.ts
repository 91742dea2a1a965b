import type { Location, ThreatType } from '../../../../src/model/vocabulary.ts';
import { body, type LabelledAttack, type TrueOutcome } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { ReplyCase } from '../half-corpus.ts';
import type { Random } from '../random.ts';

type Reply = Pick<Exchange, 'status' | 'responseBody' | 'responseHeaders' | 'latencyMs'>;
type Ask = Omit<Exchange, 'status'>;

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const PLAIN = { 'content-type': 'text/plain' };

interface Told {
  readonly family: ThreatType;
  readonly also?: readonly ThreatType[];
  readonly outcome: TrueOutcome;
  readonly technique: string;
  readonly location: Location;
  readonly text: string;
  readonly ask: Ask;
  readonly reply: Reply;
}

function told({ also = [], text, ask, reply, ...rest }: Told): LabelledAttack {
  return { ...rest, accepted: [rest.family, ...also], shown: text, exchange: { ...ask, ...reply } };
}

function get(host: string, path: string, name: string, text: string): Ask {
  return { method: 'GET', host, path, query: `${name}=${encodeURIComponent(text)}` };
}

function sqlError(r: Random): LabelledAttack {
  const text = `${r.int(1, 900)}${r.pick(["' OR 1=1-- '", "' AND 1=1 UNION SELECT NULL-- -", "' OR '1'='1' ORDER BY 9#"])}`;
  const near = text.slice(0, 12);
  const message = r.pick([
    `You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '${near}' at line 1`,
    `ERROR: unterminated quoted string at or near "'" LINE 1: SELECT * FROM products WHERE id = '${near}'`,
    `Unclosed quotation mark after the character string '${near}'.`,
    `ORA-01756: quoted string not properly terminated`,
    `SQLSTATE[42000]: Syntax error or access violation: 1064`,
    `PG::SyntaxError: ERROR: syntax error at or near "${near}"`,
  ]);
  const reply = r.chance(0.5)
    ? { status: 500, responseBody: JSON.stringify({ error: message }) }
    : {
        status: r.pick([200, 500]),
        responseHeaders: HTML,
        responseBody: `<html><body><b>Warning</b>: ${message}</body></html>`,
      };
  return told({
    family: 'sql-injection',
    outcome: 'success',
    technique: 'database error in the reply',
    location: 'request.query',
    text,
    ask: get('api.shop.example', '/v2/products', 'category', text),
    reply,
  });
}

function passwd(r: Random): string {
  const rows = [
    'root:x:0:0:root:/root:/bin/bash',
    'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin',
    'www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin',
  ];
  return `${rows.join('\n')}\napp${r.hex(3)}:x:${r.int(1000, 1100)}:1000::/home/app:/bin/sh\n`;
}

function fileRead(r: Random): LabelledAttack {
  const windows = r.chance(0.25);
  const text = windows
    ? `${'..\\'.repeat(r.int(3, 8))}windows\\win.ini`
    : `${'../'.repeat(r.int(3, 9))}etc/passwd`;
  const content = windows
    ? '; for 16-bit app support\r\n[fonts]\r\n[extensions]\r\n[mci extensions]\r\n[files]\r\n'
    : passwd(r);
  return told({
    family: 'path-traversal',
    outcome: 'success',
    technique: 'file content in the reply',
    location: 'request.query',
    text,
    ask: get('files.office.example', '/download', 'file', text),
    reply: { status: 200, responseHeaders: PLAIN, responseBody: content },
  });
}

/** The viewer shows an ordinary file although asked for another one. */
function fileRefused(r: Random): LabelledAttack {
  const text = `${'../'.repeat(r.int(3, 9))}etc/${r.pick(['passwd', 'shadow'])}`;
  const reply = {
    status: 200,
    responseHeaders: PLAIN,
    responseBody: r.pick([
      'Welcome to the file service.\n',
      `File not found: etc/passwd (request ${r.hex(6)})`,
      'default.txt\n',
    ]),
  };
  return told({
    family: 'path-traversal',
    outcome: 'attempt',
    technique: 'harmless page answered 200',
    location: 'request.query',
    text,
    ask: get('files.office.example', '/download', 'file', text),
    reply,
  });
}

function scriptText(r: Random): string {
  return r.pick([
    `<script>alert(${r.int(1, 999)})</script>`,
    `<img src=x onerror=alert(${r.int(1, 999)})>`,
    `"><svg onload=alert(${r.int(1, 999)})>`,
  ]);
}

function reflected(r: Random): LabelledAttack {
  const text = scriptText(r);
  const reply = {
    status: r.pick([200, 404, 400]),
    responseHeaders: HTML,
    responseBody: `<!DOCTYPE html><html><body><h1>Search</h1><p>No results for ${text}</p></body></html>`,
  };
  return told({
    family: 'xss',
    outcome: 'success',
    technique: 'reflected in HTML',
    location: 'request.query',
    text,
    ask: get('www.shop.example', '/search', 'q', text),
    reply,
  });
}

function escaped(r: Random): LabelledAttack {
  const text = scriptText(r);
  const safe = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  const reply = r.chance(0.5)
    ? {
        status: 200,
        responseHeaders: HTML,
        responseBody: `<!DOCTYPE html><html><body><p>No results for ${safe}</p></body></html>`,
      }
    : { status: 200, responseBody: JSON.stringify({ query: text, items: [], total: 0 }) };
  return told({
    family: 'xss',
    outcome: 'attempt',
    technique: 'escaped, or echoed as JSON',
    location: 'request.query',
    text,
    ask: get('www.shop.example', '/search', 'q', text),
    reply,
  });
}

function commandRun(r: Random): LabelledAttack {
  const [command, output] = r.pick([
    ['id', 'uid=33(www-data) gid=33(www-data) groups=33(www-data)'],
    ['uname -a', `Linux web-${r.hex(3)} 5.15.0-91-generic #101-Ubuntu SMP x86_64 GNU/Linux`],
    ['cat /etc/passwd', passwd(r)],
  ] as const);
  const text = `192.0.2.${r.int(1, 250)}${r.pick(['; ', ' && ', ' | '])}${command}`;
  const reply = {
    status: 200,
    responseHeaders: PLAIN,
    responseBody: `PING 192.0.2.9 (192.0.2.9) 56(84) bytes of data.\n${output}\n`,
  };
  return told({
    family: 'command-injection',
    also: ['path-traversal'],
    outcome: 'success',
    technique: 'command output in the reply',
    location: 'request.query',
    text,
    ask: get('hooks.office.example', '/tools/ping', 'host', text),
    reply,
  });
}

function metadataRead(r: Random): LabelledAttack {
  const text =
    'http://169.254.169.254/latest/meta-data/iam/security-credentials/' +
    r.pick(['web', 'app', 'node']) +
    `-${r.hex(3)}`;
  const secret = {
    Code: 'Success',
    Type: 'AWS-HMAC',
    AccessKeyId: `${'AS'}IA${r.text(16, 'ABCDEFGHJKLMNPQRSTUVWXYZ234567')}`,
    SecretAccessKey: r.token(40),
    Token: r.token(60),
    Expiration: '2026-11-02T00:00:00Z',
  };
  return told({
    family: 'ssrf',
    outcome: 'success',
    technique: 'metadata credentials in the reply',
    location: 'request.query',
    text,
    ask: get('hooks.office.example', '/v1/fetch', 'url', text),
    reply: { status: 200, responseBody: JSON.stringify(secret, null, 2) },
  });
}

function metadataRefused(r: Random): LabelledAttack {
  const text = `http://169.254.169.254/latest/meta-data/${r.hex(4)}`;
  const reply = r.pick([
    { status: 400, responseBody: '{"error":"address not allowed"}' },
    { status: 200, responseBody: '{"fetched":false,"reason":"address not allowed"}' },
  ]);
  return told({
    family: 'ssrf',
    outcome: 'attempt',
    technique: 'fetch refused',
    location: 'request.query',
    text,
    ask: get('hooks.office.example', '/v1/fetch', 'url', text),
    reply,
  });
}

function rendered(r: Random): LabelledAttack {
  const small = r.chance(0.4);
  const a = small ? 7 : r.int(120, 990);
  const b = small ? 7 : r.int(120, 990);
  const text = r.pick([`{{${a}*${b}}}`, `\${${a}*${b}}`, `<%= ${a}*${b} %>`]);
  const reply = {
    status: 200,
    responseHeaders: HTML,
    responseBody: `<html><body><p>Hello ${a * b}, welcome back.</p></body></html>`,
  };
  return told({
    family: 'template-injection',
    outcome: 'success',
    technique: 'product in the reply',
    location: 'request.query',
    text,
    ask: get('www.shop.example', '/greeting', 'name', text),
    reply,
  });
}

function unrendered(r: Random): LabelledAttack {
  const text = r.pick(['{{7*7}}', '${7*7}', '#{7*7}']) + r.hex(2);
  const reply = {
    status: 200,
    responseBody: JSON.stringify({ greeting: `Hello ${text}`, visits: 1490 + r.int(0, 9), cart: '149.00' }),
  };
  return told({
    family: 'template-injection',
    outcome: 'attempt',
    technique: 'echoed unrendered beside other numbers',
    location: 'request.query',
    text,
    ask: get('www.shop.example', '/greeting', 'name', text),
    reply,
  });
}

function headerSplit(r: Random): LabelledAttack {
  const cookie = `sid=${r.hex(6)}`;
  const text = `%2Fhome%0d%0aSet-Cookie:%20${cookie}`;
  const ask = { method: 'GET', host: 'www.shop.example', path: '/redirect', query: `to=${text}` };
  const worked = r.chance(0.5);
  const reply = {
    status: 302,
    responseHeaders: worked
      ? { location: '/home', 'set-cookie': cookie }
      : { location: '/home%0d%0aSet-Cookie:%20x' },
  };
  return told({
    family: 'crlf-injection',
    outcome: worked ? 'success' : 'attempt',
    technique: worked ? 'injected header in the reply' : 'line break encoded in Location',
    location: 'request.query',
    text,
    ask,
    reply,
  });
}

function entityRead(r: Random): LabelledAttack {
  const name = `e${r.hex(2)}`;
  const text = `<?xml version="1.0"?><!DOCTYPE order [<!ENTITY ${name} SYSTEM "file:///etc/passwd">]><order><note>&${name};</note></order>`;
  const ask = {
    method: 'POST',
    host: 'soap.legacy.example',
    path: '/orders/import',
    ...body('application/xml', text),
  };
  const reply = {
    status: 200,
    responseHeaders: { 'content-type': 'application/xml' },
    responseBody: `<result><note>${passwd(r)}</note></result>`,
  };
  return told({
    family: 'xxe',
    also: ['path-traversal', 'ssrf'],
    outcome: 'success',
    technique: 'entity expanded in the reply',
    location: 'request.body',
    text,
    ask,
    reply,
  });
}

function loginBypass(r: Random): LabelledAttack {
  const text = JSON.stringify({ username: { $ne: r.hex(2) }, password: { $ne: null } });
  const ask = {
    method: 'POST',
    host: 'login.shop.example',
    path: '/v1/sessions',
    ...body('application/json', text),
  };
  const worked = r.chance(0.5);
  const reply = worked
    ? {
        status: 500,
        responseBody: JSON.stringify({
          error: `MongoServerError: unknown operator: $${r.pick(['foo', 'bar'])}`,
        }),
      }
    : { status: 401, responseBody: '{"error":"bad credentials"}' };
  return told({
    family: 'nosql-injection',
    outcome: worked ? 'success' : 'attempt',
    technique: worked ? 'database error in the reply' : 'login refused',
    location: 'request.body',
    text,
    ask,
    reply,
  });
}

function slept(r: Random): LabelledAttack {
  const seconds = r.int(5, 9);
  const text = `${r.int(1, 99)}' AND SLEEP(${seconds})-- -`;
  const worked = r.chance(0.6);
  const reply = {
    status: 200,
    responseBody: '{"items":[],"total":0}',
    latencyMs: worked ? seconds * 1000 + r.int(10, 90) : r.int(12, 70),
  };
  return told({
    family: 'sql-injection',
    outcome: worked ? 'success' : 'attempt',
    technique: worked ? 'waited as told' : 'did not wait',
    location: 'request.query',
    text,
    ask: get('api.shop.example', '/v2/products', 'category', text),
    reply,
  });
}

function leakedFile(r: Random): LabelledAttack {
  const env = r.chance(0.5);
  const path = `${r.pick(['', '/app', '/api', '/site'])}${env ? '/.env' : '/.git/HEAD'}`;
  const content = env
    ? `APP_ENV=production\nDB_HOST=db.internal\nDB_${'PASS'}WORD=${r.token(12)}\n`
    : `ref: refs/heads/${r.pick(['main', 'master'])}\n`;
  return told({
    family: 'scanner',
    outcome: 'success',
    technique: 'secret file served',
    location: 'request.path',
    text: path,
    ask: { method: 'GET', host: 'files.office.example', path },
    reply: { status: 200, responseHeaders: PLAIN, responseBody: content },
  });
}

export const REPLIES: readonly ReplyCase[] = [
  { family: 'sql-injection', attack: sqlError, count: 30 },
  { family: 'sql-injection', attack: slept, count: 16 },
  { family: 'path-traversal', attack: fileRead, count: 24 },
  { family: 'path-traversal', attack: fileRefused, count: 14 },
  { family: 'xss', attack: reflected, count: 24 },
  { family: 'xss', attack: escaped, count: 24 },
  { family: 'command-injection', attack: commandRun, count: 24 },
  { family: 'ssrf', attack: metadataRead, count: 20 },
  { family: 'ssrf', attack: metadataRefused, count: 16 },
  { family: 'template-injection', attack: rendered, count: 24 },
  { family: 'template-injection', attack: unrendered, count: 20 },
  { family: 'crlf-injection', attack: headerSplit, count: 24 },
  { family: 'xxe', attack: entityRead, count: 16 },
  { family: 'nosql-injection', attack: loginBypass, count: 20 },
  { family: 'scanner', attack: leakedFile, count: 8 },
];
