import type { Problem } from '../kit/index.ts';
import { AssayError } from '../model/errors.ts';

/** What a connector could not read, as one fault of the entry; null when it read everything. */
export function problemError(
  kind: 'Source' | 'Gateway',
  id: string,
  problems: readonly Problem[],
): AssayError | null {
  const [first] = problems;
  if (first === undefined) return null;
  const place = first.file === null ? '' : ` (${first.file}${first.line === null ? '' : `:${first.line}`})`;
  const more = problems.length > 1 ? ` and ${problems.length - 1} more problems` : '';
  return new AssayError({
    code: first.code,
    kind: first.kind,
    message: `${kind} ${id}: ${first.message}${place}${more}`,
  });
}
