import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  createSummary,
  decodeSummary,
  encodeSummary,
  merge,
  observe,
  type SiteRules,
  type Summary,
  type SummarySettings,
  type ViewContext,
  viewInventory,
} from '../../src/analyzer/index.ts';
import type { CorrectionRule } from '../../src/model/correction-rules.ts';
import { canonicalJson, type JsonValue } from '../../src/model/json.ts';
import { compileCorrections, compileSite, reservedByRules } from '../../src/rules/index.ts';
import { type Seen, seenCall, shuffled } from './call-arbitrary.ts';
import { TINY_CAPS } from './tiny-caps.ts';

/** The laws of the analyzer with rules of every kind in force, and with rules that change between calls. */

const RUNS = Number(process.env['LAW_RUNS'] ?? 10);
const AS_OF_MS = Date.UTC(2026, 0, 8);

const bare = { positives: [], nearMisses: [] } as const;
const RULES: readonly CorrectionRule[] = [
  { ...bare, kind: 'pin', id: 'pin-get', template: '/quux/{one}', methods: ['GET'] },
  { ...bare, kind: 'pin', id: 'pin-host', host: '*.example', template: '/zorb/{a}/{b}.json' },
  { ...bare, kind: 'split', id: 'split', below: '/users', literals: ['plugh', 'wibble'] },
  { ...bare, kind: 'merge', id: 'merge', below: '/orders', slot: 'order' },
  { ...bare, kind: 'merge', id: 'merge-root', host: 'b.example', below: '/', literals: ['zorb', 'quux'] },
  { ...bare, kind: 'rename', id: 'rename', template: '/users/{member}' },
  { ...bare, kind: 'not-here', id: 'not-here', class: 'credit-card', location: 'request.body' },
  { ...bare, kind: 'path-words', id: 'words', words: ['xyzzy'] },
  {
    ...bare,
    kind: 'data-class',
    id: 'frob',
    title: 'Frob',
    category: 'pii',
    pattern: '\\bfrob\\b|abcdef[0-9]+',
  },
  {
    ...bare,
    kind: 'data-class',
    id: 'key',
    title: 'Key',
    category: 'pii',
    pattern: '[a-z][0-9]|[A-Z]',
    keyWords: ['id', 'owner mail'],
  },
  {
    ...bare,
    kind: 'data-class',
    id: 'card',
    title: 'Card',
    category: 'financial',
    pattern: '[0-9]{16}',
    checksum: 'luhn',
    keyWords: ['card'],
    needsKey: true,
  },
  {
    ...bare,
    kind: 'data-class',
    id: 'luhn',
    title: 'L',
    category: 'pii',
    pattern: '[0-9]{8,}',
    checksum: 'luhn',
  },
  { ...bare, kind: 'auth-scheme', id: 'session', cookie: 'session', pattern: 'a.c' },
  { ...bare, kind: 'auth-scheme', id: 'key', query: 'api_key' },
  { ...bare, kind: 'auth-scheme', id: 'opaque', header: 'Authorization', pattern: 'Bearer opaque-.*' },
  { ...bare, kind: 'threat', id: 'union', type: 'sql-injection', pattern: '(?i)union\\s+select' },
  { ...bare, kind: 'threat', id: 'page', type: 'scanner', pattern: '^1$', locations: ['request.query'] },
];

/** The same ids with other meanings, and fewer. */
const OTHERS: readonly CorrectionRule[] = [
  { ...bare, kind: 'data-class', id: 'frob', title: 'Frob', category: 'pii', pattern: 'plugh' },
  { ...bare, kind: 'auth-scheme', id: 'session', cookie: 'sid' },
  { ...bare, kind: 'threat', id: 'union', type: 'xss', pattern: 'select' },
];

const CAPS = { ...TINY_CAPS, samples: 3 };

function settings(rules: readonly CorrectionRule[]): Partial<SummarySettings> {
  // What is reserved is the same throughout: it says which literals stand outside the caps, as registered routes do.
  return { caps: CAPS, reservedSegments: new Set(reservedByRules(RULES)), site: compileSite(rules) };
}

const NOW = settings(RULES);
const VERSIONS = [NOW, settings(OTHERS), settings([])];

const CONTEXT: ViewContext = {
  asOfMs: AS_OF_MS,
  windowMs: null,
  known: [],
  corrections: compileCorrections(RULES),
};

function form(summary: Summary): string {
  const views = [null, 30 * 86_400_000].map((windowMs) => viewInventory(summary, { ...CONTEXT, windowMs }));
  return canonicalJson([encodeSummary(summary), JSON.parse(JSON.stringify(views)) as JsonValue]);
}

/** Paths that the rules speak of. */
const PATHS = [
  '/users/42',
  '/users/plugh',
  '/users/frob/me',
  '/orders/zorb',
  '/orders/frob',
  '/quux/x1',
  '/zorb/a/b.json',
];

const drawnCall = fc.tuple(seenCall, fc.option(fc.constantFrom(...PATHS)), fc.nat(2)).map(
  ([{ call, hop }, path, version]): Observed => ({
    call: path === null ? call : { ...call, path },
    hop,
    version,
  }),
);

