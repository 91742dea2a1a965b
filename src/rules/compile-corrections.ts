import { type Corrections, percentDecode, reservedSegments } from '../analyzer/index.ts';
import type { CorrectionRule, NotHereRule } from '../model/correction-rules.ts';
import { type ParsedTemplate, parseTemplate } from './parse-template.ts';

/** What applies to the view. The rules must have passed `checkRules`. */
export function compileCorrections(rules: readonly CorrectionRule[]): Corrections {
  return {
    pins: rules.flatMap((rule) =>
      rule.kind === 'pin'
        ? [
            {
              hosts: [hostOf(rule)],
              path: rule.template,
              methods: rule.methods ?? null,
              origin: 'pinned' as const,
            },
          ]
        : [],
    ),
    places: rules.flatMap((rule) => {
      if (rule.kind !== 'split' && rule.kind !== 'merge') return [];
      const literals = rule.literals === undefined ? null : new Set(rule.literals.map(percentDecode));
      const verdict = rule.kind === 'split' ? ('name' as const) : ('value' as const);
      return [{ host: hostOf(rule), below: percentDecode(parsed(rule.below).erased), literals, verdict }];
    }),
    renames: rules.flatMap((rule) => {
      const template = renamed(rule);
      if (template === null) return [];
      const { erased, names } = parsed(template);
      return [{ host: hostOf(rule), path: erased, names }];
    }),
    refusals: rules.flatMap((rule) => (rule.kind === 'not-here' ? [refusal(rule)] : [])),
    words: rules.flatMap((rule) =>
      rule.kind === 'path-words' ? [{ host: hostOf(rule), words: rule.words.map(percentDecode) }] : [],
    ),
  };
}

/** A rule without a host holds for every host. */
export function hostOf(rule: CorrectionRule): string {
  return ('host' in rule ? (rule.host ?? '*') : '*').toLowerCase();
}

export function parsed(template: string): ParsedTemplate {
  const found = parseTemplate(template);
  if (typeof found === 'string') throw new RangeError('a template that was not checked');
  return found;
}

/** The template whose names a rule gives; a merge names its slot. */
export function renamed(rule: CorrectionRule): string | null {
  if (rule.kind === 'rename') return rule.template;
  if (rule.kind !== 'merge' || rule.slot === undefined) return null;
  return `${rule.below === '/' ? '' : rule.below}/{${rule.slot}}`;
}

const EVERYTHING_BELOW = '/**';

function refusal(rule: NotHereRule): Corrections['refusals'][number] {
  const isPrefix = rule.path?.endsWith(EVERYTHING_BELOW) === true;
  const path = isPrefix ? rule.path.slice(0, -EVERYTHING_BELOW.length) : rule.path;
  return {
    rule: rule.id,
    id: rule.class,
    host: hostOf(rule),
    path: path === undefined ? null : parsed(path === '' ? '/' : path).erased,
    isPrefix,
    location: rule.location ?? null,
    pointer: rule.pointer === undefined ? null : rule.pointer.split('/').slice(1),
  };
}

/** Literals of the rules: outside the caps, and never taken for values when a call is observed. */
export function reservedByRules(rules: readonly CorrectionRule[]): readonly string[] {
  const { pins, words, places } = compileCorrections(rules);
  const reserved = reservedSegments(pins);
  for (const each of words) for (const word of each.words) reserved.add(word);
  for (const { verdict, literals } of places)
    if (verdict === 'name') for (const literal of literals ?? []) reserved.add(literal);
  return [...reserved].sort();
}

/** Hosts that pins name in full: outside the cap. */
export function hostsOfRules(rules: readonly CorrectionRule[]): readonly string[] {
  const hosts = rules.flatMap((rule) => (rule.kind === 'pin' ? [hostOf(rule)] : []));
  return [...new Set(hosts.filter((host) => !host.includes('*')))].sort();
}

/** Field names that rules speak of: configured vocabulary, shown whoever sent them. */
export function shownNames(rules: readonly CorrectionRule[]): ReadonlySet<string> {
  const { refusals } = compileCorrections(rules);
  return new Set(
    refusals.flatMap(({ pointer }) =>
      (pointer ?? []).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')),
    ),
  );
}
