import type { Problem } from '../connector.ts';

/** What to say when less is found of a time that was read before: the run goes on, but somebody should look. */
export function shrunk(origin: string): Problem {
  return {
    code: 'SEARCH_SHRANK',
    kind: 'transient',
    message:
      'Of a time that was read before, fewer records are found now: some were deleted, or a part of the platform or of the permissions is gone. What was counted stays.',
    file: origin,
    line: null,
  };
}
