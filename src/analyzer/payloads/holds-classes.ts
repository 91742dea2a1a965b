import type { BodySet } from './body-set.ts';
import type { FieldSet } from './field-set.ts';
import type { PayloadSide } from './payloads.ts';
import type { SchemaNode } from './schema-node.ts';

/** Whether any value had a class: most payloads have none, and nothing needs gathering by pointer then. */
export function holdsClasses(side: PayloadSide): boolean {
  for (const node of side.path.values()) if (nodeHolds(node)) return true;
  return (
    fieldsHold(side.query) ||
    fieldsHold(side.headers) ||
    fieldsHold(side.cookies) ||
    fieldsHold(side.responseHeaders) ||
    fieldsHold(side.responseCookies) ||
    bodiesHold(side.requests) ||
    bodiesHold(side.responses)
  );
}

function fieldsHold({ fields, rest }: FieldSet): boolean {
  for (const { node } of fields.values()) if (nodeHolds(node)) return true;
  return rest !== null && nodeHolds(rest);
}

function bodiesHold(bodies: BodySet): boolean {
  for (const { root, raw } of bodies.values()) {
    if (nodeHolds(root) || (raw !== null && nodeHolds(raw))) return true;
  }
  return false;
}

function nodeHolds({ classes, list, object }: SchemaNode): boolean {
  if (classes !== null || (list !== null && nodeHolds(list.items))) return true;
  if (object === null) return false;
  for (const { node } of object.properties?.values() ?? []) if (nodeHolds(node)) return true;
  return object.rest !== null && nodeHolds(object.rest);
}
