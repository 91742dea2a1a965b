import type { JsonObject } from '../model/json.ts';
import { type Branch, isTree, type Tree, walk } from './value-tree.ts';

/** One row of `assay config print`. */
export interface PrintedValue {
  readonly pointer: string;
  /** As it would stand in the file; `[secret]` for every secret. */
  readonly value: string;
  /** `line 12`, `default`, `environment ASSAY_STORE_URL`, `option --listen`, or the reference it was read from. */
  readonly origin: string;
}

/** Every value with its origin, in document order, secrets hidden. */
export function printedValues(
  schema: JsonObject,
  tree: Tree,
  originOf: (pointer: string) => string,
): readonly PrintedValue[] {
  const rows: PrintedValue[] = [];
  walk(schema, tree, ({ pointer, schema: here, value }) => {
    if (here['secret'] === true && typeof value === 'string') {
      rows.push({ pointer, value: '[secret]', origin: value });
    } else if (isLeaf(value)) rows.push({ pointer, value: JSON.stringify(value), origin: originOf(pointer) });
  });
  return rows;
}

/** An empty list is a value to print; a full one is printed item by item. */
function isLeaf(value: Branch): boolean {
  return Array.isArray(value) ? value.length === 0 : !isTree(value);
}
