import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_CAPS } from '../caps.ts';
import { rootContext } from '../data-classes/key-context.ts';
import { jsonDocument } from '../json-text.ts';
import { makeKeyedHash } from '../sketch/keyed-hash.ts';
import { BodyPieces } from './body-piece.ts';
import { type BodyPlan, emptyPlan, learnBody, type PlanBudget } from './body-plan.ts';
import { type BodySet, knownBodyStats, observeBody } from './body-set.ts';
import { BodyTape } from './body-tape.ts';
import { walkOf } from './walk.ts';

const TYPE = 'application/json';
const RULES = { isDeciding: () => false, isOdd: () => false, saysError: () => false };
const LIKE = '{"id":1,"tags":["a","b"],"owner":{"name":"x"}}';
const OTHER = '{"id":1,"tags":["a"]}';
/** Values of `LIKE`, objects and lists included. */
const VALUES = 7;
const PLACES = 100;
const BEFORE = 3;

interface Reader {
  readonly plan: BodyPlan;
  readonly budget: PlanBudget;
  /** Reads the bodies, each of which fits. */
  readonly read: (text: string, times: number) => void;
}

function reader(): Reader {
  const bodies: BodySet = new Map();
  const hash = makeKeyedHash(new Uint8Array(16).fill(7));
  const walk = walkOf({ hash, caps: DEFAULT_CAPS, accepted: true, refused: false, clientHash: 0 });
  const value = jsonDocument(LIKE)?.value ?? null;
  observeBody(bodies, { kind: 'json', contentType: TYPE, value, text: LIKE }, null, rootContext(''), walk);
  const stats = knownBodyStats(bodies, TYPE, null);
  assert.ok(stats);
  const budget: PlanBudget = {
    places: PLACES,
    beforeTrail: BEFORE,
    known: new WeakMap(),
    pieces: new BodyPieces(),
  };
  const plan = emptyPlan(stats, null, rootContext(''), DEFAULT_CAPS.schemaDepth, RULES, budget);
  for (const text of [LIKE, OTHER]) assert.equal(learnBody(plan, text, budget), true);
  const tape = new BodyTape();
  const read = (text: string, times: number): void => {
    for (let time = 0; time < times; time += 1) assert.equal(tape.read(plan, text, budget), true);
  };
  return { plan, budget, read };
}

function valuesOfTrail({ trail }: BodyPlan): number | null {
  return trail === null ? null : trail.places.length;
}

test('a trail is learnt once bodies keep coming, and takes the places of its values', () => {
  const { plan, budget, read } = reader();
  const before = budget.places;
  read(LIKE, BEFORE - 1);
  assert.equal(valuesOfTrail(plan), null);
  read(LIKE, 1);
  assert.equal(valuesOfTrail(plan), VALUES);
  assert.equal(budget.places, before - VALUES);
});

test('a trail that few keep to goes, gives its places back, and none is learnt for a while', () => {
  const { plan, budget, read } = reader();
  const before = budget.places;
  read(LIKE, BEFORE);
  for (let round = 0; round < 20; round += 1) {
    read(LIKE, 1);
    read(OTHER, 1);
  }
  assert.equal(plan.trail, null);
  assert.equal(budget.places, before);
  read(OTHER, 400);
  assert.equal(plan.trail, null);
  read(OTHER, 200);
  assert.notEqual(plan.trail, null);
});

test('a trail that most keep to stays', () => {
  const { plan, read } = reader();
  read(LIKE, BEFORE);
  const { trail } = plan;
  for (let round = 0; round < 50; round += 1) {
    read(LIKE, 12);
    read(OTHER, 1);
  }
  assert.equal(plan.trail, trail);
});

test('without room there is no trail', () => {
  const { plan, budget, read } = reader();
  budget.places = VALUES - 1;
  read(LIKE, 50);
  assert.equal(plan.trail, null);
  assert.equal(budget.places, VALUES - 1);
});
