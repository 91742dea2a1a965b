/** Longer values are never masks. */
const LONGEST_MASK = 80;

const MASK =
  /^(?:(?:bearer|basic|digest|apikey|token) )?["']?(?:[*#•∗]{3,}|[xX]{4,}|[[(<{%]{0,2}(?:redacted|masked|filtered|hidden|removed|sanitized|sanitised|omitted|obfuscated)[\])>}%]{0,2})["']?$/i;

/**
 * True when a log's own masking replaced the value (`REDACTED`, `***`, `Bearer [FILTERED]`): it says that something
 * was there and nothing about what.
 */
export function isMasked(value: string): boolean {
  if (value.length < 3 || value.length > LONGEST_MASK) return false;
  return MASK.test(value);
}
