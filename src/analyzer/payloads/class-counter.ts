import { DATA_CLASSES } from '../data-classes/catalogue.ts';
import { type Hit, keyedHits, NO_HITS, valueHits } from '../data-classes/classify.ts';
import { SAMPLE_SIZE, weighsChance } from '../data-classes/decide.ts';
import type { KeyContext } from '../data-classes/key-context.ts';
import type { SiteHit } from '../data-classes/site-classes.ts';
import { isMasked } from '../masked-value.ts';
import type { ClassCounter, SchemaNode, Shape } from './schema-node.ts';
import type { TextFormat } from './text-format.ts';
import type { Walk } from './walk.ts';

/** Credentials in request headers and cookies are what those are for: authentication counts them, not data classes. */
const IS_CREDENTIAL: readonly boolean[] = DATA_CLASSES.map(
  ({ category }) => category === 'secret' || category === 'auth',
);

const WEIGHS_CHANCE: readonly boolean[] = DATA_CLASSES.map(weighsChance);

const PERCENT_ENCODED = /%[0-9A-Fa-f]{2}/;

/** Cookies, and texts of other formats inside a value, are often percent-encoded; a text with blanks is not. */
function decoded(text: string): string {
  if (!text.includes('%') || text.includes(' ') || !PERCENT_ENCODED.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Counts the classes of one value. True when it holds any candidate, so that it must not be kept as text. */
export function countClasses(
  node: SchemaNode,
  written: string,
  format: TextFormat | null,
  context: KeyContext,
  walk: Walk,
): boolean {
  const text = decoded(written);
  const isHeld = countShipped(node, text, format, context, walk);
  if (walk.site === null) return isHeld;
  const hits = walk.site.hits(text, context);
  if (hits.length === 0) return isHeld;
  if (!isMasked(text)) for (const hit of hits) countSiteHit(node, hit, text, walk);
  return true;
}

function countSiteHit(node: SchemaNode, { siteClass, keyed, hit }: SiteHit, text: string, walk: Walk): void {
  const { key, id, category } = siteClass;
  if (walk.skipsCredentials && (category === 'secret' || category === 'auth')) return;
  const counter = counterOf(node, key);
  if (keyed) counter.keyed++;
  countCandidate(counter, hit, id, text, walk);
  if (weighsChance(siteClass)) addSample(counter.sample, walk.hash(hit.candidate), hit.passed);
}

function countShipped(
  node: SchemaNode,
  text: string,
  format: TextFormat | null,
  context: KeyContext,
  walk: Walk,
): boolean {
  // `valueHits` finds nothing in these; knowing the format spares the scan.
  const byValue = format === 'uuid' || format === 'date-time' ? NO_HITS : valueHits(text);
  if (byValue.length === 0 && context.keyed.length === 0) return false;
  const byKey = keyedHits(text, context);
  if (byValue.length === 0 && byKey.length === 0) return false;
  if (isMasked(text)) return true;
  for (const hit of byValue) {
    if (context.refused.includes(hit.index) || isDecidedByKey(hit, byKey)) continue;
    countHit(node, hit, text, context, walk);
  }
  const isSpecific = byKey.length > 0 && byValue.some(isIssuedCredential);
  for (const hit of byKey)
    if (!(isSpecific && IS_CREDENTIAL[hit.index])) countHit(node, hit, text, context, walk);
  return true;
}

/** A credential that shows its kind by itself (a JWT, an issuer's prefix): what its key would say is less. */
function isIssuedCredential(hit: Hit): boolean {
  return hit.passed && IS_CREDENTIAL[hit.index] === true;
}

/** One value counts once per class: the form under the key wins. */
function isDecidedByKey(hit: Hit, byKey: readonly Hit[]): boolean {
  for (const keyed of byKey) if (keyed.index === hit.index) return true;
  return false;
}

function countHit(node: SchemaNode, hit: Hit, text: string, context: KeyContext, walk: Walk): void {
  const dataClass = DATA_CLASSES[hit.index];
  if (dataClass === undefined || (walk.skipsCredentials && IS_CREDENTIAL[hit.index] === true)) return;
  const counter = counterOf(node, dataClass.id);
  if (context.classes.includes(hit.index) || (hit.inText && !dataClass.needsContext)) counter.keyed++;
  countCandidate(counter, hit, dataClass.id, text, walk);
  if (hit.inText || WEIGHS_CHANCE[hit.index] === true)
    addSample(counter.sample, walk.hash(hit.candidate), hit.passed);
}

function counterOf(node: SchemaNode, key: string): ClassCounter {
  node.classes ??= new Map();
  let counter = node.classes.get(key);
  if (counter === undefined) {
    counter = { shaped: 0, passed: 0, keyed: 0, whole: 0, sample: [], shapes: [] };
    node.classes.set(key, counter);
  }
  return counter;
}

function countCandidate(
  counter: ClassCounter,
  hit: Omit<Hit, 'index' | 'inText'>,
  id: string,
  text: string,
  walk: Walk,
): void {
  counter.shaped++;
  if (!hit.passed) return;
  counter.passed++;
  if (hit.whole) counter.whole++;
  else addShape(counter.shapes, shapeOf(hit, id, text, walk), walk.limits.samples);
}

/** Labels and lengths, no character of the text. */
function shapeOf(hit: Omit<Hit, 'index' | 'inText'>, id: string, text: string, walk: Walk): Shape {
  const before = hit.from > 0 ? `<text:${hit.from}>` : '';
  const after = hit.to < text.length ? `<text:${text.length - hit.to}>` : '';
  const shape = `${before}<${id}>${after}`;
  return { hash: walk.hash(shape), text: shape };
}

function addShape(shapes: Shape[], shape: Shape, k: number): void {
  let at = shapes.length;
  while (at > 0 && isAfter(shapes[at - 1], shape)) at--;
  if (at >= k || shapes[at - 1]?.text === shape.text) return;
  shapes.splice(at, 0, shape);
  if (shapes.length > k) shapes.pop();
}

function isAfter(known: Shape | undefined, shape: Shape): boolean {
  if (known === undefined) return false;
  return known.hash > shape.hash || (known.hash === shape.hash && known.text > shape.text);
}

/** 52-bit hashes lose their low bits to leave room for the verdict within the safe integers. */
const HASH_SHIFT = 256;

function addSample(sample: number[], hash: number, passed: boolean): void {
  addSampleEntry(sample, Math.floor(hash / HASH_SHIFT) * 2 + (passed ? 1 : 0));
}

/** Keeps one entry per hash; should two candidates share one, the passed verdict stays. */
function addSampleEntry(sample: number[], entry: number): void {
  const hash = Math.floor(entry / 2);
  let at = sample.length;
  while (at > 0 && Math.floor((sample[at - 1] ?? 0) / 2) > hash) at--;
  const before = sample[at - 1];
  if (before !== undefined && Math.floor(before / 2) === hash) {
    if (entry > before) sample[at - 1] = entry;
    return;
  }
  if (at >= SAMPLE_SIZE) return;
  sample.splice(at, 0, entry);
  if (sample.length > SAMPLE_SIZE) sample.pop();
}

export function mergeCounter(into: ClassCounter, from: ClassCounter, samples: number): void {
  into.shaped += from.shaped;
  into.passed += from.passed;
  into.keyed += from.keyed;
  into.whole += from.whole;
  for (const entry of from.sample) addSampleEntry(into.sample, entry);
  for (const shape of from.shapes) addShape(into.shapes, shape, samples);
}
