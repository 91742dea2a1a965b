import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** A line break that starts a header of the response. Bodies hold lines of text; these places do not. */
export const headerInjection: ContentRule = {
  type: 'crlf-injection',
  needs: SHAPE.lineBreak,
  detect,
};

const HEADER =
  /[\r\n]\s{0,4}(?:set-cookie|location|content-type|content-length|content-disposition|transfer-encoding|refresh|link|host|x-[a-z-]{1,40}|access-control-[a-z-]{1,40}|clear-site-data)\s{0,4}:/i;
const RESPONSE = /[\r\n]\s{0,4}HTTP\/[\d.]{1,3}\s{1,4}\d{3}|\r?\n\r?\n\s{0,4}</i;

function detect(probe: Probe): Hit | null {
  if (probe.location === 'request.body') return null;
  const header = probe.text.search(HEADER);
  if (header >= 0) return { rule: 'crlf-header', at: header };
  const response = probe.text.search(RESPONSE);
  return response >= 0 ? { rule: 'crlf-response-splitting', at: response } : null;
}
