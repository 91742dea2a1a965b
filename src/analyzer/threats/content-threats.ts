import { isJsonArray, type JsonValue } from '../../model/json.ts';
import type { Location } from '../../model/vocabulary.ts';
import type { Body, Exchange, Field } from '../exchange.ts';
import { commandInjection } from './command-injection.ts';
import { decodedForms, MAX_TEXT } from './decode.ts';
import { externalEntity } from './external-entity.ts';
import { headerInjection } from './header-injection.ts';
import { innerForm } from './inner-form.ts';
import { innerJson } from './inner-json.ts';
import { log4jLookup } from './log4j-lookup.ts';
import { nosqlInjection, operatorInJson, operatorInName } from './nosql-injection.ts';
import { pathTraversal } from './path-traversal.ts';
import type { ContentRule } from './rule.ts';
import { isScannerAgent, probePath } from './scanner.ts';
import { serverSideRequest } from './server-side-request.ts';
import { sqlInjection } from './sql-injection.ts';
import { templateInjection } from './template-injection.ts';
import { mayHoldAttack, SHAPE, STRONG, shapeOf } from './text-shape.ts';
import { type ContentThreat, findInForms, report, type Search } from './threat-search.ts';
import { elementName, xmlTexts } from './xml-texts.ts';
import { xss } from './xss.ts';

export const CONTENT_RULES: readonly ContentRule[] = [
  nosqlInjection,
  sqlInjection,
  xss,
  pathTraversal,
  commandInjection,
  serverSideRequest,
  externalEntity,
  templateInjection,
  log4jLookup,
  headerInjection,
];

const NOTHING: readonly ContentThreat[] = [];

/** Every attack that a call carries, at most one of a type, place and rule. Pure and total. */
export function contentThreats(exchange: Exchange): readonly ContentThreat[] {
  const search: Search = { exchange, found: null, withheld: 0, depth: 0, within: '' };
  searchPath(search);
  for (const field of exchange.query) searchField(search, field, 'request.query');
  if (exchange.requestHeaders !== null) searchHeaders(search, exchange.requestHeaders);
  searchCookies(search, exchange.cookies);
  searchBody(search, exchange.requestBody);
  return search.found ?? NOTHING;
}

/** True when something was found. `shape` is that of `raw`. */
function inspect(search: Search, raw: string, shape: number, location: Location, name: string): boolean {
  if (!isSuspicious(shape)) return false;
  const text = raw.length > MAX_TEXT ? raw.slice(0, MAX_TEXT) : raw;
  const forms = decodedForms(text, shape, location === 'request.path');
  const inner =
    searchInnerJson(search, forms.at(-1) ?? '', location, name) ?? searchInnerForm(search, text, location);
  if (inner !== null) return inner;
  let hasFound = false;
  for (const rule of CONTENT_RULES) {
    if (findInForms(search, rule, forms, raw, shape, location, name)) hasFound = true;
  }
  return hasFound;
}

/**
 * A value that is itself JSON (`filter={"name":{"$ne":null}}`) is read member by member, and by nothing else: its quotes
 * break out of no string. Null where it is none.
 */
function searchInnerJson(search: Search, text: string, location: Location, name: string): boolean | null {
  if (search.depth >= MAX_INNER) return null;
  const before = search.found?.length ?? 0;
  const value = innerJson(text);
  if (value === undefined) return null;
  const outer = search.within;
  search.depth += 1;
  search.within = name;
  searchJson(search, value, holdsDollar(text), '', [], location);
  search.within = outer;
  search.depth -= 1;
  return (search.found?.length ?? 0) > before;
}

/** A value of a body that is itself a query is read pair by pair. Null where it is none. */
function searchInnerForm(search: Search, text: string, location: Location): boolean | null {
  if (location !== 'request.body' || search.depth >= MAX_INNER) return null;
  const pairs = innerForm(text);
  if (pairs === null) return null;
  const before = search.found?.length ?? 0;
  search.depth += 1;
  for (const pair of pairs) searchField(search, pair, location);
  search.depth -= 1;
  return (search.found?.length ?? 0) > before;
}

const MAX_INNER = 2;

/** Whether a text holds anything that a search could find something in. */
export function isSuspiciousText(text: string): boolean {
  return isSuspicious(shapeOf(text));
}

