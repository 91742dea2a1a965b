import type { RatedLetter, Rubric, RubricCap, RubricRule } from '../../src/model/rubric.ts';
import { gradeDifferences } from '../support/grade-scenarios.ts';
import { RUBRIC } from '../support/shipped-assessment-data.ts';

/** The shipped rubric with one number, letter or condition changed. */
export interface RubricMutant {
  readonly name: string;
  readonly rubric: Rubric;
}

/**
 * An endpoint that breaks one of these carries sensitive data, which is exposed by definition: whether exposure lightens
 * the rule can never show.
 */
const ALWAYS_EXPOSED: ReadonlySet<string> = new Set([
  'unauthenticated-sensitive-endpoint',
  'sensitive-data-in-response',
  'secret-in-response',
  'object-authorization',
]);

/** Every mutant, one change each. */
export function mutants(): readonly RubricMutant[] {
  return [
    ...RUBRIC.rules.flatMap(ruleMutants),
    ...RUBRIC.caps.flatMap(capMutants),
    ...bandMutants(),
    ...categoryMutants(),
    ...numberMutants(),
    ...sensitivityMutants(),
  ];
}

/** Whether the written-down grades notice the change. */
export function kills(mutant: RubricMutant): boolean {
  return gradeDifferences(mutant.rubric).length > 0;
}

function ruleMutants(rule: RubricRule): readonly RubricMutant[] {
  const { evidence } = rule;
  const changed: readonly (readonly [string, Partial<RubricRule>])[] = [
    ['points + 1', { points: rule.points + 1 }],
    ['points - 1', { points: rule.points - 1 }],
    ['evidence minimum + 1', { evidence: { ...evidence, minimum: evidence.minimum + 1 } }],
    ['evidence minimum - 1', { evidence: { ...evidence, minimum: evidence.minimum - 1 } }],
    ...(ALWAYS_EXPOSED.has(rule.id) ? [] : [['exposure flipped', { exposure: !rule.exposure }] as const]),
    ...rule.findings.map(
      (type) => [`without ${type}`, { findings: rule.findings.filter((one) => one !== type) }] as const,
    ),
  ];
  return changed.map(([name, change]) => ({
    name: `rule ${rule.id}: ${name}`,
    rubric: {
      ...RUBRIC,
      rules: RUBRIC.rules.map((one) => (one === rule ? { ...one, ...change } : one)),
    },
  }));
}

function capMutants(cap: RubricCap): readonly RubricMutant[] {
  const order: readonly RatedLetter[] = RUBRIC.bands.map((band) => band.letter);
  const at = order.indexOf(cap.letter);
  const letters = [order[at - 1], order[at + 1]].flatMap((letter) => letter ?? []);
  const when = cap.when === 'external' || cap.when === 'sensitive-or-credentials' ? 'failed' : 'external';
  const changed: readonly (readonly [string, RubricCap | null])[] = [
    ['removed', null],
    ...letters.map((letter) => [`at ${letter}`, { ...cap, letter }] as const),
    [`when ${when}`, { ...cap, when }],
    ['stands flipped', { ...cap, stands: !cap.stands }],
  ];
  return changed.map(([name, change]) => ({
    name: `cap ${cap.rule} ${cap.letter}: ${name}`,
    rubric: { ...RUBRIC, caps: RUBRIC.caps.flatMap((one) => (one === cap ? (change ?? []) : one)) },
  }));
}

function bandMutants(): readonly RubricMutant[] {
  return RUBRIC.bands.flatMap((band) =>
    (['from', 'top'] as const).flatMap((edge) =>
      [1, -1].flatMap((step) => {
        const value = band[edge] + step;
        // No score lies outside 0 to 100, and the last band takes whatever is below the others.
        if (value < 0 || value > 100 || (edge === 'from' && band.from === 0)) return [];
        const bands = RUBRIC.bands.map((one) => (one === band ? { ...one, [edge]: value } : one));
        return [{ name: `band ${band.letter}: ${edge} ${value}`, rubric: { ...RUBRIC, bands } }];
      }),
    ),
  );
}

