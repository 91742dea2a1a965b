import type { ThreatType } from '../../../../src/model/vocabulary.ts';
import { body, type LabelledAttack, type TrueOutcome } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { ReplyCase } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { BANK, CARE, FORUM, MEDIA, OPS } from './places.ts';

type Answer = Pick<Exchange, 'status' | 'responseBody' | 'responseHeaders' | 'latencyMs'>;

function asked(
  family: ThreatType,
  host: string,
  path: string,
  name: string,
  text: string,
  also: readonly ThreatType[] = [],
) {
  return (technique: string, outcome: TrueOutcome, answer: Answer): LabelledAttack => ({
    family,
    accepted: [family, ...also],
    technique,
    outcome,
    shown: text,
    location: 'request.query',
    exchange: { method: 'GET', host, path, query: `${name}=${encodeURIComponent(text)}`, ...answer },
  });
}

const page = (inner: string, status = 200): Answer => ({
  status,
  responseHeaders: { 'content-type': 'text/html' },
  responseBody: `<html><head><title>Press</title></head><body><main>${inner}</main></body></html>`,
});
const text = (responseBody: string): Answer => ({
  status: 200,
  responseHeaders: { 'content-type': 'text/plain; charset=utf-8' },
  responseBody,
});

function databaseSpeaks(r: Random): LabelledAttack {
  const n = r.int(100, 9999);
  const payload = r.pick([
    `${n}' AND 1=CONVERT(int,@@version)--`,
    `${n}'||(SELECT banner FROM v$version WHERE rownum=1)||'`,
    `${n}) UNION SELECT sql FROM sqlite_master--`,
  ]);
  const spoken = r.pick([
    "Conversion failed when converting the nvarchar value 'Microsoft SQL Server 2019' to data type int.",
    'ORA-00933: SQL command not properly ended',
    'ORA-00907: missing right parenthesis',
    'SQLite3::SQLException: near "UNION": syntax error',
    'sqlite3.OperationalError: unrecognized token: "\'"',
    'com.microsoft.sqlserver.jdbc.SQLServerException: Incorrect syntax near the keyword',
    'org.postgresql.util.PSQLException: ERROR: unterminated quoted string at or near',
    'DB2 SQL Error: SQLCODE=-104, SQLSTATE=42601',
  ]);
  const say = asked('sql-injection', BANK, '/core/v3/transactions', 'counterparty', payload);
  return say(
    'database error shown',
    'success',
    r.chance(0.5)
      ? page(`<pre>${spoken.replaceAll('"', '&quot;')}</pre>`, r.pick([200, 500]))
      : {
          status: 500,
          responseBody: JSON.stringify({ status: 500, exception: spoken, path: '/core/v3/transactions' }),
        },
  );
}

function waitsOrNot(r: Random): LabelledAttack {
  const wait = r.int(8, 14);
  const say = asked(
    'sql-injection',
    BANK,
    '/core/v3/transactions',
    'counterparty',
    `${r.int(1, 9)}'XOR(if(now()=sysdate(),sleep(${wait}),0))XOR'${r.token(2)}`,
  );
  const did = r.chance(0.6);
  return say(did ? 'waited' : 'answered at once', did ? 'success' : 'attempt', {
    status: 200,
    responseBody: '{"data":[],"meta":{"count":0}}',
    latencyMs: did ? wait * 1000 + r.int(20, 400) : r.int(9, 60),
  });
}

function fileShown(r: Random): LabelledAttack {
  const kinds = [
    ['proc/self/environ', `PATH=/usr/local/bin:/usr/bin\u0000HOSTNAME=pod-${r.hex(4)}\u0000HOME=/root\u0000`],
    [
      'home/deploy/.ssh/id_rsa',
      `-----BEGIN OPENSSH ${'PRIV'}ATE KEY-----\n${r.token(64)}\n${r.token(64)}\n-----END OPENSSH ${'PRIV'}ATE KEY-----\n`,
    ],
    [
      'etc/passwd',
      `root:x:0:0:root:/root:/bin/ash\nbin:x:1:1:bin:/bin:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\nsvc${r.hex(2)}:x:1001:1001::/srv:/bin/sh\n`,
    ],
  ] as const;
  const [file, content] = r.pick(kinds);
  return asked(
    'path-traversal',
    MEDIA,
    '/stream',
    'track',
    `${'../'.repeat(r.int(4, 9))}${file}`,
  )('file shown', 'success', text(content));
}

