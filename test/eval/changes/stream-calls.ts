import type { NativeCall } from '../harness.ts';
import { bearerToken, ClientPool, USER_AGENTS } from '../schemas/clients.ts';
import { type Random, randomFor } from '../schemas/random.ts';
import type { Draft, Moment, Scenario, Stream } from './scenario.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Calls of a stream, scenario by scenario and day by day: nothing depends on the order. */
export function* callsOf(stream: Stream): Generator<NativeCall> {
  for (const scenario of stream.scenarios) {
    const random = randomFor(stream.seed, scenario.name);
    for (let day = 0; day < stream.days; day += 1) {
      const weekday = new Date(stream.startMs + day * DAY_MS).getUTCDay();
      const hours = scenario.hours(day);
      for (let left = random.poisson(scenario.rate(day, weekday)); left > 0; left -= 1) {
        const inDay = hourOf(hours, random) * HOUR_MS + random.int(0, HOUR_MS - 1);
        const moment: Moment = { day: day + inDay / DAY_MS, weekday, random };
        if (!scenario.alive(moment.day)) continue;
        yield callOf(scenario, moment, stream.startMs + day * DAY_MS + inDay);
      }
    }
  }
}

function hourOf(weights: readonly number[], random: Random): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [hour, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return hour;
  }
  return 23;
}

function callOf(scenario: Scenario, moment: Moment, timeMs: number): NativeCall {
  const { random } = moment;
  const draft = scenario.base(moment);
  for (const vary of scenario.variations) vary(draft, moment);
  const query = new URLSearchParams(draft.query).toString();
  const json = { 'content-type': 'application/json' };
  return {
    time: new Date(timeMs).toISOString(),
    method: scenario.method,
    scheme: 'https',
    host: scenario.host,
    path: scenario.path(random),
    ...(query === '' ? {} : { query }),
    status: draft.status,
    client: { address: draft.address },
    latencyMs: Math.round(draft.latencyMs),
    request: {
      headers: {
        host: scenario.host,
        'user-agent': random.pick(USER_AGENTS),
        accept: 'application/json',
        'accept-encoding': 'gzip',
        ...(draft.requestBody === null ? {} : json),
        ...draft.headers,
      },
      body: draft.requestBody === null ? '' : JSON.stringify(draft.requestBody),
    },
    response: {
      headers: draft.body === null ? {} : json,
      body: draft.body === null ? '' : JSON.stringify(draft.body),
    },
  };
}

const POOL = new ClientPool(randomFor(90_210, 'clients of changes'), 260, 0.7);

/** A draft as nearly all calls are: authorized, answered 200, a latency with a tail. */
export function ordinaryDraft(random: Random, medianMs: number): Draft {
  return {
    status: 200,
    query: {},
    headers: { authorization: bearerToken(random) },
    requestBody: null,
    body: null,
    latencyMs: medianMs * Math.exp(0.45 * random.normal()),
    address: POOL.pick(random),
  };
}
