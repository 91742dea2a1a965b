import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** Expressions of a server-side template engine that compute or reach outside. `{{name}}` is a placeholder. */
export const templateInjection: ContentRule = {
  type: 'template-injection',
  needs: SHAPE.expression | SHAPE.angle | SHAPE.comment | SHAPE.call | SHAPE.dollar,
  detect,
};

const DELIMITED =
  /\{\{\{?[=-]?(.{1,300}?)\}\}|\$!?\{\{?([^}]{1,300})\}|#\{([^}]{1,300})\}|<%[=-]?(.{1,300}?)%>|\{%[-=]?(.{1,300}?)-?%\}|[*@~%]\{([^}]{1,300})\}|@\(([^)]{1,100})\)|\{(\d{1,9}\s{0,4}[*+-]\s{0,4}\d{1,9})\}/gs;
/** Two whole numbers and an operator, or a number times a string: the probe that every scanner sends. */
const PROBE =
  /^\s{0,8}\(?\s{0,4}\d{1,9}(?:\s{0,4}[*+\-/%]\s{0,4}\(?(?:\d{1,9}|'\w{1,20}'|"\w{1,20}")\)?){1,6}\s{0,4}\)?\s{0,8}(?:\|\s{0,4}\w{1,20}\s{0,4})?$|^\s{0,8}(?:'\w{1,20}'|"\w{1,20}")\s{0,4}\*\s{0,4}\d{1,9}\s{0,8}$/;
/** What an expression reaches for when it leaves the data that the template was given. */
const REACH =
  /__(?:class|mro|subclasses|globals|builtins|import|init|base|bases|dict|getattribute)__|\blookup\s[^}]{1,80}['"](?:constructor|__proto__|prototype)['"]|\.constructor\b|constructor\.constructor|\[\s{0,4}['"]constructor['"]|\bgetClass\s{0,4}\(|\.forName\s{0,4}\(|\bRuntime\b.{0,20}exec|ProcessBuilder|\bT\s{0,4}\(\s{0,4}(?:java(?!\.(?:time|math|text)\.)|org|javax|com|System|Runtime|String)|freemarker\.template|\.(?:exec|popen|system|getRuntime|execSync|spawn)\s{0,4}\(|\b(?:system|passthru|shell_exec|popen|phpinfo|eval|file_get_contents|readfile|assert)\s{0,4}\(|registerUndefinedFilterCallback|_self\.env|\b(?:config|settings|request|self|app)\.(?:items|SECRET_KEY|environ|application|_|__\w|request|server)|\blipsum\b|\bcycler\b|\bjoiner\b|\bnamespace\.__|\bself\._|\bimport\s{1,8}os\b|\bFile\.(?:open|read)|\bDir\.(?:entries|glob|\[)|\bIO\.popen|\bProcess\.|\bKernel\.|\?new\s{0,4}\(|\?(?:api|eval|interpret)\b|#_memberAccess|@java\.lang|@ognl|\b(?:new\s{1,4})?java\.(?:lang|util|io|net)\.|\bglobal\.process|\bprocess\.(?:mainModule|binding)|\brequire\s{0,4}\(\s{0,4}['"]|\bmainModule\b|\|\s{0,4}(?:filter|map|sort|reduce)\s{0,4}\(\s{0,4}['"](?:system|exec|passthru|shell_exec|popen)|\bclass\.(?:getResource|getClassLoader|protectionDomain|classLoader|module|forName)|\bclassLoader\b|\bsession\.setAttribute|\brequest\.getSession|\bpageContext\b|\bapplicationScope\b|\bsessionScope\b|\b\$?smarty\.(?:version|template|server)|Smarty_Internal|\battr\s{0,4}\(\s{0,4}['"]_|file_excerpt|['"](?:\/etc\/(?:passwd|shadow)|c:\\windows|file:\/)|^\s{0,4}\(?#\w{1,20}\s{0,4}=|^\s{0,4}\.(?:version|data_model|vars|globals|main|locals|template_name)\b|%x[|({[]|#set\s{0,4}\(/;
/** A whole value that asks for the insides of an application. */
const WHOLE =
  /^\s{0,8}(?:config|self|request|settings(?:\.\w{1,40})?|dump\(\w{0,20}\)|app(?:\.\w{1,40}){0,4}|app\.request\.server\.all\|join\(','\)|debug|this|_context|_self|env|environ|globals|g|session|\.data_model|\.vars|\.globals|\.main)\s{0,8}$/;
/** `{{'abc'|upper}}`: who writes a text into a placeholder wants to see it come back. */
const LITERAL =
  /^\s{0,4}(?:'\w{1,20}'|"\w{1,20}")\s{0,4}(?:[*+.~]|\|(?!\s{0,4}(?:date|translate|trans|t|i18n|localize|asset|asset_url|img_url|url|money|currency)\b))/;
/** `{{ user.name | default('x') }}`: a name, shown through filters. */
const FILTERED = /^\s{0,4}[\w.$]{1,60}\s{0,4}\|\s{0,4}\w/;
/** A call, or a member picked by a text: placeholders name things, they do not run them. */
const RUNS = /[\w\])]\s{0,4}\(|\[\s{0,4}['"]|\)\s{0,4}\./;
/** Fields in which people write templates. */
const HOLDS_TEMPLATE =
  /template|html|body|subject|content|message|text|markdown|layout|code|script|snippet|source|expression|formula|format|pattern|view|theme|config|value|query|description|yaml|workflow|run|step|prompt|url|path/i;

function detect(probe: Probe): Hit | null {
  const { text } = probe;
  if (text.length > 4096) return null;
  DELIMITED.lastIndex = 0;
  for (let match = DELIMITED.exec(text); match !== null; match = DELIMITED.exec(text)) {
    const inside = insideOf(match);
    // `<%@ page import="java.util.*" %>` at the head of a page is no expression.
    if (match[0].startsWith('<%@')) continue;
    if (PROBE.test(inside)) {
      if (isSource(probe) || isTemplateLiteral(probe, match)) continue;
      return isProbe(match, text) ? { rule: 'template-arithmetic', at: match.index } : null;
    }
    const reaches = match[8] === undefined && (REACH.test(inside) || isWholeReach(probe, match, inside));
    if (reaches) return { rule: 'template-object-reach', at: match.index };
  }
  const directive = Math.max(text.search(DIRECTIVE), text.search(BARE_EXPRESSION));
  return directive >= 0 ? { rule: 'template-object-reach', at: directive } : null;
}

/** `console.log(`${1+1}`)`: the string of a program, its backticks behind a bracket or a sign. */
function isTemplateLiteral({ text, location }: Probe, match: RegExpExecArray): boolean {
  if (location !== 'request.body' || !match[0].startsWith('${')) return false;
  const open = text.lastIndexOf('`', match.index);
  return open > 0 && /[(=+,:?\s]/.test(text.charAt(open - 1)) && text.indexOf('`', match.index) > 0;
}

/** Lines of a program, where a sum is a sum. */
function isSource({ text, location }: Probe): boolean {
  if (location !== 'request.body') return false;
  const lines = text.trim().split(/\r?\n/, 4);
  return lines.length > 2 && lines.some((line) => /^\s{2,40}\S|[;{})>:]\s{0,4}$/.test(line));
}

/** Velocity, FreeMarker and Smarty write statements with delimiters of their own. */
const DIRECTIVE =
  /#set\s{0,4}\(\s{0,4}\$[\w]{1,40}\s{0,4}=.{0,200}(?:class|Runtime|exec|\d\s{0,4}\*\s{0,4}\d)|<#assign\s{1,8}\w{1,40}\s{0,4}=.{0,200}\?new|\{php\}|\{\$smarty\.|\$\{\{<%\[%|\{(?:system|passthru|exec|shell_exec)\(['"]|\$\w{1,40}\.(?:getClass|class\.forName|inspect)\b/;

/** An expression of Java that a server evaluates without delimiters (a routing header): the value starts with it. */
const BARE_EXPRESSION =
  /^\s{0,4}[('"{]{0,4}(?:T\s{0,4}\(\s{0,4}(?:java\.(?!(?:time|math|text)\.)|javax\.|org\.springframework|Runtime|System\b)|@java\.lang\.\w{1,40}@\w|new\s{1,4}java\.(?:lang|util|io|net)\.|\(?#\w{1,20}\s{0,4}=\s{0,4}@|['"]{2}\.(?:getClass\s{0,4}\(|class\b|__class__))/;

function insideOf(match: RegExpExecArray): string {
  for (let group = 1; group <= 8; group += 1) {
    const inside = match[group];
    if (inside !== undefined) return inside;
  }
  return '';
}

/** The expression is the value: `{{config}}`, `${class.getName()}` where a name belongs. */
function isWholeReach(probe: Probe, match: RegExpExecArray, inside: string): boolean {
  const isWhole = match[0].length + 8 >= probe.text.trim().length;
  if (!isWhole) return false;
  if (match[1] !== undefined && (WHOLE.test(inside) || LITERAL.test(inside))) return true;
  if ((match[3] ?? match[4]) !== undefined && /^\s{0,4}`[^`]{1,80}`\s{0,4}$/.test(inside)) return true;
  if (match[5] !== undefined && /^\s{0,4}debug\s{0,4}$/.test(inside)) return true;
  // `${{ a == b && c() }}` is a condition of a workflow.
  return (
    !match[0].startsWith('${{') &&
    RUNS.test(inside) &&
    !FILTERED.test(inside) &&
    !HOLDS_TEMPLATE.test(probe.name) &&
    !HELPER.test(inside)
  );
}

/** Helpers that templates and workflow files call on purpose. */
const HELPER =
  /^\s{0,4}(?:#?(?:url_for|static|asset|t|trans|__|_|gettext|date|now|format|lookup|secrets|hashFiles|contains|startsWith|endsWith|toJSON|fromJSON|env|var|ref|file|concat|join|len|upper|lower|default|env_var|config|source|is_incremental|include|block|super|range|uuid|guid|random|timestamp|faker|\$\w{1,40}|\w{1,40}\.(?:map|filter|join|toString|toFixed|trim|slice|toUpperCase|toLowerCase|replace|split|format))\b)/i;

/** `@(1-2)` is a range in some notations: there only a product counts; so does a bare `{7*7}` only as a whole. */
function isProbe(match: RegExpExecArray, text: string): boolean {
  if (match[8] !== undefined) return match[8].includes('*') && match[0].length + 2 >= text.trim().length;
  if (match[7] === undefined || match[7].includes('*')) return true;
  return match[0].length === text.trim().length && /\d{3,9}\s{0,4}[+*]\s{0,4}\d{3}/.test(match[7]);
}
