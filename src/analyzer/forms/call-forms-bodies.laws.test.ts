import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { canonicalJson } from '../../model/json.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import {
  createSummary,
  decodeSummary,
  encodeSummary,
  merge,
  observe,
  observeCalls,
  type SitePattern,
  type SiteRules,
  type Summary,
  type SummarySettings,
} from '../index.ts';
import { CallForms } from './call-forms.ts';
import { DISTURBANCES } from './example-disturbances.test.ts';
import { callOf, familyOf, type Seen } from './example-families.test.ts';
import { PLANS } from './example-plans.test.ts';
import { steadyFamily } from './example-steady.test.ts';
import { randomOf } from './example-values.test.ts';

/** A stream has hundreds of calls: a quarter of the runs of other laws. */
const RUNS = Math.ceil(Number(process.env['LAW_RUNS'] ?? 20) / 4);
const SAMPLED = 6;
/** Of the sampled calls at least one in so many is counted by form. */
const SHORT_SHARE = 10;

/** Few families, many calls of each: what forms are for. */
interface Stream {
  readonly calls: readonly Seen[];
  /** Calls between two flushes. */
  readonly size: number;
  /** What happens to the summary between them. */
  readonly turns: readonly Turn[];
}

/** `apart`: counted in another summary that is merged; `under`: ours is merged into that one; `again`: ours is read back. */
type Turn = 'on' | 'apart' | 'under' | 'again';

const PLAN_NAMES = Object.keys(PLANS);

const turns: fc.Arbitrary<readonly Turn[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<readonly Turn[]>(['on']) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constant<Turn>('on') },
        { weight: 1, arbitrary: fc.constantFrom<Turn>('apart', 'under', 'again') },
      ),
      { minLength: 1, maxLength: 12 },
    ),
  },
);

const wild: fc.Arbitrary<Stream> = fc
  .record({
    families: fc.array(fc.record({ plan: fc.constantFrom(...PLAN_NAMES), seed: fc.nat() }), {
      minLength: 1,
      maxLength: 3,
    }),
    draws: fc.array(
      // Without a bias to small numbers: values are to be many.
      fc.noBias(fc.record({ family: fc.nat(), seed: fc.nat(), variant: fc.nat() })),
      { minLength: 40, maxLength: 90 },
    ),
    size: fc.constantFrom(1, 7, 32),
    turns,
  })
  .map(({ families, draws, size, turns }) => {
    const made = families.map(({ plan, seed }) => familyOf(plan, seed));
    const calls = draws.flatMap(({ family, seed, variant }): readonly Seen[] => {
      const isOther = variant % 40 === 39;
      const own = isOther ? familyOf('anything', seed) : made[family % made.length];
      return own === undefined ? [] : [callOf(own, seed, variant)];
    });
    return { calls, size, turns };
  });

/** One kind of call many times, something that may disturb, and the same kind again. */
const steady: fc.Arbitrary<Stream> = fc
  .record({
    seeds: fc.array(fc.noBias(fc.nat()), { minLength: 1, maxLength: 2 }),
    phases: fc.array(
      fc.noBias(
        fc.record({
          family: fc.nat(),
          seed: fc.nat(),
          count: fc.integer({ min: 4, max: 40 }),
          change: fc.nat(),
        }),
      ),
      { minLength: 2, maxLength: 7 },
    ),
    size: fc.constantFrom(1, 7, 32),
    turns,
  })
  .map(({ seeds, phases, size, turns }) => {
    const families = seeds.map(steadyFamily);
    const calls = phases.flatMap(({ family: at, seed, count, change }): readonly Seen[] => {
      const [family, random] = [families[at % families.length], randomOf(seed)];
      if (family === undefined) return [];
      const disturb = DISTURBANCES[change % DISTURBANCES.length];
      const other = disturb?.(family, random) ?? family;
      return [
        ...Array.from({ length: count }, () => callOf(family, random(SEEDS), random(SEEDS))),
        ...Array.from({ length: 1 + random(3) }, () => callOf(other, random(SEEDS), random(SEEDS))),
      ];
    });
    return { calls, size, turns };
  });
const SEEDS = 2 ** 31;

function encoded(summary: Summary): string {
  return canonicalJson(encodeSummary(summary));
}

function fullWay(settings: Partial<SummarySettings>, calls: readonly Seen[]): Summary {
  const summary = createSummary(settings);
  for (const { call, hop } of calls) observe(summary, call, hop);
  return summary;
}

/** Counts what it can by form; gives the number of calls that took the short way. */
function observeByForm(summary: Summary, forms: CallForms, calls: readonly Seen[]): number {
  const others = calls.filter(({ call, hop }) => !forms.count(call, hop));
  forms.flush();
  for (const { call, hop } of others) observe(summary, call, hop);
  return calls.length - others.length;
}

