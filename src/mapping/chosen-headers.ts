import type { Plan } from './plan.ts';

/**
 * Whether the log prints only headers that somebody chose. Then a header that is missing says nothing: a call without
 * `authorization` in such a log is no anonymous call.
 */
export function printsChosenHeaders(plan: Plan): boolean {
  const namedLists = new Set(plan.lets.filter((part) => part.split === 'names').map((part) => part.name));
  return plan.headers.some(
    (headers) =>
      headers.target === 'request.headers' &&
      (headers.chosen ||
        headers.prefix !== null ||
        headers.fields.length > 0 ||
        headers.refs.some((ref) => ref.letName !== null && namedLists.has(ref.letName))),
  );
}
