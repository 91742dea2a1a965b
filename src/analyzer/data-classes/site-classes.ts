import type { SiteClass, SiteRules } from '../site-rules.ts';
import { boundedMemo } from '../sketch/bounded-memo.ts';
import type { Hit } from './classify.ts';
import type { KeyContext } from './key-context.ts';
import { keyWords, singular } from './key-words.ts';

/** What one class of the site says about one value. */
export interface SiteHit {
  readonly siteClass: SiteClass;
  /** The key speaks for the class. */
  readonly keyed: boolean;
  readonly hit: Omit<Hit, 'index' | 'inText'>;
}

/** Classes of the site over texts and keys. */
export interface SiteClassifier {
  /** Hits of every class, in order of the classes. */
  readonly hits: (text: string, context: KeyContext) => readonly SiteHit[];
  /** A class recognises the text by itself: it is kept nowhere in clear. */
  readonly holds: (text: string) => boolean;
}

const KNOWN = new WeakMap<SiteRules, SiteClassifier>();

/** null where the site has no classes of its own. */
export function siteClassifier(site: SiteRules | null | undefined): SiteClassifier | null {
  if (site === null || site === undefined || site.classes.length === 0) return null;
  let known = KNOWN.get(site);
  if (known === undefined) {
    known = makeClassifier(site.classes);
    KNOWN.set(site, known);
  }
  return known;
}

const NO_SITE_HITS: readonly SiteHit[] = [];
/** Longer texts are read to here: these patterns run in an engine that is linear and slow. */
const MAX_SITE_CHARS = 16_384;
const MAX_CANDIDATES = 256;

function makeClassifier(classes: readonly SiteClass[]): SiteClassifier {
  const spoken = new WeakMap<KeyContext, readonly boolean[]>();
  const keyedOf = (context: KeyContext): readonly boolean[] => {
    let known = spoken.get(context);
    if (known === undefined) {
      known = classes.map((each) => speaksFor(each, context));
      spoken.set(context, known);
    }
    return known;
  };
  return {
    hits: (text, context) => {
      const keyed = keyedOf(context);
      let found: SiteHit[] | null = null;
      for (let index = 0; index < classes.length; index += 1) {
        const siteClass = classes[index];
        if (siteClass === undefined) continue;
        const hit = hitOf(siteClass, text, keyed[index] === true);
        if (hit !== null) (found ??= []).push({ siteClass, keyed: keyed[index] === true, hit });
      }
      return found ?? NO_SITE_HITS;
    },
    holds: boundedMemo(
      (text) => classes.some((each) => !each.needsContext && firstHit(each, text)?.passed === true),
      4096,
      128,
    ),
  };
}

/** A phrase of the class stands in the key, or begins in the noun above and ends in the key. */
function speaksFor({ keyWords: phrases }: SiteClass, { name, above }: KeyContext): boolean {
  if (phrases.length === 0 || name === '') return false;
  const own = keyWords(name.length > 256 ? name.slice(0, 256) : name);
  const words = above === '' ? own : [above, ...own];
  const ownFrom = words.length - own.length;
  return phrases.some((phrase) =>
    words.some(
      (_, at) =>
        at + phrase.length > ownFrom &&
        phrase.every((word, next) => words[at + next] === word || singular(words[at + next] ?? '') === word),
    ),
  );
}

function hitOf(siteClass: SiteClass, text: string, keyed: boolean): SiteHit['hit'] | null {
  if (!siteClass.needsContext) return firstHit(siteClass, text);
  if (!keyed || text === '' || text.length > MAX_SITE_CHARS) return null;
  const value = text.trim();
  const passed = siteClass.pattern.matchesWhole(value) && siteClass.validate(value);
  return { passed, whole: true, from: 0, to: text.length, candidate: value };
}

/** The first candidate that passes, else the first of all. */
function firstHit({ pattern, validate }: SiteClass, whole: string): SiteHit['hit'] | null {
  const text = whole.length > MAX_SITE_CHARS ? whole.slice(0, MAX_SITE_CHARS) : whole;
  let failed: SiteHit['hit'] | null = null;
  let at = 0;
  for (let tried = 0; tried < MAX_CANDIDATES; tried += 1) {
    const match = pattern.find(text, at);
    if (match === null) break;
    const candidate = text.slice(match.from, match.to);
    const passed = validate(candidate);
    const hit = { passed, whole: candidate.length === whole.length, ...match, candidate };
    if (passed) return hit;
    failed ??= hit;
    at = match.to > match.from ? match.to : match.to + 1;
    if (at > text.length) break;
  }
  return failed;
}
