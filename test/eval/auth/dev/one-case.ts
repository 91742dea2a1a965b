import type { AuthCase, Label, Share } from '../auth-case.ts';

export const one = (
  name: string,
  method: string,
  where: string,
  labels: readonly [Label, ...Label[]],
  shares: readonly Share[],
): AuthCase => {
  const [host = '', ...rest] = where.split('/');
  return { name, method, host, path: `/${rest.join('/')}`, labels, shares };
};
