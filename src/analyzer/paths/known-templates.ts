import { piecesFit } from '../../model/segment-pieces.ts';
import { percentDecode } from '../percent-decoding.ts';
import { fitsHost } from './host-glob.ts';
import type { PathToken } from './template-tree.ts';

/** A template that somebody wrote down: an operation of a definition, or a person's pin. */
export interface KnownTemplate {
  /** Hosts it holds for, normalised, `*` for any run of characters; empty for every host. */
  readonly hosts: readonly string[];
  /** Absolute, OpenAPI style: `/v2/customers/{customerId}`. */
  readonly path: string;
  /** Methods written down for it; null when none are. A pin holds for these alone. */
  readonly methods: readonly string[] | null;
  readonly origin: 'known' | 'pinned';
}

interface KnownStep {
  readonly literal: string | null;
  /** Literal texts around the slots, one more than there are slots: `['', ',', '']` for `{lat},{lon}`. */
  readonly pieces: readonly string[];
  readonly names: readonly string[];
}

export interface CompiledTemplate {
  readonly template: KnownTemplate;
  readonly steps: readonly KnownStep[];
}

/** The templates of a host, the most specific first, and where to look for those that a path may fit. */
export interface CompiledTemplates {
  readonly all: readonly CompiledTemplate[];
  /** Places in `all`, by the rarest literal of each template and where it stands; see `keyOf`. */
  readonly byLiteral: ReadonlyMap<string, readonly number[]>;
}

const SLOT = /\{([^{}]*)\}/g;

/** The templates that can hold for a host, the most specific first: pins, then literals before slots from the left. */
export function templatesFor(host: string, known: readonly KnownTemplate[]): CompiledTemplates {
  const all = known
    .filter((template) => template.hosts.length === 0 || template.hosts.some((each) => fitsHost(each, host)))
    .map(compile)
    .sort(bySpecificity);
  return { all, byLiteral: indexOf(all) };
}

/** A path of so many segments with this literal there; without a literal, any of so many segments. */
function keyOf(length: number, at = -1, literal = ''): string {
  return `${length} ${at} ${literal}`;
}

/** Each template under one of its literals, that which the fewest have: a lookup meets few others. */
function indexOf(all: readonly CompiledTemplate[]): ReadonlyMap<string, readonly number[]> {
  const keys = all.map(({ steps }) =>
    steps.flatMap(({ literal }, at) => (literal === null ? [] : [keyOf(steps.length, at, literal)])),
  );
  const counts = new Map<string, number>();
  for (const key of keys.flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
  const index = new Map<string, number[]>();
  for (const [place, own] of keys.entries()) {
    const [first = keyOf(all[place]?.steps.length ?? 0), ...others] = own;
    const rarest = others.reduce((a, b) => ((counts.get(b) ?? 0) < (counts.get(a) ?? 0) ? b : a), first);
    const places = index.get(rarest);
    if (places === undefined) index.set(rarest, [place]);
    else places.push(place);
  }
  return index;
}

/** Those that the literals of a path lead to, in their order. */
function candidates(
  tokens: readonly PathToken[],
  { all, byLiteral }: CompiledTemplates,
): readonly CompiledTemplate[] {
  const places = [...(byLiteral.get(keyOf(tokens.length)) ?? [])];
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind === 'literal') places.push(...(byLiteral.get(keyOf(tokens.length, at, text)) ?? []));
  }
  return places.sort((a, b) => a - b).flatMap((place) => all[place] ?? []);
}

