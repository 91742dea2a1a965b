import type { Exchange } from '../exchange.ts';
import type { ActorSite } from './actors.ts';

/** Behind the shape of a path: the parameter that holds the identifier. Literals hold no line break. */
const PARAMETER = '\n?';

/**
 * Where a call without identifiers in its path belongs: to the parameter that names one object (`?orderId=7`), else to
 * the list that it reads, which explains the objects that the same actor opens afterwards. Null where it does neither.
 */
export function readQuerySite(exchange: Exchange, site: ActorSite): ActorSite | null {
  const { call, query } = exchange;
  if (call.method !== 'GET' || query.length === 0) return null;
  let isList = false;
  for (const { name, value } of query) {
    if (value === '') continue;
    const kind = kindOf(name);
    if (kind === 'identifier' && isIdentifier(value))
      return { ...site, shapeKey: `${site.shapeKey}${PARAMETER}${name}`, slotValues: [value] };
    if (kind === 'page') isList = true;
  }
  return isList ? { ...site, slotValues: [call.query ?? ''] } : null;
}

/** The shape of the path alone. */
export function pathShapeOf(shapeKey: string): string {
  const at = shapeKey.indexOf(PARAMETER);
  return at < 0 ? shapeKey : shapeKey.slice(0, at);
}

/** The shape of the list that holds the objects of a shape: without its last slot and what stands behind it. */
export function listShapeOf(shapeKey: string): string | null {
  const path = pathShapeOf(shapeKey);
  if (path.length < shapeKey.length) return path;
  const slot = path.lastIndexOf('\ns');
  return slot < 0 ? null : path.slice(0, slot);
}

/** True for the shape of a list: no slot and no parameter. */
export function isListShape(shapeKey: string): boolean {
  return listShapeOf(shapeKey) === null && shapeKey.includes('\nl');
}

type NameKind = 'identifier' | 'page' | 'other';

const IDENTIFIER =
  /^(?:id|uid|uuid|guid|no|nr|num|number|ref|pk|key|account|customer|user|order|invoice|member|patient|employee|ticket|document)$|(?:[a-z]I[dD]|[_-]id|[a-z](?:No|Nr|Number|Ref)|[_-](?:no|nr|number|num|ref))$/;
const NO_IDENTIFIER =
  /client|session|request|trace|device|correlation|app|tenant|campaign|visitor|page|channel|track/i;
const PAGE =
  /^(?:page|offset|cursor|limit|size|per_?page|page_?size|page_?number|page_?token|start|skip|top|\$top|\$skip|after|before|since|updated_?(?:since|after)|modified_?since|from|max_?results|next|next_?token|continuation)$/i;

/** Names of parameters repeat: a pure cache, emptied when full. */
const KINDS = new Map<string, NameKind>();
const KINDS_KEPT = 4096;
const LONGEST_NAME = 40;

function kindOf(name: string): NameKind {
  if (name.length > LONGEST_NAME) return 'other';
  let kind = KINDS.get(name);
  if (kind === undefined) {
    if (KINDS.size >= KINDS_KEPT) KINDS.clear();
    kind = classify(name);
    KINDS.set(name, kind);
  }
  return kind;
}

function classify(name: string): NameKind {
  if (PAGE.test(name)) return 'page';
  return IDENTIFIER.test(name) && !NO_IDENTIFIER.test(name) ? 'identifier' : 'other';
}

/** A number, UUID or short token of one object; lists of identifiers name many. */
function isIdentifier(value: string): boolean {
  return value.length <= 64 && /\d/.test(value) && /^[\w-]+$/.test(value);
}
