import type { Proof } from './access.ts';
import type { ConsoleRequest } from './console-request.ts';
import type { Reply } from './reply.ts';

/** `open`: anybody; `metrics`: token, or a direct call from this machine; `session`: token. */
type RouteAccess = 'open' | 'metrics' | 'session';

export interface RouteCall {
  readonly request: ConsoleRequest;
  /** Values of the `{…}` segments, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly proof: Proof | null;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** `{name}` stands for one whole segment. */
  readonly path: string;
  readonly access: RouteAccess;
  readonly answer: (call: RouteCall) => Promise<Reply>;
}

interface RouteMatch {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The route, or the methods that the path does take, or nothing at all. */
export type RouteResult =
  | { readonly kind: 'found'; readonly match: RouteMatch }
  | { readonly kind: 'method'; readonly allowed: readonly string[] }
  | { readonly kind: 'none' };

/** HEAD is answered as GET; the sender leaves the body out. */
export function findRoute(routes: readonly Route[], method: string, path: string): RouteResult {
  const wanted = method === 'HEAD' ? 'GET' : method;
  const allowed = new Set<string>();
  for (const route of routes) {
    const parameters = matchPath(route.path, path);
    if (parameters === null) continue;
    if (route.method === wanted) return { kind: 'found', match: { route, parameters } };
    allowed.add(route.method);
  }
  return allowed.size === 0 ? { kind: 'none' } : { kind: 'method', allowed: [...allowed] };
}

function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    const name = /^\{([a-z]+)\}$/.exec(segment)?.[1];
    if (name === undefined) {
      if (segment !== value) return null;
    } else {
      const decoded = decode(value);
      if (decoded === null || decoded === '') return null;
      parameters[name] = decoded;
    }
  }
  return parameters;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