function isSuspicious(shape: number): boolean {
  return (shape & STRONG) !== 0 || (shape & QUOTED_ASSIGNMENT) === QUOTED_ASSIGNMENT;
}

const QUOTED_ASSIGNMENT = SHAPE.doubleQuote | SHAPE.equals;

function searchPath(search: Search): void {
  const { path } = search.exchange.call;
  const probe = probePath(search.exchange);
  if (probe !== null) report(search, 'scanner', 'request.path', probe, path);
  const shape = shapeOf(path) & ~SHAPE.opaque;
  if ((shape & STRONG) === 0) return;
  const whole = { location: 'request.path' as const, name: '' };
  const forms = decodedForms(path.slice(0, MAX_TEXT), shape);
  for (const rule of rulesOfPath(forms))
    findInForms(search, rule, forms, path, shape, whole.location, whole.name);
  for (const segment of search.exchange.segments) {
    if (segment === '..') continue;
    inspect(search, segment, shapeOf(segment), whole.location, whole.name);
  }
}

const STEPS_ONLY: readonly ContentRule[] = [pathTraversal];
/** Attacks that hold slashes themselves: a tag that ends, the URL of a header, a file named in an expression. */
const HOLDING_SLASHES: readonly ContentRule[] = [pathTraversal, headerInjection, xss, templateInjection];

function rulesOfPath(forms: readonly string[]): readonly ContentRule[] {
  return UNSERVED.test(forms.at(-1) ?? '') ? HOLDING_SLASHES : STEPS_ONLY;
}

/** No path of an API has these characters after decoding. */
const UNSERVED = /[\r\n<{]/;

function searchField(search: Search, field: Field, location: Location): void {
  const operator = operatorInName(field.name, field.value);
  if (operator !== null)
    report(search, 'nosql-injection', location, { rule: operator, at: 0 }, `${field.name}=${field.value}`);
  if (field.value !== '') inspect(search, field.value, shapeOf(field.value), location, field.name);
  const shape = shapeOf(field.name);
  if ((shape & STRONG & ~SHAPE.dollar) !== 0) inspect(search, field.name, shape, location, '');
}

/** Values that were looked at and held nothing. Header values repeat; a memo of them is a pure cache. */
const harmlessHeaders = new Set<string>();
const harmlessCookies = new Set<string>();
const MEMO_ENTRIES = 8192;
const LONGEST_MEMO = 512;

function inspectOnce(search: Search, value: string, location: Location, memo: Set<string>): void {
  if (memo.has(value)) return;
  const before = search.withheld;
  if (inspect(search, value, shapeOf(value), location, '') || search.withheld > before) return;
  if (value.length > LONGEST_MEMO) return;
  if (memo.size >= MEMO_ENTRIES) memo.clear();
  memo.add(value);
}

/** Credentials are opaque, cookies are read one by one, and these others are chosen by the client library. */
const SKIPPED_HEADERS: ReadonlySet<string> = new Set(
  'authorization proxy-authorization cookie content-length connection content-type accept accept-encoding te date'.split(
    ' ',
  ),
);

/** Whether nothing is found in a header; false, too, where the rest of its call decides. */
export function isHarmlessHeader(name: string, value: string): boolean {
  if (name === 'user-agent' && isScannerAgent(value)) return false;
  if (SKIPPED_HEADERS.has(name) && !value.includes('${')) return true;
  const shape = shapeOf(value);
  return !isSuspicious(shape) || harmlessHeaders.has(value) || holdsNoHit(value, shape);
}

/** Whether no rule has a hit in a value, whatever call it stands in. */
function holdsNoHit(value: string, shape: number): boolean {
  if (value.length > MAX_TEXT) return false;
  const forms = decodedForms(value, shape, false);
  if (innerJson(forms.at(-1) ?? '') !== undefined) return false;
  const location = 'request.header';
  return CONTENT_RULES.every((rule) =>
    forms.every((text, index) => {
      const shapeHere = index === 0 ? shape : shapeOf(text);
      return (shapeHere & rule.needs) === 0 || rule.detect({ text, raw: value, location, name: '' }) === null;
    }),
  );
}

function searchHeaders(search: Search, headers: readonly Field[]): void {
  for (const { name, value } of headers) {
    if (name === 'user-agent' && isScannerAgent(value)) {
      report(search, 'scanner', 'request.header', { rule: 'scanner-user-agent', at: 0 }, value);
    }
    if (SKIPPED_HEADERS.has(name) && !value.includes('${')) continue;
    inspectOnce(search, value, 'request.header', harmlessHeaders);
  }
}

function searchCookies(search: Search, cookies: readonly Field[]): void {
  for (const { value } of cookies) {
    if (value !== '') inspectOnce(search, value, 'request.cookie', harmlessCookies);
  }
}

function searchBody(search: Search, body: Body): void {
  switch (body.kind) {
    case 'not-captured':
    case 'empty':
      return;
    case 'json':
      if (mayHoldAttack(body.text))
        searchJson(search, body.value, holdsDollar(body.text), '', [], 'request.body');
      return;
    case 'form':
      for (const field of body.fields) searchField(search, field, 'request.body');
      return;
    case 'multipart':
      for (const part of body.parts) {
        if (part.fileName !== null) {
          inspect(search, part.fileName, shapeOf(part.fileName), 'request.body', 'filename');
          if (part.value.includes('<!') || part.value.includes('XInclude'))
            searchEntities(search, part.value);
        } else inspect(search, part.value, shapeOf(part.value), 'request.body', part.name);
      }
      return;
    case 'xml':
      searchXml(search, body.text);
      return;
    case 'text':
    case 'undecodable':
      inspect(search, body.text, shapeOf(body.text.slice(0, MAX_TEXT)), 'request.body', '');
  }
}

/** In clear or as an escape of JSON. */
function holdsDollar(json: string): boolean {
  return json.includes('$') || (json.includes('\\u') && json.includes('\\u0024'));
}

function searchJson(
  search: Search,
  value: JsonValue,
  hasDollar: boolean,
  name: string,
  parents: readonly string[],
  location: Location,
): void {
  if (typeof value === 'string') {
    if (value.length > 2) inspect(search, value, shapeOf(value), location, name);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (isJsonArray(value)) {
    for (const item of value) searchJson(search, item, hasDollar, name, parents, location);
    return;
  }
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member !== undefined) searchMember(search, key, member, hasDollar, parents, location);
  }
}

