import type { AuthCase, Label, Share } from '../auth-case.ts';

export function at(
  name: string,
  method: string,
  url: string,
  labels: readonly [Label, ...Label[]],
  shares: readonly Share[],
): AuthCase {
  const cut = url.indexOf('/');
  return { name, method, host: url.slice(0, cut), path: url.slice(cut), labels, shares };
}
