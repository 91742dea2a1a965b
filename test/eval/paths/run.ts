import { analyzeCalls } from '../harness.ts';
import type { Design } from './design.ts';
import { type GroupScore, scoreGroups, stability } from './score.ts';
import { eraseNames } from './template-path.ts';
import { inOrder, type LabelledCall, makeTraffic, type Traffic } from './traffic.ts';

/** How one level of traffic is run, so that a half of the corpus takes under 100 s on one core. */
export interface Level {
  /** Calls a template on average. */
  readonly calls: number;
  readonly shuffles: number;
  /** Most templates of a design that take part: neighbours in path order from a seeded place. */
  readonly templates: number;
}

export const LEVELS: readonly Level[] = [
  { calls: 5, shuffles: 3, templates: Number.POSITIVE_INFINITY },
  { calls: 20, shuffles: 3, templates: Number.POSITIVE_INFINITY },
  { calls: 100, shuffles: 1, templates: 24 },
];
/** The level whose streams are looked at early, too, to see when a template is right. */
const WATCHED_LEVEL = 20;
const EARLY = [1 / 8, 1 / 4];

/** What one design scored at one level. */
export interface DesignScore {
  readonly design: Design;
  readonly level: number;
  readonly calls: number;
  /** One a shuffle, at the end of the stream. */
  readonly scores: readonly GroupScore[];
  /** One a shuffle: share of the groups at half of the stream that stay to its end. */
  readonly stabilities: readonly number[];
  /** Share of the true templates whose exact group also has the true path, names aside. */
  readonly samePath: number;
  /** Calls of each true template when it became right for good; null: never. Of the watched level only. */
  readonly untilRight: readonly (number | null)[];
}

/** The group of each call: the path of its endpoint without slot names, over all methods. */
async function groupsOf(calls: readonly LabelledCall[]): Promise<(string | null)[]> {
  const { report, annotations } = await analyzeCalls(
    calls.map(({ call }) => call),
    { content: false },
  );
  const groups = new Map<string, string>();
  for (const { id, host, path, operation } of report.endpoints)
    groups.set(id, `${host}${eraseNames(path)}${operation === null ? '' : ` ${operation}`}`);
  return annotations.map((annotation) => groups.get(annotation.endpoint ?? '') ?? null);
}

async function scoreCalls(calls: readonly LabelledCall[], traffic: Traffic): Promise<GroupScore> {
  return scoreGroups(calls, await groupsOf(calls), traffic.truth);
}

function callsOf(calls: readonly LabelledCall[], template: number): number {
  return calls.filter((call) => call.template === template).length;
}

/** Calls of each true template at the first look from which on every look found it right. */
function untilRight(
  looks: readonly { readonly calls: readonly LabelledCall[]; readonly score: GroupScore }[],
  traffic: Traffic,
): (number | null)[] {
  const last = looks.at(-1);
  if (last === undefined) return [];
  const templates = new Set(
    last.calls.flatMap(({ template }) =>
      template !== null && traffic.truth[template]?.scored === true ? [template] : [],
    ),
  );
  return [...templates].map((template) => {
    let first: number | null = null;
    for (const look of [...looks].reverse()) {
      if (!look.score.exactTemplates.has(template)) break;
      first = callsOf(look.calls, template);
    }
    return first;
  });
}

function samePath(design: Design, score: GroupScore, traffic: Traffic): number {
  const same = [...score.exactTemplates].filter(
    ([index, group]) => group === `${design.host}${traffic.truth[index]?.path ?? ''}`,
  );
  return score.templates === 0 ? 0 : same.length / score.templates;
}

export async function runDesign(design: Design, level: Level): Promise<DesignScore> {
  const traffic = makeTraffic(design, level.calls, level.templates);
  const scores: GroupScore[] = [];
  const stabilities: number[] = [];
  let reached: (number | null)[] = [];
  for (let shuffle = 0; shuffle < level.shuffles; shuffle++) {
    const calls = inOrder(traffic, shuffle, design.name);
    const halfCalls = calls.slice(0, calls.length / 2);
    const half = await scoreCalls(halfCalls, traffic);
    const full = await scoreCalls(calls, traffic);
    scores.push(full);
    stabilities.push(stability(half, full));
    if (shuffle > 0 || level.calls !== WATCHED_LEVEL) continue;
    const looks = [];
    for (const part of EARLY) {
      const early = calls.slice(0, calls.length * part);
      looks.push({ calls: early, score: await scoreCalls(early, traffic) });
    }
    reached = untilRight([...looks, { calls: halfCalls, score: half }, { calls, score: full }], traffic);
  }
  const [first] = scores;
  return {
    design,
    level: level.calls,
    calls: traffic.calls.length,
    scores,
    stabilities,
    samePath: first === undefined ? 0 : samePath(design, first, traffic),
    untilRight: reached,
  };
}