function fileNotShown(r: Random): LabelledAttack {
  const say = asked('path-traversal', CARE, '/scans/view', 'image', `${'..\\'.repeat(r.int(4, 9))}boot.ini`);
  return say(
    'placeholder image',
    'attempt',
    r.pick([
      { status: 200, responseHeaders: { 'content-type': 'image/png' }, responseBody: '\u0089PNG' },
      page('The image boot.ini does not exist.'),
      { status: 200, responseBody: '{"image":null}' },
    ]),
  );
}

function vectorOf(r: Random): string {
  const n = r.int(1000, 9999);
  return r.pick([
    `<details open ontoggle=prompt(${n})>`,
    `<video><source onerror=prompt(${n})>`,
    `<svg><animate onbegin=prompt(${n}) attributeName=x>`,
  ]);
}

function comesBack(r: Random): LabelledAttack {
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

function comesBackSafe(r: Random): LabelledAttack {
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

function commandSpeaks(r: Random): LabelledAttack {
  const [command, output] = r.pick([
    [
      'cmd /c dir c:\\',
      ' Volume in drive C has no label.\r\n Volume Serial Number is 1C2B-3D4E\r\n\r\n Directory of c:\\\r\n',
    ],
    ['id', `uid=0(root) gid=0(root) groups=0(root),10(wheel)`],
    ['cat$IFS/proc/version', 'Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.example) (gcc-12)'],
    [
      'net user',
      '\r\nUser accounts for \\\\WEB01\r\n\r\n-------------------------------\r\nAdministrator            Guest\r\n',
    ],
  ] as const);
  return asked(
    'command-injection',
    OPS,
    '/net/traceroute',
    'target',
    `192.0.2.${r.int(2, 250)}${r.pick(['|', ';', '&&'])}${command}`,
    ['path-traversal'],
  )('output shown', 'success', text(`traceroute to 192.0.2.9, 30 hops max\n${output}`));
}

function commandSilent(r: Random): LabelledAttack {
  return asked(
    'command-injection',
    OPS,
    '/net/traceroute',
    'target',
    `192.0.2.${r.int(2, 250)};id;${r.hex(2)}`,
  )(
    'command refused',
    'attempt',
    r.pick([
      text('traceroute: unknown host'),
      { status: 200, responseBody: JSON.stringify({ hops: [], uid: r.uuid(), groups: [] }) },
    ]),
  );
}

function metadataShown(r: Random): LabelledAttack {
  const [url, answer] = r.pick([
    [
      'http://169.254.169.254/latest/meta-data/',
      text(
        'ami-id\nami-launch-index\nblock-device-mapping/\nhostname\niam/\ninstance-id\ninstance-type\nlocal-ipv4\nmac\n',
      ),
    ],
    [
      'http://127.1:2375/containers/json',
      {
        status: 200,
        responseBody: JSON.stringify([
          {
            Id: r.hex(64),
            Names: [`/web-${r.hex(2)}`],
            Image: 'nginx',
            HostConfig: { NetworkMode: 'bridge' },
            Mounts: [],
          },
        ]),
      },
    ],
    [
      'http://[::ffff:169.254.169.254]/computeMetadata/v1/instance/service-accounts/default/token',
      {
        status: 200,
        responseBody: JSON.stringify({
          access_token: `${'ya'}29.${r.token(60)}`,
          expires_in: 3599,
          token_type: 'Bearer',
        }),
      },
    ],
  ] as const);
  return asked('ssrf', MEDIA, '/proxy', 'u', `${url}?${r.hex(3)}`)('inner answer shown', 'success', answer);
}

function metadataHidden(r: Random): LabelledAttack {
  return asked(
    'ssrf',
    MEDIA,
    '/proxy',
    'u',
    `http://${r.pick(['0x7f000001', '127.1', '2852039166'])}/${r.hex(4)}`,
  )(
    'refused',
    'attempt',
    r.pick([
      { status: 400, responseBody: '{"code":"E_URL"}' },
      { status: 200, responseBody: JSON.stringify({ html: null, provider: null, error: 'blocked' }) },
    ]),
  );
}

function computed(r: Random): LabelledAttack {
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

function notComputed(r: Random): LabelledAttack {
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

function split(r: Random): LabelledAttack {
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

function included(r: Random): LabelledAttack {
  const asText =
    `<a${r.hex(2)} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="file:///etc/passwd"/></a>`.replace(
      /<a(..)(.*)<\/a>$/,
      '<a$1$2</a$1>',
    );
  return {
    family: 'xxe',
    accepted: ['xxe', 'path-traversal', 'ssrf'],
    technique: 'file included',
    outcome: 'success',
    location: 'request.body',
    shown: asText,
    exchange: {
      method: 'POST',
      host: CARE,
      path: '/hl7/import',
      ...body('text/xml', asText),
      status: 200,
      responseHeaders: { 'content-type': 'text/xml' },
      responseBody:
        '<ack><text>root:x:0:0:root:/root:/bin/bash\nmail:x:8:8:mail:/var/mail:/usr/sbin/nologin</text></ack>',
    },
  };
}

function documentError(r: Random): LabelledAttack {
  const asText = JSON.stringify({
    account: { [r.pick(['$foo', '$inn', '$neq'])]: r.hex(2) },
    pass: { $gt: '' },
  });
  const did = r.chance(0.5);
  return {
    family: 'nosql-injection',
    accepted: ['nosql-injection'],
    technique: did ? 'database error shown' : 'refused',
    outcome: did ? 'success' : 'attempt',
    location: 'request.body',
    shown: asText,
    exchange: {
      method: 'POST',
      host: BANK,
      path: '/core/v3/recover',
      ...body('application/json', asText),
      ...(did
        ? {
            status: 500,
            responseBody: JSON.stringify({
              name: 'MongoError',
              code: 2,
              errmsg: r.pick(['unknown operator: $inn', 'BadValue: unknown top level operator: $foo']),
            }),
          }
        : { status: 400, responseBody: '{"code":"E400"}' }),
    },
  };
}

function leftOpen(r: Random): LabelledAttack {
  const sql = r.chance(0.5);
  const path = `${r.pick(['', '/old', '/backup', '/www'])}${sql ? '/dump.sql' : '/.aws/credentials'}`;
  const content = sql
    ? `-- MySQL dump 10.13  Distrib 8.0.36\nDROP TABLE IF EXISTS \`member\`;\nCREATE TABLE \`member\` (\`id\` int);\nINSERT INTO \`member\` VALUES (${r.int(1, 9)});\n`
    : `[default]\naws_${'access'}_key_id = ${'AK'}IA${r.text(16, 'ABCDEFGHJKLMNPQRSTUVWXYZ234567')}\naws_${'secret'}_access_key = ${r.token(40)}\n`;
  return {
    family: 'scanner',
    accepted: ['scanner', 'path-traversal'],
    technique: 'file left open',
    outcome: 'success',
    location: 'request.path',
    shown: path,
    exchange: { method: 'GET', host: OPS, path, ...text(content) },
  };
}

export const OUTCOMES: readonly ReplyCase[] = [
  { family: 'sql-injection', attack: databaseSpeaks, count: 30 },
  { family: 'sql-injection', attack: waitsOrNot, count: 16 },
  { family: 'path-traversal', attack: fileShown, count: 24 },
  { family: 'path-traversal', attack: fileNotShown, count: 14 },
  { family: 'xss', attack: comesBack, count: 24 },
  { family: 'xss', attack: comesBackSafe, count: 24 },
  { family: 'command-injection', attack: commandSpeaks, count: 24 },
  { family: 'command-injection', attack: commandSilent, count: 12 },
  { family: 'ssrf', attack: metadataShown, count: 24 },
  { family: 'ssrf', attack: metadataHidden, count: 14 },
  { family: 'template-injection', attack: computed, count: 24 },
  { family: 'template-injection', attack: notComputed, count: 20 },
  { family: 'crlf-injection', attack: split, count: 24 },
  { family: 'xxe', attack: included, count: 12 },
  { family: 'nosql-injection', attack: documentError, count: 20 },
  { family: 'scanner', attack: leftOpen, count: 8 },
];
