const NUMBER = new Intl.NumberFormat('en-US');
const PERCENT = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 0 });

export function count(value: number): string {
  return NUMBER.format(value);
}

/** `1 API`, `2 APIs`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A share of 0 to 1, rounded down: 99.9 % is not all. */
export function percent(share: number): string {
  return PERCENT.format(Math.floor(share * 100) / 100);
}

export function points(value: number): string {
  return NUMBER.format(Math.round(value * 100) / 100);
}

/** `2026-11-22 02:00` in UTC, to the minute. */
export function minute(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}

export function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

const STEPS: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/** The two largest units: `3 d 4 h`, `12 min`, `0.4 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms / 100) / 10)} s`;
  const at = STEPS.findIndex(([, size]) => ms >= size);
  const [unit, size] = STEPS[at] ?? ['s', 1000];
  const whole = Math.floor(ms / size);
  const next = STEPS[at + 1];
  const rest = next === undefined ? 0 : Math.floor((ms % size) / next[1]);
  const tail = next === undefined || rest === 0 || whole >= 10 ? '' : ` ${rest} ${next[0]}`;
  return `${count(whole)} ${unit}${tail}`;
}

/** `id-enumeration` as words; the id itself stays in links and exports. */
export function words(id: string): string {
  const text = id.replaceAll('-', ' ').replace(/\b(api|url|jwt|cors)\b/g, (word) => word.toUpperCase());
  return text.charAt(0).toUpperCase() + text.slice(1);
}
