import type { BodyFacts, DataClassFacts, ParameterFacts, SchemaFacts } from '../../model/inventory.ts';
import type { Location } from '../../model/vocabulary.ts';
import type { SiteRules } from '../site-rules.ts';
import type { BodySet, BodyStats } from './body-set.ts';
import { ClassCollector } from './class-facts.ts';
import { byName } from './encoded-reader.ts';
import type { FieldSet } from './field-set.ts';
import { holdsClasses } from './holds-classes.ts';
import { vendorType } from './media-type.ts';
import { nameRule } from './name-rule.ts';
import type { PayloadSide, Payloads } from './payloads.ts';
import { NO_MAPS } from './pointer-breadth.ts';
import { exportSchema, isRequired, type SchemaRule } from './schema-export.ts';
import { nodeCount, type SchemaNode } from './schema-node.ts';

export interface PayloadView {
  /** Names from definitions and configuration, shown whoever sent them. */
  readonly isKnownName: (name: string) => boolean;
  /** Name of the slot at a path segment (0 is the first); null where the segment is a literal. */
  readonly slotName: (segment: number) => string | null;
  /** Rules of the site; null or absent where there are none. */
  readonly site?: SiteRules | null;
}

export interface PayloadFacts {
  readonly schemas: SchemaFacts;
  readonly dataClasses: readonly DataClassFacts[];
  /** Caps that were reached, by place. */
  readonly overflows: readonly string[];
}

/** What is shown of payloads. Reads them only. */
export function payloadFacts(payloads: Payloads, view: PayloadView): PayloadFacts {
  const limits = payloads.limits;
  if (limits === null)
    return { schemas: { parameters: [], requests: [], responses: [] }, dataClasses: [], overflows: [] };
  const names = nameRule(view.isKnownName, limits.clients);
  return {
    schemas: schemaFacts(payloads, view, { ...names, limits }),
    dataClasses: dataClassFacts(payloads, view),
    overflows: overflowsOf(payloads),
  };
}

/** Data classes alone. Reads the payloads only. */
export function dataClassFacts(payloads: Payloads, view: PayloadView): readonly DataClassFacts[] {
  const limits = payloads.limits;
  if (limits === null) return [];
  const names = nameRule(view.isKnownName, limits.clients);
  const collector = new ClassCollector(names, limits.samples, view.site ?? null);
  collectClasses(collector, payloads, view);
  return collector.facts();
}

/** Gathers the data classes of every field. */
export function collectClasses(
  collector: ClassCollector,
  payloads: Payloads,
  view: Pick<PayloadView, 'slotName'>,
): void {
  const { accepted, other } = payloads;
  if (!((accepted !== null && holdsClasses(accepted)) || (other !== null && holdsClasses(other)))) return;
  // A field's share of a class is measured against its values of both sides.
  if (accepted !== null) collectSide(collector, accepted, true, view);
  if (other !== null) collectSide(collector, other, false, view);
}

function collectSide(
  collector: ClassCollector,
  side: PayloadSide,
  isAccepted: boolean,
  view: Pick<PayloadView, 'slotName'>,
): void {
  for (const [index, node] of side.path) {
    const name = view.slotName(index);
    if (name !== null) collector.collectSlot('request.path', name, node, isAccepted);
  }
  collectFields(collector, 'request.query', side.query, isAccepted);
  collectFields(collector, 'request.header', side.headers, isAccepted);
  collectFields(collector, 'request.cookie', side.cookies, isAccepted);
  collectFields(collector, 'response.header', side.responseHeaders, isAccepted);
  collectFields(collector, 'response.cookie', side.responseCookies, isAccepted);
  collectBodies(collector, 'request.body', side.requests, isAccepted);
  collectBodies(collector, 'response.body', side.responses, isAccepted);
}

function collectFields(
  collector: ClassCollector,
  location: Location,
  set: FieldSet,
  isAccepted: boolean,
): void {
  for (const [name, field] of set.fields) {
    collector.collectField(location, name, field, isAccepted);
  }
  if (set.rest !== null) collector.collectRest(location, set.rest, isAccepted);
}

function collectBodies(
  collector: ClassCollector,
  location: Location,
  bodies: BodySet,
  isAccepted: boolean,
): void {
  for (const { root, raw } of bodies.values()) {
    collector.collectBody(location, root, isAccepted);
    if (raw !== null) collector.collectBody(location, raw, isAccepted);
  }
}

