import type { LabelledCall, TrueTemplate } from './traffic.ts';

/** One true template that was not found exactly. */
export interface Mistake {
  readonly template: string;
  readonly calls: number;
  readonly kind: 'missing' | 'split' | 'merged';
  /** Predicted paths, most calls first. */
  readonly predicted: readonly string[];
  /** Other true templates, or kinds of noise, in the same predicted group. */
  readonly sharedWith: readonly string[];
}

export interface GroupScore {
  /** True templates that count: scored, with traffic. */
  readonly templates: number;
  readonly predicted: number;
  readonly exact: number;
  readonly calls: number;
  readonly callsRight: number;
  /** True templates that share a predicted group with another's calls or with a page that is none. */
  readonly mergedTemplates: number;
  readonly mergedCalls: number;
  /** Predicted groups that hold noise alone. */
  readonly noiseGroups: number;
  /** Predicted groups that hold calls of a true template. */
  readonly groups: ReadonlySet<string>;
  /** The group of each true template that was found exactly. */
  readonly exactTemplates: ReadonlyMap<number, string>;
  readonly mistakes: readonly Mistake[];
  /** The predicted paths out of noise. */
  readonly falseGroups: readonly string[];
}

interface Group {
  readonly templates: Map<number, number>;
  readonly noise: Set<string>;
  ignorable: boolean;
}

interface Seen {
  calls: number;
  readonly urls: Map<string, Set<string>>;
  readonly groups: Map<string, number>;
}

type Graded = Pick<LabelledCall, 'template' | 'noise' | 'missed'> & {
  readonly call: { readonly path: string };
};

/** Calls whose group must be right: of a scored template, and answered by it. */
function counts(call: Graded, truth: readonly TrueTemplate[]): boolean {
  return call.template !== null && !call.missed && truth[call.template]?.scored === true;
}

function collect(
  calls: readonly Graded[],
  predicted: readonly (string | null)[],
  truth: readonly TrueTemplate[],
): { readonly groups: Map<string, Group>; readonly seen: Map<number, Seen> } {
  const groups = new Map<string, Group>();
  const seen = new Map<number, Seen>();
  calls.forEach((call, i) => {
    const key = predicted[i] ?? null;
    const group =
      key === null ? null : (groups.get(key) ?? { templates: new Map(), noise: new Set(), ignorable: false });
    if (key !== null && group !== null) {
      groups.set(key, group);
      join(group, call, truth);
    }
    if (call.template === null || !counts(call, truth)) return;
    const entry = seen.get(call.template) ?? { calls: 0, urls: new Map(), groups: new Map() };
    seen.set(call.template, entry);
    entry.calls++;
    const url = entry.urls.get(call.call.path) ?? new Set();
    entry.urls.set(call.call.path, url);
    if (key === null) return;
    url.add(key);
    entry.groups.set(key, (entry.groups.get(key) ?? 0) + 1);
  });
  return { groups, seen };
}

/** What a call means for the group it was put in. */
function join(group: Group, call: Graded, truth: readonly TrueTemplate[]): void {
  if (call.template !== null && truth[call.template]?.scored !== true) group.ignorable = true;
  else if (call.template !== null)
    group.templates.set(call.template, (group.templates.get(call.template) ?? 0) + (call.missed ? 0 : 1));
  else if (call.noise === 'soft-404' || call.noise === 'static-asset') group.noise.add(call.noise);
}

/** Is the group exactly the URLs of one true template? A URL whose other calls are in the group is in the group. */
function exactGroup(index: number, entry: Seen, groups: ReadonlyMap<string, Group>): string | null {
  const [only, ...others] = entry.groups.keys();
  if (only === undefined || others.length > 0) return null;
  const group = groups.get(only);
  if (
    group === undefined ||
    group.templates.size !== 1 ||
    !group.templates.has(index) ||
    group.noise.size > 0
  )
    return null;
  for (const keys of entry.urls.values()) if (!keys.has(only)) return null;
  return only;
}

