import { isVersionSegment } from './base-path.ts';
import { BASE_WORDS, singularOf, wordParts } from './path-words.ts';

/** One step of a template as it is named: a literal, or a slot with affixes and the types of its values. */
export interface NamedStep {
  readonly literal: string | null;
  readonly prefix: string;
  readonly suffix: string;
  readonly types: ReadonlySet<string>;
}

/** Types whose own name says more than the noun before them. */
const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['date', 'date'],
  ['date-time', 'dateTime'],
  ['time', 'time'],
  ['email', 'email'],
  ['ip', 'ip'],
  ['phone', 'phone'],
  ['locale', 'locale'],
  ['version', 'version'],
  ['coordinates', 'coordinates'],
  ['handle', 'handle'],
  ['format', 'format'],
  ['package-version', 'package'],
]);
const MAX_NAME_UNITS = 40;

/** A name for each slot, in order, unique in the template: `/customers/{customerId}/orders/{orderId}`. */
export function slotNames(steps: readonly NamedStep[]): string[] {
  const names: string[] = [];
  const used = new Set<string>();
  let noun: string | null = null;
  for (const step of steps) {
    if (step.literal !== null) {
      noun = nounOf(step.literal) ?? noun;
      continue;
    }
    const name = unique(nameFor(step, noun), used);
    used.add(name);
    names.push(name);
    noun = null;
  }
  return names;
}

function nounOf(literal: string): string | null {
  if (BASE_WORDS.has(literal.toLowerCase()) || isVersionSegment(literal)) return null;
  const parts = wordParts(literal).filter((part) => /^[a-z][a-z0-9]*$/.test(part));
  const last = parts.pop();
  if (last === undefined) return null;
  return camel([...parts, singularOf(last)]).slice(0, MAX_NAME_UNITS);
}

function camel(parts: readonly string[]): string {
  return parts
    .map((part, index) => (index === 0 ? part : `${part.charAt(0).toUpperCase()}${part.slice(1)}`))
    .join('');
}

function nameFor(step: NamedStep, noun: string | null): string {
  const [only, ...more] = [...step.types];
  const typed = only === undefined || more.length > 0 ? undefined : TYPE_NAMES.get(only);
  if (typed !== undefined) return typed;
  const key = step.prefix.endsWith('(') ? nounOf(step.prefix.slice(0, -1)) : noun;
  if (only === 'list' && more.length === 0) return key === null ? 'ids' : `${key}Ids`;
  return key === null ? 'id' : `${key}Id`;
}

function unique(name: string, used: ReadonlySet<string>): string {
  if (!used.has(name)) return name;
  let number = 2;
  while (used.has(`${name}${number}`)) number += 1;
  return `${name}${number}`;
}

const SAFE = /^[\p{L}\p{N}\-._~!$&'()*+,;=:@]*$/u;

/** A literal as it stands in a path: what URL syntax or templates would misread is percent-encoded (RFC 3986). */
export function literalText(literal: string): string {
  if (SAFE.test(literal)) return literal;
  let text = '';
  for (const character of literal) {
    text += SAFE.test(character) ? character : encodeCharacter(character);
  }
  return text;
}

/** UTF-8, with lone surrogates in the three-byte form that UTF-8 would give them, so that nothing throws or merges. */
function encodeCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const bytes =
    point >= 0xd800 && point <= 0xdfff
      ? [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)]
      : [...new TextEncoder().encode(character)];
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
