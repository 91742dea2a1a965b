import type { FileEntry } from './file-cursor.ts';
import { digestHead, type Probe } from './open-content.ts';

/** Entries of a cursor by their content, so that ten thousand files cost one digest each and not one for each pair. */
export class EntryIndex {
  readonly #slots = new Map<string, number[]>();
  /** The lengths of heads that there are: few, because most files are longer than a head. */
  readonly #headBytes = new Set<number>();

  constructor(entries: readonly FileEntry[]) {
    for (const [slot, entry] of entries.entries()) this.add(slot, entry);
  }

  add(slot: number, entry: FileEntry | undefined): void {
    // Without a head there is nothing to know it by.
    if (entry === undefined || entry.headBytes === 0) return;
    const key = keyOf(entry.headBytes, entry.head);
    const slots = this.#slots.get(key);
    if (slots === undefined) this.#slots.set(key, [slot]);
    else if (!slots.includes(slot)) slots.push(slot);
    this.#headBytes.add(entry.headBytes);
  }

  /** Slots of the entries whose content stands at the beginning of the file, in their order. */
  alike({ head }: Probe): readonly number[] {
    const found: number[] = [];
    for (const headBytes of this.#headBytes)
      if (headBytes <= head.length)
        found.push(...(this.#slots.get(keyOf(headBytes, digestHead(head, headBytes))) ?? []));
    return found.sort((a, b) => a - b);
  }
}

function keyOf(headBytes: number, head: string): string {
  return `${headBytes} ${head}`;
}
