import type { FiledRule } from '../model/correction-rules.ts';
import type { Report } from '../model/generated/report.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';

/** What each rule reached in the assessment of a report (`run.corrections`), by its id, in the report's order. */
export function correctionEffectsOf(report: Report | null): ReadonlyMap<string, JsonObject> {
  const effects = report?.run['corrections'] as JsonValue | undefined;
  if (!isJsonArray(effects)) return new Map();
  return new Map(
    effects.flatMap((effect): [string, JsonObject][] =>
      isJsonObject(effect) && typeof effect['id'] === 'string' ? [[effect['id'], effect]] : [],
    ),
  );
}

/** A rule as lists show it: what it says without its examples, where it stands, and what it reached; null before. */
export function listedRule({ file, rule }: FiledRule, effect: JsonObject | null): JsonObject {
  const { positives: _, nearMisses: __, ...said } = rule;
  return { ...said, file, effect };
}

/** What a rule says, in one line. */
export function ruleInWords({ rule }: FiledRule): string {
  switch (rule.kind) {
    case 'pin':
      return at(rule.host, [...(rule.methods ?? []), rule.template].join(' '));
    case 'split':
      return at(rule.host, `below ${rule.below}, names: ${rule.literals.join(', ')}`);
    case 'merge':
      return at(rule.host, `below ${rule.below}, values: ${rule.literals?.join(', ') ?? 'all'}`);
    case 'rename':
      return at(rule.host, rule.template);
    case 'not-here':
      return at(rule.host, `no ${rule.class} ${placesOf(rule)}`);
    case 'data-class':
      return `${rule.title} (${rule.category})`;
    case 'auth-scheme':
      return placeOfCredential(rule);
    case 'threat':
      return `${rule.type} ${rule.locations === undefined ? 'anywhere in requests' : `in ${rule.locations.join(', ')}`}`;
    case 'path-words':
      return at(rule.host, rule.words.join(', '));
  }
}

type Rule<Kind> = Extract<FiledRule['rule'], { readonly kind: Kind }>;

function at(host: string | undefined, what: string): string {
  return host === undefined ? what : `${host}: ${what}`;
}

function placesOf({ path, location, pointer }: Rule<'not-here'>): string {
  const places = [location, pointer, path === undefined ? undefined : `of ${path}`];
  const named = places.filter((place) => place !== undefined);
  return named.length === 0 ? 'anywhere' : `at ${named.join(' ')}`;
}

function placeOfCredential({ header, query, cookie }: Rule<'auth-scheme'>): string {
  if (header !== undefined) return `header ${header}`;
  return query === undefined ? `cookie ${cookie ?? ''}` : `parameter ${query}`;
}
