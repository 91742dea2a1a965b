import type { SiteClass, SitePattern, SiteRules, SiteScheme, SiteThreat } from '../analyzer/index.ts';
import type { AuthSchemeRule, CorrectionRule, DataClassRule, ThreatRule } from '../model/correction-rules.ts';
import { canonicalJson, type JsonValue } from '../model/json.ts';
import { sha256 } from '../model/sha256.ts';
import { LOCATIONS } from '../model/vocabulary.ts';
import { chanceRateOf, checksumOf } from './checksums.ts';
import { linearPattern } from './linear-pattern.ts';

/** What works while calls are observed; null where there is nothing of it. The rules must have passed `checkRules`. */
export function compileSite(rules: readonly CorrectionRule[]): SiteRules | null {
  const site: SiteRules = {
    classes: rules.flatMap((rule) => (rule.kind === 'data-class' ? [siteClass(rule)] : [])),
    schemes: rules.flatMap((rule) => (rule.kind === 'auth-scheme' ? [siteScheme(rule)] : [])),
    threats: rules.flatMap((rule) => (rule.kind === 'threat' ? [siteThreat(rule)] : [])),
  };
  return site.classes.length + site.schemes.length + site.threats.length === 0 ? null : site;
}

/**
 * Under what a rule counts while calls are observed; null for rules of the view. What changes the counts changes the
 * key, so that counts of two rules never mix.
 */
export function countingKey(rule: CorrectionRule): string | null {
  switch (rule.kind) {
    case 'data-class': {
      const { pattern, checksum, keyWords, needsKey, category } = rule;
      return keyOf('site', rule.id, [
        pattern,
        checksum ?? null,
        [...(keyWords ?? [])],
        needsKey === true,
        category,
      ]);
    }
    case 'auth-scheme': {
      const { header, query, cookie, pattern } = rule;
      return keyOf('custom', rule.id, [header ?? null, query ?? null, cookie ?? null, pattern ?? null]);
    }
    case 'threat':
      return keyOf('site', rule.id, [rule.type, rule.pattern, [...(rule.locations ?? [])]]);
    case 'pin':
    case 'split':
    case 'merge':
    case 'rename':
    case 'not-here':
    case 'path-words':
      return null;
  }
}

const FINGERPRINT_BYTES = 6;

function keyOf(prefix: string, id: string, meaning: JsonValue): string {
  const bytes = sha256(new TextEncoder().encode(canonicalJson(meaning))).subarray(0, FINGERPRINT_BYTES);
  return `${prefix}:${id}#${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function requiredKey(rule: CorrectionRule): string {
  const key = countingKey(rule);
  if (key === null) throw new RangeError('a rule of the view counts nothing');
  return key;
}

function requiredPattern(source: string): SitePattern {
  const pattern = linearPattern(source);
  if (pattern === null) throw new RangeError('a pattern that was not checked');
  return pattern;
}

function siteClass(rule: DataClassRule): SiteClass {
  return {
    key: requiredKey(rule),
    id: rule.id,
    title: rule.title,
    category: rule.category,
    ...(rule.locations === undefined ? {} : { locations: rule.locations }),
    pattern: requiredPattern(rule.pattern),
    validate: checksumOf(rule.checksum),
    keyWords: (rule.keyWords ?? []).map((phrase) => phrase.split(' ')),
    chanceRate: chanceRateOf(rule.checksum),
    needsContext: rule.needsKey === true,
  };
}

function siteScheme(rule: AuthSchemeRule): SiteScheme {
  const place = rule.header !== undefined ? 'header' : rule.query !== undefined ? 'query' : 'cookie';
  return {
    key: requiredKey(rule),
    scheme: `custom:${rule.id}`,
    place,
    name: rule.header?.toLowerCase() ?? rule.query ?? rule.cookie ?? '',
    pattern: rule.pattern === undefined ? null : requiredPattern(rule.pattern),
  };
}

function siteThreat(rule: ThreatRule): SiteThreat {
  const everywhere = LOCATIONS.filter((location) => location.startsWith('request.'));
  return {
    key: requiredKey(rule),
    rule: `site:${rule.id}`,
    type: rule.type,
    locations: new Set(rule.locations ?? everywhere),
    pattern: requiredPattern(rule.pattern),
  };
}
