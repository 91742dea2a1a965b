import { eraseSlotNames } from '../../model/ids.ts';
import type { RenameCorrection } from '../corrections.ts';
import { fitsHost } from '../paths/host-glob.ts';
import type { ShownPath } from './draft.ts';

/** The path with the names that people gave its slots; the longest template decides each name. */
export function renameSlots(shown: ShownPath, host: string, renames: readonly RenameCorrection[]): ShownPath {
  const erased = eraseSlotNames(shown.path);
  const wanted = new Map<number, string>();
  for (const each of fitting(erased, host, renames))
    for (const [index, name] of each.names.entries()) wanted.set(index, name);
  if (wanted.size === 0) return shown;
  const names = uniqueNames(shown, wanted);
  let index = -1;
  const path = shown.path.replace(/\{[^{}]*\}/g, () => {
    index += 1;
    return `{${names[index] ?? 'id'}}`;
  });
  return {
    ...shown,
    path,
    slots: shown.slots.map((slot, at) => ({ ...slot, name: names[at] ?? slot.name })),
  };
}

/** Shortest first, so that the longest has the last word; ties by names. */
function fitting(erased: string, host: string, renames: readonly RenameCorrection[]): RenameCorrection[] {
  return renames
    .filter(
      ({ host: glob, path }) => (erased === path || erased.startsWith(`${path}/`)) && fitsHost(glob, host),
    )
    .sort((a, b) => a.path.length - b.path.length || (a.names.join() < b.names.join() ? -1 : 1));
}

/** Names stay unique in a template: a name that nobody asked for makes room. */
function uniqueNames(shown: ShownPath, wanted: ReadonlyMap<number, string>): string[] {
  const used = new Set<string>();
  const claim = (name: string): string => {
    let free = name;
    for (let number = 2; used.has(free); number += 1) free = `${name}${number}`;
    used.add(free);
    return free;
  };
  const names: string[] = [];
  for (const [index, name] of [...wanted].sort(([a], [b]) => a - b)) names[index] = claim(name);
  for (const [index, slot] of shown.slots.entries()) names[index] ??= claim(slot.name);
  return names;
}
