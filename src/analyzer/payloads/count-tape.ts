import type { BodyPlan, PlanObject } from './body-plan.ts';
import { countVendorName } from './body-set.ts';
import { type BodyTape, TOKEN } from './body-tape.ts';
import { withClient } from './client-list.ts';
import { listStats, observeNumber, observeString } from './observe-node.ts';
import type { Walk } from './walk.ts';

/** Counts a body that stands on the tape, as `observeJson` counts it parsed. */
export function countTape({ stats, vendor }: BodyPlan, tape: BodyTape, walk: Walk): void {
  stats.count++;
  if (vendor !== null) countVendorName(stats, vendor, walk);
  const { kinds, places, texts, numbers, objects } = tape;
  for (let at = 0; at < tape.count; at++) {
    const place = places[at];
    if (place === undefined) continue;
    const { node, context } = place;
    switch (kinds[at] ?? TOKEN.object) {
      case TOKEN.text:
        observeString(node, texts[at] ?? '', context, walk);
        break;
      case TOKEN.number:
        observeNumber(node, numbers[at] ?? 0, context, walk);
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
      default: {
        const object = objects[at];
        node.objects++;
        if (object !== undefined) countClient(object, walk);
      }
    }
  }
}

/** A client counts at every property of an object, until the lists are full of lower ones. */
function countClient(object: PlanObject, { client, limits }: Walk): void {
  if (client < 0 || client >= object.closedFrom) return;
  let closedFrom = 0;
  for (const property of object.properties) {
    property.clients = withClient(property.clients, client, limits.clients);
    const { clients } = property;
    const last = clients.length < limits.clients ? undefined : clients[clients.length - 1];
    closedFrom = Math.max(closedFrom, last ?? Number.POSITIVE_INFINITY);
  }
  object.closedFrom = closedFrom;
}
