import type { Report } from '../harness.ts';
import { erased } from '../schemas/endpoint-case.ts';
import type { Planted, Scenario, Stream } from './scenario.ts';

const DAY_MS = 86_400_000;

export interface Event {
  readonly scenario: Scenario | null;
  readonly type: string;
  readonly class: string;
  readonly day: number;
  readonly where: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface EventScores {
  /** Planted changes by kind: made, found, found with a class that fits. */
  readonly kinds: ReadonlyMap<string, { made: number; found: number; classed: number }>;
  readonly right: number;
  readonly tolerated: number;
  readonly falseEvents: readonly Event[];
  readonly missed: readonly { readonly scenario: Scenario; readonly planted: Planted }[];
  readonly misclassed: readonly { readonly event: Event; readonly planted: Planted }[];
}

export function eventsOf(report: Report, stream: Stream): Event[] {
  const scenarios = new Map(stream.scenarios.map((scenario) => [keyOf(scenario), scenario]));
  const endpoints = new Map(report.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  return report.changes.map((change) => {
    const endpoint = change.endpoint === null ? undefined : endpoints.get(change.endpoint);
    const where =
      endpoint === undefined ? String(change.endpoint) : keyOf({ ...endpoint, template: endpoint.path });
    return {
      scenario: scenarios.get(where) ?? null,
      type: change.type,
      class: change.class,
      day: Math.floor((Date.parse(change.at) - stream.startMs) / DAY_MS),
      where,
      before: change.before,
      after: change.after,
    };
  });
}

function keyOf(of: { readonly method: string; readonly host: string; readonly template: string }): string {
  return `${of.method} ${of.host}${erased(of.template)}`;
}

/** Scenarios that became no endpoint, or several: nothing can be right about them. */
export function lostScenarios(report: Report, stream: Stream): Scenario[] {
  const shown = new Set(report.endpoints.map((endpoint) => keyOf({ ...endpoint, template: endpoint.path })));
  return stream.scenarios.filter((scenario) => !shown.has(keyOf(scenario)));
}

function inWindow(event: Event, planted: Planted): boolean {
  const day = Math.floor(planted.from);
  return event.day >= day - 1 && event.day <= day + planted.within;
}

/** Any number of events may name one planted change; an event that names none is false. */
export function scoreEvents(events: readonly Event[], stream: Stream): EventScores {
  const kinds = new Map<string, { made: number; found: number; classed: number }>();
  const missed: { scenario: Scenario; planted: Planted }[] = [];
  const misclassed: { event: Event; planted: Planted }[] = [];
  for (const scenario of stream.scenarios) {
    const own = events.filter((event) => event.scenario === scenario);
    for (const planted of scenario.planted) {
      const counts = kinds.get(planted.kind) ?? { made: 0, found: 0, classed: 0 };
      kinds.set(planted.kind, counts);
      counts.made += 1;
      const found = own.filter((event) => planted.types.test(event.type) && inWindow(event, planted));
      const [first] = found;
      if (first === undefined) missed.push({ scenario, planted });
      else counts.found += 1;
      const fits = found.some((event) => planted.classes.some((name) => name === event.class));
      if (fits) counts.classed += 1;
      else if (first !== undefined) misclassed.push({ event: first, planted });
    }
  }
  let right = 0;
  let tolerated = 0;
  const falseEvents: Event[] = [];
  for (const event of events) {
    const near = (event.scenario?.planted ?? []).filter((planted) => inWindow(event, planted));
    if (near.some((planted) => planted.types.test(event.type))) right += 1;
    else if (mayBe(event, near)) tolerated += 1;
    else falseEvents.push(event);
  }
  return { kinds, right, tolerated, falseEvents, missed, misclassed };
}

/** A consequence of what was planted; on a quiet endpoint, something that nobody could call right or wrong. */
function mayBe({ scenario, type }: Event, near: readonly Planted[]): boolean {
  if (scenario === null || (near.length === 0 && scenario.planted.length > 0)) return false;
  return scenario.tolerated?.test(type) === true;
}