function compile(template: KnownTemplate): CompiledTemplate {
  const steps = segmentsOf(template.path).map((segment): KnownStep => {
    const names = [...segment.matchAll(SLOT)].map(([, name]) => name ?? 'id');
    // Segments of calls are compared as they are decoded.
    if (names.length === 0) return { literal: percentDecode(segment), pieces: [], names };
    return { literal: null, pieces: segment.replace(SLOT, '{').split('{').map(percentDecode), names };
  });
  return { template, steps };
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function bySpecificity(a: CompiledTemplate, b: CompiledTemplate): number {
  if (a.template.origin !== b.template.origin) return a.template.origin === 'pinned' ? -1 : 1;
  for (let index = 0; index < Math.min(a.steps.length, b.steps.length); index += 1) {
    const difference = weight(b.steps[index]) - weight(a.steps[index]);
    if (difference !== 0) return difference;
  }
  return a.template.path < b.template.path ? -1 : a.template.path > b.template.path ? 1 : 0;
}

function weight(step: KnownStep | undefined): number {
  if (step === undefined) return 0;
  return step.literal !== null ? 1000 : step.pieces.reduce((sum, piece) => sum + piece.length, 0);
}

/**
 * The first template that the path fits and that holds for the method (null: for any); null when none does. Only where
 * none fits for certain, one that a value kept without its text may fit.
 */
export function matchKnown(
  tokens: readonly PathToken[],
  templates: CompiledTemplates,
  method: string | null,
): CompiledTemplate | null {
  const possible = candidates(tokens, templates);
  const find = (fitsStep: StepTest): CompiledTemplate | null =>
    possible.find(
      (each) => fits(tokens, each.steps, fitsStep) && (method === null || holdsFor(each.template, method)),
    ) ?? null;
  return find(surelyFits) ?? (tokens.some(isLoose) ? find(mayFit) : null);
}

type StepTest = (token: PathToken | undefined, step: KnownStep) => boolean;

/** A definition's template is its path's, whatever the method; a pin may be for some methods only. */
function holdsFor(template: KnownTemplate, method: string): boolean {
  return template.origin === 'known' || template.methods === null || template.methods.includes(method);
}

function fits(tokens: readonly PathToken[], steps: readonly KnownStep[], fitsStep: StepTest): boolean {
  return tokens.length === steps.length && steps.every((step, index) => fitsStep(tokens[index], step));
}

function surelyFits(token: PathToken | undefined, step: KnownStep): boolean {
  if (token === undefined) return false;
  if (step.literal !== null) return token.kind === 'literal' && token.text === step.literal;
  if (step.names.length === 1 && step.pieces.every((piece) => piece === '')) return true;
  if (token.kind === 'other') return false;
  return piecesFit(step.pieces, token.kind === 'literal' ? token.text : valueText(token, step));
}

/** A value of which only the form was kept, between the texts that were kept; no piece can stand in it. */
function valueText({ prefix, suffix }: PathToken, { names }: KnownStep): string {
  return `${prefix}${'\0'.repeat(names.length)}${suffix}`;
}

/** Types whose values hold no text of a template: of them, what was kept is all that stands around. */
const SOLID: ReadonlySet<string> = new Set(['hash', 'integer', 'object-id', 'ulid', 'uuid']);
/** Types without letters, except between the numbers of `640x480` and in dates with times. */
const NUMERIC: ReadonlySet<string> = new Set(['coordinates', 'date', 'decimal', 'ip', 'phone', 'time']);

/** A type that a whole segment has, signs and names included: `@51.5,-0.12` is a text, `order_12345` a code. */
function isLoose(token: PathToken): boolean {
  return token.kind === 'slot' && !SOLID.has(token.text);
}

/** What was kept of the text does not speak against it. */
function mayFit(token: PathToken | undefined, step: KnownStep): boolean {
  if (surelyFits(token, step)) return true;
  if (token === undefined || step.literal !== null || !isLoose(token)) return false;
  const first = step.pieces[0] ?? '';
  const last = step.pieces.at(-1) ?? '';
  const { prefix, suffix, text } = token;
  if (NUMERIC.has(text) && step.pieces.some((piece) => /[A-Za-z]/.test(piece))) return false;
  return (
    (first.startsWith(prefix) || prefix.startsWith(first)) && (last.endsWith(suffix) || suffix.endsWith(last))
  );
}

/** Literals that must never be taken for values, nor fall to a cap: those of the known templates. */
export function reservedSegments(known: readonly KnownTemplate[]): Set<string> {
  const reserved = new Set<string>();
  for (const template of known) {
    for (const segment of segmentsOf(template.path))
      if (!segment.includes('{')) reserved.add(percentDecode(segment));
  }
  return reserved;
}
