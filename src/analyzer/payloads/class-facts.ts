import type { DataClassFacts } from '../../model/inventory.ts';
import type { Location } from '../../model/vocabulary.ts';
import { classById } from '../data-classes/catalogue.ts';
import type { DataClass } from '../data-classes/data-class.ts';
import { decideClass, type WeighedClass } from '../data-classes/decide.ts';
import type { SiteRules } from '../site-rules.ts';
import { mergeCounter } from './class-counter.ts';
import type { NameRule } from './name-rule.ts';
import { type ClassCounter, nodeCount, type Property, type SchemaNode } from './schema-node.ts';

/** Class counters of one field: location and pointer, over content types, status classes and hidden names. */
interface FieldClasses {
  readonly location: Location;
  readonly path: string;
  values: number;
  readonly counters: Map<string, { readonly counter: ClassCounter; accepted: number }>;
}

/** What a decision needs of a class, shipped or of the site. */
type DecidedClass = WeighedClass & Pick<DataClass, 'id' | 'title' | 'category' | 'locations'>;

/** Gathers counters of nodes by shown pointer, then decides. Pure; the order of calls changes nothing. */
export class ClassCollector {
  private readonly fields = new Map<string, FieldClasses>();
  private readonly names: NameRule;
  private readonly samples: number;
  private readonly site: SiteRules | null;

  constructor(names: NameRule, samples: number, site: SiteRules | null) {
    this.names = names;
    this.samples = samples;
    this.site = site;
  }

  collect(location: Location, path: string, node: SchemaNode, isAccepted: boolean): void {
    this.collectOwn(location, path, node, isAccepted);
    if (node.list !== null) this.collect(location, `${path}/*`, node.list.items, isAccepted);
    if (node.object === null) return;
    for (const [name, property] of node.object.properties ?? []) {
      this.collect(location, `${path}/${this.shownToken(name, property)}`, property.node, isAccepted);
    }
    if (node.object.rest !== null) this.collect(location, `${path}/*`, node.object.rest, isAccepted);
  }

  /** JSON Pointer token (RFC 6901) of a name; `*` while the name may not be shown. */
  shownToken(name: string, property: Property): string {
    if (!this.names.isShown(name, property.clients)) return '*';
    return name.replaceAll('~', '~0').replaceAll('/', '~1');
  }

  private collectOwn(location: Location, path: string, node: SchemaNode, isAccepted: boolean): void {
    const scalars = nodeCount(node) - node.arrays - node.objects;
    if (scalars === 0) return;
    const key = `${location} ${path}`;
    let field = this.fields.get(key);
    if (field === undefined) {
      field = { location, path, values: 0, counters: new Map() };
      this.fields.set(key, field);
    }
    field.values += scalars;
    for (const [id, counter] of node.classes ?? []) {
      const known = field.counters.get(id);
      const accepted = isAccepted ? counter.passed : 0;
      if (known === undefined) {
        field.counters.set(id, { counter: copyCounter(counter), accepted });
      } else {
        mergeCounter(known.counter, counter, this.samples);
        known.accepted += accepted;
      }
    }
  }

  /** Decided classes, sorted by location, path, id. */
  facts(): DataClassFacts[] {
    const facts: DataClassFacts[] = [];
    for (const field of this.fields.values()) {
      for (const [key, { counter, accepted }] of field.counters) {
        const dataClass = this.classOf(key);
        if (dataClass === null || !appliesAt(dataClass, field.location)) continue;
        const fact = this.decide(dataClass, field, counter, accepted);
        if (fact !== null) facts.push(fact);
      }
    }
    return withoutLonePositions(facts).sort(byPlace);
  }

  /** What passed at least once, decided or not, in no promised order. */
  passed(): Pick<DataClassFacts, 'id' | 'location' | 'path'>[] {
    const found: Pick<DataClassFacts, 'id' | 'location' | 'path'>[] = [];
    for (const { location, path, counters } of this.fields.values()) {
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

  private decide(
    dataClass: DecidedClass,
    field: FieldClasses,
    counter: ClassCounter,
    accepted: number,
  ): DataClassFacts | null {
    const decision = decideClass(dataClass, {
      shaped: counter.shaped,
      passed: counter.passed,
      keyed: counter.keyed,
      distinct: counter.sample.length,
      distinctPassed: counter.sample.filter((entry) => entry % 2 === 1).length,
      values: field.values,
    });
    if (!decision.isClass) return null;
    const whole = counter.whole > 0 ? [`<${dataClass.id}>`] : [];
    return {
      id: dataClass.id,
      category: dataClass.category,
      location: field.location,
      path: field.path,
      count: counter.passed,
      accepted,
      why: `${dataClass.title}: ${decision.why}`,
      samples: [...whole, ...counter.shapes.map(({ text }) => text)].slice(0, this.samples),
    };
  }
}

function copyCounter(counter: ClassCounter): ClassCounter {
  return { ...counter, sample: [...counter.sample], shapes: [...counter.shapes] };
}

function appliesAt(dataClass: DecidedClass, location: Location): boolean {
  return dataClass.locations === undefined || dataClass.locations.includes(location);
}

const HALF_POSITION = /(?:^|\/)[^/]*(lat|lng|lon|latitude|longitude)$/i;

/** One coordinate alone is any number: a latitude counts beside a longitude, and the other way round. */
function withoutLonePositions(facts: readonly DataClassFacts[]): DataClassFacts[] {
  const axes = new Map<string, Set<string>>();
  const place = (fact: DataClassFacts) =>
    `${fact.location} ${fact.path.slice(0, fact.path.lastIndexOf('/'))}`;
  const axis = (fact: DataClassFacts) => {
    const match = fact.id === 'geo-coordinates' ? HALF_POSITION.exec(fact.path) : null;
    return match === null ? null : (match[1] ?? '').toLowerCase().slice(0, 2);
  };
  for (const fact of facts) {
    const own = axis(fact);
    if (own !== null) axes.set(place(fact), (axes.get(place(fact)) ?? new Set()).add(own));
  }
  return facts.filter((fact) => axis(fact) === null || axes.get(place(fact))?.size === 2);
}

function byPlace(a: DataClassFacts, b: DataClassFacts): number {
  return compare(a.location, b.location) || compare(a.path, b.path) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
