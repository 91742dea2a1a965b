import type { ThreatType } from '../../model/vocabulary.ts';
import type { Exchange } from '../exchange.ts';
import type { Hit, Probe } from './rule.ts';

/** What the operations of an API are for, as the words of its path say, and the rules whose finds are that work. */
interface Work {
  /** Words that a segment of the path is, in lower case. */
  readonly segments: ReadonlySet<string>;
  /** Fields that carry the texts; null where users choose the names themselves. */
  readonly fields: RegExp | null;
  readonly types: ReadonlySet<ThreatType>;
  /** Only these rules' finds, where not all of the types. */
  readonly rules?: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
const types = (...names: readonly ThreatType[]): ReadonlySet<ThreatType> => new Set(names);

/**
 * Rules are about values that were meant as data and are read as code. These operations take code: settings whose values
 * a shell or an engine expands later, and records of what other programs said. Lookups of Log4j are not among the types:
 * they fire where records are written.
 */
const WORKS: readonly Work[] = [
  {
    segments: words(
      'env envs environment kv variables vars config configs configuration configmaps parameters',
    ),
    fields: null,
    types: types('command-injection', 'template-injection'),
    rules: words('command-substitution template-object-reach'),
  },
  {
    // Scripts of pages are kept there on purpose; what steals or announces itself is none.
    segments: words(
      'tagmanager tag-manager snippets script_tags scripttags script-tags code_injection custom_code',
    ),
    fields: /^(?:value|html|code|content|script|snippet|body|head|header|footer)$/i,
    types: types('xss'),
  },
  {
    segments: words(
      'jobs cronjobs pods deployments containers stacks tasks runners machines instances builds pipelines pipeline triggers workflows',
    ),
    fields: /^(?:value|command|args|script|shell|entrypoint|run|env|[A-Z][A-Z0-9_]{0,40})$/,
    types: types('command-injection', 'template-injection'),
  },
  {
    segments: words(
      'traces spans logs log events ingest collect collector push _bulk bulk telemetry syslog store envelope',
    ),
    fields:
      /^(?:string_?value|message|msg|event|line|values|raw|log|body|stack(?:trace)?|statement|exception|value|summary|query|html|outer_?html|element|url\.full|http\.url|)$/i,
    types: types(
      'ssrf',
      'xss',
      'sql-injection',
      'command-injection',
      'path-traversal',
      'template-injection',
      'nosql-injection',
      'crlf-injection',
    ),
  },
  {
    // The page on which a program failed, and the address that it called.
    segments: words('store envelope crashes crash-reports errors exceptions traces spans rum'),
    fields: /^(?:url|referrer|href|to|from)$/i,
    types: types('ssrf'),
  },
];

/** True where what a rule found in a body is the work of the operation itself. Asked only of finds: it costs benign calls nothing. */
export function isStoredText(
  type: ThreatType,
  { rule }: Hit,
  exchange: Exchange,
  { location, name, text }: Probe,
): boolean {
  if (type === 'xss' && ATTACKS.test(text)) return false;
  if (location !== 'request.body' || rule === 'command-shellshock' || REACHES_OUT.test(text)) return false;
  for (const work of WORKS) {
    if (!work.types.has(type)) continue;
    if (work.rules !== undefined && !work.rules.has(rule)) continue;
    if (work.fields !== null && !work.fields.test(name)) continue;
    if (exchange.segments.some((segment) => work.segments.has(segment.toLowerCase()))) return true;
  }
  return false;
}

/** What scripts of attacks do, and those of a page do not. */
const ATTACKS =
  /\b(?:alert|prompt|confirm|eval|atob|fromcharcode|execscript)\s{0,4}[(`]|document\s{0,4}[.[]\s{0,4}['"]?(?:cookie|domain)|localstorage|sessionstorage|new\s{1,4}image\b|xmlhttprequest|javascript\s{0,4}:|srcdoc|evil|xss/i;

/** What no setting and no record of a program has in it by right. */
const REACHES_OUT =
  /\/dev\/tcp\/|\bnc\s{1,4}-[a-z]{0,4}e|\$\((?:curl|wget|nslookup)\b|evil|\bgetRuntime\b|__globals__|__subclasses__/i;
