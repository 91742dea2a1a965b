import type { JsonValue } from '../../../src/model/json.ts';
import { CHECK_LEAVES, sentence, day as someDay, uuidV7 } from '../schemas/check-leaves.ts';
import { pathMaker } from '../schemas/endpoint-case.ts';
import { type Random, randomFor } from '../schemas/random.ts';
import type { Body, Draft, Moment, Planted, Scenario, Variation } from './scenario.ts';
import { ordinaryDraft } from './stream-calls.ts';

export const CHECK_SEED = 86_028_121;

export interface CheckSpec {
  readonly kind?: 'record' | 'records' | 'sub' | 'command';
  readonly rate?: (day: number, weekday: number) => number;
  readonly hours?: readonly number[];
  readonly alive?: (day: number) => boolean;
  readonly variations?: readonly Variation[];
  readonly planted?: readonly Planted[];
  readonly tolerated?: RegExp;
}

export type CheckBuilder = (name: string, perDay: number, spec: CheckSpec) => void;

const HOSTS = ['plant', 'clinic', 'haulage', 'energy', 'library', 'harbour', 'labs'];
const NOUNS = [
  'machines',
  'alarms',
  'reports',
  'trips',
  'meters',
  'loans',
  'events',
  'documents',
  'batches',
  'tasks',
  'shifts',
  'routes',
  'files',
  'audits',
  'rooms',
  'devices',
];
/** Machines report around the clock, people do not. */
const MACHINE_HOURS = Array.from({ length: 24 }, () => 1);
const SHIFT_HOURS = [2, 2, 2, 2, 2, 4, 9, 9, 8, 8, 8, 7, 6, 8, 9, 8, 7, 6, 5, 4, 3, 3, 2, 2];

/** An endpoint of a plant, hospital or haulier: enveloped snake_case answers with a list and two nested objects. */
export function checkScenario(name: string, perDay: number, spec: CheckSpec, index: number): Scenario {
  const random = randomFor(CHECK_SEED, `made of ${name}`);
  const kind = spec.kind ?? 'record';
  const collection = `/api/v2/${NOUNS[Math.floor(index / HOSTS.length) % NOUNS.length]}`;
  const template = {
    record: `${collection}/{id}`,
    records: collection,
    sub: `${collection}/{id}/history`,
    command: collection,
  }[kind];
  const id = random.chance(0.6) ? uuidV7 : (r: Random): string => String(r.int(1000, 99_999_999));
  const hasSlot = template.includes('{');
  const machine = random.chance(0.5);
  return {
    name,
    method: kind === 'command' ? 'POST' : 'GET',
    host: `${HOSTS[index % HOSTS.length]}.example`,
    template,
    path: hasSlot ? pathMaker(template, id) : pathMaker(template),
    rate: spec.rate ?? ((_, weekday) => perDay * (machine || (weekday !== 0 && weekday !== 6) ? 1 : 0.6)),
    hours: () => spec.hours ?? (machine ? MACHINE_HOURS : SHIFT_HOURS),
    alive: spec.alive ?? (() => true),
    base: baseOf(kind, random, machine),
    variations: spec.variations ?? [],
    planted: spec.planted ?? [],
    tolerated: spec.tolerated ?? null,
  };
}

function baseOf(
  kind: NonNullable<CheckSpec['kind']>,
  random: Random,
  machine: boolean,
): (moment: Moment) => Draft {
  const leaves = random.sample(CHECK_LEAVES, random.int(3, 6)).map((named) => named(random));
  const byKey = random.chance(0.5);
  const record = (r: Random): Body => ({
    record_no: r.int(1, 999_999),
    phase: r.pick(['queued', 'active', 'closed']),
    opened_at: `${someDay(r)}T0${r.int(0, 9)}:${r.int(10, 59)}:00Z`,
    ...Object.fromEntries(leaves.map(([name, shape]) => [name, shape.make(r)])),
    site: { code: r.text(4), floor: r.int(-2, 12), ...(r.chance(0.5) ? { contact: sentence(r) } : {}) },
    parts: Array.from(
      { length: r.int(0, 4) },
      (): JsonValue => ({ part_no: r.text(7), amount: r.int(1, 60) }),
    ),
    closed_by: r.chance(0.4) ? null : r.text(8),
  });
  return ({ random: r }) => {
    const draft = ordinaryDraft(r, machine ? 25 : 110);
    if (byKey)
      draft.headers = { 'x-api-key': r.text(28), ...(r.chance(0.5) ? { accept: 'application/json' } : {}) };
    if (!byKey) draft.headers = { ...draft.headers, accept: '*/*' };
    const data: JsonValue =
      kind === 'records' || kind === 'sub' ? Array.from({ length: r.int(0, 4) }, () => record(r)) : record(r);
    draft.body = { data, meta: { request_id: uuidV7(r), took_ms: r.int(1, 400) } };
    if (kind === 'records') {
      draft.query = {
        offset: String(r.int(0, 4000)),
        phase: r.pick(['queued', 'active', 'closed']),
        since: `${someDay(r)}T00:00:00Z`,
      };
    }
    if (kind === 'command') {
      draft.status = 202;
      draft.requestBody = record(r);
    }
    return draft;
  };
}
