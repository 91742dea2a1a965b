import type { CorrelatedApi, CorrelatedEndpoint, Correlation } from '../../model/correlation.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { EndpointFacts, Inventory } from '../../model/inventory.ts';

/** What was learnt from calls, and whose calls they were: together all that a document is made of. */
export interface Estate {
  readonly inventory: Inventory;
  readonly correlation: Correlation;
}

/** One endpoint of an API with everything known of it. */
export interface ObservedEndpoint {
  readonly row: CorrelatedEndpoint;
  readonly facts: EndpointFacts;
  /** The same calls seen behind the gateway: their bodies add to what is known, their credentials and paths do not. */
  readonly views: readonly EndpointFacts[];
}

/** Endpoints of an API in the order of the correlation: host, path, method, id. */
export function endpointsOf(api: CorrelatedApi, { inventory, correlation }: Estate): ObservedEndpoint[] {
  const facts = new Map<EndpointId, EndpointFacts>(inventory.endpoints.map((one) => [one.id, one]));
  return correlation.endpoints.flatMap((row) => {
    const own = row.apiId === api.id ? facts.get(row.id) : undefined;
    if (own === undefined) return [];
    return [{ row, facts: own, views: row.views.flatMap((id) => facts.get(id) ?? []) }];
  });
}
