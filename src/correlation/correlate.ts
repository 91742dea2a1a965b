import type { Correlation, CorrelationSettings } from '../model/correlation.ts';
import type { ApiId } from '../model/ids.ts';
import type { Inventory } from '../model/inventory.ts';
import type { GatewaySnapshot } from '../model/registered-api.ts';
import { apiRows, compareText } from './api-rows.ts';
import { attachDefinitions } from './attachments.ts';
import { compileCatalogue } from './catalogue.ts';
import { classify } from './classify.ts';
import { type EndpointRow, endpointRow, type RowContext } from './endpoint-rows.ts';
import { hasFrontHop } from './hops.ts';

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

/** Calls behind the gateway are the same calls as those before it, also where no shape ties the two together. */
function countOnce(rows: readonly EndpointRow[]): readonly EndpointRow[] {
  const countedInFront = new Set<ApiId>();
  for (const { row, classified } of rows) {
    if (classified.role.kind === 'front' && hasFrontHop(row.callsByHop)) countedInFront.add(row.apiId);
  }
  return rows.map((one) =>
    one.classified.role.kind === 'view' && countedInFront.has(one.row.apiId)
      ? { ...one, row: { ...one.row, calls: 0 } }
      : one,
  );
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
