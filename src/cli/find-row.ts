import { AssayError } from '../model/errors.ts';
import type { Report, ReportApi } from '../model/generated/report.ts';

/** An API by id, by the start of its id, or by `host/base/path`. Throws AssayError when none or several fit. */
export function findApi(report: Report, asked: string): ReportApi {
  const exact = report.apis.filter(
    (api) => api.id === asked || `${api.host}${api.basePath === '/' ? '' : api.basePath}` === asked,
  );
  const fitting =
    exact.length > 0 ? exact : report.apis.filter((api) => api.id.startsWith(asked) || api.name === asked);
  const [found] = fitting;
  if (found !== undefined && fitting.length === 1) return found;
  throw notFound(
    `${fitting.length === 0 ? 'No API fits' : `${fitting.length} APIs fit`} "${asked.slice(0, 80)}".`,
    'assay apis list shows ids, hosts and base paths.',
  );
}

export function notFound(message: string, fix: string): AssayError {
  return new AssayError({ code: 'NOT_FOUND', kind: 'config', message, fix });
}
