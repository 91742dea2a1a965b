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
  readonly prefix: string;
  readonly suffix: string;
}

export interface CompiledTemplate {
  readonly template: KnownTemplate;
  readonly steps: readonly KnownStep[];
  readonly names: readonly string[];
}

const SLOT = /^([^{}]*)\{([^{}]*)\}([^{}]*)$/;

/** The templates that can hold for a host, the most specific first: pins, then literals before slots from the left. */
export function templatesFor(host: string, known: readonly KnownTemplate[]): CompiledTemplate[] {
  return known
    .filter((template) => template.hosts.length === 0 || template.hosts.some((each) => fitsHost(each, host)))
    .map(compile)
    .sort(bySpecificity);
}

function compile(template: KnownTemplate): CompiledTemplate {
  const names: string[] = [];
  const steps = segmentsOf(template.path).map((segment): KnownStep => {
    const slot = SLOT.exec(segment);
    // Segments of calls are compared as they are decoded.
    if (slot === null) return { literal: percentDecode(segment), prefix: '', suffix: '' };
    names.push(slot[2] ?? 'id');
    return { literal: null, prefix: slot[1] ?? '', suffix: slot[3] ?? '' };
  });
  return { template, steps, names };
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
  return step.literal !== null ? 1000 : step.prefix.length + step.suffix.length;
}

/** The first template that the path fits and that holds for the method (null: for any); null when none does. */
export function matchKnown(
  tokens: readonly PathToken[],
  templates: readonly CompiledTemplate[],
  method: string | null,
): CompiledTemplate | null {
  return (
    templates.find(
      (each) => fits(tokens, each.steps) && (method === null || holdsFor(each.template, method)),
    ) ?? null
  );
}

/** A definition's template is its path's, whatever the method; a pin may be for some methods only. */
function holdsFor(template: KnownTemplate, method: string): boolean {
  return template.origin === 'known' || template.methods === null || template.methods.includes(method);
}

function fits(tokens: readonly PathToken[], steps: readonly KnownStep[]): boolean {
  return tokens.length === steps.length && steps.every((step, index) => fitsStep(tokens[index], step));
}

function fitsStep(token: PathToken | undefined, step: KnownStep): boolean {
  if (token === undefined) return false;
  if (step.literal !== null) return token.kind === 'literal' && token.text === step.literal;
  if (step.prefix === '' && step.suffix === '') return true;
  if (token.kind === 'slot') return token.prefix === step.prefix && token.suffix === step.suffix;
  if (token.kind === 'other') return false;
  return (
    token.text.length > step.prefix.length + step.suffix.length &&
    token.text.startsWith(step.prefix) &&
    token.text.endsWith(step.suffix)
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
