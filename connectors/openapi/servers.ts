import { domainToASCII } from 'node:url';
import type { JsonObject, JsonValue } from '../../src/kit/index.ts';
import { normalizeHost } from '../../src/model/host.ts';
import { isJsonArray } from '../../src/model/json.ts';
import { isObject, type Location } from './document-store.ts';

/** One place at which the operations are served. */
export interface Server {
  /** Normalised, `*` for a variable first label; null for a relative server of a file. */
  readonly host: string | null;
  /** Without a trailing slash; `` for the root. */
  readonly basePath: string;
}

/** Most combinations of enumerated variables that one server is written out to. */
const MAX_EXPANSION = 1024;

/** OpenAPI 3: `servers`; without any the document is served at the root of where it stands. */
export function serversOf(list: JsonValue | undefined, at: Location): readonly Server[] {
  const servers = isJsonArray(list) ? list.filter(isObject) : [];
  if (servers.length === 0) return [parseServer('/', at)];
  const found = servers.flatMap((server) => expand(server).map((url) => parseServer(url, at)));
  return [...new Map(found.map((server) => [`${server.host ?? ''} ${server.basePath}`, server])).values()];
}

/** Swagger 2: `schemes`, `host`, `basePath`. */
export function swaggerServers(root: JsonObject, at: Location): readonly Server[] {
  const host = typeof root['host'] === 'string' ? root['host'].replace(/^https?:\/\//i, '') : null;
  const given = typeof root['basePath'] === 'string' ? root['basePath'] : '/';
  // Written without its slash, it would become part of the host.
  const basePath = given.startsWith('/') ? given : `/${given}`;
  const schemes = Array.isArray(root['schemes']) ? root['schemes'] : [];
  const scheme = schemes.length === 1 && schemes[0] === 'http' ? 'http' : 'https';
  return [parseServer(host === null ? basePath : `${scheme}://${host}${basePath}`, at)];
}

/** The URL with its variables filled in: every enumerated value, `*` for an open first label, else the default. */
function expand(server: JsonObject): readonly string[] {
  const template = typeof server['url'] === 'string' ? server['url'] : '/';
  const variables = isObject(server['variables']) ? server['variables'] : {};
  let urls: readonly string[] = [template];
  for (const [name, value] of Object.entries(variables)) {
    const values = valuesOf(isObject(value) ? value : {}, template, name);
    urls = urls
      .flatMap((url) => values.map((one) => url.replaceAll(`{${name}}`, one)))
      .slice(0, MAX_EXPANSION);
  }
  return urls;
}

function valuesOf(variable: JsonObject, template: string, name: string): readonly string[] {
  const choices = Array.isArray(variable['enum'])
    ? variable['enum'].filter((one) => typeof one === 'string')
    : [];
  if (choices.length > 0) return choices;
  const isFirstLabel = new RegExp(`^(?:https?|\\{[^{}]*\\}):\\/\\/\\{${escapePattern(name)}\\}\\.`).test(
    template,
  );
  if (isFirstLabel) return ['*'];
  return [typeof variable['default'] === 'string' ? variable['default'] : ''];
}

function escapePattern(text: string): string {
  return text.replace(/[^A-Za-z0-9_]/g, '\\$&');
}

/** RFC 3986 by hand: `URL` refuses the `*` of a wildcard host. */
function parseServer(url: string, at: Location): Server {
  // `//host/path` takes its scheme from where the document stands.
  const absolute = /^(?:(https?):)?\/\/([^/?#]*)([^?#]*)/i.exec(url);
  if (absolute !== null) {
    const [, scheme = 'https', authority = '', path = ''] = absolute;
    const host = authority.slice(authority.lastIndexOf('@') + 1);
    return {
      host: normalizeHost(asciiHost(host), scheme.toLowerCase() === 'http' ? 'http' : 'https'),
      basePath: trim(path),
    };
  }
  if (at.kind === 'url' && URL.canParse(url, at.url)) {
    const resolved = new URL(url, at.url);
    const scheme = resolved.protocol === 'http:' ? 'http' : 'https';
    return { host: normalizeHost(resolved.host, scheme), basePath: trim(resolved.pathname) };
  }
  const path = url.split(/[?#]/, 1)[0] ?? '/';
  return { host: null, basePath: trim(path.startsWith('/') ? path : `/${path}`) };
}

/** A name in letters of its own, as requests and logs write it (RFC 5891); a star and a port stay. */
function asciiHost(host: string): string {
  if (/^\p{ASCII}*$/u.test(host)) return host;
  const [name = host, ...port] = host.split(':');
  return [domainToASCII(name) || name, ...port].join(':');
}

/** Letters that are written as escapes, as the letters they stand for: that is how observed paths are kept. */
export function decodedPath(path: string): string {
  return path.replace(/(?:%[89a-f][0-9a-f])+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** Without slashes at the end, and of several in a row one. */
function trim(path: string): string {
  const single = decodedPath(path).replace(/\/{2,}/g, '/');
  return single.endsWith('/') ? single.slice(0, -1) : single;
}
