import type { Observed, Site } from './observe.ts';

export const ATTRIBUTES = ['present', 'required', 'type', 'nullable', 'format', 'enum', 'map'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** What a right document says about one attribute of one pointer. */
export interface Label {
  readonly pointer: string;
  readonly attribute: Attribute;
  readonly expected: readonly string[];
  readonly tolerated: readonly string[];
}

export interface SiteLabels {
  readonly key: string;
  readonly labels: readonly Label[];
  /** Pointers that are true, whether or not enough clients showed them. */
  readonly truePointers: ReadonlySet<string>;
  /** Objects with a field that too few clients sent to be named: `*` may stand for it. */
  readonly shy: ReadonlySet<string>;
}

// Keys need five distinct clients to be shown; eight leave room for two that are estimated as one.
const CLIENTS_TO_NAME = 8;
const CLIENTS_PER_MEMBER = 5;
const VALUES_TO_JUDGE = 10;
const VALUES_TO_CALL_CLOSED = 40;
const OPEN_VALUES = 10;
const KEYS_TO_CALL_MAP = 12;

/** Only what the documents show without doubt is a label: a rare absence never seen is not held against anybody. */
export function labelsOf(site: Site): SiteLabels {
  const labels: Label[] = [];
  const truePointers = new Set<string>();
  const shy = new Set<string>();
  for (const node of site.nodes.values()) {
    truePointers.add(node.pointer);
    if (node.pointer !== '' && (node.clients.size < CLIENTS_TO_NAME || node.count < CLIENTS_TO_NAME)) {
      if (node.parent !== null) shy.add(node.parent);
      continue;
    }
    if (underShy(node, site)) continue;
    labels.push(...labelsOfNode(node, site));
  }
  return { key: site.key, labels, truePointers, shy };
}

function underShy(node: Observed, site: Site): boolean {
  for (let parent = node.parent; parent !== null; parent = site.nodes.get(parent)?.parent ?? null) {
    const above = site.nodes.get(parent);
    if (above === undefined || (parent !== '' && above.clients.size < CLIENTS_TO_NAME)) return parent !== '';
  }
  return false;
}

function labelsOfNode(node: Observed, site: Site): Label[] {
  const labels: Label[] = [];
  const add = (
    attribute: Attribute,
    expected: readonly string[],
    tolerated: readonly string[] = [],
  ): void => {
    labels.push({ pointer: node.pointer, attribute, expected, tolerated });
  };
  if (node.pointer !== '') add('present', ['present']);
  const required = requiredLabel(node, site);
  if (required !== null) add('required', required ? ['required'] : []);
  const types = typesLabel(node);
  if (types !== null) add('type', types);
  if (node.nulls > 0) add('nullable', ['nullable']);
  else if (!node.nullable && node.count >= VALUES_TO_JUDGE) add('nullable', []);
  if (node.strings >= VALUES_TO_JUDGE && node.seenTypes.size === 1) {
    add('format', [...node.formats], [...node.tolerated]);
  }
  const members = membersLabel(node);
  if (members !== null) add('enum', members);
  if (node.kinds.has('map') && node.keys.size >= KEYS_TO_CALL_MAP) add('map', ['map']);
  if (node.kinds.has('object') && !node.kinds.has('map') && node.objects >= VALUES_TO_JUDGE) add('map', []);
  return labels;
}

function requiredLabel(node: Observed, site: Site): boolean | null {
  if (node.required === null || node.parent === null) return null;
  const parents = node.parent === '' ? site.documents : (site.nodes.get(node.parent)?.objects ?? 0);
  if (parents < VALUES_TO_JUDGE) return null;
  if (node.required) return true;
  return node.count < parents ? false : null;
}

function typesLabel(node: Observed): readonly string[] | null {
  if (node.count - node.nulls < CLIENTS_TO_NAME) return null;
  for (const type of node.types) if (!node.seenTypes.has(type)) return null;
  if (node.types.has('number') && node.fractions === 0) return null;
  // Every integer is a number: where both are allowed, `number` says it all.
  return [...node.types].filter((type) => type !== 'integer' || !node.types.has('number')).sort();
}

function membersLabel(node: Observed): readonly string[] | null {
  if (node.members === null || node.members === 'unknown' || node.seenTypes.size !== 1) return null;
  if (node.members === 'open') {
    return node.strings >= VALUES_TO_JUDGE && node.values.size >= OPEN_VALUES ? [] : null;
  }
  const seen = [...node.values.entries()];
  if (node.strings < VALUES_TO_CALL_CLOSED || seen.length < 3) return null;
  if (seen.some(([, clients]) => clients.size < CLIENTS_PER_MEMBER)) return null;
  return [memberSet(seen.map(([value]) => value))];
}

/** One word for a set of members: only the whole set is right. */
export function memberSet(members: readonly string[]): string {
  return members.toSorted().join('|');
}
