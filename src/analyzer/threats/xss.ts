import { decodedForms } from './decode.ts';
import { type HtmlTag, htmlTags } from './html-tags.ts';
import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** Markup that runs script where it is shown. Markup that only formats (`<p>`, links, images) is content. */
export const xss: ContentRule = {
  type: 'xss',
  needs: SHAPE.angle | SHAPE.equals | SHAPE.call | SHAPE.backtick,
  detect,
};

function detect(probe: Probe): Hit | null {
  const plain = isShownCode(probe) ? withoutShownCode(probe.raw) : probe.text;
  const text = plain.includes('\0') ? plain.replaceAll('\0', '') : plain;
  if (text.includes('<')) {
    // A whole document is an upload, not a value that breaks out of a page.
    if (probe.location === 'request.body' && (WHOLE_DOCUMENT.test(text) || isStoredMarkup(probe)))
      return null;
    const isValue =
      probe.location !== 'request.body' || (text.length <= LONGEST_NAME && TAKES_NAME.test(probe.name));
    const hit =
      inMarkup(text, isValue) ?? (NESTED.test(text) ? inMarkup(text.replace(NESTED_ALL, ''), isValue) : null);
    if (hit !== null) return hit;
  }
  return scriptUrl(text) ?? attributeBreakout(text) ?? scriptBreakout(text);
}

/** `<code>&lt;script&gt;...`: in markup, escaped brackets are characters of the text. */
function isShownCode({ raw, text }: Probe): boolean {
  return text !== raw && raw.includes('&') && TAG_STARTS.test(raw) && ESCAPED_BRACKET.test(raw);
}

const TAG_STARTS =
  /<(?:p|pre|code|div|span|li|ul|ol|td|h[1-6]|em|strong|b|i|blockquote|section|article|body|html)[\s>]/i;
