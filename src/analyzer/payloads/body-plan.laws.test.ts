import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { canonicalJson } from '../../model/json.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import { rootContext } from '../data-classes/key-context.ts';
import type { Body, Caps } from '../exchange.ts';
import { jsonDocument } from '../json-text.ts';
import { makeKeyedHash } from '../sketch/keyed-hash.ts';
import { BodyPieces } from './body-piece.ts';
import { emptyPlan, learnBody, type PlanBudget, type PlanRules } from './body-plan.ts';
import { type BodySet, knownBodyStats, observeBody } from './body-set.ts';
import { BodyTape } from './body-tape.ts';
import { countTape } from './count-tape.ts';
import { emptyPayloads, encodePayloads } from './index.ts';
import { emptySide } from './payloads.ts';
import { limitsOf } from './schema-node.ts';
import { type Walk, walkOf } from './walk.ts';

const RUNS = Number(process.env['LAW_RUNS'] ?? 150);
const SAMPLED = 100;
const TYPE = 'application/vnd.shop.v1+json';
const RULES: PlanRules = {
  isDeciding: (key) => key === 'method',
  isOdd: (key) => key === '__proto__',
  saysError: () => false,
};
const hash = makeKeyedHash(new Uint8Array(16).fill(7));
const FEW: Caps = {
  ...DEFAULT_CAPS,
  propertiesPerObject: 5,
  schemaDepth: 3,
  pointersPerDepth: 12,
  enumMembers: 3,
  samples: 3,
  clientsPerString: 3,
};

const PLAIN_KEYS = 'id name status email items card note total a b c'.split(' ');
const ODD_KEYS = [
  'method',
  '__proto__',
  'constructor',
  'x1y2z3w4',
  '42',
  'ünï',
  'önö',
  '{0}',
  'a"b',
  'a\\b',
  '',
];
const KEYS = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...PLAIN_KEYS) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_KEYS) },
);
const TEXTS = [
  ...'ACTIVE pending closed 2024-05-01 2024-05-01T10:00:00Z mia@shop.example 4111111111111111 192.0.2.7 *** true 42 Zoë'.split(
    ' ',
  ),
  '',
  'a "quoted" word',
  'back\\slash',
  'two\nlines',
  'tab\t',
  '\u0000',
  '\u007f',
  '\ud800',
  '日本',
  '/a/b',
  '€ 5',
];
const NUMBERS = [
  ...'0 -0 1 -1 7 99999999 100000000 2147483648 -2147483649 123456789012345 1234567890123456 4111111111111111'.split(
    ' ',
  ),
  ...'1e3 1E+2 2.5 -0.25 1e-7 1e400 12345678901234567890 0.1e1 9007199254740993'.split(' '),
];

/** A JSON text; numbers as they are written. */
const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS).map((text) => JSON.stringify(text)) },
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.nat(2 ** 31).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('true', 'false', 'null') },
  { weight: 1, arbitrary: fc.constantFrom('"\\u0041\\/"', '"\\ud83d\\ude00"', '"caf\\u00e9"') },
);

/** What is written between values. */
const STYLES = [
  { comma: ',', colon: ':', open: '', close: '' },
  { comma: ',', colon: ':', open: '', close: '' },
  { comma: ', ', colon: ': ', open: '', close: '' },
  { comma: ',\n  ', colon: ': ', open: '\n  ', close: '\n' },
  { comma: ',\n\n', colon: ' : ', open: ' ', close: '' },
];

/** A document: its shape, to be filled with values again and again. */
type Shape =
  | { readonly kind: 'value' }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Shape, boolean])[] };

const { shape } = fc.letrec<{ shape: Shape; object: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 3, arbitrary: fc.constant<Shape>({ kind: 'value' }) },
    { weight: 1, arbitrary: tie('object') },
    { weight: 1, arbitrary: tie('shape').map((item): Shape => ({ kind: 'list', item })) },
  ),
  object: fc
    .array(fc.tuple(KEYS, tie('shape'), fc.boolean()), { maxLength: 6 })
    .map((members): Shape => ({ kind: 'object', members })),
}));
const root: fc.Arbitrary<Shape> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(fc.tuple(KEYS, shape, fc.boolean()), { minLength: 1, maxLength: 8 })
      .map((members): Shape => ({ kind: 'object', members })),
  },
  { weight: 1, arbitrary: shape },
);

interface Draw {
  readonly scalars: readonly string[];
  readonly dice: readonly number[];
  readonly style: (typeof STYLES)[number];
  readonly client: number;
  readonly end: string;
  /** Where the text is broken; -1 where it is not. */
  readonly cut: number;
  readonly by: string;
}

function textOf(shape: Shape, { scalars, dice, style }: Draw): string {
  let at = 0;
  const next = (): number => dice[at++ % dice.length] ?? 0;
  const joined = (open: string, parts: readonly string[], close: string): string =>
    parts.length === 0
      ? `${open}${close}`
      : `${open}${style.open}${parts.join(style.comma)}${style.close}${close}`;
  const write = (each: Shape): string => {
    const die = next();
    if (each.kind === 'value' || die % 29 === 0) return scalars[die % scalars.length] ?? 'null';
    if (each.kind === 'list')
      return joined(
        '[',
        Array.from({ length: die % 4 }, () => write(each.item)),
        ']',
      );
    const members = each.members.filter(([, , isOptional]) => !isOptional || next() % 5 > 1);
    return joined(
      '{',
      members.map(([key, value]) => `${JSON.stringify(key)}${style.colon}${write(value)}`),
      '}',
    );
  };
  return write(shape);
}

