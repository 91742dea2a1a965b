import type { DataClassFacts } from '../../model/inventory.ts';
import type { Location } from '../../model/vocabulary.ts';
import { classById } from '../data-classes/catalogue.ts';
import type { DataClass } from '../data-classes/data-class.ts';
import { decideClass, type WeighedClass } from '../data-classes/decide.ts';
import { keyWords } from '../data-classes/key-words.ts';
import type { SiteRules } from '../site-rules.ts';
import { mergeCounter } from './class-counter.ts';
import { withoutRivals } from './class-rivals.ts';
import { type ClientList, joinClients, NO_CLIENTS } from './client-list.ts';
import type { NameRule } from './name-rule.ts';
import { type ClassCounter, nodeCount, type SchemaNode } from './schema-node.ts';

/** Class counters of one place: location and names, over content types and status classes. */
interface FieldClasses {
  readonly location: Location;
  readonly path: string;
  values: number;
  readonly counters: Map<string, CountedClass>;
}

interface CountedClass {
  readonly counter: ClassCounter;
  accepted: number;
}

/** A place with the places below it. Names are those of the traffic: whether one may be shown is decided at the end. */
interface Place {
  clients: ClientList;
  values: number;
  readonly counters: Map<string, CountedClass>;
  readonly below: Map<string, Place>;
}

/** First characters of the keys of places: without a name, with a name of the traffic, with one of ours. */
const UNNAMED = '*';
const NAMED = '=';
const OWN = '#';

/** What a decision needs of a class, shipped or of the site. */
type DecidedClass = WeighedClass & Pick<DataClass, 'id' | 'title' | 'category' | 'locations'>;

/**
 * Gathers counters of nodes by place, then decides. A name is shown by the clients of all nodes at its place: days,
 * statuses and content types with few clients are no places of their own. Pure; the order of calls changes nothing.
 */
export class ClassCollector {
  private readonly roots = new Map<Location, Place>();
  private readonly names: NameRule;
  private readonly samples: number;
  private readonly site: SiteRules | null;

  constructor(names: NameRule, samples: number, site: SiteRules | null) {
    this.names = names;
    this.samples = samples;
    this.site = site;
  }

  /** A whole body, or the raw text of one. */
  collectBody(location: Location, node: SchemaNode, isAccepted: boolean): void {
    this.collect(this.root(location), node, isAccepted);
  }

  collectField(location: Location, name: string, field: FieldNode, isAccepted: boolean): void {
    this.collect(this.named(this.root(location), name, field.clients), field.node, isAccepted);
  }

  /** A slot of the path: its name is ours. */
  collectSlot(location: Location, name: string, node: SchemaNode, isAccepted: boolean): void {
    this.collect(childOf(this.root(location), `${OWN}${name}`), node, isAccepted);
  }

  /** Fields whose names are not kept. */
  collectRest(location: Location, node: SchemaNode, isAccepted: boolean): void {
    this.collect(childOf(this.root(location), UNNAMED), node, isAccepted);
  }

  private root(location: Location): Place {
    let root = this.roots.get(location);
    if (root === undefined) {
      root = emptyPlace();
      this.roots.set(location, root);
    }
    return root;
  }

  private named(place: Place, name: string, clients: ClientList): Place {
    const child = childOf(place, `${NAMED}${name}`);
    child.clients = joinClients(child.clients, clients, this.names.clients);
    return child;
  }

  private collect(place: Place, node: SchemaNode, isAccepted: boolean): void {
    this.collectOwn(place, node, isAccepted);
    if (node.list !== null) this.collect(childOf(place, UNNAMED), node.list.items, isAccepted);
    if (node.object === null) return;
    for (const [name, property] of node.object.properties ?? []) {
      this.collect(this.named(place, name, property.clients), property.node, isAccepted);
    }
    const { rest } = node.object;
    if (rest !== null) this.collect(childOf(place, UNNAMED), rest, isAccepted);
  }

  private collectOwn(place: Place, node: SchemaNode, isAccepted: boolean): void {
    const scalars = nodeCount(node) - node.arrays - node.objects;
    if (scalars === 0) return;
    place.values += scalars;
    for (const [id, counter] of node.classes ?? []) {
      const accepted = isAccepted ? counter.passed : 0;
      this.addCounter(place.counters, id, { counter, accepted });
    }
  }

  private addCounter(
    counters: Map<string, CountedClass>,
    id: string,
    { counter, accepted }: CountedClass,
  ): void {
    const known = counters.get(id);
    if (known === undefined) {
      counters.set(id, { counter: copyCounter(counter), accepted });
      return;
    }
    mergeCounter(known.counter, counter, this.samples);
    known.accepted += accepted;
  }

  /** Places by the pointer that may be shown: hidden names of one place add up. */
  private fields(): readonly FieldClasses[] {
    const fields = new Map<string, FieldClasses>();
    for (const [location, root] of this.roots) this.gather(fields, location, '', root);
    return [...fields.values()];
  }

  private gather(fields: Map<string, FieldClasses>, location: Location, path: string, place: Place): void {
    if (place.values > 0) {
      const key = `${location} ${path}`;
      const field = fields.get(key) ?? { location, path, values: 0, counters: new Map() };
      fields.set(key, field);
      field.values += place.values;
      for (const [id, counted] of place.counters) this.addCounter(field.counters, id, counted);
    }
    for (const [key, child] of place.below) {
      this.gather(fields, location, `${path}/${this.shownToken(key, child.clients)}`, child);
    }
  }

