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
import { TOKEN } from './token.ts';
import { walkOf } from './walk.ts';

const TYPE = 'application/json';
const RULES = { isDeciding: () => false, isOdd: () => false, saysError: () => false };
const LEARNT = '{"a":1,"b":"x","c":[1,2],"d":{"e":true}}';
const SHORTER = ['{"a":1,"c":[1]}', '{"a":1}', '{"b":"x"}', '{"c":[1]}', '{"a":1,"b":"x"}'];
const hash = makeKeyedHash(new Uint8Array(16).fill(7));

/** Where the values of bodies like `LEARNT` are counted. */
function learnt(): { readonly plan: BodyPlan; readonly budget: PlanBudget } {
  const bodies: BodySet = new Map();
  const document = jsonDocument(LEARNT);
  assert.ok(document);
  const walk = walkOf({ hash, caps: DEFAULT_CAPS, accepted: true, refused: false, clientHash: 0 });
  observeBody(
    bodies,
    { kind: 'json', contentType: TYPE, value: document.value, text: LEARNT },
    null,
    rootContext(''),
    walk,
  );
  const stats = knownBodyStats(bodies, TYPE, null);
  assert.ok(stats);
  const budget: PlanBudget = { places: 100, beforeTrail: 1, known: new WeakMap(), pieces: new BodyPieces() };
  const plan = emptyPlan(stats, null, rootContext(''), DEFAULT_CAPS.schemaDepth, RULES, budget);
  for (const text of [LEARNT, ...SHORTER]) assert.equal(learnBody(plan, text, budget), true);
  return { plan, budget };
}

function valuesOf(tape: BodyTape): unknown[] {
  return Array.from({ length: tape.count }, (_, at) => {
    const kind = tape.kinds[at];
    if (kind === TOKEN.text) return tape.textAt(at);
    return kind === TOKEN.number || kind === TOKEN.list ? tape.numbers[at] : null;
  });
}

test('values are what the parser makes of them', () => {
  const { plan, budget } = learnt();
  const tape = new BodyTape();
  const numbers =
    '0 -0 7 -12.5 0.1 99.99 123456789012.345 0.1234567890123456 1e3 2.5E-3 9007199254740993'.split(' ');
  for (const number of numbers) {
    assert.equal(tape.read(plan, `{"a":${number},"c":[]}`, budget), true, number);
    assert.deepEqual(valuesOf(tape), [null, Number(number), 0], number);
  }
  const texts = ['', 'x', 'a "quoted" one', '\\', 'two\nlines', 'ünïcode', '\u0000'];
  for (const text of texts) {
    const escaped = JSON.stringify(text);
    assert.equal(
      tape.read(plan, `{"a":${escaped},"b":${escaped},"c":[3,${escaped}]}`, budget),
      true,
      escaped,
    );
    assert.deepEqual(valuesOf(tape), [null, text, text, 2, 3, text], escaped);
  }
  assert.equal(tape.read(plan, '{"a":true,"b":false,"c":[null],"d":{"e":null}}', budget), true);
  assert.deepEqual([...tape.kinds.subarray(0, tape.count)], [4, 2, 2, 5, 3, 4, 3]);
});

const NO_JSON = [
  ...'tru trux falsx fals nulx nul 01 -01 1. - .5 1e 1e+ +1 0x1 1,,2 [1 [1,] [,1] {"e":1 1" "x "\\u12"'.split(
    ' ',
  ),
  '"\u0001"',
  '"tab\t"',
  '1 2',
];

test('what is no JSON does not fit', () => {
  const { plan, budget } = learnt();
  const tape = new BodyTape();
  for (const wrong of NO_JSON) {
    for (const text of [`{"a":${wrong}}`, `{"c":[${wrong}]}`, `{"a":1,"b":${wrong}}`, `{"b":${wrong}`]) {
      assert.equal(jsonDocument(text), null, text);
      assert.equal(tape.read(plan, text, budget), false, text);
    }
  }
  for (const text of ['', '{', '{"a":1}}', '{"a":1}x', '{"a":1,"a":2}', '{"b":"x","b":"y"}'])
    assert.equal(tape.read(plan, text, budget), false, text);
  assert.equal(tape.read(plan, '{"a":1}\r\n', budget), true, 'a line break behind a body is none of it');
});