/** A call and which rules were in force when it was observed. */
interface Observed extends Seen {
  readonly version: number;
}

function build(calls: readonly Observed[], versions: readonly Partial<SummarySettings>[]): Summary {
  const whole = createSummary(versions[0]);
  const byVersion = Map.groupBy(calls, ({ version }) => version % versions.length);
  for (const [version, part] of byVersion) {
    const summary = createSummary(versions[version]);
    for (const { call, hop } of part) observe(summary, call, hop);
    merge(whole, decodeSummary(encodeSummary(summary), versions[0]));
  }
  return whole;
}

const drawnCalls = fc.array(drawnCall, { maxLength: 90, size: 'max' });

function assertLaws(
  versions: readonly Partial<SummarySettings>[],
  runs: number,
  note: (summary: Summary) => void = () => undefined,
): void {
  fc.assert(
    fc.property(drawnCalls, fc.nat(), fc.integer({ min: 1, max: 4 }), (seen, seed, parts) => {
      const whole = build(seen, versions);
      note(whole);
      const expected = form(whole);
      assert.equal(form(build(shuffled(seen, seed), versions)), expected, 'order');
      const merged = createSummary(versions[0]);
      for (let part = 0; part < parts; part += 1) {
        const own = shuffled(seen, seed + 1).filter((_, index) => index % parts === part);
        merge(merged, decodeSummary(encodeSummary(build(own, versions)), versions[0]));
      }
      assert.equal(form(merged), expected, 'partition and merge');
      const text = canonicalJson(encodeSummary(whole));
      assert.equal(form(decodeSummary(JSON.parse(text), versions[0])), expected, 'round trip');
    }),
    { numRuns: runs, endOnFailure: true },
  );
}

test('summary and view obey the laws with rules of every kind, and every rule is reached', () => {
  const reached = new Set<string>();
  const note = (summary: Summary): void => {
    for (const endpoint of viewInventory(summary, CONTEXT).endpoints) {
      for (const { id } of endpoint.dataClasses) reached.add(id);
      for (const { rule } of endpoint.refusedClasses ?? []) reached.add(rule);
      for (const { rule } of endpoint.threats) reached.add(rule);
      for (const scheme of endpoint.auth.schemes) reached.add(scheme);
      reached.add(endpoint.path);
    }
  };
  assertLaws([NOW], RUNS, note);
  // Some rules are met in one run of four only: that calls of this kind meet them needs no law to be held against each.
  for (const seen of fc.sample(drawnCalls, { numRuns: 30, seed: 1 })) note(build(seen, [NOW]));
  for (const each of [
    'frob',
    'key',
    'card',
    'custom:session',
    'custom:key',
    'custom:opaque',
    'site:union',
    'site:page',
    'not-here',
    '/quux/{one}',
    '/users/{member}',
    '/users/plugh',
    '/orders/{order}',
  ])
    assert.ok(reached.has(each), `${each} was never reached`);
});

test('rules that change between calls: what was counted does not depend on the order of pages', () => {
  assertLaws(VERSIONS, RUNS);
});

test('a rule that remembers what it saw first breaks the laws', () => {
  const site = compileSite(RULES);
  assert.ok(site !== null);
  // Its own matcher for every summary: the first three texts count.
  const faulty = (): SiteRules => {
    const seen = new Set<string>();
    return {
      ...site,
      classes: site.classes.map((each) => ({
        ...each,
        validate: (candidate: string) => seen.size < 3 && Boolean(seen.add(candidate)),
      })),
    };
  };
  assert.throws(
    () =>
      assertLaws(
        [
          {
            ...NOW,
            get site(): SiteRules {
              return faulty();
            },
          },
        ],
        200,
      ),
    (error: unknown) => error instanceof Error && error.cause instanceof assert.AssertionError,
  );
});

test('without the rules, what they counted is not shown; with them again it is', () => {
  const [sample] = fc.sample(seenCall, { numRuns: 1, seed: 3 });
  assert.ok(sample !== undefined);
  const summary = createSummary(NOW);
  const call = {
    ...sample.call,
    host: 'a.example',
    path: '/things',
    method: 'GET',
    query: 'api_key=abcdef0123456789',
    status: 200,
    gateway: null,
    request: { headers: { accept: '*/*' }, body: null, sizeBytes: null },
  };
  for (let index = 0; index < 5; index += 1) observe(summary, call, 'edge');
  const shown = (rules: readonly CorrectionRule[]): unknown => {
    const stored = decodeSummary(encodeSummary(summary), settings(rules));
    const [endpoint] = viewInventory(stored, { ...CONTEXT, corrections: compileCorrections([]) }).endpoints;
    return [
      endpoint?.auth.schemes,
      endpoint?.dataClasses.filter(({ location }) => location === 'request.query').map(({ id }) => id),
    ];
  };
  assert.deepEqual(shown(RULES), [['custom:key'], ['api-secret', 'frob', 'key']]);
  assert.deepEqual(shown([]), [[], ['api-secret']]);
  assert.deepEqual(
    shown(OTHERS),
    [[], ['api-secret']],
    'the same id with another meaning has counted nothing yet',
  );
});
