import type { CapabilityResult } from './capability.ts';

/** Metrics with a column of their own. */
const COLUMNS = ['precision', 'recall', 'f1'] as const;

/** The results as a Markdown table: a row a capability and half. */
export function resultTable(results: readonly CapabilityResult[]): string {
  const rows = results.map(({ capability, half, counts, metrics }) => [
    capability,
    half,
    ...COLUMNS.map((name) => metrics[name] ?? ''),
    listed(Object.entries(metrics).filter(([name]) => !COLUMNS.some((column) => column === name))),
    listed(Object.entries(counts)),
  ]);
  const header = ['capability', 'half', 'precision', 'recall', 'F1', 'further metrics', 'counts'];
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function listed(entries: readonly (readonly [string, number])[]): string {
  return entries.map(([name, value]) => `${name} ${value.toLocaleString('en-US', DIGITS)}`).join(', ');
}

const DIGITS = { maximumFractionDigits: 4 } as const;
