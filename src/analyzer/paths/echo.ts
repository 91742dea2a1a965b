import type { Leaf } from '../endpoints/leaf.ts';
import type { KeyedHash } from '../exchange.ts';
import type { Payloads } from '../payloads/payloads.ts';
import type { SchemaNode } from '../payloads/schema-node.ts';
import { sealedName } from '../payloads/sealed-text.ts';
import { keepingOf } from '../payloads/shipped-words.ts';

/** Where things name themselves: not far down. */
const DEPTH = 3;

/** What the accepted JSON answers of one path say of its last segment. */
interface Said {
  /** A member that was this text whenever it was there. */
  echoed: boolean;
  /** Members that hold texts. */
  texts: number;
}

/**
 * Whether what is asked for by a text names itself in the answer, as things do by their key (`/brands/acme` answers
 * `"slug": "acme"`) and reports, actions and settings do not: 1 where it does, -1 where the answers hold texts and none
 * is this one, 0 where that cannot be known.
 */
export function echoOf(text: string, leaves: readonly Leaf[], hash: KeyedHash): number {
  const keeping = keepingOf(text);
  // Such texts are not kept of answers either.
  if (keeping === 'never') return 0;
  let [echoes, others] = [0, 0];
  const name = keeping === 'plain' ? text : sealedName(text, hash);
  for (const leaf of leaves) {
    const said = saidOf(leaf, name);
    if (said === SAID.itself) echoes += 1;
    else if (said === SAID.texts) others += 1;
  }
  return echoes + others === 0 ? 0 : (echoes - others) / (echoes + others);
}

/** What answers say of the last segment of their path, the most telling last. */
const SAID = { nothing: 0, texts: 1, itself: 2 } as const;

function saidOf(leaf: Leaf, name: string): number {
  let most: number = SAID.nothing;
  for (const { cells } of leaf.operations.values()) {
    for (const hops of cells.values()) {
      for (const buckets of hops.values()) {
        for (const { payloads, lean } of buckets.values())
          most = Math.max(most, lean?.facts?.said ?? saidIn(payloads, name));
      }
    }
  }
  return most;
}

/** What the answers at the path of a text say of it, for whoever keeps no answers. */
export function saidAbout(text: string | null, payloads: Payloads, hash: KeyedHash): number {
  const keeping = text === null ? 'never' : keepingOf(text);
  // The name of nothing: `echoOf` asks for no other.
  if (text === null || keeping === 'never') return Math.min(SAID.texts, saidIn(payloads, ''));
  return saidIn(payloads, keeping === 'plain' ? text : sealedName(text, hash));
}

function saidIn(payloads: Payloads, name: string): number {
  const said: Said = { echoed: false, texts: 0 };
  for (const [type, { root }] of payloads.accepted?.responses ?? []) {
    if (!type.includes('xml')) listenTo(root, name, said, DEPTH);
  }
  if (said.echoed) return SAID.itself;
  return said.texts > 0 ? SAID.texts : SAID.nothing;
}

function listenTo({ text, list, object }: SchemaNode, name: string, said: Said, depth: number): void {
  if (text !== null) {
    said.texts += 1;
    if (text.members?.size === 1 && text.members.has(name)) said.echoed = true;
  }
  if (depth === 0) return;
  if (list !== null) listenTo(list.items, name, said, depth);
  for (const { node } of object?.properties?.values() ?? []) listenTo(node, name, said, depth - 1);
}
