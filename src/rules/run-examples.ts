import {
  carries,
  findSiteThreat,
  fitsHost,
  keyContext,
  matchKnown,
  type PathToken,
  percentDecode,
  rootContext,
  siteClassifier,
  templatesFor,
} from '../analyzer/index.ts';
import type {
  AuthSchemeRule,
  CorrectionRule,
  DataClassRule,
  FieldExample,
  MergeRule,
  NamedValue,
  NotHereRule,
  PathWordsRule,
  PinRule,
  PlacedValue,
  RenameRule,
  SplitRule,
  ThreatRule,
  ValueExample,
} from '../model/correction-rules.ts';
import type { PlacedRule } from './check-rules.ts';
import { hostOf, reservedByRules } from './compile-corrections.ts';
import { compileSite } from './compile-site.ts';
import { type ExampleUrl, parseExampleUrl } from './example-url.ts';

export interface ExampleResult {
  readonly kind: 'positive' | 'near-miss';
  /** JSON Pointer of the example in its file. */
  readonly pointer: string;
  /** null: as it should be. Else one sentence, without the example. */
  readonly fault: string | null;
}

export interface RuleResult {
  readonly file: string;
  readonly pointer: string;
  readonly rule: CorrectionRule;
  readonly examples: readonly ExampleResult[];
}

/** Whether an example is reached; or in words why it cannot be tried. */
type Reached = boolean | string;

/** Runs every positive and near miss of rules that passed `checkRules`. */
export function runExamples(placed: readonly PlacedRule[]): readonly RuleResult[] {
  const reserved = new Set(reservedByRules(placed.map(({ rule }) => rule)));
  return placed.map(({ file, pointer, rule }) => {
    const tries = triesOf(rule, reserved);
    const examples = [
      ...tries.positives.map((reached, index) =>
        resultOf('positive', `${pointer}/positives/${index}`, reached),
      ),
      ...tries.nearMisses.map((reached, index) =>
        resultOf('near-miss', `${pointer}/nearMisses/${index}`, reached),
      ),
    ];
    return { file, pointer, rule, examples };
  });
}

function resultOf(kind: ExampleResult['kind'], pointer: string, reached: Reached): ExampleResult {
  if (typeof reached === 'string') return { kind, pointer, fault: reached };
  if (reached === (kind === 'positive')) return { kind, pointer, fault: null };
  return {
    kind,
    pointer,
    fault: kind === 'positive' ? 'the rule does not reach it' : 'the rule reaches it, and should not',
  };
}

interface Tries {
  readonly positives: readonly Reached[];
  readonly nearMisses: readonly Reached[];
}

function each<Item>(
  rule: { readonly positives: readonly Item[]; readonly nearMisses: readonly Item[] },
  reaches: (item: Item) => Reached,
): Tries {
  return { positives: rule.positives.map(reaches), nearMisses: rule.nearMisses.map(reaches) };
}

function triesOf(rule: CorrectionRule, reserved: ReadonlySet<string>): Tries {
  const url =
    (reaches: (example: ExampleUrl) => boolean) =>
    (text: string): Reached => {
      const example = parseExampleUrl(text, reserved);
      return example === null ? 'it is no address' : reaches(example);
    };
  switch (rule.kind) {
    case 'pin':
      return each(
        rule,
        url((example) => pinReaches(rule, example)),
      );
    case 'split':
    case 'merge':
      return each(
        rule,
        url((example) => placeReaches(rule, example)),
      );
    case 'rename':
      return each(
        rule,
        url((example) => renameReaches(rule, example)),
      );
    case 'not-here':
      return each(rule, (field) => url((example) => refusalReaches(rule, field, example))(field.url));
    case 'path-words':
      return each(rule, (segment) => wordReaches(rule, segment));
    case 'data-class':
      return each(rule, classReaches(rule));
    case 'auth-scheme':
      return each(rule, schemeReaches(rule));
    case 'threat':
      return each(rule, threatReaches(rule));
  }
}

/** A value counts when a candidate in it passes; keys and checksums as when calls are observed. */
function classReaches(rule: DataClassRule): (example: string | ValueExample) => boolean {
  const classifier = siteClassifier(compileSite([rule]));
  return (example) => {
    const isBare = typeof example === 'string';
    const context = isBare ? rootContext('') : keyContext('', example.key);
    const hits = classifier?.hits(isBare ? example : example.value, context) ?? [];
    return hits.some(({ hit }) => hit.passed);
  };
}

function schemeReaches(rule: AuthSchemeRule): (example: NamedValue) => boolean {
  const scheme = compileSite([rule])?.schemes[0];
  return ({ name, value }) => {
    if (scheme === undefined) return false;
    return carries(scheme, { name: scheme.place === 'header' ? name.toLowerCase() : name, value });
  };
}

/** A text alone is tried at the first place of the rule. */
function threatReaches(rule: ThreatRule): (example: string | PlacedValue) => boolean {
  const threat = compileSite([rule])?.threats[0];
  return (example) => {
    if (threat === undefined) return false;
    const isBare = typeof example === 'string';
    if (!isBare && !threat.locations.has(example.location)) return false;
    return findSiteThreat(threat, isBare ? example : example.value) !== null;
  };
}

/** An example without a host is tried at the path alone. */
function hostFits(rule: CorrectionRule, { host }: ExampleUrl): boolean {
  return host === null || fitsHost(hostOf(rule), host);
}

function fits(tokens: readonly PathToken[], template: string): boolean {
  const known = { hosts: [], path: template, methods: null, origin: 'pinned' as const };
  return matchKnown(tokens, templatesFor('', [known]), null) !== null;
}

/** The first segments fit the template; the root fits every path. */
function startsWith(tokens: readonly PathToken[], template: string): boolean {
  const length = lengthOf(template);
  return tokens.length >= length && fits(tokens.slice(0, length), template);
}

function lengthOf(template: string): number {
  return template.split('/').filter((segment) => segment !== '').length;
}

function pinReaches(rule: PinRule, example: ExampleUrl): boolean {
  const { method, tokens } = example;
  if (method !== null && rule.methods !== undefined && !rule.methods.includes(method)) return false;
  return hostFits(rule, example) && fits(tokens, rule.template);
}

function placeReaches(rule: SplitRule | MergeRule, example: ExampleUrl): boolean {
  const { tokens } = example;
  if (!hostFits(rule, example) || !startsWith(tokens, rule.below)) return false;
  const next = tokens[lengthOf(rule.below)];
  if (next?.kind !== 'literal') return false;
  return rule.literals === undefined || rule.literals.map(percentDecode).includes(next.text);
}

function renameReaches(rule: RenameRule, example: ExampleUrl): boolean {
  return hostFits(rule, example) && startsWith(example.tokens, rule.template);
}

function refusalReaches(rule: NotHereRule, field: FieldExample, example: ExampleUrl): boolean {
  const { path, pointer } = rule;
  if (!hostFits(rule, example)) return false;
  if (rule.location !== undefined && rule.location !== field.location) return false;
  if (pointer !== undefined && !pointerFits(pointer, field.pointer)) return false;
  if (path === undefined) return true;
  return path.endsWith('/**') ? startsWith(example.tokens, path.slice(0, -3)) : fits(example.tokens, path);
}

function pointerFits(wanted: string, pointer: string): boolean {
  const tokens = wanted.split('/');
  const given = pointer.split('/');
  return tokens.length === given.length && tokens.every((token, at) => token === '*' || token === given[at]);
}

function wordReaches(rule: PathWordsRule, segment: string): boolean {
  return rule.words.includes(segment);
}
