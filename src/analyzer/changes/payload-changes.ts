import { joinClients, NO_CLIENTS } from '../payloads/client-list.ts';
import type { FieldSet } from '../payloads/field-set.ts';
import { isMap } from '../payloads/map-keys.ts';
import type { NameRule } from '../payloads/name-rule.ts';
import type { PayloadSide, Payloads } from '../payloads/payloads.ts';
import { nodeCount, type Property, type SchemaNode } from '../payloads/schema-node.ts';
import type { Difference } from './bucket-cells.ts';
import { presenceDifferences } from './field-presence.ts';
import { type Nodes, valueDifferences, weighed } from './value-changes.ts';

type Direction = 'request' | 'response';

/** What came to, went from and changed in parameters and bodies of accepted calls: what was refused proves no contract. */
export function payloadDifferences(payloads: readonly Payloads[], names: NameRule): Difference[] {
  const sides = payloads.map(({ accepted }) => accepted);
  return [
    ...fieldSetDifferences(
      'query',
      sides,
      ({ query }) => query,
      ({ calls }) => calls,
      names,
    ),
    ...fieldSetDifferences(
      'header',
      sides,
      ({ headers }) => headers,
      ({ withHeaders }) => withHeaders,
      names,
    ),
    ...fieldSetDifferences(
      'cookie',
      sides,
      ({ cookies }) => cookies,
      ({ withHeaders }) => withHeaders,
      names,
    ),
    ...bodyDifferences('body ', sides, ({ requests }) => requests, 'request', names),
    ...bodyDifferences('', sides, ({ responses }) => responses, 'response', names),
  ];
}

type Sides = readonly (PayloadSide | null)[];

function fieldSetDifferences(
  location: string,
  sides: Sides,
  setOf: (side: PayloadSide) => FieldSet,
  callsOf: (side: PayloadSide) => number,
  names: NameRule,
): Difference[] {
  const sets = sides.map((side) => (side === null ? null : setOf(side)));
  // Names beyond the cap come and go with the names beside them.
  if (sets.some((set) => set?.overflowed === true)) return [];
  const calls = sides.map((side) => (side === null ? 0 : callsOf(side)));
  const found: Difference[] = [];
  for (const name of namesOf(sets.map((set) => set?.fields ?? null))) {
    const fields = sets.map((set) => set?.fields.get(name) ?? null);
    if (!isShown(name, fields, names)) continue;
    const nodes = fields.map((field) => field?.node ?? null);
    const subject = `${location} ${name}`;
    const presence = nodes.map((node, at) => presenceOf(node, calls[at] ?? 0, calls[at] ?? 0));
    // More values than calls: some call repeats the parameter. How many calls have it is not known then.
    const isCounted = nodes.every((node, at) => node === null || nodeCount(node) <= (calls[at] ?? 0));
    found.push(...presenceDifferences({ subject, presence, nodes, direction: 'request', isCounted }));
    found.push(
      ...valueDifferences({
        subject,
        nodes,
        messages: calls,
        direction: 'request',
        type: 'parameter-type',
        names,
      }),
    );
  }
  return found;
}

function presenceOf(node: SchemaNode | null, holders: number, messages: number) {
  return weighed(Math.min(holders, node === null ? 0 : nodeCount(node)), holders, messages);
}

function namesOf(maps: readonly (ReadonlyMap<string, unknown> | null)[]): string[] {
  return [...new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]))].sort();
}

/** Shown by the clients of all buckets together. */
function isShown(
  name: string,
  properties: readonly (Pick<Property, 'clients'> | null)[],
  names: NameRule,
): boolean {
  let clients = NO_CLIENTS;
  for (const property of properties) {
    if (property !== null) clients = joinClients(clients, property.clients, names.clients);
  }
  return names.isShown(name, clients);
}

function bodyDifferences(
  prefix: string,
  sides: Sides,
  bodiesOf: (side: PayloadSide) => PayloadSide['responses'],
  direction: Direction,
  names: NameRule,
): Difference[] {
  const sets = sides.map((side) => (side === null ? null : bodiesOf(side)));
  return namesOf(sets).flatMap((key) => {
    const stats = sets.map((set) => set?.get(key) ?? null);
    const found: Difference[] = [];
    walk({
      nodes: stats.map((each) => each?.root ?? null),
      messages: stats.map((each) => each?.count ?? 0),
      label: `${prefix}${key}`,
      pointer: '',
      direction,
      names,
      depth: 0,
      found,
    });
    return found;
  });
}

interface Walk {
  readonly nodes: Nodes;
  readonly messages: readonly number[];
  readonly label: string;
  readonly pointer: string;
  readonly direction: Direction;
  readonly names: NameRule;
  readonly depth: number;
  readonly found: Difference[];
}

const MAX_DEPTH = 32;

function walk(at: Walk): void {
  const { nodes, messages, direction, names, found, pointer } = at;
  const type = direction === 'request' ? 'parameter-type' : 'response-field-type';
  const subject = `${at.label} ${pointer}`.trim();
  found.push(...valueDifferences({ subject, nodes, messages, direction, type, names }));
  if (at.depth >= MAX_DEPTH) return;
  const below = (more: Nodes, token: string): void => {
    if (more.every((node) => node === null)) return;
    walk({ ...at, nodes: more, pointer: `${pointer}/${token}`, depth: at.depth + 1 });
  };
  walkMembers(at, below);
  below(
    nodes.map((node) => node?.list?.items ?? null),
    '*',
  );
  below(
    nodes.map((node) => node?.object?.rest ?? null),
    '*',
  );
}

function walkMembers(at: Walk, below: (nodes: Nodes, token: string) => void): void {
  const { nodes, messages, direction, names, found, pointer } = at;
  // Names of a map come and go.
  if (nodes.some((node) => node?.object != null && isMap(node.object, node.objects))) return;
  const maps = nodes.map((node) => node?.object?.properties ?? null);
  for (const name of namesOf(maps)) {
    const properties = maps.map((map) => map?.get(name) ?? null);
    if (!isShown(name, properties, names)) continue;
    const members = properties.map((property) => property?.node ?? null);
    // An object that became a map says nothing about its names any more.
    const presence = members.map((member, index) =>
      presenceOf(member, maps[index] === null ? 0 : (nodes[index]?.objects ?? 0), messages[index] ?? 0),
    );
    const token = escape(name);
    const subject = `${at.label} ${pointer}/${token}`;
    found.push(...presenceDifferences({ subject, presence, nodes: members, direction, isCounted: true }));
    below(members, token);
  }
}

/** RFC 6901 section 3. */
function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
