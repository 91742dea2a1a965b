import { holdsValue } from '../data-classes/holds-value.ts';
import { boundedMemo } from '../sketch/bounded-memo.ts';
import { isVersionSegment } from './base-path.ts';
import { isExtension, isFileExtension } from './file-extensions.ts';
import { BASE_WORDS, isMarkedName, isPathWord, isVerb } from './path-words.ts';
import { valueType } from './value-type.ts';

/**
 * A slot that the segment proves by itself. `prefix` and `suffix` stay literal: `{integer}.json`, `{uuid}:cancel`,
 * `Products({key})`. The token is the child key in the path trie.
 */
export interface SegmentSlot {
  readonly type: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly token: string;
  /** True when prefix or suffix was chosen by traffic, so the child counts against the cap. */
  readonly open: boolean;
}

/** Where versions stand: among the first three segments, with something behind. */
const VERSION_DEPTH = 3;
const VERSION_LIKE = /^(?:\d{1,3}|\d{1,3}\.\d{1,3}(?:\.\d{1,3})?|\d{4}-\d{2}(?:-\d{2})?)$/;
const BASE_BEFORE_VERSION: ReadonlySet<string> = new Set([
  ...BASE_WORDS,
  'admin',
  'odata',
  'service',
  'rest-api',
]);
/** Longer than any name a router has; keeping such text would let callers choose our memory. */
const MAX_LITERAL_UNITS = 96;
const PAGE_EXTENSION = /^(?:html?|php|aspx?|jsp|do|action)$/i;
const CUSTOM_VERB = /^([^:]+):([A-Za-z]{2,40})$/;
const ODATA_KEY = /^([A-Za-z_][A-Za-z0-9_.]{0,60})\(([^()]+)\)$/;

/** The slot that a decoded segment proves by itself at its position, or null when it is to be taken literally. */
export function classifySegment(segments: readonly string[], index: number): SegmentSlot | null {
  const segment = segments[index] ?? '';
  if (isVersionHere(segments, index, segment)) return null;
  if (segment.length <= MAX_LITERAL_UNITS && isDigits(segment)) return INTEGER;
  return classifyText(segment);
}

/** `/api/2/…`, `/1.1/…`, `/admin/api/2023-10/…`: a number or date that only base words precede. */
function isVersionHere(segments: readonly string[], index: number, segment: string): boolean {
  if (index >= VERSION_DEPTH || index === segments.length - 1) return false;
  const first = segment.charCodeAt(0);
  if ((first | 32) === 118) return isVersionSegment(segment);
  if (first < 48 || first > 57 || segment.length > 11 || !VERSION_LIKE.test(segment)) return false;
  if (index === 0) return segment.includes('.') || segment.includes('-');
  for (let before = 0; before < index; before += 1) {
    if (!BASE_BEFORE_VERSION.has((segments[before] ?? '').toLowerCase())) return false;
  }
  return true;
}

const PLAIN_SLOTS = new Map<string, SegmentSlot>();

function slotOf(type: string, prefix = '', suffix = '', open = false): SegmentSlot {
  if (prefix !== '' || suffix !== '') {
    return { type, prefix, suffix, token: `${prefix}{${type}}${suffix}`, open };
  }
  const known = PLAIN_SLOTS.get(type);
  if (known !== undefined) return known;
  const slot = { type, prefix, suffix, token: `{${type}}`, open };
  PLAIN_SLOTS.set(type, slot);
  return slot;
}

const INTEGER = slotOf('integer');
/** A text that holds a value of somebody. */
export const TEXT_SLOT: SegmentSlot = slotOf('text');
const classifyText = boundedMemo(classifyAlone, 8192, 48);

function isDigits(segment: string): boolean {
  for (let at = 0; at < segment.length; at += 1) {
    const unit = segment.charCodeAt(at);
    if (unit < 48 || unit > 57) return false;
  }
  return segment.length > 0;
}

/** The part of the decision that needs no position. */
function classifyAlone(segment: string): SegmentSlot | null {
  if (segment.length > MAX_LITERAL_UNITS) return slotOf(valueType(segment) ?? 'text');
  if (isMarkedName(segment)) return null;
  const verb = classifyVerb(segment);
  if (verb !== null && !holdsValue(verb.suffix)) return verb;
  const type = ODATA_KEY.test(segment) ? null : valueType(segment);
  if (type !== null) return slotOf(type);
  const affixed = classifyAffixed(segment);
  if (affixed !== null && !(affixed.open && holdsValue(affixed.prefix + affixed.suffix))) return affixed;
  return holdsValue(segment) ? slotOf('text') : null;
}

function classifyAffixed(segment: string): SegmentSlot | null {
  const dot = segment.lastIndexOf('.');
  if (dot > 0) {
    const extension = segment.slice(dot + 1);
    if (isExtension(extension) || PAGE_EXTENSION.test(extension)) {
      const stem = segment.slice(0, dot);
      const isFile = isFileExtension(extension) && !isPathWord(stem) && !isMarkedName(stem);
      const type = valueType(stem) ?? (isFile ? 'file' : null);
      if (type !== null) return slotOf(type, '', `.${extension.toLowerCase()}`);
    }
  }
  if (segment.endsWith(')')) {
    const key = ODATA_KEY.exec(segment);
    if (key !== null) return slotOf('key', `${key[1] ?? ''}(`, ')', true);
  }
  return null;
}

/** An id with a custom verb (AIP-136): what stands before the colon proves it. */
function classifyVerb(segment: string): SegmentSlot | null {
  const verb = segment.includes(':') ? CUSTOM_VERB.exec(segment) : null;
  const [, stem = '', name = ''] = verb ?? [];
  if (verb === null) return null;
  const type = valueType(stem) ?? (isVerb(name) && !isPathWord(stem) ? 'name' : null);
  return type === null ? null : slotOf(type, '', `:${name}`, true);
}
