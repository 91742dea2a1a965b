import { isJsonArray, type JsonValue } from '../../model/json.ts';
import type { Location } from '../../model/vocabulary.ts';
import type { Body, Exchange, Field } from '../exchange.ts';
import type { SiteThreat } from '../site-rules.ts';
import { decodedForms, MAX_TEXT } from './decode.ts';
import { outcomeOf } from './evidence.ts';
import { redactAttack } from './sample.ts';
import { shapeOf } from './text-shape.ts';
import type { ContentThreat } from './threat-search.ts';

/** Attacks that the site described, at most one of a rule and place. Pure and total. */
export function siteThreats(exchange: Exchange, rules: readonly SiteThreat[]): readonly ContentThreat[] {
  const found = new Map<string, ContentThreat>();
  const inspect = (text: string, location: Location): void => {
    for (const rule of rules) {
      const key = `${rule.key} ${location}`;
      if (text === '' || !rule.locations.has(location) || found.has(key)) continue;
      const hit = findSiteThreat(rule, text);
      if (hit === null) continue;
      const outcome = outcomeOf(rule.type, { rule: rule.key, at: hit.at }, hit.text, exchange);
      const sample = redactAttack(hit.text, hit.at);
      found.set(key, { type: rule.type, location, outcome, rule: rule.key, sample });
    }
  };
  // A value by itself, then behind its name as it is written: an attack may be a parameter that nobody should send.
  const inspectNamed = ({ name, value }: Field, location: Location, mark = '='): void => {
    inspect(value, location);
    inspect(`${name}${mark}${value}`, location);
  };
  inspect(exchange.call.path, 'request.path');
  for (const field of exchange.query) inspectNamed(field, 'request.query');
  for (const field of exchange.requestHeaders ?? [])
    if (!CREDENTIALS.has(field.name)) inspectNamed(field, 'request.header', ': ');
  for (const field of exchange.cookies) inspectNamed(field, 'request.cookie');
  if (exchange.requestBody.kind === 'form')
    for (const field of exchange.requestBody.fields) inspectNamed(field, 'request.body');
  else eachText(exchange.requestBody, (text) => inspect(text, 'request.body'));
  return [...found.values()];
}

const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie']);

/** Where the rule finds its attack in a value, decoded where an encoding hides it; null when it does not. */
export function findSiteThreat(
  { pattern }: Pick<SiteThreat, 'pattern'>,
  raw: string,
): { readonly text: string; readonly at: number } | null {
  const text = raw.length > MAX_TEXT ? raw.slice(0, MAX_TEXT) : raw;
  for (const form of decodedForms(text, shapeOf(text))) {
    const match = pattern.find(form, 0);
    if (match !== null) return { text: form, at: match.from };
  }
  return null;
}

function eachText(body: Exclude<Body, { kind: 'form' }>, take: (text: string) => void): void {
  switch (body.kind) {
    case 'not-captured':
    case 'empty':
      return;
    case 'json':
      eachString(body.value, take);
      return;
    case 'multipart':
      for (const { name, value, fileName } of body.parts) {
        take(fileName ?? value);
        take(`${name}=${fileName ?? value}`);
      }
      return;
    case 'xml':
    case 'text':
    case 'undecodable':
      take(body.text);
  }
}

function eachString(value: JsonValue | undefined, take: (text: string) => void): void {
  if (typeof value === 'string') take(value);
  else if (isJsonArray(value)) for (const item of value) eachString(item, take);
  else if (typeof value === 'object' && value !== null)
    for (const key of Object.keys(value)) eachString(value[key], take);
}
