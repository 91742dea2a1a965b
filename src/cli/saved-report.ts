import { readFileSync } from 'node:fs';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import { AssayError } from '../model/errors.ts';
import type { Report } from '../model/generated/report.ts';
import { compileSchema } from '../schema/index.ts';

/** Reads a report that `assay analyze --json` or `assay report -f json` wrote; refuses anything else. */
export function readSavedReport(path: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw unreadable(path, 'cannot be read as JSON', error);
  }
  // Compiled here, since most commands never read a saved report.
  const reports = compileSchema<Report>(reportSchema);
  if (reports.is(value)) return value;
  const [problem] = reports.check(value);
  throw unreadable(path, `is no report: ${problem?.pointer ?? ''} ${problem?.message ?? ''}`, null);
}

function unreadable(path: string, why: string, cause: unknown): AssayError {
  return new AssayError({
    code: 'REPORT_UNREADABLE',
    kind: 'config',
    message: `${path} ${why}.`,
    fix: 'Write one with assay analyze FILE --json.',
    cause,
  });
}
