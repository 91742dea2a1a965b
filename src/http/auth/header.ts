import { revealSecret, type Secret } from '../../model/secret.ts';
import type { Authenticator } from './authenticator.ts';

/** A secret sent as the value of one header, after an optional transformation. */
export function headerAuth(
  name: string,
  value: Secret,
  write: (revealed: string) => string = (revealed) => revealed,
): Authenticator {
  let current = value;
  return {
    headers: async () => ({ [name]: write(revealSecret(current)) }),
    refresh: async () => {
      const reloaded = await current.reloaded();
      if (reloaded === null) return false;
      current = reloaded;
      return true;
    },
  };
}
