import type { Secret } from '../../model/secret.ts';
import type { Authenticator } from './authenticator.ts';
import { headerAuth } from './header.ts';

/** RFC 7617 with the token in place of the user, and a fixed word as password: Graylog's access tokens. */
export function tokenAsUserAuth(token: Secret, password: string): Authenticator {
  return headerAuth(
    'authorization',
    token,
    (revealed) => `Basic ${Buffer.from(`${revealed}:${password}`, 'utf8').toString('base64')}`,
  );
}
