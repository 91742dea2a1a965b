import { DEV_LEAVES, digits, uuid, words } from '../schemas/dev-leaves.ts';
import { pathMaker } from '../schemas/endpoint-case.ts';
import { type Random, randomFor } from '../schemas/random.ts';
import type { Body, Moment, Planted, Scenario, Variation } from './scenario.ts';
import { ordinaryDraft } from './stream-calls.ts';

export const DEV_SEED = 4_141;
const SHOPPING_HOURS = [2, 1, 1, 1, 1, 2, 3, 5, 7, 8, 9, 9, 10, 9, 8, 8, 9, 10, 12, 13, 12, 9, 6, 3];

export interface DevSpec {
  readonly shape?: 'item' | 'list' | 'create';
  readonly rate?: (day: number, weekday: number) => number;
  readonly hours?: (day: number) => readonly number[];
  readonly alive?: (day: number) => boolean;
  readonly variations?: readonly Variation[];
  readonly planted?: readonly Planted[];
  readonly tolerated?: RegExp;
  readonly latencyMs?: number;
}

export type DevBuilder = (name: string, perDay: number, spec: DevSpec) => void;

const HOSTS = [
  'shop',
  'billing',
  'warehouse',
  'catalog',
  'loyalty',
  'returns',
  'support',
  'pricing',
  'content',
];
const NOUNS = [
  'orders',
  'invoices',
  'shipments',
  'articles',
  'vouchers',
  'tickets',
  'offers',
  'pages',
  'stores',
  'labels',
  'parcels',
  'brands',
];

/** A flat entity of its own, with a few optional members, as a shop's API has it. */
export function devScenario(name: string, perDay: number, spec: DevSpec, index: number): Scenario {
  const random = randomFor(DEV_SEED, `shape of ${name}`);
  const host = `${HOSTS[index % HOSTS.length]}.example`;
  const collection = `/v1/${NOUNS[Math.floor(index / HOSTS.length) % NOUNS.length]}`;
  const shape = spec.shape ?? 'item';
  const template = shape === 'item' ? `${collection}/{id}` : collection;
  const id = random.chance(0.5) ? uuid : (r: Random): string => digits(r, 6);
  const names = random.sample(STABLE, random.int(3, 6));
  const entity = ({ random: r }: Moment): Body => ({
    ...Object.fromEntries(names.map((field) => [field, DEV_LEAVES[field]!.make(r)])),
    state: r.pick(['new', 'open', 'done']),
    amount: r.int(100, 90_000),
    createdAt: DEV_LEAVES['createdAt']!.make(r),
    ...(r.chance(0.6) ? { remark: words(r, 2, 6) } : {}),
    ...(r.chance(0.35) ? { couponCode: r.text(6) } : {}),
    discount: r.chance(0.3) ? null : r.int(1, 30),
  });
  const base = (moment: Moment): ReturnType<typeof ordinaryDraft> => {
    const draft = ordinaryDraft(moment.random, spec.latencyMs ?? 60);
    if (shape === 'create') draft.requestBody = entity(moment);
    if (shape === 'create') draft.status = 201;
    if (shape === 'list') {
      draft.query = {
        page: String(moment.random.int(1, 40)),
        sort: moment.random.pick(['date', 'amount', 'name']),
      };
      draft.body = {
        items: Array.from({ length: moment.random.int(0, 3) }, () => entity(moment)),
        total: moment.random.int(0, 900),
      };
    } else draft.body = { id: shape === 'item' ? id(moment.random) : uuid(moment.random), ...entity(moment) };
    return draft;
  };
  return {
    name,
    method: shape === 'create' ? 'POST' : 'GET',
    host,
    template,
    path: shape === 'item' ? pathMaker(template, id) : pathMaker(template),
    rate: spec.rate ?? ((_, weekday) => (weekday === 0 || weekday === 6 ? 0.8 * perDay : perDay)),
    hours: spec.hours ?? (() => SHOPPING_HOURS),
    alive: spec.alive ?? (() => true),
    base,
    variations: spec.variations ?? [],
    planted: spec.planted ?? [],
    tolerated: spec.tolerated ?? null,
  };
}

const STABLE = [
  'externalId',
  'updatedAt',
  'dueDate',
  'imageUrl',
  'orderNumber',
  'title',
  'sku',
  'quantity',
  'price',
  'active',
  'currency',
  'weightKg',
  'postalCode',
];
