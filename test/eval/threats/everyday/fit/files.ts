import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { asked, raw, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const HOST = 'files.harbour.example';

const PLACES = [
  '/home/‹word›/Documents/‹noun›.docx',
  '/var/log/‹svc›/app.log',
  'C:\\Users\\‹word›\\Desktop\\‹noun› (‹d›).xlsx',
  '\\\\nas01\\share\\‹word›\\2026',
  '/etc/‹word›/conf.d',
  '/opt/‹svc›/releases/../shared',
  '/srv/backup/etc.tar.gz',
  'D:/Games/Steam/‹word›',
  "/Volumes/Data/‹given›'s Mac",
  '~/Library/Application Support/‹word›',
  './‹word›/../‹word›.txt',
  's3://‹word›/‹date›/part-‹n›.parquet',
  '/etc/nginx/nginx.conf',
  '/proc/meminfo',
  '/root/backup.sh',
  'smb://nas/‹word›',
  '%APPDATA%\\‹word›',
  '$HOME/.ssh/config',
  '/usr/share/‹word›/*',
  '**/node_modules/**',
  '!/keep/‹word›',
  '/dev/sda1',
  '/mnt/c/Windows',
  'C:\\Windows\\System32\\drivers\\etc\\hosts',
  'gs://‹word›/a b/c;d.csv',
  'Photos/2026/Mum & Dad\'s "trip"; day ‹d›.jpg',
  '/‹word›/AUX/con.txt',
  'file:///srv/‹word›.csv',
  '/boot/grub/grub.cfg',
  '/etc/hosts',
  '../‹word›/‹word›.css',
  '../../assets/fonts/‹word›.woff2',
  'webdav/‹word›/%20x.pdf',
];
/** An API that hands out the settings of a machine would be an incident by itself. */
const OWN_PLACES = PLACES.filter(
  (place) => !/etc|proc|root|boot|dev|Windows|file:|\.ssh|var\/log/.test(place),
);
const NAMES = [
  "‹given›'s CV (final); v‹d›.pdf",
  'R&D | plan <draft>.docx',
  '‹noun› -- ‹noun›.txt',
  '..hidden.‹word›',
  '50% off.png',
  'a;b,c=d.csv',
  '$RECYCLE.BIN',
  'report...pdf',
  '‹word›.tar.gz',
  '"quoted".md',
  'SELECT from ‹tab›.sql',
  'script.sh',
  'index.php',
  '‹word›.jsp.txt',
  'con.log',
  'résumé ‹d›.pdf',
  '.env.example',
  '{‹word›}.json',
  '#‹n›.eml',
  '‹word›`s.doc',
  '日本語‹n›.xlsx',
  "x' or y.txt",
  'id_rsa.pub',
  'web.config.bak.md',
  'wp-login-notes.txt',
];
const CONTENTS = [
  'SELECT 1;\nDROP TABLE tmp;\n',
  '#!/bin/sh\nls -la | grep x; exit 0\n',
  '<html><script>let a = 1;</script></html>',
  'id,name\n1,"O\'Brien"\n',
  '%PDF-1.7\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj',
  '<?xml version="1.0"?><a>&lt;</a>',
  '{"a":"${b}","c":"{{d}}"}',
  'Dear ‹given›; see ../‹word› or call.\n',
  '\u0000\u0001PNG‹b64›',
  '<svg xmlns="http://www.w3.org/2000/svg"><circle r="‹d›"/></svg>',
  'root = /etc/‹word›\nuser = root:x\n',
];

function upload(r: Random, filename: string): Exchange {
  const boundary = `----WebKitFormBoundary${r.token(16)}`;
  const safe = filename.replaceAll('"', '%22');
  const text = `--${boundary}\r\nContent-Disposition: form-data; name="meta"\r\n\r\n${drawn(r, ['{"folder":"/‹word›","note":"it\'s ‹adj›"}', '‹noun›; ‹noun›', '‹family›'])}\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${safe}"\r\nContent-Type: ${r.pick(['application/octet-stream', 'text/plain', 'text/html', 'image/svg+xml'])}\r\n\r\n${drawn(r, CONTENTS)}\r\n--${boundary}--\r\n`;
  return raw(r, 'POST', HOST, '/v1/upload', `multipart/form-data; boundary=${boundary}`, text);
}

function backup(r: Random, place: string): Exchange {
  return sent(r, r.pick(['POST', 'PUT']), HOST, `/v1/plans/${r.int(1, 90)}`, {
    sources: [place, drawn(r, PLACES)],
    exclude: ['*.tmp', drawn(r, PLACES)],
    preScript: drawn(r, [
      'systemctl stop ‹svc›',
      '',
      'pg_dumpall > /var/backups/all.sql && sync',
      'C:\\tools\\freeze.bat',
    ]),
    retention: r.int(1, 90),
  });
}

export const FILES: readonly BenignSource[] = [
  texts('backup plans', 280, PLACES, backup),
  texts('uploads', 260, NAMES, upload),
  texts('files by path', 200, OWN_PLACES, (r, path) =>
    r.chance(0.5)
      ? sent(r, 'POST', HOST, '/2/files/get_metadata', { path, include_deleted: false })
      : asked(r, HOST, '/v1/agents/7/browse', {
          root: 'agent-7',
          filter: drawn(r, ['*.log', '‹noun› & ‹noun›']),
          label: path,
        }),
  ),
  texts('names of files', 200, NAMES, (r, name) =>
    r.chance(0.5)
      ? sent(r, 'PATCH', HOST, `/drive/items/${r.token(16)}`, { name })
      : asked(r, HOST, '/drive/search', { q: name }),
  ),
  texts(
    'relative links of sites',
    160,
    [
      '../‹word›/index.html',
      './‹word›.js',
      '../../img/‹hex›.png',
      '../‹word›',
      'a/../b/‹word›',
      '../?page=‹d›',
      '../../../‹word›/‹word›/shared.css',
      '..\\‹word›\\a.png',
      './../‹word›.json#/defs/‹word›',
    ],
    (r, href) =>
      sent(r, 'POST', 'sites.harbour.example', `/v1/sites/${r.hex(5)}/files`, {
        path: drawn(r, ['pages/‹word›.html']),
        links: [{ href }, { src: drawn(r, ['../img/‹word›.png']) }],
      }),
  ),
];
