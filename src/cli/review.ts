import { RUBRIC } from '../agent/rubric.ts';
import type { Report } from '../model/generated/report.ts';
import { encodeTerminal } from '../report/encode/terminal.ts';
import { missingEvidence } from '../report/headline.ts';
import { renderTable } from '../report/table.ts';
import type { CommandContext } from './command.ts';
import { leftOut } from './left-out.ts';
import { overruns } from './overrun.ts';
import { sourceFreshness } from './source-freshness.ts';
import { takenAway } from './taken-away.ts';

export interface ReviewOptions {
  readonly width: number;
  readonly color: boolean;
}

/** What a person reviews: the sentence that matters, the table, how fresh each source is, what would tell more. */
export function renderReview(report: Report, options: ReviewOptions): string {
  const parts = [
    renderTable(report, options),
    records(report),
    freshness(report),
    corrections(report),
    cutShort(report),
    evidence(report),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** The review on standard output. */
export function printReview({ terminal }: CommandContext, report: Report): void {
  terminal.stdout.write(`\n${renderReview(report, { width: terminal.columns, color: terminal.color })}\n`);
}

/** A log of which nothing could be read must not look like one without APIs. */
function records(report: Report): string {
  return leftOut(report)
    .map((one) => `${encodeTerminal(one)}\n`)
    .join('');
}

function freshness(report: Report): string {
  const rows = sourceFreshness(report);
  if (rows.length === 0 || report.asOf === null) return '';
  const width = Math.max(...rows.map(({ source }) => source.length));
  const lines = rows.map(({ source, lastCall, lag }) =>
    lastCall === null
      ? `  ${source.padEnd(width)}  no call yet`
      : `  ${source.padEnd(width)}  last call ${lastCall}, lag ${lag}`,
  );
  return `${[`Sources at ${report.asOf}:`, ...lines.map(encodeTerminal)].join('\n')}\n`;
}

/** What people took away stays visible: a class that the evidence shows and that is not in the table. */
function corrections(report: Report): string {
  const lines = takenAway(report).map(
    ({ rule, className, fields, endpoints }) =>
      `  ${className}: ${fields} ${fields === 1 ? 'field' : 'fields'} of ${endpoints} ${endpoints === 1 ? 'endpoint' : 'endpoints'} (${rule})`,
  );
  if (lines.length === 0) return '';
  return `${['Data classes taken away by rules:', ...lines.map(encodeTerminal)].join('\n')}\n`;
}

/** A flood costs detail, never a count; where, is no secret. */
function cutShort(report: Report): string {
  const lines = overruns(report).map((one) => `  ${encodeTerminal(one)}`);
  if (lines.length === 0) return '';
  return `${['More than is kept apart, the rest counted together:', ...lines].join('\n')}\n`;
}

function evidence(report: Report): string {
  const sentences = missingEvidence(report, RUBRIC.minimum.coverage);
  if (sentences.length === 0) return '';
  return `${['Some checks could not run:', ...sentences.map((one) => `  ${encodeTerminal(one)}`)].join('\n')}\n`;
}
