import { trieLeaves } from '../paths/infer.ts';
import type { PathNode } from '../paths/trie.ts';
import { isBareName, nameBehindType } from '../protocols/operation-type.ts';
import type { OperationNode } from './leaf.ts';

/**
 * What GraphQL operations are called that came without their type, where calls of the same path say it: a client that
 * sends a hash leaves the document out, and the same operation is no second endpoint. A name that has two types stays
 * bare.
 */
export function typedOperations(roots: readonly (PathNode | null)[]): ReadonlyMap<OperationNode, string> {
  const places = new Map<string, Place>();
  for (const root of roots) {
    for (const { tokens, leaf } of root === null ? [] : trieLeaves(root)) {
      const key = tokens.map(({ kind, text }) => `${kind} ${text}`).join('/');
      const place = places.get(key) ?? { typed: new Map<string, Set<string>>(), bare: [] };
      places.set(key, place);
      for (const node of leaf.operations.values()) note(place, node);
    }
  }
  const names = new Map<OperationNode, string>();
  for (const { typed, bare } of places.values()) {
    for (const node of bare) {
      const [only, ...others] = typed.get(node.operation ?? '') ?? [];
      if (only !== undefined && others.length === 0) names.set(node, only);
    }
  }
  return names;
}

/** The GraphQL operations of one path: those with a type by their bare names, and the others. */
interface Place {
  readonly typed: Map<string, Set<string>>;
  readonly bare: OperationNode[];
}

function note({ typed, bare }: Place, node: OperationNode): void {
  const { protocol, operation } = node;
  if (protocol !== 'graphql' || operation === null) return;
  const name = nameBehindType(operation);
  if (name !== null) typed.set(name, (typed.get(name) ?? new Set()).add(operation));
  else if (isBareName(operation)) bare.push(node);
}
