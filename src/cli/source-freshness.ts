import type { Report } from '../model/generated/report.ts';

export interface SourceFreshness {
  readonly source: string;
  /** RFC 3339; null when the source never delivered a call. */
  readonly lastCall: string | null;
  /** From the last call to the reference time, in words; null without a call or reference time. */
  readonly lag: string | null;
}

/** Per source of the report the last call and its lag at the reference time; empty for reports without sources. */
export function sourceFreshness(report: Report): readonly SourceFreshness[] {
  const { sources } = report.run;
  if (typeof sources !== 'object' || sources === null) return [];
  const asOfMs = report.asOf === null ? null : Date.parse(report.asOf);
  return Object.entries(sources)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([source, tally]: [string, unknown]) => {
      const lastCallMs = lastCallOf(tally);
      if (lastCallMs === null) return { source, lastCall: null, lag: null };
      return {
        source,
        lastCall: new Date(lastCallMs).toISOString(),
        lag: asOfMs === null ? null : durationText(asOfMs - lastCallMs),
      };
    });
}

function lastCallOf(tally: unknown): number | null {
  if (typeof tally !== 'object' || tally === null || !('lastCallMs' in tally)) return null;
  return typeof tally.lastCallMs === 'number' ? tally.lastCallMs : null;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `3 s`, `12 min`, `7 h`, `41 days`; clocks of others that run ahead read as `0 s`. */
export function durationText(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(0, Math.floor(ms / SECOND_MS))} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / DAY_MS)} days`;
}
