import type { Report } from '../model/generated/report.ts';
import { renderTable } from '../report/table.ts';
import type { CommandContext } from './command.ts';

/** The sentence that matters and the review table, on standard output. */
export function printReview({ terminal }: CommandContext, report: Report): void {
  terminal.stdout.write(`\n${renderTable(report, { width: terminal.columns, color: terminal.color })}\n`);
}
