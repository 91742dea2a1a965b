import { AssayError } from '../model/errors.ts';

/** The origins a client may ask; everything else is refused, so a hostile next link or redirect leads nowhere. */
export interface AllowedOrigins {
  /** Absolute URL of a request; throws AssayError `HTTP_ORIGIN_REFUSED` or `HTTP_URL_INVALID`. */
  resolve(url: string): URL;
  /** True at the origin of the base URL: only there are credentials sent. */
  isHome(url: URL): boolean;
}

export function allowOrigins(baseUrl: string, others: readonly string[]): AllowedOrigins {
  const base = parseUrl(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
  const allowed = new Set([base.origin, ...others.map((origin) => parseUrl(origin).origin)]);
  return {
    isHome: (url) => url.origin === base.origin,
    resolve: (text) => {
      const url = resolveAgainst(base, text);
      if (allowed.has(url.origin)) return url;
      throw new AssayError({
        code: 'HTTP_ORIGIN_REFUSED',
        kind: 'sourceContract',
        message: 'A request to an origin that this connector does not declare was refused.',
        context: { allowed: base.origin },
      });
    },
  };
}

/** `/services` is below the base URL's own path; an absolute URL stands as it is. */
function resolveAgainst(base: URL, text: string): URL {
  if (/^[a-z][a-z0-9+.-]{0,20}:/i.test(text)) return parseUrl(text);
  if (text.startsWith('//')) return parseUrl(`${base.protocol}${text}`);
  return parseUrl(`${base.origin}${base.pathname}${text.replace(/^\//, '')}`);
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new AssayError({
    code: 'HTTP_URL_INVALID',
    kind: 'sourceContract',
    message: 'A request URL is no absolute http or https URL.',
  });
}

/** Origin and path: all of a URL that may stand in a log. */
export function describeUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}
