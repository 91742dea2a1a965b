import { mergeNode } from './merge-node.ts';
import { emptyNode, type PayloadLimits, type SchemaNode } from './schema-node.ts';

/** Turns the objects at `mapDepth` and below into maps. */
export function narrowNode(node: SchemaNode, depth: number, mapDepth: number, limits: PayloadLimits): void {
  const { list, object } = node;
  if (list !== null) narrowNode(list.items, depth + 1, mapDepth, limits);
  if (object === null) return;
  if (depth >= mapDepth && object.properties !== null) {
    for (const property of object.properties.values()) {
      object.rest ??= emptyNode();
      mergeNode(object.rest, property.node, limits);
    }
    object.properties = null;
  }
  for (const property of object.properties?.values() ?? [])
    narrowNode(property.node, depth + 1, mapDepth, limits);
  if (object.rest !== null) narrowNode(object.rest, depth + 1, mapDepth, limits);
}
