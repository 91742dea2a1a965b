import type { Report } from '../model/generated/report.ts';
import type { Inventory } from '../model/inventory.ts';

/**
 * Nothing may get lost between a line and a row: every broken identity as one sentence, none when the books balance.
 * - received = analyzed + dropped (received by the sources' tallies, without the calls outside the assessment window;
 *   analyzed by the cells of the summary: a call lost between the two shows here)
 * - analyzed = calls at endpoints over all hops + noise (a batch is one call with several operations, so calls at
 *   endpoints may exceed the calls that made them, never fall short)
 * - endpoints' calls = operations
 */
export function accountingProblems(report: Report, inventory: Inventory): readonly string[] {
  const { received, dropped, noise, analyzed, operations } = report.calls;
  const problems: string[] = [];
  const droppedSum = total(dropped);
  if (received !== analyzed + droppedSum) {
    problems.push(`received ${received} is not analyzed ${analyzed} + dropped ${droppedSum}`);
  }
  const atEndpoints = inventory.endpoints.reduce(
    (sum, endpoint) => sum + endpoint.hops.reduce((calls, hop) => calls + hop.calls, 0),
    0,
  );
  const noiseSum = total(noise);
  if (analyzed > atEndpoints + noiseSum) {
    problems.push(`analyzed ${analyzed} is more than calls at endpoints ${atEndpoints} + noise ${noiseSum}`);
  }
  const listed = report.endpoints.reduce((sum, endpoint) => sum + endpoint.calls, 0);
  if (listed !== operations) problems.push(`calls of endpoints ${listed} are not operations ${operations}`);
  const ofApis = report.apis.reduce((sum, api) => sum + api.calls, 0);
  if (ofApis !== operations) problems.push(`calls of APIs ${ofApis} are not operations ${operations}`);
  return problems;
}

function total(counts: Readonly<Record<string, number | undefined>>): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