  /** JSON Pointer token (RFC 6901) of a name; `*` while the name may not be shown. */
  private shownToken(key: string, clients: ClientList): string {
    const name = key.slice(1);
    if (key.startsWith(OWN)) return name;
    if (key === UNNAMED || !this.names.isShown(name, clients)) return '*';
    return name.replaceAll('~', '~0').replaceAll('/', '~1');
  }

  /** Decided classes, sorted by location, path, id. */
  facts(): DataClassFacts[] {
    const facts: DataClassFacts[] = [];
    for (const field of this.fields()) {
      const decided: DecidedCounter[] = [];
      for (const [key, counted] of field.counters) {
        const dataClass = this.classOf(key);
        if (dataClass === null || !appliesAt(dataClass, field.location)) continue;
        const why = decisionOf(dataClass, field, counted.counter);
        if (why !== null) decided.push({ dataClass, ...counted, why });
      }
      for (const each of withoutRivals(decided)) facts.push(this.factOf(each, field));
    }
    return withoutLonePositions(facts).sort(byPlace);
  }

  /** What passed at least once, decided or not, in no promised order. */
  passed(): Pick<DataClassFacts, 'id' | 'location' | 'path'>[] {
    const found: Pick<DataClassFacts, 'id' | 'location' | 'path'>[] = [];
    for (const { location, path, counters } of this.fields()) {
      for (const [key, { counter }] of counters) {
        const dataClass = this.classOf(key);
        if (dataClass === null || counter.passed === 0 || !appliesAt(dataClass, location)) continue;
        found.push({ id: dataClass.id, location, path });
      }
    }
    return found;
  }

  /** The class that counts under a key; null for one of the site that is no longer in force. */
  private classOf(key: string): DecidedClass | null {
    return classById(key) ?? this.site?.classes.find((each) => each.key === key) ?? null;
  }

  private factOf({ dataClass, counter, accepted, why }: DecidedCounter, field: FieldClasses): DataClassFacts {
    const whole = counter.whole > 0 ? [`<${dataClass.id}>`] : [];
    return {
      id: dataClass.id,
      category: dataClass.category,
      location: field.location,
      path: field.path,
      count: counter.passed,
      accepted,
      why: `${dataClass.title}: ${why}`,
      samples: [...whole, ...counter.shapes.map(({ text }) => text)].slice(0, this.samples),
    };
  }
}

interface FieldNode {
  readonly node: SchemaNode;
  readonly clients: ClientList;
}

interface DecidedCounter extends CountedClass {
  readonly dataClass: DecidedClass;
  readonly why: string;
}

function emptyPlace(): Place {
  return { clients: NO_CLIENTS, values: 0, counters: new Map(), below: new Map() };
}

function childOf(place: Place, key: string): Place {
  let child = place.below.get(key);
  if (child === undefined) {
    child = emptyPlace();
    place.below.set(key, child);
  }
  return child;
}

/** The reason why a field holds a class; null where it does not. */
function decisionOf(dataClass: DecidedClass, field: FieldClasses, counter: ClassCounter): string | null {
  const decision = decideClass(dataClass, {
    shaped: counter.shaped,
    passed: counter.passed,
    keyed: counter.keyed,
    distinct: counter.sample.length,
    distinctPassed: counter.sample.filter((entry) => entry % 2 === 1).length,
    values: field.values,
  });
  return decision.isClass ? decision.why : null;
}

function copyCounter(counter: ClassCounter): ClassCounter {
  return { ...counter, sample: [...counter.sample], shapes: [...counter.shapes] };
}

function appliesAt(dataClass: DecidedClass, location: Location): boolean {
  return dataClass.locations === undefined || dataClass.locations.includes(location);
}

const LATITUDE: ReadonlySet<string> = new Set(['lat', 'latitude']);
const LONGITUDE: ReadonlySet<string> = new Set(['lng', 'lon', 'long', 'longitude']);

/** `lat` or `lon` of a key that names one coordinate; null for one that names both or none. */
function axisOf({ id, path }: DataClassFacts): string | null {
  if (id !== 'geo-coordinates') return null;
  const words = keyWords(path.slice(path.lastIndexOf('/') + 1));
  const isLatitude = words.some((word) => LATITUDE.has(word));
  const isLongitude = words.some((word) => LONGITUDE.has(word));
  return isLatitude === isLongitude ? null : isLatitude ? 'lat' : 'lon';
}

/** One coordinate alone is any number: a latitude counts beside a longitude, and the other way round. */
function withoutLonePositions(facts: readonly DataClassFacts[]): DataClassFacts[] {
  const axes = new Map<string, Set<string>>();
  const place = (fact: DataClassFacts) =>
    `${fact.location} ${fact.path.slice(0, fact.path.lastIndexOf('/'))}`;
  for (const fact of facts) {
    const own = axisOf(fact);
    if (own !== null) axes.set(place(fact), (axes.get(place(fact)) ?? new Set()).add(own));
  }
  return facts.filter((fact) => axisOf(fact) === null || axes.get(place(fact))?.size === 2);
}

function byPlace(a: DataClassFacts, b: DataClassFacts): number {
  return compare(a.location, b.location) || compare(a.path, b.path) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