function categoryMutants(): readonly RubricMutant[] {
  return RUBRIC.categories.flatMap((category) => {
    const points = RUBRIC.rules
      .filter((rule) => rule.category === category.id)
      .reduce((sum, rule) => sum + rule.points, 0);
    // A floor that the rules cannot exceed may rise without effect.
    const steps = category.floor >= points ? [-1] : [1, -1];
    return steps.map((step) => {
      const floor = category.floor + step;
      const categories = RUBRIC.categories.map((one) => (one === category ? { ...one, floor } : one));
      return { name: `category ${category.id}: floor ${floor}`, rubric: { ...RUBRIC, categories } };
    });
  });
}

function numberMutants(): readonly RubricMutant[] {
  const { minimum, margin, strengths, exposure, thresholds } = RUBRIC;
  const steps = [1, -1];
  return [
    ...steps.map((step) =>
      named('minimum calls', step, { minimum: { ...minimum, calls: minimum.calls + step } }),
    ),
    ...steps.map((step) =>
      named('minimum coverage', step * 0.05, {
        minimum: { ...minimum, coverage: minimum.coverage + step * 0.05 },
      }),
    ),
    ...steps.map((step) => named('margin', step, { margin: margin + step })),
    ...(['proved', 'likely', 'indicated'] as const).map((kind) =>
      named(`strength ${kind}`, -0.25, { strengths: { ...strengths, [kind]: strengths[kind] - 0.25 } }),
    ),
    ...(['exposed', 'internal'] as const).map((kind) =>
      named(`exposure ${kind}`, -0.25, { exposure: { ...exposure, [kind]: exposure[kind] - 0.25 } }),
    ),
    ...(['anonymousCalls', 'enumeratedObjects', 'rateLimitSample'] as const).flatMap((name) =>
      steps.map((step) =>
        named(`threshold ${name}`, step, { thresholds: { ...thresholds, [name]: thresholds[name] + step } }),
      ),
    ),
  ];
}

function sensitivityMutants(): readonly RubricMutant[] {
  const { categories, restricted } = RUBRIC.sensitivity;
  const withCategories = (name: string, changed: typeof categories): RubricMutant => ({
    name: `sensitive ${name}`,
    rubric: { ...RUBRIC, sensitivity: { ...RUBRIC.sensitivity, categories: changed } },
  });
  const withRestricted = (name: string, changed: typeof restricted): RubricMutant => ({
    name: `restricted ${name}`,
    rubric: { ...RUBRIC, sensitivity: { ...RUBRIC.sensitivity, restricted: changed } },
  });
  return [
    ...categories.map((one) =>
      withCategories(
        `without ${one}`,
        categories.filter((other) => other !== one),
      ),
    ),
    withCategories('with location', [...categories, 'location']),
    withCategories('with auth', [...categories, 'auth']),
    ...restricted.map((one) =>
      withRestricted(
        `without ${one}`,
        restricted.filter((other) => other !== one),
      ),
    ),
    withRestricted('with pii', [...restricted, 'pii']),
  ];
}

function named(name: string, step: number, change: Partial<Rubric>): RubricMutant {
  return { name: `${name} ${step > 0 ? '+' : '-'} ${Math.abs(step)}`, rubric: { ...RUBRIC, ...change } };
}

if (import.meta.main) {
  const unchanged = gradeDifferences(RUBRIC);
  for (const difference of unchanged) process.stdout.write(`unchanged rubric: ${difference}\n`);
  const all = mutants();
  const survivors = all.filter((mutant) => !kills(mutant));
  for (const { name } of survivors) process.stdout.write(`survived: ${name}\n`);
  process.stdout.write(`rubric: ${all.length} mutants, ${survivors.length} survived\n`);
  if (survivors.length > 0 || unchanged.length > 0) process.exitCode = 1;
}
