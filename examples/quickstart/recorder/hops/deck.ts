import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The parts of a decK file that the gateway hop obeys. */
export interface DeckPlugin {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

interface DeckRoute {
  readonly id: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  readonly methods?: readonly string[];
  readonly protocols: readonly string[];
  readonly strip_path: boolean;
  readonly preserve_host: boolean;
  readonly plugins?: readonly DeckPlugin[];
}

interface DeckService {
  readonly id: string;
  readonly name: string;
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  readonly path?: string;
  readonly routes: readonly DeckRoute[];
  readonly plugins?: readonly DeckPlugin[];
}

export interface DeckConsumer {
  readonly id: string;
  readonly username: string;
  readonly keyauth_credentials?: ReadonlyArray<{ readonly id: string; readonly key: string }>;
  readonly jwt_secrets?: ReadonlyArray<{ readonly id: string; readonly key: string }>;
  readonly basicauth_credentials?: ReadonlyArray<{
    readonly id: string;
    readonly username: string;
    readonly password: string;
  }>;
}

export interface Deck {
  readonly services: readonly DeckService[];
  readonly consumers: readonly DeckConsumer[];
}

/** Reads a decK file, replacing `${{ env "DECK_…" }}` as decK does. */
export function readDeck(file: string, environment: Readonly<Record<string, string>>): Deck {
  const text = readFileSync(file, 'utf8').replace(/\$\{\{ env "(DECK_\w+)" \}\}/gu, (_, name: string) => {
    const value = environment[name];
    if (value === undefined) throw new Error(`${file} names ${name}, which the recorder does not set`);
    return JSON.stringify(value);
  });
  // The file is the recorder's own, beside it in the repository; a test compares it with the manifest's table.
  const deck: Deck = parse(text);
  return deck;
}

export interface RouteMatch {
  readonly service: DeckService;
  readonly route: DeckRoute;
  readonly plugins: readonly DeckPlugin[];
  /** The path as sent upstream: matched prefix stripped, service path in front (path_handling v0). */
  readonly upstreamPath: string;
}

function specificity(route: DeckRoute): number {
  return route.methods === undefined ? 0 : 1;
}

function joinPaths(servicePath: string, rest: string): string {
  if (servicePath === '') return rest.startsWith('/') ? rest : `/${rest}`;
  if (rest === '') return servicePath;
  return `${servicePath.replace(/\/$/u, '')}/${rest.replace(/^\//u, '')}`;
}

/** Kong's traditional_compatible router for plain paths: all fields must match, more fields first, then the longest prefix. */
export function matchRoute(deck: Deck, method: string, host: string, path: string): RouteMatch | undefined {
  const candidates = deck.services.flatMap((service) =>
    service.routes.flatMap((route) =>
      route.paths
        .filter(
          (prefix) =>
            route.hosts.includes(host) &&
            (route.methods?.includes(method) ?? true) &&
            path.startsWith(prefix),
        )
        .map((prefix) => ({ service, route, prefix })),
    ),
  );
  candidates.sort(
    (left, right) =>
      specificity(right.route) - specificity(left.route) || right.prefix.length - left.prefix.length,
  );
  const [best] = candidates;
  if (best === undefined) return undefined;
  const rest = best.route.strip_path ? path.slice(best.prefix.length) : path;
  return {
    service: best.service,
    route: best.route,
    plugins: [...(best.route.plugins ?? []), ...(best.service.plugins ?? [])],
    upstreamPath: joinPaths(best.service.path ?? '', rest),
  };
}
