import { classById } from '../analyzer/index.ts';
import type {
  AuthSchemeRule,
  CorrectionRule,
  DataClassRule,
  MergeRule,
  NotHereRule,
  PinRule,
  RenameRule,
  SplitRule,
} from '../model/correction-rules.ts';
import { linearPattern } from './linear-pattern.ts';
import { parseTemplate } from './parse-template.ts';

/** A rule and where it stands. */
export interface PlacedRule {
  readonly file: string;
  /** JSON Pointer of the rule in its file. */
  readonly pointer: string;
  readonly rule: CorrectionRule;
}

export interface PlacedProblem {
  readonly file: string;
  readonly pointer: string;
  readonly message: string;
  readonly fix: string | null;
}

interface Fault {
  /** Key of the rule, or deeper. */
  readonly at: string;
  readonly message: string;
  readonly fix?: string;
}

/** What the schema cannot tell: templates, patterns, names, and rules that contradict each other. */
export function checkRules(placed: readonly PlacedRule[]): readonly PlacedProblem[] {
  const siteClasses = new Set(placed.flatMap(({ rule }) => (rule.kind === 'data-class' ? [rule.id] : [])));
  return [
    ...placed.flatMap((each) => faultsOf(each.rule, siteClasses).map((fault) => problemAt(each, fault))),
    ...repeats(placed, 'id', 'repeats the id of', 'Give it its own id.', ({ rule }) => [rule.id]),
    ...repeats(placed, 'template', 'pins the same template as', 'Join the two rules.', pinned),
    ...contradictions(placed),
  ];
}

function problemAt({ file, pointer }: PlacedRule, { at, message, fix }: Fault): PlacedProblem {
  return { file, pointer: at === '' ? pointer : `${pointer}/${at}`, message, fix: fix ?? null };
}

function faultsOf(rule: CorrectionRule, siteClasses: ReadonlySet<string>): readonly Fault[] {
  switch (rule.kind) {
    case 'pin':
      return pinFaults(rule);
    case 'rename':
      return templateFaults(rule);
    case 'split':
    case 'merge':
      return placeFaults(rule);
    case 'not-here':
      return refusalFaults(rule, siteClasses);
    case 'data-class':
      return [...classFaults(rule), ...patternFaults(rule.pattern)];
    case 'auth-scheme':
      return [...schemeFaults(rule), ...(rule.pattern === undefined ? [] : patternFaults(rule.pattern))];
    case 'threat':
      return patternFaults(rule.pattern);
    case 'path-words':
      return [];
  }
}

const TEMPLATE_FIX = 'Write it as /users/{userId}/files/{name}.json.';

function pinFaults(rule: PinRule): readonly Fault[] {
  const parsed = parseTemplate(rule.template);
  return typeof parsed === 'string' ? [{ at: 'template', message: parsed, fix: TEMPLATE_FIX }] : [];
}

function templateFaults(rule: RenameRule): readonly Fault[] {
  const parsed = parseTemplate(rule.template);
  if (typeof parsed === 'string') return [{ at: 'template', message: parsed, fix: TEMPLATE_FIX }];
  return parsed.names.length > 0 ? [] : [{ at: 'template', message: 'has no slot', fix: TEMPLATE_FIX }];
}

function placeFaults(rule: SplitRule | MergeRule): readonly Fault[] {
  const parsed = parseTemplate(rule.below);
  return typeof parsed === 'string' ? [{ at: 'below', message: parsed, fix: TEMPLATE_FIX }] : [];
}

function refusalFaults(rule: NotHereRule, siteClasses: ReadonlySet<string>): readonly Fault[] {
  const faults: Fault[] = [];
  if (classById(rule.class) === null && !siteClasses.has(rule.class))
    faults.push({
      at: 'class',
      message: 'is not a known data class',
      fix: 'Write the id as reports show it.',
    });
  const parsed = rule.path === undefined ? null : parseTemplate(rule.path.replace(/\/\*\*$/, ''));
  if (typeof parsed === 'string') faults.push({ at: 'path', message: parsed, fix: TEMPLATE_FIX });
  if (rule.host === undefined && [rule.path, rule.location, rule.pointer].every((one) => one === undefined))
    faults.push({
      at: '',
      message: 'takes the class away everywhere',
      fix: 'Say where: host, path, location or pointer.',
    });
  return faults;
}

function classFaults(rule: DataClassRule): readonly Fault[] {
  const faults: Fault[] = [];
  if (classById(rule.id) !== null)
    faults.push({ at: 'id', message: 'is the id of a shipped class', fix: 'Give it its own id.' });
  if (rule.needsKey === true && rule.keyWords === undefined)
    faults.push({ at: 'needsKey', message: 'needs keyWords', fix: 'Write the words of the key.' });
  return faults;
}

function schemeFaults({ header, query, cookie }: AuthSchemeRule): readonly Fault[] {
  const places = [header, query, cookie].filter((name) => name !== undefined);
  if (places.length === 1) return [];
  return [{ at: '', message: 'must name one of header, query, cookie', fix: 'Write a rule for each place.' }];
}

function patternFaults(source: string): readonly Fault[] {
  const pattern = linearPattern(source);
  if (pattern === null)
    return [
      {
        at: 'pattern',
        message: 'is no pattern in RE2 syntax',
        fix: 'Look-around and back-references do not exist there.',
      },
    ];
  if (!pattern.matchesWhole('') && pattern.find('', 0) === null) return [];
  return [{ at: 'pattern', message: 'fits the empty text', fix: 'Ask for at least one character.' }];
}

function pinned({ rule }: PlacedRule): readonly string[] {
  if (rule.kind !== 'pin') return [];
  const parsed = parseTemplate(rule.template);
  if (typeof parsed === 'string') return [];
  const methods = rule.methods ?? ['*'];
  return methods.map((method) => `${method} ${rule.host ?? '*'} ${parsed.erased}`);
}

/** Rules that say the same of the same thing, each told once. */
function repeats(
  placed: readonly PlacedRule[],
  at: string,
  message: string,
  fix: string,
  keysOf: (each: PlacedRule) => readonly string[],
): readonly PlacedProblem[] {
  const first = new Map<string, PlacedRule>();
  return placed.flatMap((each) => {
    const known = keysOf(each).flatMap((key) => first.get(key) ?? [])[0];
    for (const key of keysOf(each)) if (!first.has(key)) first.set(key, each);
    return known === undefined
      ? []
      : [problemAt(each, { at, message: `${message} ${known.file} ${known.pointer}`, fix })];
  });
}

/** A literal that one rule splits off and another merges, at the same place of the same hosts. */
function contradictions(placed: readonly PlacedRule[]): readonly PlacedProblem[] {
  const split = new Map<string, PlacedRule>();
  for (const each of placed)
    if (each.rule.kind === 'split') for (const key of literalKeys(each.rule)) split.set(key, each);
  return placed.flatMap((each) => {
    const { rule } = each;
    if (rule.kind !== 'merge') return [];
    const other = literalKeys(rule).flatMap((key) => split.get(key) ?? [])[0];
    if (other === undefined) return [];
    const message = `merges what ${other.file} ${other.pointer} splits`;
    return [problemAt(each, { at: 'literals', message, fix: 'Take the literal out of one of them.' })];
  });
}

function literalKeys(rule: SplitRule | MergeRule): readonly string[] {
  const parsed = parseTemplate(rule.below);
  const place = typeof parsed === 'string' ? rule.below : parsed.erased;
  return (rule.literals ?? []).map((literal) => `${rule.host ?? '*'} ${place} ${literal}`);
}
