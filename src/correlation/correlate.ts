import type { Correlation, CorrelationSettings } from '../model/correlation.ts';
import type { ApiId } from '../model/ids.ts';
import type { Inventory } from '../model/inventory.ts';
import type { GatewaySnapshot } from '../model/registered-api.ts';
import { apiRows, compareText } from './api-rows.ts';
import { attachDefinitions } from './attachments.ts';
import { compileCatalogue } from './catalogue.ts';
import { classify } from './classify.ts';
import { type EndpointRow, endpointRow, type RowContext } from './endpoint-rows.ts';
import { isFrontHop } from './hops.ts';

/**
 * Decides for every endpoint and API whether it is managed, and why. Pure: the answer depends on the arguments alone,
 * not on their order. Every endpoint of the inventory is shown once or folded once.
 */
export function correlate(
  inventory: Inventory,
  gateways: readonly GatewaySnapshot[],
  settings: CorrelationSettings,
): Correlation {
  const catalogue = compileCatalogue(gateways, settings);
  const attachments = attachDefinitions(catalogue);
  const { endpoints, folded, unknownNativeIds } = classify(catalogue, attachments, inventory);
  const context: RowContext = { catalogue, attachments, asOfMs: inventory.asOfMs };
  const rows = countOnce(endpoints.map((one) => endpointRow(context, one)));
  const sorted = [...rows].sort(compareRows);
  return {
    apis: apiRows(context, sorted),
    endpoints: sorted.map(({ row }) => row),
    folded: [...folded].sort((a, b) => compareText(a.endpoint, b.endpoint)),
    unknownNativeIds,
    notEvaluated: [...catalogue.gateways.values()].flatMap((gateway) =>
      gateway.kong.notEvaluated.map((one) => ({ gateway: gateway.snapshot.id, ...one })),
    ),
    operations: sorted.reduce((sum, { row }) => sum + row.calls, 0),
  };
}

/**
 * Calls behind the gateway are the same calls as those before it, also where no shape ties the two together. Where the
 * front is not seen at all they stand for it, except in a log that has both legs.
 */
function countOnce(rows: readonly EndpointRow[]): readonly EndpointRow[] {
  const seenInFront = new Map<ApiId, Set<string>>();
  for (const { row, classified } of rows) {
    if (classified.role.kind !== 'front') continue;
    const hops = seenInFront.get(row.apiId) ?? new Set();
    seenInFront.set(row.apiId, hops);
    for (const { hop, calls } of classified.counted) if (calls > 0) hops.add(hop);
  }
  const isCounted = ({ row, classified: { role, counted } }: EndpointRow): boolean => {
    const hops = role.kind === 'view' ? seenInFront.get(row.apiId) : undefined;
    return hops !== undefined && ([...hops].some(isFrontHop) || counted.some(({ hop }) => hops.has(hop)));
  };
  return rows.map((one) => (isCounted(one) ? { ...one, row: { ...one.row, calls: 0 } } : one));
}

function compareRows(a: EndpointRow, b: EndpointRow): number {
  const [one, two] = [a.classified.facts, b.classified.facts];
  return (
    compareText(one.host, two.host) ||
    compareText(one.path, two.path) ||
    compareText(one.method, two.method) ||
    compareText(one.id, two.id)
  );
}