const ESCAPED_BRACKET = /&(?:lt|#0{0,4}60|#x0{0,4}3c);/i;

/** The last decoding of what is left when the escaped tags are taken out. */
function withoutShownCode(raw: string): string {
  const rest = raw.replace(/&(?:lt|#0{0,4}60|#x0{0,4}3c);/gi, ' ');
  return decodedForms(rest, SHAPE.ampersand | SHAPE.percent | SHAPE.escape).at(-1) ?? rest;
}

/** `<scr<script>ipt>`: a filter that removes the inner tag makes the outer one. */
const NESTED = /<\/?[a-z]{1,8}<\/?[a-z]{1,12}>/i;
const NESTED_ALL = /(?<=<\/?[a-z]{1,8})<\/?[a-z]{1,12}>/gi;

function inMarkup(text: string, isValue: boolean): Hit | null {
  const spans = isValue ? null : codeSpans(text);
  for (const tag of htmlTags(text)) {
    if (spans?.some(([from, to]) => from < tag.at && tag.at < to)) continue;
    const hit =
      scriptTag(text, tag) ??
      activeAttribute(tag) ??
      scriptStyle(text, tag) ??
      (isValue ? (loadingTag(tag) ?? importingStyle(text, tag)) : null);
    if (hit !== null) return hit;
  }
  return null;
}

/** Code of Markdown, in lines and in fences: sentences about tags. Only where words stand around it. */
function codeSpans(text: string): readonly (readonly [number, number])[] | null {
  if (!text.includes('`')) return null;
  if (!/[a-z]{2,20}[:,.]?\s{1,4}`|^`{3}|[\r\n]`{3}/i.test(text)) return null;
  const spans: [number, number][] = [];
  for (let at = text.indexOf('`'); at >= 0 && spans.length < MAX_SPANS; ) {
    const fence = text.startsWith('```', at) ? '```' : '`';
    const end = text.indexOf(fence, at + fence.length);
    if (end < 0) break;
    if (text.charAt(end - 1) !== '=' && !/=\s{0,4}\w{0,12}$/.test(text.slice(Math.max(0, at - 20), at)))
      spans.push([at, end]);
    at = text.indexOf('`', end + fence.length);
  }
  return spans;
}

const MAX_SPANS = 64;

/** Markup of a page has no place in a parameter: what loads or moves a page there was meant to run in one. */
function loadingTag(tag: HtmlTag): Hit | null {
  const hit: Hit = { rule: 'xss-loading-element', at: tag.at };
  const attribute = LOADING.get(tag.name);
  if (attribute === undefined) return null;
  const value = tag.attributes.find(({ name }) => name === attribute)?.value ?? '';
  return /^\s{0,4}(?:https?:|\/\/|\\\\|data:|\d{1,4};\s{0,4}url)/i.test(value) ? hit : null;
}

function importingStyle(text: string, tag: HtmlTag): Hit | null {
  if (tag.name !== 'style') return null;
  return /@import|expression\s{0,4}\(|javascript:/i.test(text.slice(tag.end, tag.end + 200))
    ? { rule: 'xss-script-style', at: tag.at }
    : null;
}

function scriptStyle(text: string, tag: HtmlTag): Hit | null {
  if (tag.name !== 'style') return null;
  return /@import\s{0,4}(?:url\()?\s{0,4}['"]?\s{0,4}javascript:|expression\s{0,4}\(\s{0,4}\w{1,40}\s{0,4}\(/i.test(
    text.slice(tag.end, tag.end + 200),
  )
    ? { rule: 'xss-script-style', at: tag.at }
    : null;
}

const LOADING: ReadonlyMap<string, string> = new Map([
  ['iframe', 'src'],
  ['frame', 'src'],
  ['embed', 'src'],
  ['object', 'data'],
  ['applet', 'code'],
  ['base', 'href'],
  ['link', 'href'],
  ['form', 'action'],
  ['meta', 'content'],
  ['portal', 'src'],
]);

/** Pages, tags and widgets that somebody edits: their scripts are meant, unless they do what attacks do. */
function isStoredMarkup({ text, name }: Probe): boolean {
  return text.length > 160 && STORES_MARKUP.test(name) && !ATTACK_CALL.test(text);
}

const STORES_MARKUP =
  /html|markup|snippet|code|script|template|head(?:er)?$|foot(?:er)?$|embed|widget|tag|svg|layout|source|content|page|body$/i;
const ATTACK_CALL =
  /\b(?:alert|prompt|confirm|eval|atob|fromcharcode|execscript)\b|document\s{0,4}[.[]\s{0,4}['"]?(?:cookie|domain)|localstorage|sessionstorage|new\s{1,4}image\b|xmlhttprequest|javascript\s{0,4}:|srcdoc|evil|xss/i;

/** Fields of one line, where markup of a page belongs as little as in a parameter. */
const TAKES_NAME =
  /name|title|subject|nick|city|street|address|phone|email|user|login|tag|label|company|search|query|locale|lang/i;
const LONGEST_NAME = 240;

const WHOLE_DOCUMENT = /^\s{0,64}<(?:!doctype\s+html|html[\s>])/i;

/** `<script src=...>`, or script text behind the tag: `the <script> tag` is a sentence about one. */
function scriptTag(text: string, tag: HtmlTag): Hit | null {
  if (tag.name !== 'script' && !tag.name.endsWith(':script')) return null;
  if (tag.attributes.some(({ name, value }) => name === 'type' && DATA_TYPE.test(value))) return null;
  const hit: Hit = { rule: 'xss-script-tag', at: tag.at };
  if (tag.attributes.some((attribute) => SOURCES.has(attribute.name) && attribute.value !== '')) return hit;
  const rest = text.slice(tag.end + 1, tag.end + 257);
  const close = rest.search(/<\/script/i);
  const inside = close < 0 ? rest : rest.slice(0, close);
  if (close > 0 && inside.trim() !== '') return hit;
  return CALL.test(inside) || /[=`]/.test(inside) ? hit : null;
}

/** Blocks of data that no browser runs. */
const DATA_TYPE = /json|text\/(?:template|x-|html|plain)|importmap|speculationrules/i;
const SOURCES: ReadonlySet<string> = new Set(['src', 'href', 'xlink:href']);
const CALL = /[\w$\])]\s{0,8}[(`]/;
const URL_ATTRIBUTES: ReadonlySet<string> = new Set(
  'href src action formaction xlink:href data background poster to from values code content srcdoc'.split(
    ' ',
  ),
);

function activeAttribute(tag: HtmlTag): Hit | null {
  for (const { name, value } of tag.attributes) {
    if (
      /^on[a-z]{3,30}$/.test(name) &&
      isScript(value) &&
      !/^\s{0,4}return (?:false|true);?\s{0,4}$/.test(value)
    )
      return { rule: 'xss-event-handler', at: tag.at };
    if (name === 'style' && STYLE_SCRIPT.test(value)) return { rule: 'xss-script-style', at: tag.at };
    if (!URL_ATTRIBUTES.has(name)) continue;
    if (tag.name === 'img' && /^\s{0,8}data:image/i.test(value)) continue;
    if (isScriptUrl(value) && !NO_SCRIPT.test(value)) return { rule: 'xss-script-url', at: tag.at };
    if (name === 'srcdoc' && value.includes('<')) return { rule: 'xss-embedded-document', at: tag.at };
    if (tag.name === 'meta' && /url\s{0,8}=\s{0,8}(?:javascript|data):/i.test(value)) {
      return { rule: 'xss-script-url', at: tag.at };
    }
  }
  return null;
}

/** Links that do nothing. */
const NO_SCRIPT =
  /^\s{0,8}javascript:\s{0,4}(?:void\s{0,2}\(?\s{0,2}0\s{0,2}\)?|return false|;|\/\/|#|undefined)?;?\s{0,4}$/i;
const STYLE_SCRIPT = /expression\s{0,4}\(|javascript\s{0,4}:|-moz-binding|behavior\s{0,4}:\s{0,4}url/i;

/** Text that does something when it runs: a call, an assignment, a template call. */
function isScript(value: string): boolean {
  return CALL.test(value) || /[=`]/.test(value) || /\bjavascript:/i.test(value);
}

/** `javascript:`, with the white space and controls that browsers drop inside it; `data:` documents that run. */
function isScriptUrl(value: string): boolean {
  const compact = compactScheme(value);
  return (
    /^(?:javascript|vbscript|livescript):/.test(compact) ||
    /^data:(?:text\/html|image\/svg\+xml|text\/xml|\w{0,8},<script)/.test(compact)
  );
}

function compactScheme(value: string): string {
  let compact = '';
  for (let at = 0; at < value.length && at < 80 && compact.length < 24; at += 1) {
    const code = value.charCodeAt(at);
    if (code > 0x20) compact += value.charAt(at).toLowerCase();
  }
  return compact;
}

/** A value that is itself a script URL. */
function scriptUrl(text: string): Hit | null {
  const first = text.charCodeAt(0) | 0x20;
  if (first !== 0x6a && first !== 0x76 && first !== 0x64 && first > 0x20) return null;
  const compact = compactScheme(text);
  const isScheme = /^(?:javascript|vbscript):/.test(compact) || compact.startsWith('data:text/html');
  return isScheme && /[(`=,]/.test(text) && compact !== 'javascript:void(0)'
    ? { rule: 'xss-script-url', at: 0 }
    : null;
}

const KNOWN_CALL =
  /(?:alert|prompt|confirm|eval|fetch|import|settimeout|setinterval|function|atob|print|document\.\w{1,30}|window\.\w{1,30}|location\.\w{1,30}|console\.log|string\.fromcharcode|top\[|self\[|this\[)\s{0,4}[(`.=[]/i;
const HANDLER = /["'`\s/]on[a-z]{3,24}\s{0,8}=\s{0,8}/gi;

/** `Use \`onload=init()\` in the body`, `the attribute onerror="…" runs`: at least two words, then the handler by itself. */
function isMention(before: string): boolean {
  const tail = before.slice(-60);
  if (!MENTION.test(tail)) return false;
  const words = before.slice(0, 200).replace(/\s["'`]$/, '');
  return !/["'`<>()=]/.test(words);
}

const MENTION = /(?:[a-z]{2,20}[^\w"'`]{1,4}[a-z]{3,20}[,:]?\s{1,4}["'`]?|[a-z]{3,20}\s`)$/i;

/** `" onfocus=alert(1) autofocus x="`: a value that leaves its attribute and adds a handler. */
function attributeBreakout(text: string): Hit | null {
  if (!text.includes('=')) return null;
  HANDLER.lastIndex = 0;
  for (let match = HANDLER.exec(text); match !== null; match = HANDLER.exec(text)) {
    const value = text.slice(HANDLER.lastIndex, HANDLER.lastIndex + 120);
    const before = text.slice(0, match.index + 1);
    if (isMention(before)) continue;
    const leavesAttribute = /^[^"'`<>()=]{0,200}["'`]/.test(before);
    if (leavesAttribute ? isScript(value) : KNOWN_CALL.test(value))
      return { rule: 'xss-attribute-breakout', at: match.index };
  }
  return null;
}

const SEPARATORS = /^[\s;,)\]}\-+*/^|&%]{1,16}/;
const TAIL = /(?:\/\/|\/\*|<!--|["'`]\s{0,4}$|[;\-+*/^|&%]\s{0,4}["'`])/;

/** `';alert(1)//`, `"-alert(1)-"`: a value that leaves a script string at its first quote. */
function scriptBreakout(text: string): Hit | null {
  for (const quote of ["'", '"', '`']) {
    const at = text.indexOf(quote);
    if (at < 0 || at > 200) continue;
    const before = text.slice(0, at);
    if (/[()=;{}<>]/.test(before)) continue;
    const rest = text.slice(at + 1, at + 201);
    const separators = SEPARATORS.exec(rest)?.[0];
    if (separators === undefined) continue;
    const body = rest.slice(separators.length);
    if (body.search(KNOWN_CALL) === 0 && TAIL.test(body)) return { rule: 'xss-script-breakout', at };
  }
  return null;
}
