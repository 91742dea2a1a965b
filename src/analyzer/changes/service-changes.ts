import {
  bucketOf,
  emptyLogHistogram,
  type LogHistogram,
  mergeLogHistogram,
  quantile,
} from '../sketch/log-histogram.ts';
import { COVERAGE, type Traffic } from '../traffic/traffic.ts';
import type { Difference } from './bucket-cells.ts';
import { rateOf } from './chance.ts';
import {
  isAppearance,
  isLasting,
  isLatest,
  type Level,
  type Series,
  type Shift,
  shiftsOf,
} from './series.ts';

/** How an endpoint answers, how fast, and to whom. */
export function serviceDifferences(traffic: readonly Traffic[]): Difference[] {
  return [
    ...statusDifferences(traffic),
    ...errorDifferences(traffic),
    ...latencyDifferences(traffic),
    ...accessDifferences(traffic),
  ];
}

/** Where only the last bucket shows it, chance is not all that must be ruled out: ten bad minutes are no change. */
const INCIDENT_CALLS = 10;
const INCIDENT_SHARE = 0.1;

function isPersistent(series: Series, shift: Shift): boolean {
  if (isLasting(series, shift)) return true;
  const { hits } = shift.after;
  return isLatest(series, shift) && hits >= INCIDENT_CALLS && rateOf(shift.after) >= INCIDENT_SHARE;
}

function statusSeries(traffic: readonly Traffic[], counts: (status: number) => boolean): Series {
  return traffic.map(({ statuses }) => {
    let hits = 0;
    let trials = 0;
    for (const [status, count] of statuses) {
      trials += count;
      if (counts(status)) hits += count;
    }
    return { hits, trials };
  });
}

function statusDifferences(traffic: readonly Traffic[]): Difference[] {
  const all = new Set(traffic.flatMap(({ statuses }) => [...statuses.keys()]));
  const found: Difference[] = [];
  for (const status of [...all].sort((a, b) => a - b)) {
    const series = statusSeries(traffic, (each) => each === status);
    const shift = shiftsOf(series).find((each) => isAppearance(series, each));
    if (shift === undefined || !isPersistent(series, shift)) continue;
    found.push({
      type: 'status-added',
      class: status >= 400 ? 'risky' : 'additive',
      subject: String(status),
      before: null,
      after: String(status),
      at: shift.at,
    });
  }
  return found;
}

interface ErrorKind {
  readonly subject: string;
  readonly counts: (status: number) => boolean;
  readonly points: number;
  readonly times: number;
}

/** Unknown ids and missing credentials are matters of clients; what else is refused tells of the contract. */
const OF_CLIENTS: ReadonlySet<number> = new Set([401, 403, 404]);

const ERROR_KINDS: readonly ErrorKind[] = [
  { subject: '5XX', counts: (status) => status >= 500, points: 0.05, times: 2 },
  {
    subject: '4XX',
    counts: (status) => status >= 400 && status < 500 && !OF_CLIENTS.has(status),
    points: 0.1,
    times: 3,
  },
];

function errorDifferences(traffic: readonly Traffic[]): Difference[] {
  return ERROR_KINDS.flatMap(({ subject, counts, points, times }) => {
    const series = statusSeries(traffic, counts);
    return shiftsOf(series).flatMap((shift): Difference[] => {
      const before = rateOf(shift.before);
      const after = rateOf(shift.after);
      if (after - before < points || after < times * before || !isPersistent(series, shift)) return [];
      // Where there were none at all, the added status says it.
      if (subject === '4XX' && shift.before.hits === 0) return [];
      const { at } = shift;
      return [
        {
          type: 'error-rate-shift',
          class: 'risky',
          subject,
          before: percent(before),
          after: percent(after),
          at,
        },
      ];
    });
  });
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** Days of a week differ by less, and clocks of logs by more than the floor. */
const SLOWER_TIMES = 2;
const SLOWER_US = 10_000;

/** The median is compared: a tail comes and goes with single calls. */
function latencyDifferences(traffic: readonly Traffic[]): Difference[] {
  const all = joined(traffic.map(({ latencyUs }) => latencyUs));
  if (all.total === 0 || quantile(all, 0.95) < SLOWER_US) return [];
  const middle = quantile(all, 0.5);
  const series = traffic.map(({ latencyUs }) => ({
    hits: countAbove(latencyUs, middle),
    trials: latencyUs.total,
  }));
  return shiftsOf(series).flatMap((shift): Difference[] => {
    const before = medianOf(traffic, shift.before);
    const after = medianOf(traffic, shift.after);
    if (after < SLOWER_TIMES * before || after - before < SLOWER_US) return [];
    if (!isLasting(series, shift) && !isLatest(series, shift)) return [];
    return [
      {
        type: 'latency-shift',
        class: 'risky',
        subject: 'median',
        before: milliseconds(before),
        after: milliseconds(after),
        at: shift.at,
      },
    ];
  });
}

function joined(histograms: readonly LogHistogram[]): LogHistogram {
  const sum = emptyLogHistogram();
  for (const histogram of histograms) mergeLogHistogram(sum, histogram);
  return sum;
}

function medianOf(traffic: readonly Traffic[], { from, to }: Level): number {
  return quantile(joined(traffic.slice(from, to).map(({ latencyUs }) => latencyUs)), 0.5);
}

function milliseconds(us: number): string {
  return `${Math.round(us / 1000)} ms`;
}

/** Values in buckets above that of the given one. */
function countAbove({ buckets, counts, max }: LogHistogram, value: number): number {
  if (max <= value) return 0;
  const bound = bucketOf(value);
  return counts.reduce((sum, count, at) => ((buckets[at] ?? 0) > bound ? sum + count : sum), 0);
}

/** Fewer are a test from outside. */
const WIDENED_SHARE = 0.02;

function accessDifferences(traffic: readonly Traffic[]): Difference[] {
  const series = traffic.map(({ coverage }) => {
    const hits = coverage[COVERAGE.acceptedPublic] ?? 0;
    return { hits, trials: hits + (coverage[COVERAGE.acceptedPrivate] ?? 0) };
  });
  return shiftsOf(series).flatMap((shift): Difference[] => {
    if (!isAppearance(series, shift) || rateOf(shift.after) < WIDENED_SHARE) return [];
    const { at } = shift;
    return [
      { type: 'access-widened', class: 'risky', subject: 'clients', before: 'private', after: 'public', at },
    ];
  });
}
