import { parseArgs } from 'node:util';
import { EVIDENCE } from '../../../src/analyzer/paths/evidence-kinds.ts';
import { WEIGHTS } from '../../../src/analyzer/paths/evidence-weights.ts';
import { designsOf } from './corpus.ts';
import type { Design } from './design.ts';
import { FIT_DESIGNS, HOLD_OUT_DESIGNS, WIDE_DESIGNS } from './designs/own/dev/index.ts';
import { PUBLISHED_DESIGNS } from './designs/published/index.ts';
import { FIRST_ESTIMATES } from './first-estimates.ts';
import { FitTeam, type Weights } from './fit-team.ts';
import { fitWeights } from './regression.ts';
import type { Judged } from './streams.ts';

type Part = 'provider' | 'older' | 'fit' | 'hold-out' | 'wide' | 'published';

/** What a name taken for a value costs, in values taken for names: an endpoint merged is one that nobody sees. */
interface FitOptions {
  readonly cost: number;
  /** How strongly weights are drawn to the first estimates. */
  readonly pull: number;
}

/** Designs are left out by fifths. */
const FOLDS = 5;
const CURVE = [-1, 0.5, 1, 2];

function partOf(design: Design): Part {
  const named: readonly (readonly [Part, readonly Design[]])[] = [
    ['published', PUBLISHED_DESIGNS],
    ['fit', FIT_DESIGNS],
    ['wide', WIDE_DESIGNS],
    ['hold-out', HOLD_OUT_DESIGNS],
  ];
  const found = named.find(([, designs]) => designs.some(({ name }) => name === design.name));
  return found?.[0] ?? (design.source === 'provider' ? 'provider' : 'older');
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** One line for all and one a part. */
function told(judged: readonly Judged[], parts: ReadonlyMap<string, Part>): string {
  return [['all', judged] as const, ...Map.groupBy(judged, ({ design }) => parts.get(design) ?? 'older')]
    .map(([part, own]) => {
      const levels = [...Map.groupBy(own, ({ level }) => level)].map(([level, each]) => {
        const of = (name: 'f1' | 'overMerge' | 'explosion' | 'stable'): string =>
          mean(each.map((rate) => rate[name])).toFixed(3);
        return `${level}: F1 ${of('f1')} over-merge ${of('overMerge')} explosion ${of('explosion')} unchanged ${of('stable')}`;
      });
      return `  ${part.padEnd(9)} ${levels.join(' | ')}\n`;
    })
    .join('');
}

function fitted(
  team: FitTeam,
  { cost, pull }: FitOptions,
  without: ReadonlySet<string>,
  near: Weights,
): Promise<Weights> {
  return fitWeights((weights) => team.sumsAt(weights, cost, without), pull, FIRST_ESTIMATES, near);
}

/** Every design judged by weights that were fitted without it and a fifth of the others. */
async function crossJudged(
  team: FitTeam,
  designs: readonly Design[],
  options: FitOptions,
  near: Weights,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const left = designs.filter((_, index) => index % FOLDS === fold).map(({ name }) => name);
    const out = new Set(left);
    judged.push(...(await team.judge(await fitted(team, options, out, near), out)));
  }
  return judged;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cost: { type: 'string', default: '3' },
      pull: { type: 'string', default: '4' },
      tell: { type: 'boolean', default: false },
      cross: { type: 'boolean', default: false },
      curve: { type: 'boolean', default: false },
    },
  });
  const designs = [...(await designsOf('dev')), ...PUBLISHED_DESIGNS];
  const names = new Set(designs.map(({ name }) => name));
  const parts = new Map(designs.map((design) => [design.name, partOf(design)]));
  const options = { cost: Number(values.cost), pull: Number(values.pull) };
  const team = new FitTeam();
  await team.gather(designs, values.tell || values.cross || values.curve);
  const weights = await fitted(team, options, new Set(), FIRST_ESTIMATES);
  process.stdout.write(EVIDENCE.map((name) => `  ${name}: ${weights[name]},\n`).join(''));
  const tell = (what: string, judged: readonly Judged[]): boolean =>
    process.stderr.write(`${what}\n${told(judged, parts)}`);
  if (values.tell) {
    tell('weights in force', await team.judge({ ...WEIGHTS }, names));
    tell(`fitted, cost ${options.cost}, pull ${options.pull}`, await team.judge(weights, names));
  }
  if (values.cross)
    tell(
      'each design judged by weights fitted without it',
      await crossJudged(team, designs, options, weights),
    );
  for (const shift of values.curve ? CURVE : [])
    tell(
      `fitted, values from ${shift} on`,
      await team.judge({ ...weights, bias: weights.bias - shift }, names),
    );
  await team.end();
}

/**
 * `node test/eval/paths/fit-weights.ts [--cost 3] [--pull 4] [--tell] [--cross] [--curve]` prints the lines of
 * `src/analyzer/paths/evidence-weights.ts`, fitted on the development designs and the published ones. `--tell` says on
 * standard error what they lead to on each part, `--cross` what weights lead to on designs that they have not seen,
 * `--curve` what a higher or lower threshold would. Takes four minutes of processor time (two where two cores are free)
 * and 3 GB, with streams to be judged longer and 12 GB; equal runs print equal lines.
 */
if (import.meta.main) await main();
