const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** IMF-fixdate, the only form that RFC 9110 section 5.6.7 lets senders generate. */
const IMF_FIXDATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;

/** Milliseconds since the epoch of an HTTP date, or null. */
export function parseHttpDate(text: string): number | null {
  const match = IMF_FIXDATE.exec(text.trim());
  const month = MONTHS.indexOf(match?.[2] ?? '');
  if (match === null || month < 0) return null;
  const [day, year, hour, minute, second] = [match[1], match[3], match[4], match[5], match[6]].map(Number);
  if (year === undefined || day === undefined) return null;
  const atMs = Date.UTC(year, month, day, hour ?? 0, minute ?? 0, second ?? 0);
  return new Date(atMs).getUTCDate() === day ? atMs : null;
}
