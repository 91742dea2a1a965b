/**
 * Characters that Kong leaves percent-encoded (RFC 3986 reserved, and `%` itself), so that `%2F` never becomes a
 * segment border. Source: kong/tools/uri.lua.
 */
const STAYS_ENCODED = new Set("!#$%&'()*+,/:;=?@[]");

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes one run of `%XX` triplets; a run that is not UTF-8 stays as it was sent, in upper case. */
function decodeRun(run: string): string {
  let text = '';
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length === 0) return;
    try {
      text += decoder.decode(Uint8Array.from(bytes));
    } catch {
      for (const byte of bytes) text += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }
    bytes = [];
  };
  for (let at = 0; at < run.length; at += 3) {
    const byte = Number.parseInt(run.slice(at + 1, at + 3), 16);
    if (byte < 0x80 && STAYS_ENCODED.has(String.fromCharCode(byte))) {
      flush();
      text += run.slice(at, at + 3).toUpperCase();
    } else {
      bytes.push(byte);
    }
  }
  flush();
  return text;
}

/**
 * Kong's normal form of a request path: query removed, triplets decoded or upper-cased, `//` collapsed, dot segments
 * removed. Idempotent. Source: kong/tools/uri.lua `normalize(uri, true)`.
 */
export function normalizeKongPath(path: string): string {
  const withoutQuery = path.split('?', 1)[0] ?? '';
  const decoded = withoutQuery.replace(/(?:%[0-9a-fA-F]{2})+/g, decodeRun);
  const segments = decoded.split('/');
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const last = segments.at(-1);
  const endsOpen = last === '' || last === '.' || last === '..';
  return kept.length === 0 ? '/' : `/${kept.join('/')}${endsOpen ? '/' : ''}`;
}

interface RewriteRule {
  /** Path of the service, `/` when it has none. */
  readonly servicePath: string;
  readonly stripPath: boolean;
  readonly pathHandling: 'v0' | 'v1';
}

/**
 * The path the upstream sees. `matchedEnd` is where the route's match ends in `path`.
 * Source: kong/router/utils.lua `get_upstream_uri_v0` and `_v1`.
 */
export function upstreamPath(rule: RewriteRule, path: string, matchedEnd: number): string {
  const base = rule.servicePath === '' ? '/' : rule.servicePath;
  const rest = rule.stripPath ? path.slice(matchedEnd) : path;
  return rule.pathHandling === 'v1' ? joinV1(base, rest) : joinV0(base, rest, path, rule.stripPath);
}

function joinV0(base: string, rest: string, path: string, stripPath: boolean): string {
  const closed = base.endsWith('/');
  if (!stripPath) {
    if (closed) return base + rest.slice(1);
    return rest === '/' ? base : base + rest;
  }
  if (rest === '') {
    const open = path.length > 1 && path.endsWith('/');
    if (closed) return base === '/' || open ? base : base.slice(0, -1);
    return open ? `${base}/` : base;
  }
  if (rest.startsWith('/')) return closed ? base + rest.slice(1) : base + rest;
  return closed ? base + rest : `${base}/${rest}`;
}

function joinV1(base: string, rest: string): string {
  return base.endsWith('/') && rest.startsWith('/') ? base + rest.slice(1) : base + rest;
}
