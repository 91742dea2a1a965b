import type { Secret } from '../../model/secret.ts';
import type { Authenticator } from './authenticator.ts';
import { headerAuth } from './header.ts';

/** RFC 7617, user and password as UTF-8. */
export function basicAuth(username: string, password: Secret): Authenticator {
  return headerAuth(
    'authorization',
    password,
    (revealed) => `Basic ${Buffer.from(`${username}:${revealed}`, 'utf8').toString('base64')}`,
  );
}
