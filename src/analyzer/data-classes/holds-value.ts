import { boundedMemo } from '../sketch/bounded-memo.ts';
import { DATA_CLASSES } from './catalogue.ts';
import { computeValueHits } from './classify.ts';

/** Addresses of machines are names of machines. */
const NAMES_A_MACHINE: ReadonlySet<string> = new Set(['ip-address']);

/**
 * True when a text that should be a name (host label, operation, verb, entity set) holds a value that a data class
 * recognizes by itself. Such a text is kept nowhere in clear. A pure function of the text.
 */
export const holdsValue = boundedMemo(search, 4096, 128);

function search(text: string): boolean {
  return computeValueHits(text).some(
    (hit) => hit.passed && !NAMES_A_MACHINE.has(DATA_CLASSES[hit.index]?.id ?? ''),
  );
}