/** The whole stream by forms. */
function byForms(
  settings: Partial<SummarySettings>,
  { calls, size, turns }: Stream,
): { summary: Summary; taken: number } {
  let summary = createSummary(settings);
  let forms = new CallForms(summary, 2);
  let taken = 0;
  for (let at = 0; at < calls.length; at += size) {
    const own = calls.slice(at, at + size);
    const turn = turns[(at / size) % turns.length] ?? 'on';
    if (turn === 'again') {
      summary = decodeSummary(encodeSummary(summary), settings);
      forms = new CallForms(summary, 2);
    }
    if (turn === 'on' || turn === 'again') {
      taken += observeByForm(summary, forms, own);
      continue;
    }
    const other = createSummary(settings);
    const otherForms = new CallForms(other, 2);
    taken += observeByForm(other, otherForms, own);
    if (turn === 'apart') merge(summary, other);
    else {
      merge(other, summary);
      summary = other;
      forms = otherForms;
    }
  }
  return { summary, taken };
}

/** As it is done outside of tests. */
function inBatches(settings: Partial<SummarySettings>, { calls, size }: Stream): Summary {
  const summary = createSummary(settings);
  for (let at = 0; at < calls.length; at += size) observeCalls(summary, calls.slice(at, at + size));
  return summary;
}

/** How many calls took the short way. */
function assertSame(settings: Partial<SummarySettings>, stream: Stream): number {
  const full = encoded(fullWay(settings, stream.calls));
  assert.equal(encoded(inBatches(settings, stream)), full);
  // Whoever counts by forms asks for rules of the site before.
  if ((settings.site ?? null) !== null) return 0;
  const { summary, taken } = byForms(settings, stream);
  assert.equal(encoded(summary), full);
  return taken;
}

const TINY: Partial<SummarySettings> = {
  caps: {
    hosts: 1,
    childrenPerNode: 2,
    pathDepth: 3,
    operationsPerPath: 2,
    methodsPerPath: 2,
    propertiesPerObject: 3,
    schemaDepth: 3,
    pointersPerDepth: 6,
    fieldsPerLocation: 2,
    enumMembers: 2,
    samples: 2,
    clientsPerString: 2,
    actors: 3,
    nativeRefs: 1,
    contentTypes: 2,
    schemesPerCell: 2,
  },
  pathsPerHost: 4,
  pathsOfAll: 6,
};

function pattern(source: string): SitePattern {
  return {
    find: (text, from) => {
      const match = new RegExp(source, 'g');
      match.lastIndex = from;
      const found = match.exec(text);
      return found === null ? null : { from: found.index, to: found.index + found[0].length };
    },
    matchesWhole: (text) => new RegExp(`^(?:${source})$`).test(text),
  };
}

const SITE: SiteRules = {
  classes: [
    {
      key: 'order#1',
      id: 'site:order',
      title: 'Order',
      category: 'pii',
      pattern: pattern('ord_[0-9a-f]{12}'),
      validate: () => true,
      keyWords: [['id']],
      chanceRate: 0.01,
      needsContext: false,
    },
  ],
  schemes: [{ key: 'tenant#1', scheme: 'custom:tenant', place: 'header', name: 'x-tenant', pattern: null }],
  threats: [
    {
      key: 'paid#1',
      rule: 'site:paid',
      type: 'scanner',
      locations: new Set(['request.body', 'request.header']),
      pattern: pattern('paid'),
    },
  ],
};

const VARIANTS: readonly (readonly [string, Partial<SummarySettings>])[] = [
  ['plain settings', {}],
  ['tiny caps', TINY],
  [
    'some caps small',
    {
      caps: {
        ...DEFAULT_CAPS,
        propertiesPerObject: 8,
        pointersPerDepth: 16,
        enumMembers: 4,
        clientsPerString: 3,
        fieldsPerLocation: 4,
        schemaDepth: 5,
      },
    },
  ],
  ['hours as buckets', { bucketMs: 3_600_000 }],
  [
    'registered names and gateways',
    {
      reservedSegments: new Set(['404', '2024', 'orders']),
      reservedHosts: new Set(['pay.shop.example']),
      isGatewayAddress: (address) => address === '192.0.2.1',
    },
  ],
  ['rules of the site', { site: SITE }],
];

for (const [name, settings] of VARIANTS) {
  test(`calls with bodies counted by form leave the summary of the full way: ${name}`, (t) => {
    fc.assert(
      fc.property(wild, (each) => {
        assertSame(settings, each);
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
    fc.assert(
      fc.property(steady, (each) => {
        assertSame(settings, each);
      }),
      { numRuns: RUNS },
    );
    // The same streams each time: how many calls take the short way is a matter of chance.
    const streams = fc.sample(steady, { numRuns: SAMPLED, seed: 3 });
    const all = streams.reduce((sum, { calls }) => sum + calls.length, 0);
    const taken = streams.reduce((sum, each) => sum + assertSame(settings, each), 0);
    t.diagnostic(`${taken} of ${all} calls took the short way`);
    const isShort = taken * SHORT_SHARE > all;
    assert.equal(isShort, settings.site === undefined, `${taken} of ${all} calls took the short way`);
  });
}
