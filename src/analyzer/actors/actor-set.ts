/** One actor of a set: what it did stands in it or is found by its place. */
export interface Actor {
  readonly network: string;
}

/**
 * The actors of one hour of one API, by keyed hash, while there are few enough of them to be judged. With one more than
 * `k` the hour is not evaluated and nothing of it is ever read: then only that stands, and whether they came from few
 * networks. So it depends on the set of actors alone.
 */
export interface ActorSet<A extends Actor> {
  readonly k: number;
  /** In the order they came; `items` lies beside it. */
  hashes: number[];
  items: A[];
  /** Null while there are at most `k` actors. */
  closed: ClosedSet | null;
  /** Where a hash stands in `hashes`, plus one, by its low bits: a cache of look-ups, null while a scan is as fast. */
  places: Int32Array | null;
}

export interface ClosedSet {
  /** Ascending; null once there were `FEW_NETWORKS`. */
  networks: readonly string[] | null;
}

/**
 * Behind a gateway every call comes from the gateway, unless the log passes the client's address on. Fewer networks
 * than this are the gateway's own.
 */
export const FEW_NETWORKS = 5;

const LONGEST_SCAN = 8;

export function emptyActorSet<A extends Actor>(k: number): ActorSet<A> {
  return { k, hashes: [], items: [], closed: null, places: null };
}

/** Nothing that an actor could add is kept any more. */
export function isSpent<A extends Actor>({ closed }: ActorSet<A>): boolean {
  return closed !== null && closed.networks === null;
}

/** The place of an actor, made on first sight; -1 once the set is closed. */
export function actorAt<A extends Actor>(
  set: ActorSet<A>,
  hash: number,
  network: string,
  make: (network: string) => A,
): number {
  if (set.closed === null) {
    const at = placeOf(set, hash);
    if (at >= 0) return at;
    if (set.hashes.length < set.k) return addActor(set, hash, make(network));
    close(set);
  }
  noteNetwork(set, network);
  return -1;
}

/** Adds an actor that is not there, to a set with room. */
export function addActor<A extends Actor>(set: ActorSet<A>, hash: number, actor: A): number {
  set.hashes.push(hash);
  set.items.push(actor);
  indexLast(set);
  return set.hashes.length - 1;
}

/** -1 when the hash is not there. */
function placeOf<A extends Actor>({ hashes, places }: ActorSet<A>, hash: number): number {
  if (places === null) return hashes.indexOf(hash);
  const mask = places.length - 1;
  for (let slot = (hash >>> 0) & mask; ; slot = (slot + 1) & mask) {
    const at = (places[slot] ?? 0) - 1;
    if (at < 0 || hashes[at] === hash) return at;
  }
}

function indexLast<A extends Actor>(set: ActorSet<A>): void {
  const { length } = set.hashes;
  if (length <= LONGEST_SCAN) return;
  if (set.places !== null && length * 2 <= set.places.length) {
    indexAt(set.places, set.hashes, length - 1);
    return;
  }
  set.places = new Int32Array(set.places === null ? LONGEST_SCAN * 8 : set.places.length * 2);
  for (let at = 0; at < length; at += 1) indexAt(set.places, set.hashes, at);
}

function indexAt(places: Int32Array, hashes: readonly number[], at: number): void {
  const mask = places.length - 1;
  let slot = ((hashes[at] ?? 0) >>> 0) & mask;
  while (places[slot] !== 0) slot = (slot + 1) & mask;
  places[slot] = at + 1;
}

function close<A extends Actor>(set: ActorSet<A>): void {
  const { items } = set;
  set.closed = { networks: [] };
  set.hashes = [];
  set.items = [];
  set.places = null;
  for (const { network } of items) noteNetwork(set, network);
}

function noteNetwork<A extends Actor>({ closed }: ActorSet<A>, network: string): void {
  if (closed === null || closed.networks === null || closed.networks.includes(network)) return;
  const networks = [...closed.networks, network].sort();
  closed.networks = networks.length < FEW_NETWORKS ? networks : null;
}

/** Takes an actor out; those behind it move up. False when it is not there. */
export function removeActor<A extends Actor>(set: ActorSet<A>, hash: number): boolean {
  const place = placeOf(set, hash);
  if (place < 0) return false;
  const { hashes, items } = set;
  set.hashes = [];
  set.items = [];
  set.places = null;
  items.forEach((actor, at) => {
    if (at !== place) addActor(set, hashes[at] ?? 0, actor);
  });
  return true;
}

/** Adds `from` to `into`: `make` for an actor that is new there, then `add` with its place in both. */
export function mergeActorSet<A extends Actor>(
  into: ActorSet<A>,
  from: ActorSet<A>,
  make: (network: string) => A,
  add: (into: number, from: number) => void,
): void {
  if (exceedsTogether(into, from)) {
    // Nothing of what both would add is kept: only their networks are.
    close(into);
    for (const { network } of from.items) noteNetwork(into, network);
    return;
  }
  from.items.forEach(({ network }, at) => {
    const place = actorAt(into, from.hashes[at] ?? 0, network, make);
    if (place >= 0) add(place, at);
  });
  if (from.closed === null) return;
  if (into.closed === null) close(into);
  const { networks } = from.closed;
  if (networks !== null) for (const network of networks) noteNetwork(into, network);
  else into.closed = { networks: null };
}

/** Whether two sets that are both open have more actors than one may have. */
function exceedsTogether<A extends Actor>(into: ActorSet<A>, from: ActorSet<A>): boolean {
  const { k } = into;
  let count = into.hashes.length;
  if (into.closed !== null || from.closed !== null || count + from.hashes.length <= k) return false;
  for (const hash of from.hashes) if (placeOf(into, hash) < 0) count += 1;
  return count > k;
}

/** Places in the order of the hashes. */
export function sortedPlaces<A extends Actor>({ hashes }: ActorSet<A>): readonly number[] {
  return hashes.map((_, at) => at).sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0));
}

/** Networks seen, as many as tell few from many; null for many. */
export function networksIn<A extends Actor>({ items, closed }: ActorSet<A>): readonly string[] | null {
  return closed === null ? items.map(({ network }) => network) : closed.networks;
}
