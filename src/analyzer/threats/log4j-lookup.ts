import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** Log4j message lookups that load code (CVE-2021-44228), through every nesting that hides the word. */
export const log4jLookup: ContentRule = { type: 'log4j-lookup', needs: SHAPE.dollar, detect };

const MAX_ROUNDS = 24;
/** An innermost lookup. */
const INNER = /\$\{([^${}]{0,200})\}/;
/** The lookup itself, or as the base64 lookup would decode it (`${jndi` is `JHtqbmRp`). */
const JNDI = /\$\{\s{0,8}(?:jndi\s{0,8}:|base64:JHtqbmRp)/i;

function detect(probe: Probe): Hit | null {
  const at = probe.text.indexOf('${');
  if (at < 0) return null;
  let text = probe.text.slice(at, at + 2048);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (JNDI.test(text)) return { rule: round === 0 ? 'log4j-jndi' : 'log4j-jndi-obfuscated', at };
    const match = INNER.exec(text);
    if (match === null) return null;
    text = text.slice(0, match.index) + resolve(match[1] ?? '') + text.slice(match.index + match[0].length);
  }
  return null;
}

/** What Log4j would put in place of a lookup; unknown ones become nothing. */
function resolve(lookup: string): string {
  const fallback = lookup.indexOf(':-');
  if (fallback >= 0) return lookup.slice(fallback + 2);
  const colon = lookup.indexOf(':');
  if (colon < 0) return '';
  const name = lookup.slice(0, colon).toLowerCase();
  const value = lookup.slice(colon + 1);
  if (name === 'lower') return value.toLowerCase();
  if (name === 'upper') return value.toUpperCase();
  return name === 'date' ? value.replaceAll("'", '') : '';
}
