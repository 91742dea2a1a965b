import type { Design } from './design.ts';
import { Random, Zipf } from './random.ts';
import type { Part } from './template-path.ts';
import { closedSize, makeValue } from './values.ts';

/** Most values of a pool where the design says nothing. */
const POOL_CAP = 2000;
/** Values within a pool: a few are asked for often, most seldom. */
const POOL_SKEW = 0.7;
/** Slot names that say nothing by themselves: they mean the thing of the literal before them. */
const GENERIC = new Set(['id', 'uuid', 'name', 'code', 'slug', 'key']);
/** Kinds whose values belong to one parent: a card is one customer's. Words and enumerations recur under every parent. */
const OWNED =
  /^(?:bigint|snowflake|uuid|object-id|ulid|ksuid|nano|hex|base36|base62|base64|prefixed|hash|sha256|hex-groups|like:(?!.*<(?:int|any|year|date)))/;

type Slot = Extract<Part, { slot: string }>;

interface Pool {
  readonly kind: string;
  readonly values: readonly string[];
  readonly zipf: Zipf;
}

/** Name of the pool of a slot and the kind of its values, by the rules of design.ts. */
function poolOf(design: Design, slot: Slot): { readonly name: string; readonly kind: string } {
  const local = `${slot.after}/${slot.slot}`;
  const kind = design.slots[local] ?? design.slots[slot.slot] ?? 'int';
  const named = design.pools?.[local] ?? design.pools?.[slot.slot];
  const own = GENERIC.has(slot.slot) || Object.hasOwn(design.slots, local) ? local : slot.slot;
  return { name: named ?? own, kind };
}

function fill(kind: string, size: number, random: Random): string[] {
  const values = new Set<string>();
  for (let attempt = 0; values.size < size && attempt < size * 8; attempt++)
    values.add(makeValue(kind, random));
  return [...values];
}

/**
 * The entities of one design at one level of traffic. A pool grows with the draws it serves, less than in proportion
 * (Heaps' law); slots of one pool share its values.
 */
export class Pools {
  readonly #design: Design;
  readonly #seed: string;
  readonly #draws = new Map<string, number>();
  readonly #pools = new Map<string, Pool>();

  constructor(design: Design, seed: string) {
    this.#design = design;
    this.#seed = seed;
  }

  /** Says beforehand that `calls` values of the slot will be drawn. */
  expect(slot: Slot, calls: number): void {
    const { name } = poolOf(this.#design, slot);
    this.#draws.set(name, (this.#draws.get(name) ?? 0) + calls);
  }

  #pool(slot: Slot): Pool {
    const { name, kind } = poolOf(this.#design, slot);
    const known = this.#pools.get(name);
    if (known !== undefined) return known;
    const random = new Random(`${this.#seed} pool ${name}`);
    const draws = this.#draws.get(name) ?? 1;
    const grown = Math.round(random.logNormal(0.5) * draws ** 0.7);
    const cap = this.#design.poolCap?.[name] ?? this.#design.poolCap?.[slot.slot] ?? POOL_CAP;
    const values = fill(kind, closedSize(kind) ?? Math.max(2, Math.min(cap, grown)), random);
    const pool = { kind, values, zipf: new Zipf(values.length, POOL_SKEW) };
    this.#pools.set(name, pool);
    return pool;
  }

  /** A value of the slot; with `child`, the value that owns this child. */
  draw(slot: Slot, random: Random, child: string | null): string {
    const pool = this.#pool(slot);
    const source = child === null ? random : new Random(`${this.#seed} ${slot.slot} of ${child}`);
    return pool.values[pool.zipf.draw(source)] ?? '';
  }

  /** A value of the kind that no entity has. */
  stranger(slot: Slot, random: Random): string {
    return makeValue(poolOf(this.#design, slot).kind, random);
  }

  owned(slot: Slot): boolean {
    return OWNED.test(poolOf(this.#design, slot).kind);
  }
}
