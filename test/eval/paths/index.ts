import type { Capability, CapabilityResult, Half } from '../capability.ts';
import { designsOf } from './corpus.ts';
import type { DesignScore } from './run.ts';
import { LEVELS, runDesign } from './run.ts';
import { type Mistake, rates } from './score.ts';

/** Level of the headline figures and of the mistakes told. */
const HEADLINE = 20;
const WORST = 10;
const WORST_A_DESIGN = 2;

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Macro means over designs (each the mean of its shuffles), pooled rates, stability: all with the level in the name. */
function levelMetrics(level: number, scores: readonly DesignScore[]): Record<string, number> {
  const each = scores.map((score) => rates(score.scores));
  const pooled = rates(scores.flatMap((score) => score.scores));
  const of = (source: 'provider' | 'own'): number =>
    mean(scores.flatMap((score, i) => (score.design.source === source ? [each[i]?.f1 ?? 0] : [])));
  const values: Record<string, number> = {
    precision: mean(each.map((rate) => rate.precision)),
    recall: mean(each.map((rate) => rate.recall)),
    f1: mean(each.map((rate) => rate.f1)),
    f1Providers: of('provider'),
    f1Own: of('own'),
    pooledF1: pooled.f1,
    callsRight: mean(each.map((rate) => rate.callsRight)),
    overMerge: mean(each.map((rate) => rate.overMerge)),
    pooledOverMerge: pooled.overMerge,
    explosion: mean(each.map((rate) => rate.explosion)),
    pooledExplosion: pooled.explosion,
    unchangedFromHalf: mean(scores.map((score) => mean(score.stabilities))),
    samePath: mean(scores.map((score) => score.samePath)),
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${name}At${level}`, round(value)]),
  );
}

function levelCounts(level: number, scores: readonly DesignScore[]): Record<string, number> {
  const first = scores.flatMap((score) => score.scores.slice(0, 1));
  const kinds = (kind: Mistake['kind']): number =>
    first.reduce((sum, score) => sum + score.mistakes.filter((each) => each.kind === kind).length, 0);
  return {
    [`callsAt${level}`]: scores.reduce((sum, score) => sum + score.calls, 0),
    [`templatesAt${level}`]: first.reduce((sum, score) => sum + score.templates, 0),
    [`predictedAt${level}`]: first.reduce((sum, score) => sum + score.predicted, 0),
    [`exactAt${level}`]: first.reduce((sum, score) => sum + score.exact, 0),
    [`splitAt${level}`]: kinds('split'),
    [`mergedAt${level}`]: kinds('merged'),
    [`missingAt${level}`]: kinds('missing'),
    [`noiseGroupsAt${level}`]: first.reduce((sum, score) => sum + score.noiseGroups, 0),
  };
}

/** Middle of the calls that templates had when they became right; those that never did count as infinitely many. */
function medianUntilRight(scores: readonly DesignScore[]): number {
  const reached = scores
    .flatMap((score) => score.untilRight)
    .map((calls) => calls ?? Number.POSITIVE_INFINITY);
  const middle = reached.sort((a, b) => a - b)[Math.floor(reached.length / 2)] ?? 0;
  return Number.isFinite(middle) ? middle : -1;
}

function words(design: string, mistake: Mistake): string {
  const head = `${design}: ${mistake.template} (${mistake.calls} calls)`;
  const shown = mistake.predicted.slice(0, 3).map((path) => path.replace(/^[^/]*/, ''));
  if (mistake.kind === 'missing')
    return mistake.predicted.length === 0
      ? `${head} was not found`
      : `${head} was found as ${shown.join(', ')} with calls left out`;
  if (mistake.kind === 'split')
    return `${head} was split into ${mistake.predicted.length}: ${shown.join(', ')}`;
  return `${head} was merged with ${mistake.sharedWith.slice(0, 2).join(', ')} into ${shown.join(', ')}`;
}

/** The mistakes with most calls, merges before splits of the same size, at most two of a design. */
function worst(scores: readonly DesignScore[]): string[] {
  const all = scores.flatMap(({ design, scores: [first] }) =>
    [...(first?.mistakes ?? [])]
      .map((mistake) => ({
        text: words(design.name, mistake),
        weight: mistake.calls * (mistake.kind === 'merged' ? 2 : 1),
      }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, WORST_A_DESIGN),
  );
  return all
    .sort((a, b) => b.weight - a.weight)
    .slice(0, WORST)
    .map(({ text }) => text);
}

async function evaluate(half: Half): Promise<CapabilityResult> {
  const designs = await designsOf(half);
  const scores: DesignScore[] = [];
  for (const level of LEVELS) for (const design of designs) scores.push(await runDesign(design, level));
  const at = (level: number): DesignScore[] => scores.filter((score) => score.level === level);
  const levels = LEVELS.map(({ calls }) => calls);
  const headline = at(HEADLINE).map((score) => rates(score.scores));
  const never = at(HEADLINE).flatMap((score) => score.untilRight);
  return {
    capability: 'paths',
    half,
    counts: {
      designs: designs.length,
      providers: designs.filter((design) => design.source === 'provider').length,
      ...Object.assign({}, ...levels.map((level) => levelCounts(level, at(level)))),
    },
    metrics: {
      precision: round(mean(headline.map((rate) => rate.precision))),
      recall: round(mean(headline.map((rate) => rate.recall))),
      f1: round(mean(headline.map((rate) => rate.f1))),
      ...Object.assign({}, ...levels.map((level) => levelMetrics(level, at(level)))),
      medianCallsUntilRight: medianUntilRight(at(HEADLINE)),
      neverRight: round(never.filter((calls) => calls === null).length / Math.max(1, never.length)),
    },
    worst: worst(at(HEADLINE)),
  };
}

/**
 * Path templates: is each true path of an API one group of calls, no more and no less? At 5, 20 and 100 calls a template;
 * the figures without a level are those at 20.
 */
export const paths: Capability = { name: 'paths', evaluate };
