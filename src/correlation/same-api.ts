import type { RegisteredApi } from '../model/registered-api.ts';
import { parseHostPattern } from './host-pattern.ts';
import { NamedHosts } from './named-hosts.ts';
import type { CompiledGateway, Registration } from './registration.ts';

/**
 * Which registrations are one API. One that answers nowhere but where APIs of another gateway answer, by host and base
 * path, is those APIs, registered a second time; a host or base path of its own makes it another API.
 */
export interface SameApis {
  /** The APIs that a registration is, as a rule at other gateways; empty for one that stands for itself. */
  rowsOf(api: RegisteredApi): readonly Registration[];
  /** The other registrations of an API that stands for itself, by gateway and native id. */
  joinedTo(api: RegisteredApi): readonly Registration[];
}

export function indexSameApis(gateways: Iterable<CompiledGateway>): SameApis {
  const placed = [...gateways].flatMap(placedApis);
  const index = new PlaceIndex(placed);
  const direct = new Map<RegisteredApi, readonly Registration[]>();
  for (const one of placed) {
    const owners = one.isComplete ? index.owners(one) : [];
    if (owners.length > 0) direct.set(one.registration.api, owners);
  }
  const rows = new Map<RegisteredApi, readonly Registration[]>();
  const joined = new Map<RegisteredApi, Registration[]>();
  for (const { registration } of placed) {
    const of = resolve(direct, registration.api);
    if (of.length === 0) continue;
    rows.set(registration.api, of);
    for (const { api } of of) {
      const known = joined.get(api);
      if (known === undefined) joined.set(api, [registration]);
      else known.push(registration);
    }
  }
  return { rowsOf: (api) => rows.get(api) ?? [], joinedTo: (api) => joined.get(api) ?? [] };
}

/** An owner always comes before what it owns, so this ends. */
function resolve(
  direct: ReadonlyMap<RegisteredApi, readonly Registration[]>,
  api: RegisteredApi,
): readonly Registration[] {
  const found = new Map<RegisteredApi, Registration>();
  for (const owner of direct.get(api) ?? []) {
    const further = resolve(direct, owner.api);
    for (const row of further.length === 0 ? [owner] : further) found.set(row.api, row);
  }
  return [...found.values()];
}

/** The API in whose row a registration stands where nothing leads to one of several. */
export function firstRow(same: SameApis, registration: Registration): Registration {
  return same.rowsOf(registration.api)[0] ?? registration;
}

/** All registrations of the API that a registration is, itself first. */
export function registrationsOf(same: SameApis, api: RegisteredApi): readonly RegisteredApi[] {
  const rows = same.rowsOf(api).map((row) => row.api);
  const joined = [api, ...rows].flatMap((one) => same.joinedTo(one).map((other) => other.api));
  return [...new Set([api, ...rows, ...joined])];
}

/** Names of the hops behind the gateways of an API: who sees it there sees calls that came through one of them. */
export function hopsBehind(same: SameApis, { api, gateway }: Registration): ReadonlySet<string> {
  const ids = registrationsOf(same, api).map((one) => one.gateway);
  return new Set([gateway.snapshot.id, ...ids].map((id) => `behind:${id}`));
}

/** Whether two registrations are the same API, as a whole or in part. */
export function isSameApi(same: SameApis, a: RegisteredApi, b: RegisteredApi): boolean {
  const rowsOf = (api: RegisteredApi): readonly RegisteredApi[] => [
    api,
    ...same.rowsOf(api).map((row) => row.api),
  ];
  const others = new Set(rowsOf(b));
  return rowsOf(a).some((api) => others.has(api));
}

/** A catalogue of what other gateways serve knows addresses and nothing else. */
export function knowsAddressesOnly(api: RegisteredApi): boolean {
  return (
    api.semantics === 'segment-prefix' &&
    api.upstreams.length === 0 &&
    api.operations === null &&
    api.security === null
  );
}

/**
 * Whether `a` may stand for `b`. Who says more of an API does, else the smaller id: nothing that is seen later changes
 * that. APIs that one gateway tells apart are two, as long as it says more of them than where they are; so are those of
 * gateways of two stages, which may well be set up alike.
 */
function mayStandFor(a: Registration, b: Registration): boolean {
  const [one, two] = [knowsAddressesOnly(a.api), knowsAddressesOnly(b.api)];
  if (a.gateway === b.gateway) return one && two && a.api.nativeId < b.api.nativeId;
  if (one !== two) return two;
  if (!one && areOfTwoStages(a, b)) return false;
  return a.gateway.snapshot.id < b.gateway.snapshot.id;
}

