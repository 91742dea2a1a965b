import { actorKeyOf } from '../actors/actor-key.ts';
import { removeActor } from '../actors/actor-set.ts';
import { removeWalker } from '../actors/walkers.ts';
import type { Summary } from '../summary.ts';

/**
 * Takes out what a summary holds of one client: its counters on paths with identifiers and at logins, hour by hour. It
 * holds nothing else under a client: distinct counts are sketches that cannot be asked for one. The number of hours in
 * which the client stood is given back.
 */
export function forgetClient(
  { actors, hash }: Summary,
  client: { readonly address: string | null; readonly id: string | null },
): number {
  if (actors.sites === null) return 0;
  const key = actorKeyOf(client, hash).hash;
  let forgotten = 0;
  for (const site of actors.sites.items) {
    for (const hour of site.hours.values()) {
      const held = [removeWalker(hour.walkers, key), removeActor(hour.logins, key)];
      if (held.includes(true)) forgotten += 1;
    }
  }
  return forgotten;
}
