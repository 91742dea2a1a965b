/**
 * Local times of IANA zones, through the zone data that the runtime ships. Offsets are remembered per quarter of
 * an hour: no zone changes its offset at a finer step.
 */
class Zone {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();

  constructor(name: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
  }

  /** UTC of a wall-clock time. A time that occurs twice is its first occurrence; one that is skipped moves on. */
  toUtc(wallMs: number): number {
    const quarter = Math.floor(wallMs / QUARTER_MS);
    let offset = this.#offsets.get(quarter);
    if (offset === undefined) {
      offset = this.#offsetOfWall(quarter * QUARTER_MS);
      if (this.#offsets.size >= OFFSETS_KEPT) this.#offsets.clear();
      this.#offsets.set(quarter, offset);
    }
    return wallMs - offset;
  }

  #offsetOfWall(wallMs: number): number {
    const before = this.#offsetOfUtc(wallMs - DAY_MS);
    const after = this.#offsetOfUtc(wallMs + DAY_MS);
    if (before === after) return before;
    // Around a change both offsets are tried; where the earlier one holds it is the first occurrence, and in a
    // gap neither holds and the earlier one moves the time past it.
    if (this.#offsetOfUtc(wallMs - before) === before) return before;
    return this.#offsetOfUtc(wallMs - after) === after ? after : before;
  }

  #offsetOfUtc(utcMs: number): number {
    const seconds = Math.floor(utcMs / 1000) * 1000;
    const parts: Record<string, number> = {};
    for (const part of this.#format.formatToParts(seconds)) parts[part.type] = Number(part.value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - seconds;
  }
}

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const OFFSETS_KEPT = 4096;

const zones = new Map<string, Zone>();

/** Milliseconds UTC of a wall-clock time in a zone. Throws RangeError for a zone that `isZone` refuses. */
export function zonedToUtc(wallMs: number, zone: string): number {
  if (zone === 'UTC') return wallMs;
  let known = zones.get(zone);
  if (known === undefined) {
    known = new Zone(zone);
    zones.set(zone, known);
  }
  return known.toUtc(wallMs);
}

export function isZone(name: string): boolean {
  // The zone data takes a while to load, and most inputs need nothing else of it.
  if (name === 'UTC') return true;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
