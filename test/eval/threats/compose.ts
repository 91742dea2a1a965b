import { type LabelledAttack, LOCATION_OF, place } from './attack.ts';
import { type CallRecord, START_MS, stamp } from './call-record.ts';
import type { HalfCorpus, PlacedFamily, ShapedFamily } from './half-corpus.ts';
import { Random } from './random.ts';

/** Attempts of each family, all with different payloads. */
const ATTEMPTS_PER_FAMILY = 150;
const DAY_MS = 86_400_000;
const DAYS = 2;

export interface LabelledCall {
  readonly call: CallRecord;
  /** Null: benign, or part of a scenario, which is judged as a whole. */
  readonly attack: LabelledAttack | null;
  /** Name of the benign source; null for attacks and scenarios. */
  readonly benign: string | null;
}

/** The whole corpus of a half in order of time. */
export function compose(half: HalfCorpus): readonly LabelledCall[] {
  const r = new Random(half.seed);
  const unordered = [...attackCalls(half, r), ...benignCalls(half, r), ...scenarioCalls(half)];
  return unordered.sort((a, b) =>
    a.call.time < b.call.time ? -1 : a.call.time > b.call.time ? 1 : a.call.id < b.call.id ? -1 : 1,
  );
}

function attackCalls(half: HalfCorpus, r: Random): readonly LabelledCall[] {
  const attacks = [
    ...half.placed.flatMap((family) => distinct(() => placed(family, half, r), family.attempts)),
    ...half.shaped.flatMap((family: ShapedFamily) => distinct(() => family.attack(r), family.attempts)),
    ...half.replies.flatMap(({ attack, count }) => Array.from({ length: count }, () => attack(r))),
  ];
  return attacks.map((attack, index) => ({
    call: stamp(attack.exchange, moment(r), `a${index}`, r.pick(half.agents), r),
    attack,
    benign: null,
  }));
}

function distinct(make: () => LabelledAttack, attempts = ATTEMPTS_PER_FAMILY): readonly LabelledAttack[] {
  const seen = new Map<string, LabelledAttack>();
  for (let tries = 0; seen.size < attempts && tries < 6000; tries += 1) {
    const attack = make();
    if (!seen.has(attack.shown)) seen.set(attack.shown, attack);
  }
  if (seen.size < attempts * 0.8) throw new Error(`only ${seen.size} different payloads`);
  return [...seen.values()];
}

function placed({ family, payload, spots }: PlacedFamily, half: HalfCorpus, r: Random): LabelledAttack {
  const made = payload(r);
  const wireKinds = made.wire === true ? ['path', 'query', 'form'] : null;
  const fitting = spots.filter(
    ({ kind }) =>
      (made.kinds?.includes(kind) ?? true) && (wireKinds?.includes(kind) ?? true) && carries(kind, made.text),
  );
  const spot = r.pick(fitting);
  const writing = r.pick(half.writings);
  return {
    family,
    accepted: [family, ...(made.alsoFamilies ?? [])],
    technique: `${made.technique} in ${spot.kind} ${spot.name}${spot.base64 === true ? ' as base64' : ''}${made.wire === true || !URL_KINDS.has(spot.kind) ? '' : `, ${writing.name}`}`,
    location: LOCATION_OF[spot.kind],
    outcome: 'attempt',
    shown: made.text,
    exchange: { ...place(made, spot, writing, r), ...half.refusal(r) },
  };
}

const URL_KINDS: ReadonlySet<string> = new Set(['path', 'query', 'form', 'json']);

/** A header carries no line breaks. */
function carries(kind: string, text: string): boolean {
  return kind !== 'header' || !/[\r\n\u0080-\uffff]/.test(text);
}

function benignCalls(half: HalfCorpus, r: Random): readonly LabelledCall[] {
  return half.benign.flatMap(({ name, count, exchange }, source) =>
    Array.from({ length: count }, (_, index) => ({
      call: stamp(exchange(r), moment(r), `b${source}-${index}`, r.pick(half.agents), r),
      attack: null,
      benign: name,
    })),
  );
}

function scenarioCalls(half: HalfCorpus): readonly LabelledCall[] {
  return half.scenarios.flatMap((scenario, index) =>
    scenario
      .calls(new Random(half.seed * 1000 + index), START_MS)
      .map((call) => ({ call, attack: null, benign: null })),
  );
}

function moment(r: Random): number {
  return START_MS + r.int(0, DAYS * DAY_MS - 1);
}
