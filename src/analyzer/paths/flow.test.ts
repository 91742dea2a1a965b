import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyHyperLogLog } from '../sketch/hyper-log-log.ts';
import { agreement, gapsOf, gapToSlot, NO_GAP, slotFlowOf } from './flow.ts';
import type { Profile } from './profile.ts';
import type { Sibling } from './sibling.ts';

function profile(ownCalls: number, flow: Readonly<Record<string, number>>): Profile {
  const calls = Object.values(flow).reduce((sum, each) => sum + each, ownCalls);
  return {
    calls,
    ownCalls,
    methods: new Set(['GET']),
    keys: new Map(),
    query: [],
    below: new Set(),
    shape: new Map(Object.keys(flow).map((path) => [path, []])),
    flow: new Map(Object.entries(flow)),
    clients: emptyHyperLogLog(),
  };
}

function sibling(ownCalls: number, flow: Readonly<Record<string, number>>): Sibling {
  return {
    text: 'x',
    stem: 'x',
    suffix: '',
    kind: 'unknown',
    look: 'word',
    nodes: [],
    profile: profile(ownCalls, flow),
    echo: 0,
    elsewhere: 0,
    otherForm: false,
  };
}

test('who is called as often as others and never where they are called most is none of them, the surer the more calls', () => {
  const others = [sibling(10, { items: 90 }), sibling(12, { items: 88 })];
  const missingOf = (odd: Sibling): number =>
    gapsOf([...others, odd], [...others, odd]).get(odd)?.missing ?? 0;

  assert.equal(missingOf(sibling(1, { items: 9 })), 0);
  assert.ok(missingOf(sibling(2, {})) < missingOf(sibling(20, {})));
  assert.ok(missingOf(sibling(20, {})) > 2.5);
});

test('what one of the others has alone is not missed, and what one has alone tells against it', () => {
  const odd = sibling(10, { audit: 50 });
  const others = [sibling(10, { items: 40 }), sibling(10, { items: 40 })];
  const plain = sibling(10, { items: 40 });
  const gaps = gapsOf([odd, plain, ...others], [odd, plain, ...others]);

  assert.deepEqual(gaps.get(plain), NO_GAP);
  assert.ok((gaps.get(odd)?.alone ?? 0) > 3);
});

test('listed words are measured against the others only; a slot is one handler', () => {
  const open = [sibling(5, { items: 5 }), sibling(5, { items: 5 })];
  const listed = sibling(50, {});
  const gaps = gapsOf([...open, listed], open);

  assert.deepEqual(gaps.get(open[0] ?? listed), NO_GAP);
  assert.ok((gaps.get(listed)?.missing ?? 0) > 3);
  assert.deepEqual(gapToSlot(listed, slotFlowOf(null)), NO_GAP);
  assert.ok(gapToSlot(listed, slotFlowOf(profile(4, { items: 36 }))).missing > 3);
});

test('agreement grows with calls and shared paths, and ends where something is missing', () => {
  const few = agreement(sibling(1, { items: 1 }), NO_GAP, 1);
  const many = agreement(sibling(30, { items: 30 }), NO_GAP, 1);

  assert.ok(few < many);
  assert.ok(many < agreement(sibling(30, { items: 30 }), NO_GAP, 4));
  assert.ok(agreement(sibling(30, { items: 30 }), { missing: 4, alone: 0 }, 4) < few);
});