function searchMember(
  search: Search,
  key: string,
  member: JsonValue,
  hasDollar: boolean,
  parents: readonly string[],
  location: Location,
): void {
  const shape = shapeOf(key);
  if ((shape & KEY_BITS) !== 0 || (hasDollar && key.includes('${')))
    inspect(search, key, shape & ~SHAPE.opaque, location, '');
  if (!hasDollar) {
    searchJson(search, member, false, key, parents, location);
    return;
  }
  const operator = key.startsWith('$') ? operatorInJson(key, member, parents, search.within) : null;
  if (operator !== null) {
    const shown = typeof member === 'object' ? '{}' : String(member);
    const sample = `${parents.at(-1) ?? ''}[${key}]=${shown}`;
    report(search, 'nosql-injection', location, { rule: operator, at: 0 }, sample);
  }
  searchJson(search, member, hasDollar, key, [...parents, key], location);
}

/** What no name of a member has: others are paths, expressions and dollar names of many APIs. */
const KEY_BITS = SHAPE.quote | SHAPE.angle | SHAPE.backtick;

/** An XML document, or a file that may be one: what its document type declares. Returns the part that was read. */
function searchEntities(search: Search, document: string): string {
  const text = document.length > MAX_TEXT * 4 ? document.slice(0, MAX_TEXT * 4) : document;
  if (text.includes('<!') || text.includes('include')) {
    findInForms(search, externalEntity, [text], text, SHAPE.angle, 'request.body', '');
  }
  return text;
}

/** Entities in the document as a whole; everything else in what stands between its tags. */
function searchXml(search: Search, document: string): void {
  const text = searchEntities(search, document);
  for (const { inside, tagAt } of xmlTexts(text)) {
    const shape = shapeOf(inside);
    if (isSuspicious(shape)) inspect(search, inside, shape, 'request.body', elementName(text, tagAt));
  }
}
