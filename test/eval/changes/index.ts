import type { Capability, CapabilityResult, Half } from '../capability.ts';
import { analyzeCalls } from '../harness.ts';
import { checkCorpus } from '../schemas/check-corpus.ts';
import { devCorpus } from '../schemas/dev-corpus.ts';
import { trafficOf } from '../schemas/traffic.ts';
import { checkStream } from './check-stream.ts';
import { devStream } from './dev-stream.ts';
import { type DriftScore, scoreDrift } from './drift.ts';
import { checkDrift, devDrift } from './drift-corpora.ts';
import type { Stream } from './scenario.ts';
import { type Event, type EventScores, eventsOf, lostScenarios, scoreEvents } from './score-events.ts';
import { callsOf } from './stream-calls.ts';

/** Changes planted in streams of days, among the noise that streams have. */
export const changes: Capability = { name: 'changes', evaluate };

const WORST = 10;

async function evaluate(half: Half): Promise<CapabilityResult> {
  const stream = half === 'dev' ? devStream() : checkStream();
  const { report } = await analyzeCalls(callsOf(stream), { annotate: false });
  const stationary = await stationaryEvents(half, stream);
  const events = [...eventsOf(report, stream), ...stationary];
  const scores = scoreEvents(events, stream);
  const drift = await scoreDrift(half === 'dev' ? devDrift() : checkDrift());
  const quiet = stream.scenarios.filter((scenario) => scenario.planted.length === 0);
  const noisy = new Set(scores.falseEvents.flatMap(({ scenario }) => (scenario === null ? [] : [scenario])));
  return {
    capability: 'changes',
    half,
    counts: {
      calls: report.calls.received,
      days: stream.days,
      endpoints: stream.scenarios.length,
      endpointsMissing: lostScenarios(report, stream).length,
      planted: stream.scenarios.reduce((sum, { planted }) => sum + planted.length, 0),
      events: events.length,
      tolerated: scores.tolerated,
      falseEvents: scores.falseEvents.length,
      quietEndpoints: quiet.length,
      stationaryEvents: stationary.length,
      quietEndpointsWithEvents: quiet.filter((scenario) => noisy.has(scenario)).length,
    },
    metrics: { ...metricsOf(scores), ...driftMetrics(drift) },
    worst: worstOf(scores, drift),
  };
}

/** The calls of the schemas evaluation come from schemas that never change: any event on them is false. */
async function stationaryEvents(half: Half, stream: Stream): Promise<Event[]> {
  const { calls } = trafficOf(half === 'dev' ? devCorpus() : checkCorpus());
  const { report } = await analyzeCalls(
    calls.map(({ call }) => call),
    { annotate: false },
  );
  return eventsOf(report, { ...stream, scenarios: [] });
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function metricsOf({ kinds, right, falseEvents }: EventScores): Record<string, number> {
  const all = { made: 0, found: 0, classed: 0 };
  for (const counts of kinds.values()) {
    all.made += counts.made;
    all.found += counts.found;
    all.classed += counts.classed;
  }
  const precision = right + falseEvents.length === 0 ? 1 : right / (right + falseEvents.length);
  const recall = all.found / all.made;
  const metrics: Record<string, number> = {
    precision: round(precision),
    recall: round(recall),
    f1: round(precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)),
    classAccuracy: round(all.found === 0 ? 0 : all.classed / all.found),
  };
  let macro = 0;
  for (const [kind, { made, found }] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
    macro += found / made / kinds.size;
    metrics[`recall.${kind}`] = round(found / made);
  }
  return { ...metrics, macroRecall: round(macro) };
}

function driftMetrics({ right, wrong, missed }: DriftScore): Record<string, number> {
  return {
    'drift.precision': right + wrong.length === 0 ? 1 : round(right / (right + wrong.length)),
    'drift.recall': round(right / (right + missed.length)),
  };
}

/** False alarms by what caused them, then what was missed, by kind. */
function worstOf({ falseEvents, missed, misclassed }: EventScores, drift: DriftScore): string[] {
  const alarms = Map.groupBy(
    falseEvents,
    ({ type, scenario }) => `${type} on ${scenario?.name ?? 'schemas that never change'}`,
  );
  const said = [...alarms]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([what, events]) => alarm(what, events));
  const misses = Map.groupBy(missed, ({ planted }) => planted.kind);
  const unsaid = [...misses]
    .sort((a, b) => b[1].length - a[1].length)
    .map(
      ([kind, of]) => `missed ${kind} ×${of.length}: ${of.map(({ scenario }) => scenario.name).join('; ')}`,
    );
  const wrong = misclassed.map(
    ({ event, planted }) => `${event.where}: ${planted.kind} classed ${event.class}`,
  );
  const half = Math.max(WORST / 2, WORST - said.length);
  const drifted = drift.missed.map(({ what }) => what).join('; ');
  const drifts = drifted === '' ? [] : [`no definition-drift for ${drifted}`];
  return [...unsaid.slice(0, half), ...said, ...unsaid.slice(half), ...wrong, ...drifts].slice(0, WORST);
}

function alarm(what: string, events: readonly Event[]): string {
  const [first] = events;
  return `false ${what} ×${events.length}, day ${first?.day}: ${String(first?.before)} → ${String(first?.after)}`;
}
