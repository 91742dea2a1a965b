/** RFC 3339 UTC with milliseconds. */
export function toTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

export function toTimeOrNull(epochMs: number | null): string | null {
  return epochMs === null ? null : toTime(epochMs);
}

const DAY_MS = 86_400_000;

/** Whole days between two report times, never negative. */
export function daysBetween(earlier: string, later: string): number {
  return Math.max(0, Math.floor((Date.parse(later) - Date.parse(earlier)) / DAY_MS));
}
