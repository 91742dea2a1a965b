import type { SlotFacts } from '../model/inventory.ts';
import { piecesFit } from '../model/segment-pieces.ts';
import { allExamples, usualExamples } from './slot-examples.ts';

const SLOT = /\{[^{}]*\}/g;

/** Segments of a path or template without the leading empty one; a trailing slash adds none. */
export function segmentsOf(path: string): readonly string[] {
  const segments = path.split('/').slice(1);
  if (segments.at(-1) === '') segments.pop();
  return segments;
}

export function hasSlot(segment: string): boolean {
  return segment.includes('{');
}

/** `/a/{id}/` and `/a/{x}` have one shape: `/a/{}`. */
export function shapeOf(template: string): string {
  return `/${segmentsOf(template).join('/')}`.replace(SLOT, '{}');
}

/**
 * Does the segment of a definition cover an observed segment? `{id}` covers everything, `{id}.json` what ends so;
 * an observed slot is covered only by a slot of the same shape or a bare one.
 */
export function segmentCovers(registered: string, observed: string): boolean {
  const pieces = registered.split(SLOT);
  if (pieces.length === 1) return registered === observed;
  if (pieces.every((piece) => piece === '')) return observed !== '';
  const erased = observed.replace(SLOT, '{}');
  if (erased === registered.replace(SLOT, '{}')) return true;
  return !hasSlot(observed) && piecesFit(pieces, observed);
}

/** One concrete path that a template stands for, with the way back to the template. */
export interface Probe {
  readonly path: string;
  /** Template offset of a path offset; an offset inside a filled slot gives the end of the slot. */
  toTemplate(offset: number): number;
}

/** Concrete paths for a template; without slots the path itself. Deterministic: no randomness, no traffic values. */
export function probesOf(template: string, slots: readonly SlotFacts[]): readonly Probe[] {
  if (!hasSlot(template)) return [{ path: template, toTemplate: (offset) => offset }];
  const values = valuesOfSlots(template, slots, usualExamples);
  const count = Math.min(MAX_PROBES, Math.max(...values.map((examples) => examples.length)));
  return Array.from({ length: count }, (_, variant) => fill(template, values, () => variant));
}

/** Further forms that values of these types have, in every combination as far as there is room. */
export function rareProbesOf(template: string, slots: readonly SlotFacts[]): readonly Probe[] {
  if (!hasSlot(template)) return [];
  const values = valuesOfSlots(template, slots, allExamples);
  const places = values.map((_, slot) =>
    values.slice(0, slot).reduce((size, { length }) => size * length, 1),
  );
  const all = values.reduce((size, { length }) => size * length, 1);
  return Array.from({ length: Math.min(MAX_COMBINATIONS, all) }, (_, number) =>
    fill(template, values, (slot) => Math.floor(number / (places[slot] ?? 1))),
  );
}

const MAX_PROBES = 64;
const MAX_COMBINATIONS = 512;

type Examples = (slot: SlotFacts | undefined) => readonly string[];

function valuesOfSlots(
  template: string,
  slots: readonly SlotFacts[],
  examplesOf: Examples,
): readonly (readonly string[])[] {
  const count = template.match(SLOT)?.length ?? 0;
  return Array.from({ length: count }, (_, at) => {
    const members = slots[at]?.enumeration ?? [];
    return members.length > 0 ? members : examplesOf(slots[at]);
  });
}

function fill(
  template: string,
  values: readonly (readonly string[])[],
  variantOf: (slot: number) => number,
): Probe {
  const borders: { path: number; template: number }[] = [{ path: 0, template: 0 }];
  let path = '';
  let from = 0;
  let slotIndex = 0;
  for (const found of template.matchAll(SLOT)) {
    path += template.slice(from, found.index);
    borders.push({ path: path.length, template: found.index });
    const examples = values[slotIndex] ?? [];
    path += examples[variantOf(slotIndex) % examples.length] ?? 'sample';
    from = found.index + found[0].length;
    borders.push({ path: path.length, template: from });
    slotIndex += 1;
  }
  path += template.slice(from);
  return { path, toTemplate: (offset) => translate(borders, offset) };
}

/** Odd stretches between borders are filled slots, even ones literal text. */
function translate(borders: readonly { path: number; template: number }[], offset: number): number {
  let at = 0;
  while (at + 1 < borders.length && (borders[at + 1]?.path ?? Number.POSITIVE_INFINITY) <= offset) at += 1;
  const border = borders[at] ?? { path: 0, template: 0 };
  const insideSlot = at % 2 === 1;
  if (!insideSlot) return border.template + offset - border.path;
  return offset === border.path ? border.template : (borders[at + 1]?.template ?? border.template);
}
