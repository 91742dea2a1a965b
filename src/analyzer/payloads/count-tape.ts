import type { BodyPlan, PlanPlace } from './body-plan.ts';
import { countVendorName } from './body-set.ts';
import type { BodyTape } from './body-tape.ts';
import { withClient } from './client-list.ts';
import { listStats, observeNumber, observeString } from './observe-node.ts';
import type { Property } from './schema-node.ts';
import { TOKEN } from './token.ts';
import type { Walk } from './walk.ts';

/** Counts a body that stands on the tape, as `observeJson` counts it parsed. */
export function countTape({ stats, vendor }: BodyPlan, tape: BodyTape, walk: Walk): void {
  stats.count++;
  if (vendor !== null) countVendorName(stats, vendor, walk);
  const { kinds, places, numbers } = tape;
  for (let at = 0; at < tape.count; at++) {
    const place = places[at];
    if (place === undefined) continue;
    const { node, property } = place;
    if (property !== null && walk.client < place.closedFrom) countClient(place, property, walk);
    switch (kinds[at] ?? TOKEN.object) {
      case TOKEN.text:
        observeString(node, tape.textAt(at), place.context, walk);
        break;
      case TOKEN.number:
        observeNumber(node, numbers[at] ?? 0, place.context, walk);
        break;
      case TOKEN.boolean:
        node.booleans++;
        break;
      case TOKEN.null:
        node.nulls++;
        break;
      case TOKEN.list:
        node.arrays++;
        listStats(node, numbers[at] ?? 0);
        break;
      default:
        node.objects++;
    }
  }
}

/** A client counts at a property until its list is full of lower ones. */
function countClient(place: PlanPlace, property: Property, { client, limits }: Walk): void {
  property.clients = withClient(property.clients, client, limits.clients);
  const { clients } = property;
  if (clients.length >= limits.clients)
    place.closedFrom = clients[clients.length - 1] ?? Number.POSITIVE_INFINITY;
}