const draw: fc.Arbitrary<Draw> = fc.record({
  scalars: fc.array(scalar, { minLength: 3, maxLength: 9 }),
  dice: fc.array(fc.nat(1000), { minLength: 9, maxLength: 30 }),
  style: fc.constantFrom(...STYLES),
  client: fc.integer({ min: -1, max: 6 }),
  end: fc.constantFrom('', '', '\n', ' \r\n\t', '\u000b'),
  cut: fc.oneof({ weight: 12, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(1000) }),
  by: fc.constantFrom('', '"', '\\', ',', '}', ']', '0', ' ', '\n', '\u0001', '-', '.', 'e'),
});

interface Sent {
  readonly text: string;
  readonly client: number;
}

const sent = fc
  .tuple(root, fc.array(draw, { minLength: 4, maxLength: 24 }), fc.nat(3), fc.boolean())
  .map(([shape, draws, styles, areAlike]): Sent[] =>
    draws.map((each) => {
      const { style, dice } = draws[0] ?? each;
      const like = {
        ...each,
        ...(styles > 0 ? { style } : {}),
        ...(areAlike && each.client > 0 ? { dice } : {}),
      };
      const text = `${textOf(shape, like)}${each.end}`;
      if (each.cut < 0) return { text, client: each.client };
      const cut = each.cut % (text.length + 1);
      return {
        text: `${text.slice(0, cut)}${each.by}${text.slice(cut + (each.cut % 2))}`,
        client: each.client,
      };
    }),
  );

function walkFor(caps: Caps): Walk {
  return walkOf({ hash, caps, accepted: true, refused: false, clientHash: 0 });
}

function encoded(requests: BodySet, caps: Caps): string {
  const accepted = { ...emptySide(), requests };
  return canonicalJson(encodePayloads({ ...emptyPayloads(), limits: limitsOf(caps), accepted }));
}

function observeParsed(bodies: BodySet, text: string, walk: Walk): void {
  const document = jsonDocument(text);
  if (document === null) return;
  const body: Body = { kind: 'json', contentType: TYPE, value: document.value, text };
  observeBody(bodies, body, null, rootContext(''), walk);
}

/** Gives how many bodies were counted without being parsed, and how many of them kept to a trail. */
function assertSame(
  messages: readonly Sent[],
  caps: Caps,
): { readonly short: number; readonly kept: number } {
  const [parsed, planned]: [BodySet, BodySet] = [new Map(), new Map()];
  const [walk, planWalk] = [walkFor(caps), walkFor(caps)];
  const tape = new BodyTape();
  const budget: PlanBudget = {
    places: 10_000,
    beforeTrail: 1,
    known: new WeakMap(),
    pieces: new BodyPieces(),
  };
  let plan: ReturnType<typeof emptyPlan> | null = null;
  let short = 0;
  let kept = 0;
  for (const { text, client } of messages) {
    walk.client = client;
    planWalk.client = client;
    observeParsed(parsed, text, walk);
    const stats = knownBodyStats(planned, TYPE, null);
    if (plan === null && stats !== undefined)
      plan = emptyPlan(stats, 'vnd.shop.v1', rootContext(''), caps.schemaDepth, RULES, budget);
    const trust = plan?.trail ? plan.trust : Number.POSITIVE_INFINITY;
    const fits =
      plan !== null &&
      (tape.read(plan, text, budget) || (learnBody(plan, text, budget) && tape.read(plan, text, budget)));
    if (plan !== null && fits) {
      assert.notEqual(jsonDocument(text), null, 'what fits is JSON');
      countTape(plan, tape, planWalk);
      short += 1;
      if (plan.trust > trust) kept += 1;
    } else observeParsed(planned, text, planWalk);
  }
  assert.equal(encoded(planned, caps), encoded(parsed, caps));
  return { short, kept };
}

for (const [name, caps] of [
  ['shipped caps', DEFAULT_CAPS],
  ['small caps', FEW],
] as const) {
  test(`bodies counted by their plan leave the schema of parsed ones: ${name}`, () => {
    fc.assert(
      fc.property(sent, (messages) => {
        assertSame(messages, caps);
      }),
      { numRuns: RUNS },
    );
    // The same streams each time: how many bodies fit is a matter of chance.
    const sums = fc.sample(sent, { numRuns: SAMPLED, seed: 5 }).map((messages) => assertSame(messages, caps));
    const short = sums.reduce((sum, each) => sum + each.short, 0);
    const kept = sums.reduce((sum, each) => sum + each.kept, 0);
    assert.ok(short > SAMPLED * 2, `${short} bodies were counted by a plan`);
    assert.ok(kept > SAMPLED / 2, `${kept} of them kept to a trail`);
  });
}
