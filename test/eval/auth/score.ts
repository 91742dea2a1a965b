import type { CapabilityResult, Half } from '../capability.ts';
import type { Report } from '../harness.ts';
import { ratio } from '../threats/score.ts';
import type { AuthCase, Label } from './auth-case.ts';

interface Judged {
  readonly one: AuthCase;
  /** The accepted label nearest to what was found. */
  readonly wanted: Label;
  /** Null: no such endpoint in the report. */
  readonly found: Label | null;
}

/** Exact: state and set of schemes are those of an accepted label. Precision and recall are over pairs of endpoint and scheme. */
export function score(half: Half, cases: readonly AuthCase[], report: Report): CapabilityResult {
  const foundAt = new Map(
    report.endpoints.map(({ method, host, path, auth }) => [key(method, host, path), auth]),
  );
  const judged = cases.map((one) =>
    judge(one, foundAt.get(key(one.method, one.host, one.path.replaceAll('#', '{}'))) ?? null),
  );
  const exact = judged.filter(({ wanted, found }) => found !== null && same(wanted, found));
  const rightState = judged.filter(({ wanted, found }) => found?.state === wanted.state);
  const rightSchemes = judged.filter(({ wanted, found }) => found !== null && sameSchemes(wanted, found));
  const wantedPairs = judged.flatMap(({ wanted }) => wanted.schemes).length;
  const foundPairs = judged.flatMap(({ found }) => found?.schemes ?? []).length;
  const commonPairs = judged.flatMap(({ wanted, found }) =>
    wanted.schemes.filter((s) => found?.schemes.includes(s)),
  ).length;
  const precision = ratio(commonPairs, foundPairs);
  const recall = ratio(commonPairs, wantedPairs);
  return {
    capability: 'auth',
    half,
    counts: {
      endpoints: cases.length,
      exact: exact.length,
      notInReport: judged.filter(({ found }) => found === null).length,
      schemesWanted: wantedPairs,
      schemesFound: foundPairs,
    },
    metrics: {
      exactAccuracy: ratio(exact.length, cases.length),
      stateAccuracy: ratio(rightState.length, cases.length),
      schemeSetAccuracy: ratio(rightSchemes.length, cases.length),
      precision,
      recall,
      f1: ratio(2 * precision * recall, precision + recall),
      ...shares(
        'state',
        judged,
        ({ wanted }) => [wanted.state],
        ({ wanted, found }) => found?.state === wanted.state,
      ),
      ...shares(
        'scheme',
        judged,
        ({ wanted }) => wanted.schemes,
        ({ found }, scheme) => found?.schemes.includes(scheme) ?? false,
      ),
    },
    worst: worstOf(judged),
  };
}

function judge(one: AuthCase, auth: Report['endpoints'][number]['auth'] | null): Judged {
  if (auth === null) return { one, wanted: one.labels[0], found: null };
  const found: Label = { state: auth.state, schemes: auth.schemes.toSorted() };
  const wanted =
    one.labels.find((l) => same(l, found)) ??
    one.labels.find(({ state }) => state === found.state) ??
    one.labels[0];
  return { one, wanted, found };
}

function shares(
  prefix: string,
  judged: readonly Judged[],
  groups: (j: Judged) => readonly string[],
  right: (j: Judged, group: string) => boolean,
): Readonly<Record<string, number>> {
  const names = [...new Set(judged.flatMap(groups))].sort();
  return Object.fromEntries(
    names.map((name) => {
      const all = judged.filter((j) => groups(j).includes(name));
      return [`${prefix}.${name}`, ratio(all.filter((j) => right(j, name)).length, all.length)];
    }),
  );
}

function key(method: string, host: string, path: string): string {
  return `${method} ${host}${path.replaceAll(/\{[^}]*\}/g, '{}')}`;
}

function same(a: Label, b: Label): boolean {
  return a.state === b.state && sameSchemes(a, b);
}

function sameSchemes(a: Label, b: Label): boolean {
  return a.schemes.join() === b.schemes.join();
}

/** One example of each sort of mistake, frequent sorts first. */
function worstOf(judged: readonly Judged[]): readonly string[] {
  const wrong = judged.filter(({ wanted, found }) => found === null || !same(wanted, found));
  const sorts = Map.groupBy(
    wrong,
    ({ wanted, found }) =>
      `${words(wanted)} called ${found === null ? 'nothing: not in the report' : words(found)}`,
  );
  return [...sorts]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, 10)
    .map(
      ([sort, [first, ...more]]) =>
        `${sort}: ${first?.one.method} ${first?.one.host}${first?.one.path} (${first?.one.name}; ${more.length + 1}×)`,
    );
}

function words({ state, schemes }: Label): string {
  return schemes.length === 0 ? state : `${state} by ${schemes.join(' and ')}`;
}
