import type { Exchange } from '../exchange.ts';

interface CrossOrigin {
  /** `*` or `null` with credentials allowed: every page may read with the visitor's session. */
  readonly wildcard: boolean;
  /** A foreign origin that the server repeated with credentials allowed, else null. */
  readonly reflected: string | null;
}

const NEITHER: CrossOrigin = { wildcard: false, reflected: null };

/** What the response allows other origins to do (Fetch standard, CORS protocol). */
export function crossOriginOf(exchange: Exchange, allowOrigin: string): CrossOrigin {
  if (allowOrigin === '*' || allowOrigin === 'null') return { wildcard: true, reflected: null };
  const origin = exchange.requestHeaders?.find((field) => field.name === 'origin')?.value;
  if (origin === undefined || origin !== allowOrigin) return NEITHER;
  return isForeign(origin, exchange.call.host) ? { wildcard: false, reflected: origin } : NEITHER;
}

/** Neither host belongs to the other's domain: the last two labels differ. */
function isForeign(origin: string, host: string): boolean {
  const scheme = origin.indexOf('://');
  if (scheme < 0) return true;
  return lastLabels(origin.slice(scheme + 3)) !== lastLabels(host);
}

function lastLabels(hostAndPort: string): string {
  const colon = hostAndPort.lastIndexOf(':');
  const host = (colon > 0 ? hostAndPort.slice(0, colon) : hostAndPort).toLowerCase();
  return host.split('.').slice(-2).join('.');
}
