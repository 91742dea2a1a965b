import { actorKeyOf } from '../actors/actor-key.ts';
import { removeActor } from '../actors/actor-set.ts';
import type { SiteActors } from '../actors/actors.ts';
import { removeWalker } from '../actors/walkers.ts';
import type { KeyedHash } from '../exchange.ts';
import type { Summary } from '../summary.ts';

/** An address, or the id of a client where the logs have no address. */
export interface NamedClient {
  readonly address: string | null;
  readonly id: string | null;
}

/**
 * Takes out what a summary holds of one client: its counters on paths with identifiers and at logins, hour by hour. It
 * holds nothing else under a client: distinct counts are sketches that cannot be asked for one. The number of hours in
 * which the client stood is given back.
 */
export function forgetClient({ actors, hash }: Summary, client: NamedClient): number {
  let forgotten = 0;
  for (const site of actors.sites?.items ?? []) forgotten += forgetClientAt(site, client, hash);
  return forgotten;
}

/** The same for one API. */
export function forgetClientAt(site: SiteActors, client: NamedClient, hash: KeyedHash): number {
  const key = actorKeyOf(client, hash).hash;
  let forgotten = 0;
  for (const hour of site.hours.values()) {
    const held = [removeWalker(hour.walkers, key), removeActor(hour.logins, key)];
    if (held.includes(true)) forgotten += 1;
  }
  return forgotten;
}
