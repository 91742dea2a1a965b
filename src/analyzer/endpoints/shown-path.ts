import type { SlotFacts } from '../../model/inventory.ts';
import type { CompiledTemplate } from '../paths/known-templates.ts';
import { literalText, slotNames } from '../paths/slot-names.ts';
import type { PathToken, TemplatePath, TemplateSlot } from '../paths/template-tree.ts';
import type { ShownPath } from './draft.ts';

/** A known template keeps its own text and names. */
export function knownPath(match: CompiledTemplate, tokens: readonly PathToken[]): ShownPath {
  const { origin, path } = match.template;
  const slots: SlotFacts[] = [];
  for (const [at, { names }] of match.steps.entries()) {
    const token = tokens[at];
    for (const name of names) {
      slots.push({
        name,
        // The type is that of the whole segment, which is the value's only where it is the only one.
        type: token?.kind === 'slot' && names.length === 1 ? token.text : 'string',
        format: null,
        enumeration: null,
        origin,
        why: origin === 'pinned' ? 'pinned by a person' : 'stands in a definition',
      });
    }
  }
  return { path, slots, provisional: false };
}

/** One template met with values of two kinds: a slot that took both is of neither. */
export function widened(known: ShownPath, more: ShownPath): ShownPath {
  if (known.slots.every((slot, at) => slot.type === more.slots[at]?.type)) return known;
  const slots = known.slots.map((slot, at) =>
    slot.type === more.slots[at]?.type ? slot : { ...slot, type: 'string', format: null },
  );
  return { ...known, slots };
}

/** An inferred template as it is shown: literals encoded, slots named and explained. */
export function shownPath(path: TemplatePath): ShownPath {
  const named = path.steps.map((step) => ({
    literal: step.literal,
    prefix: step.slot?.prefix ?? '',
    suffix: step.slot?.suffix ?? '',
    types: step.slot?.types ?? new Set<string>(),
  }));
  const names = slotNames(named);
  let index = 0;
  const slots: SlotFacts[] = [];
  const texts = path.steps.map((step) => {
    if (step.slot === null) return literalText(step.literal ?? '');
    const name = names[index] ?? 'id';
    index += 1;
    const facts = slotFacts(name, step.slot);
    slots.push(step.slot.pinned ? { ...facts, origin: 'pinned' } : facts);
    return `${step.slot.prefix}{${name}}${step.slot.suffix}`;
  });
  return { path: `/${texts.join('/')}`, slots, provisional: path.provisional };
}

const FORMATS: ReadonlyMap<string, string> = new Map([
  ['uuid', 'uuid'],
  ['date', 'date'],
  ['date-time', 'date-time'],
  ['email', 'email'],
]);
const STATISTICAL: ReadonlySet<string> = new Set(['word', 'slug', 'string']);

function slotFacts(name: string, { types, why, enumeration }: TemplateSlot): SlotFacts {
  const sorted = [...types].sort();
  const only = sorted.length === 1 ? (sorted[0] ?? 'string') : 'string';
  return {
    name,
    type: only,
    format: FORMATS.get(only) ?? null,
    enumeration,
    origin: sorted.some((type) => STATISTICAL.has(type)) ? 'statistical' : 'self-evident',
    why,
  };
}
