import { parseHttpDateMs } from './http-date.ts';

/**
 * Milliseconds that a `Retry-After` field asks for (RFC 9110 section 10.2.3: seconds or an HTTP date), at least 0;
 * null when the field is absent or unreadable.
 */
export function parseRetryAfterMs(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const atMs = parseHttpDateMs(text);
  return atMs === null ? null : Math.max(0, atMs - nowMs);
}
