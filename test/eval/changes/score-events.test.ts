import assert from 'node:assert/strict';
import { test } from 'node:test';
import { devStream } from './dev-stream.ts';
import type { Scenario, Stream } from './scenario.ts';
import { type Event, scoreEvents } from './score-events.ts';

const STREAM = devStream();

function named(name: string): Scenario {
  const scenario = STREAM.scenarios.find((each) => each.name === name);
  assert.ok(scenario !== undefined, name);
  return scenario;
}

function event(scenario: Scenario, type: string, day: number, of = 'breaking'): Event {
  return { scenario, type, class: of, day, where: scenario.host, before: null, after: null };
}

function streamOf(...scenarios: readonly Scenario[]): Stream {
  return { ...STREAM, scenarios };
}

test('names and places of scenarios are their own', () => {
  assert.equal(new Set(STREAM.scenarios.map(({ name }) => name)).size, STREAM.scenarios.length);
  const places = STREAM.scenarios.map(({ method, host, template }) => `${method} ${host}${template}`);
  assert.equal(new Set(places).size, places.length);
});

test('an event counts on its endpoint, by its type, a bucket early or late', () => {
  const removed = named('response field removed, 60 a day');
  const on = (day: number, type = 'response-field-removed'): number =>
    scoreEvents([event(removed, type, day)], streamOf(removed)).right;
  assert.deepEqual(
    [3, 4, 5, 6, 7].map((day) => on(day)),
    [0, 1, 1, 1, 0],
  );
  assert.equal(on(5, 'response-field-added'), 0);
  assert.equal(scoreEvents([event(removed, 'status-added', 5)], streamOf(removed)).falseEvents.length, 1);
});

test('a consequence is tolerated near its cause only', () => {
  const strengthened = named('authentication strengthened, 60 a day');
  const near = scoreEvents([event(strengthened, 'status-added', 4)], streamOf(strengthened));
  assert.deepEqual([near.tolerated, near.falseEvents.length, near.missed.length], [1, 0, 1]);
  const far = scoreEvents([event(strengthened, 'status-added', 7)], streamOf(strengthened));
  assert.deepEqual([far.tolerated, far.falseEvents.length], [0, 1]);
});

test('a class that does not fit is told', () => {
  const removed = named('response field removed, 60 a day');
  const { kinds, misclassed } = scoreEvents(
    [event(removed, 'response-field-removed', 5, 'additive')],
    streamOf(removed),
  );
  assert.deepEqual(kinds.get('response-field-removed'), { made: 1, found: 1, classed: 0 });
  assert.equal(misclassed.length, 1);
});

test('any event on an endpoint where nothing changed is false', () => {
  const quiet = named('weekdays only, 40 a day');
  assert.equal(scoreEvents([event(quiet, 'endpoint-vanished', 5)], streamOf(quiet)).falseEvents.length, 1);
});
