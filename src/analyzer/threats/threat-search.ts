import type { Location, ThreatType } from '../../model/vocabulary.ts';
import type { Exchange } from '../exchange.ts';
import { outcomeOf } from './evidence.ts';
import type { ContentRule, Hit, Probe, ThreatOutcome } from './rule.ts';
import { redactAttack } from './sample.ts';
import { isStoredText } from './stored-text.ts';
import { shapeOf } from './text-shape.ts';

/** One attack in one place of a call. */
export interface ContentThreat {
  readonly type: ThreatType;
  readonly location: Location;
  readonly outcome: ThreatOutcome;
  readonly rule: string;
  /** Redacted: attack syntax only. */
  readonly sample: string;
}

/** What is being searched, and what was found so far. */
export interface Search {
  readonly exchange: Exchange;
  found: ContentThreat[] | null;
  /** Hits that something else of the call kept from being found: of a value alone they say nothing. */
  withheld: number;
  /** How many texts of JSON inside JSON are open. */
  depth: number;
  /** The parameter whose value is being read as JSON. */
  within: string;
}

/** Adds what a rule found, once of a type, place and rule. */
export function report(search: Search, type: ThreatType, location: Location, hit: Hit, text: string): void {
  const found = (search.found ??= []);
  if (found.some((known) => known.type === type && known.location === location && known.rule === hit.rule)) {
    search.withheld += 1;
    return;
  }
  const outcome = outcomeOf(type, hit, text, search.exchange);
  found.push({ type, location, outcome, rule: hit.rule, sample: redactAttack(text, hit.at) });
}

/** One rule over a value and what its decodings make of it. True when it found something. */
export function findInForms(
  search: Search,
  rule: ContentRule,
  forms: readonly string[],
  raw: string,
  shape: number,
  location: Location,
  name: string,
): boolean {
  for (let index = 0; index < forms.length; index += 1) {
    const text = forms[index] ?? '';
    const shapeHere = index === 0 ? shape : shapeOf(text);
    if ((shapeHere & rule.needs) === 0) continue;
    const probe: Probe = { text, raw, location, name };
    const hit = rule.detect(probe);
    if (hit === null) continue;
    if (isHarmless(rule.type, hit, search.exchange, probe)) {
      search.withheld += 1;
      continue;
    }
    // `' || '1'=='1` is both a script and an SQL expression: the script names what it is.
    if (rule.type === 'sql-injection' && isScriptTautology(search, location)) {
      search.withheld += 1;
      return false;
    }
    report(search, rule.type, location, hit, text);
    return true;
  }
  return false;
}

/** The work of the operation, as long as the answer shows no effect of it. */
function isHarmless(type: ThreatType, hit: Hit, exchange: Exchange, probe: Probe): boolean {
  return isStoredText(type, hit, exchange, probe) && outcomeOf(type, hit, probe.text, exchange) === 'attempt';
}

function isScriptTautology(search: Search, location: Location): boolean {
  return (
    search.found?.some((known) => known.rule === 'nosql-script-tautology' && known.location === location) ??
    false
  );
}
