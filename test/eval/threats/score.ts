import type { CapabilityResult, Half } from '../capability.ts';
import type { Annotation, Report } from '../harness.ts';
import type { LabelledAttack } from './attack.ts';
import type { LabelledCall } from './compose.ts';
import type { Scenario } from './scenario.ts';

type Threat = Annotation['threats'][number];

interface Seen {
  readonly attack: LabelledAttack;
  readonly threats: readonly Threat[];
}

/**
 * Per call. A call counts as found when any threat stands at it; the family of the threat is scored apart (typeAccuracy,
 * recall of each family with the right family only). Outcomes: attempt < probable < success; a labelled success is
 * found from `probable` on, and `probable` or `success` at a call labelled attempt is a false success.
 */
export function score(
  half: Half,
  labelled: readonly LabelledCall[],
  annotations: readonly Annotation[],
  report: Report,
  scenarios: readonly Scenario[],
): CapabilityResult {
  const seen = labelled.map(({ attack, benign }, i) => ({
    attack,
    benign,
    threats: annotations[i]?.threats ?? [],
  }));
  const attacks = seen.flatMap(({ attack, threats }) => (attack === null ? [] : [{ attack, threats }]));
  const benign = seen.flatMap(({ benign: source, threats }, i) =>
    source === null ? [] : [{ source, threats, i }],
  );
  const found = attacks.filter(({ threats }) => threats.length > 0);
  const typed = found.filter(rightFamily);
  const falsePositives = benign.filter(({ threats }) => threats.length > 0);
  const families = familyRecalls(attacks);
  const proofs = attacks.filter(({ attack }) => attack.outcome === 'success');
  const claimed = attacks.filter(({ threats }) => threats.some(claimsSuccess));
  const right = claimed.filter(({ attack }) => attack.outcome === 'success');
  const behaviour = scoreBehaviour(report, scenarios);
  const recall = ratio(found.length, attacks.length);
  const precision = ratio(found.length, found.length + falsePositives.length);
  return {
    capability: 'threats',
    half,
    counts: {
      attacks: attacks.length,
      attacksFound: found.length,
      benignCalls: benign.length,
      falsePositives: falsePositives.length,
      successes: proofs.length,
      successesClaimed: claimed.length,
      ...behaviour.counts,
    },
    metrics: {
      truePositiveRate: recall,
      falsePositiveRate: ratio(falsePositives.length, benign.length),
      precision,
      recall,
      f1: ratio(2 * precision * recall, precision + recall),
      typeAccuracy: ratio(typed.length, found.length),
      locationAccuracy: ratio(typed.filter(rightPlace).length, typed.length),
      familyRecallMin: Math.min(...Object.values(families)),
      successRecall: ratio(right.length, proofs.length),
      successPrecision: ratio(right.length, claimed.length),
      ...behaviour.metrics,
      ...Object.fromEntries(Object.entries(families).map(([family, value]) => [`recall.${family}`, value])),
    },
    worst: worstOf(attacks, falsePositives, labelled, behaviour.mistakes),
  };
}

const claimsSuccess = ({ outcome }: Threat): boolean => outcome !== 'attempt';

function rightFamily({ attack, threats }: Seen): boolean {
  return threats.some(({ type }) => attack.accepted.includes(type));
}

function rightPlace({ attack, threats }: Seen): boolean {
  return threats.some(({ type, location }) => attack.accepted.includes(type) && location === attack.location);
}

function familyRecalls(attacks: readonly Seen[]): Readonly<Record<string, number>> {
  const byFamily = Map.groupBy(attacks, ({ attack }) => attack.family);
  return Object.fromEntries(
    [...byFamily].map(([family, all]) => [family, ratio(all.filter(rightFamily).length, all.length)]),
  );
}

function scoreBehaviour(report: Report, scenarios: readonly Scenario[]) {
  const hostOf = new Map([...report.apis, ...report.endpoints].map(({ id, host }) => [id, host]));
  const alarms = new Set<string>();
  for (const { type, api, endpoint } of report.findings) {
    if (type !== 'id-enumeration' && type !== 'credential-stuffing') continue;
    alarms.add(`${hostOf.get(endpoint ?? api) ?? hostOf.get(api)} ${type}`);
  }
  const mistakes: string[] = [];
  let hits = 0;
  let falseAlarms = 0;
  for (const { name, host, expected } of scenarios) {
    for (const type of ['id-enumeration', 'credential-stuffing'] as const) {
      const raised = alarms.has(`${host} ${type}`);
      if (raised && type === expected) hits += 1;
      else if (raised) {
        falseAlarms += 1;
        mistakes.push(`${type} raised for ${name}`);
      } else if (type === expected) mistakes.push(`${type} missed: ${name}`);
    }
  }
  const positives = scenarios.filter(({ expected }) => expected !== null).length;
  return {
    counts: {
      scenarios: scenarios.length,
      scenariosHostile: positives,
      scenariosFound: hits,
      scenarioFalseAlarms: falseAlarms,
    },
    metrics: { behaviourRecall: ratio(hits, positives), behaviourPrecision: ratio(hits, hits + falseAlarms) },
    mistakes,
  };
}

/** Two of behaviour, then false alarms and misses, one of each sort before a second of any. */
function worstOf(
  attacks: readonly Seen[],
  falsePositives: readonly { source: string; threats: readonly Threat[]; i: number }[],
  labelled: readonly LabelledCall[],
  behaviour: readonly string[],
): readonly string[] {
  const alarms = falsePositives.map(({ source, threats, i }) => {
    const { type = '?', location = '?' } = threats[0] ?? {};
    const { call } = labelled[i] ?? {};
    return {
      sort: `${source} ${type}`,
      words: `benign (${source}) called ${type} in ${location}: ${call?.method} ${call?.host}${call?.path}${short(call?.query ?? call?.request.body)}`,
    };
  });
  const misses = attacks
    .filter((seen) => !rightFamily(seen))
    .map(({ attack, threats }) => ({
      sort: `${attack.family} ${attack.technique}`,
      words: `${attack.family} ${threats.length === 0 ? 'missed' : `called ${threats.map(({ type }) => type).join(' and ')}`} (${attack.technique}):${short(attack.shown)}`,
    }));
  const outcomes = attacks
    .filter(
      ({ attack, threats }) =>
        threats.length > 0 && (attack.outcome === 'success') !== threats.some(claimsSuccess),
    )
    .map(({ attack }) => ({
      sort: `outcome ${attack.technique}`,
      words: `${attack.family} (${attack.technique}) ${attack.outcome === 'success' ? 'worked but was called an attempt' : 'did not work but was called probable or success'}`,
    }));
  return [
    ...behaviour.slice(0, 3),
    ...frequent(alarms, 3),
    ...frequent(misses, 4),
    ...frequent(outcomes, 2),
    ...behaviour.slice(3),
  ].slice(0, 10);
}

/** One example of each of the most frequent sorts. */
function frequent(mistakes: readonly { sort: string; words: string }[], count: number): readonly string[] {
  const sorts = [...Map.groupBy(mistakes, ({ sort }) => sort).values()];
  return sorts
    .sort((a, b) => b.length - a.length)
    .slice(0, count)
    .map((all) => `${all[0]?.words ?? ''} (${all.length}×)`);
}

function short(text: string | undefined): string {
  return text === undefined ? '' : ` ${JSON.stringify(text.length > 110 ? `${text.slice(0, 110)}…` : text)}`;
}

export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}
