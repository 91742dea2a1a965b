import type { Report } from '../model/generated/report.ts';
import type { CommandContext, OptionSpecs } from './command.ts';
import { latestReport, withStore } from './open-store.ts';
import { readSavedReport } from './saved-report.ts';

export const FROM_OPTION: OptionSpecs = {
  from: { type: 'string', hint: 'REPORT', description: 'Read this saved report instead of the store.' },
};

/** The report a command works on: a saved one with `--from`, else the latest of the store. */
export async function reportOf(context: CommandContext): Promise<Report> {
  const saved = context.invocation.text('from');
  return saved === null ? withStore(context, latestReport) : readSavedReport(saved);
}