function areOfTwoStages(a: Registration, b: Registration): boolean {
  const [one, two] = [a, b].map(({ api, gateway }) => api.environment ?? gateway.snapshot.environment);
  return one !== null && two !== null && one !== two;
}

/** A host, maybe with a star, and a base path below which an API answers. */
interface Place {
  readonly host: string;
  readonly path: string;
  /** Methods and headers that a route asks for; `` where it takes any. */
  readonly conditions: string;
}

interface PlaceOwner {
  readonly at: Registration;
  readonly isExact: boolean;
  readonly conditions: string;
}

interface PlacedApi {
  readonly registration: Registration;
  readonly places: readonly Place[];
  /** The places are all there are. */
  readonly isComplete: boolean;
}

function placedApis(gateway: CompiledGateway): readonly PlacedApi[] {
  const { snapshot } = gateway;
  const served = snapshot.apis.filter((api) => api.kind === 'gateway' && api.enabled);
  return served.map((api) => {
    const routes = api.routes.map((route) => placesOf(route, snapshot.hosts));
    const places = routes.flatMap((found) => found ?? []);
    return {
      registration: { api, gateway },
      places,
      isComplete: places.length > 0 && !routes.includes(null),
    };
  });
}

/** Null where they are not known: a route without hosts of a gateway without hosts, or an expression. */
function placesOf(
  { hosts, paths, methods, headers, expression }: RegisteredApi['routes'][number],
  gatewayHosts: readonly string[],
): readonly Place[] | null {
  const named = hosts ?? gatewayHosts;
  if (named.length === 0 || expression !== undefined) return null;
  const texts = paths?.map((path) => (path.kind === 'regex' ? `~${path.source}` : withoutSlash(path.value)));
  const conditions = conditionsOf(methods ?? [], Object.entries(headers ?? {}));
  return named.flatMap((host) => (texts ?? ['/']).map((path) => ({ host, path, conditions })));
}

function conditionsOf(
  methods: readonly string[],
  headers: readonly (readonly [name: string, values: readonly string[]])[],
): string {
  const lines = headers.map(([name, values]) => `${name.toLowerCase()}: ${[...values].sort().join(' ')}`);
  return [...methods].sort().concat(lines.sort()).join('\n');
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Who answers at a place, so that asking costs the labels of its host. */
class PlaceIndex {
  readonly #byPath = new Map<string, NamedHosts<PlaceOwner>>();

  constructor(all: readonly PlacedApi[]) {
    for (const { registration: at, places } of all) {
      for (const { host, path, conditions } of places) {
        const hosts = this.#byPath.get(path) ?? new NamedHosts();
        hosts.add(host, { at, conditions, isExact: parseHostPattern(host).kind === 'exact' });
        this.#byPath.set(path, hosts);
      }
    }
  }

  /** The APIs of each gateway that answers at all of these places, as far as they come before. */
  owners({ registration, places }: PlacedApi): readonly Registration[] {
    const owners = new Map<string, Set<Registration>>();
    for (const [number, place] of places.entries()) {
      const here = this.#ownersAt(place, registration);
      if (number === 0) for (const id of here.keys()) owners.set(id, new Set());
      for (const [id, found] of owners) {
        const more = here.get(id) ?? [];
        if (more.length === 0) owners.delete(id);
        // Of its own gateway only what answers at all of its places is the same.
        else if (id === registration.gateway.snapshot.id && number > 0)
          owners.set(id, new Set(more.filter((owner) => found.has(owner))));
        else for (const owner of more) found.add(owner);
      }
    }
    return [...new Set([...owners.values()].flatMap((found) => [...found]))];
  }

  /** By gateway; one that names the host goes before those that have a star for it, as in every router. */
  #ownersAt(place: Place, registration: Registration): ReadonlyMap<string, readonly Registration[]> {
    const exact = new Map<string, Registration[]>();
    const starred = new Map<string, Registration[]>();
    const asksAnything = knowsAddressesOnly(registration.api);
    for (const { at, isExact, conditions } of this.#byPath.get(place.path)?.owners(place.host) ?? []) {
      if (!asksAnything && conditions !== place.conditions && !knowsAddressesOnly(at.api)) continue;
      if (!mayStandFor(at, registration)) continue;
      const found = isExact ? exact : starred;
      const { id } = at.gateway.snapshot;
      const known = found.get(id);
      if (known === undefined) found.set(id, [at]);
      else known.push(at);
    }
    return new Map([...starred, ...exact]);
  }
}