/** Requests are described by accepted calls where there are any: what was refused proves no contract. */
function schemaFacts(payloads: Payloads, view: PayloadView, names: SchemaRule): SchemaFacts {
  const side = payloads.accepted ?? payloads.other;
  if (side === null) return { parameters: [], requests: [], responses: [] };
  const responses = [...bodyFacts(payloads.accepted, names), ...bodyFacts(payloads.other, names)];
  return {
    parameters: [
      ...pathParameters(side, view, names),
      ...fieldParameters('query', side.query, side.calls, names),
      ...fieldParameters('header', side.headers, side.withHeaders, names),
      ...fieldParameters('cookie', side.cookies, side.withHeaders, names),
    ],
    requests: byName(side.requests).flatMap(([contentType, stats]) =>
      typedBodies(contentType, null, stats, names),
    ),
    responses: responses.sort((a, b) => (responseKey(a) < responseKey(b) ? -1 : 1)),
  };
}

function responseKey(facts: BodyFacts): string {
  return `${facts.statusClass ?? ''} ${facts.contentType}`;
}

function bodyFacts(side: PayloadSide | null, names: SchemaRule): BodyFacts[] {
  return [...(side?.responses ?? [])].flatMap(([key, stats]) => {
    const space = key.indexOf(' ');
    return typedBodies(key.slice(space + 1), key.slice(0, space), stats, names);
  });
}

/** One entry for each vendor's name that may be shown, and one for what has none; all of one schema. */
function typedBodies(
  closed: string,
  statusClass: string | null,
  { count, root, vendors }: BodyStats,
  names: SchemaRule,
): BodyFacts[] {
  const schema = exportSchema(root, names);
  const shown = byName(vendors?.fields ?? []).filter(([name, { clients }]) => names.isShown(name, clients));
  const named = shown.map(([name, { node }]) => ({
    contentType: vendorType(name, closed),
    statusClass,
    count: nodeCount(node),
    schema,
  }));
  const others = count - named.reduce((sum, body) => sum + body.count, 0);
  return others > 0 ? [{ contentType: closed, statusClass, count: others, schema }, ...named] : named;
}

function pathParameters(side: PayloadSide, view: PayloadView, names: SchemaRule): ParameterFacts[] {
  const parameters: ParameterFacts[] = [];
  for (const [index, node] of [...side.path].sort(([a], [b]) => a - b)) {
    const name = view.slotName(index);
    if (name === null) continue;
    const schema = pathSchema(node, side.calls, names);
    parameters.push({ name, in: 'path', required: true, schema });
  }
  return parameters;
}

/** Plain words leave no trace in the node: where some were, the slot is any string. */
function pathSchema(node: SchemaNode, calls: number, names: SchemaRule) {
  return nodeCount(node) < calls ? { type: 'string' } : exportSchema(node, names);
}

function fieldParameters(
  location: 'query' | 'header' | 'cookie',
  set: FieldSet,
  calls: number,
  names: SchemaRule,
): ParameterFacts[] {
  return byName(set.fields)
    .filter(([name, field]) => names.isShown(name, field.clients))
    .map(([name, { node }]) => {
      const schema = exportSchema(node, names);
      // More values than calls: some call repeats the parameter. How many calls have it is not known then.
      const isRepeated = location === 'query' && nodeCount(node) > calls;
      return {
        name,
        in: location,
        required: !isRepeated && isRequired(nodeCount(node), calls),
        schema: isRepeated ? { type: 'array', items: schema } : schema,
      };
    });
}

function overflowsOf(payloads: Payloads): string[] {
  const overflows: string[] = [];
  for (const side of [payloads.accepted, payloads.other]) {
    if (side?.query.overflowed) overflows.push('request.query');
    if (side?.headers.overflowed) overflows.push('request.header');
    if (side?.cookies.overflowed) overflows.push('request.cookie');
    if (side?.responseHeaders.overflowed) overflows.push('response.header');
    if (side?.responseCookies.overflowed) overflows.push('response.cookie');
    if (side !== null && hasNarrowBody(side.requests)) overflows.push('request.body');
    if (side !== null && hasNarrowBody(side.responses)) overflows.push('response.body');
  }
  return [...new Set(overflows)].sort();
}

/** Whether objects of a body became maps because it had too many places. */
function hasNarrowBody(bodies: BodySet): boolean {
  return bodies.values().some(({ breadth }) => breadth.mapDepth !== NO_MAPS);
}