function mistake(
  index: number,
  entry: Seen,
  groups: ReadonlyMap<string, Group>,
  truth: readonly TrueTemplate[],
): Mistake {
  const predicted = [...entry.groups].sort((a, b) => b[1] - a[1]).map(([key]) => key);
  const shared = new Set<string>();
  for (const key of predicted) {
    const group = groups.get(key);
    for (const other of group?.templates.keys() ?? [])
      if (other !== index) shared.add(truth[other]?.path ?? '');
    for (const noise of group?.noise ?? []) shared.add(noise);
  }
  const kind = shared.size > 0 ? 'merged' : predicted.length > 1 ? 'split' : 'missing';
  return { template: truth[index]?.path ?? '', calls: entry.calls, kind, predicted, sharedWith: [...shared] };
}

/** Does a group hold calls of a template that counts? */
function holdsTrue(group: Group): boolean {
  return [...group.templates.values()].some((calls) => calls > 0);
}

/**
 * Exact groups, as log parsing scores them (FGA): a predicted group counts only if its set of URLs is the set of one true
 * template, over all methods of a path together.
 *
 * - Calls answered 404 and scanner probes may be in the group that fits them or in none; a 404 of one template in the
 *   group of another is a mistake, and a group of nothing else is a false one.
 * - Soft 404s and static assets belong to no group: alone they make a false one, among true calls they spoil it.
 * - Preflights may be with the calls they ask for.
 * - Templates that are not scored neither count nor spoil.
 *
 * @param predicted the group of each call, null for none
 */
export function scoreGroups(
  calls: readonly Graded[],
  predicted: readonly (string | null)[],
  truth: readonly TrueTemplate[],
): GroupScore {
  const { groups, seen } = collect(calls, predicted, truth);
  const exactTemplates = new Map<number, string>();
  const mistakes: Mistake[] = [];
  let all = 0;
  let right = 0;
  let mergedTemplates = 0;
  let mergedCalls = 0;
  for (const [index, entry] of seen) {
    all += entry.calls;
    const exact = exactGroup(index, entry, groups);
    if (exact !== null) {
      exactTemplates.set(index, exact);
      right += entry.groups.get(exact) ?? 0;
      continue;
    }
    const found = mistake(index, entry, groups, truth);
    mistakes.push(found);
    if (found.kind !== 'merged') continue;
    mergedTemplates++;
    for (const [key, inGroup] of entry.groups) {
      const group = groups.get(key);
      if (group !== undefined && (group.templates.size > 1 || group.noise.size > 0)) mergedCalls += inGroup;
    }
  }
  const trueGroups = new Set([...groups].filter(([, group]) => holdsTrue(group)).map(([key]) => key));
  const falseGroups = [...groups]
    .filter(([, group]) => !holdsTrue(group) && !group.ignorable)
    .map(([key]) => key);
  return {
    templates: seen.size,
    predicted: trueGroups.size + falseGroups.length,
    exact: exactTemplates.size,
    calls: all,
    callsRight: right,
    mergedTemplates,
    mergedCalls,
    noiseGroups: falseGroups.length,
    groups: trueGroups,
    exactTemplates,
    mistakes,
    falseGroups,
  };
}

export interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly callsRight: number;
  readonly overMerge: number;
  readonly explosion: number;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Rates of one score, or of several added up. */
export function rates(scores: readonly GroupScore[]): Rates {
  const sum = (of: (score: GroupScore) => number): number =>
    scores.reduce((total, score) => total + of(score), 0);
  const exact = sum((s) => s.exact);
  const precision = ratio(
    exact,
    sum((s) => s.predicted),
  );
  const recall = ratio(
    exact,
    sum((s) => s.templates),
  );
  return {
    precision,
    recall,
    f1: ratio(2 * precision * recall, precision + recall),
    callsRight: ratio(
      sum((s) => s.callsRight),
      sum((s) => s.calls),
    ),
    overMerge: ratio(
      sum((s) => s.mergedTemplates),
      sum((s) => s.templates),
    ),
    explosion: ratio(
      sum((s) => s.predicted),
      sum((s) => s.templates),
    ),
  };
}

/** Share of the groups known at half of the stream that are still groups at its end. */
export function stability(half: GroupScore, full: GroupScore): number {
  if (half.groups.size === 0) return 1;
  return [...half.groups].filter((group) => full.groups.has(group)).length / half.groups.size;
}
