import type { SlotFacts } from '../model/inventory.ts';
import { piecesFit } from '../model/segment-pieces.ts';

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

/** Typical values by slot type: two each, so that a route that accepts only some of them is noticed. */
const EXAMPLES: Readonly<Record<string, readonly [string, string]>> = {
  integer: ['42', '1000007'],
  decimal: ['4.25', '19.0'],
  uuid: ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d'],
  ulid: ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '01BX5ZZKBKACTAV9WEVGEMMVRZ'],
  date: ['2024-02-29', '2025-11-03'],
  email: ['someone@mail.example', 'other@mail.example'],
  hash: ['9e107d9d372bb6826bd81d3542a419d6', 'e4d909c290d0fb1ca068ffaddf22cbd0'],
  token: ['aZ3kT9qLmP0xW7vB', 'Qx81nVb2LrT0yKd5'],
  slug: ['blue-garden-chair', 'spring-sale'],
  word: ['sample', 'other'],
  file: ['photo.jpg', 'notes.pdf'],
};
const UNKNOWN_TYPE: readonly [string, string] = ['x7', 'sample'];
const MAX_MEMBERS = 4;

/** Concrete paths for a template; without slots the path itself. Deterministic: no randomness, no traffic values. */
export function probesOf(template: string, slots: readonly SlotFacts[]): readonly Probe[] {
  if (!hasSlot(template)) return [{ path: template, toTemplate: (offset) => offset }];
  const closed = slots.some((slot) => (slot.enumeration ?? []).length > 0);
  const count = closed ? MAX_MEMBERS : 2;
  return Array.from({ length: count }, (_, variant) => fill(template, slots, variant));
}

function fill(template: string, slots: readonly SlotFacts[], variant: number): Probe {
  const borders: { path: number; template: number }[] = [{ path: 0, template: 0 }];
  let path = '';
  let from = 0;
  let slotIndex = 0;
  for (const found of template.matchAll(SLOT)) {
    path += template.slice(from, found.index);
    borders.push({ path: path.length, template: found.index });
    path += exampleFor(slots[slotIndex], variant);
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

function exampleFor(slot: SlotFacts | undefined, variant: number): string {
  const members = slot?.enumeration ?? [];
  const examples = members.length > 0 ? members : (EXAMPLES[slot?.type ?? ''] ?? UNKNOWN_TYPE);
  return examples[variant % examples.length] ?? 'sample';
}
