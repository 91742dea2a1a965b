/** An HTTP date (RFC 9110 section 5.6.7) in ms since the epoch; null where it is none. */
export function parseHttpDateMs(text: string): number | null {
  // Only the date forms of HTTP start with a day name; Date.parse alone would accept much more.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : atMs;
}
