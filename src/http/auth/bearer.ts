import type { Secret } from '../../model/secret.ts';
import type { Authenticator } from './authenticator.ts';
import { headerAuth } from './header.ts';

/** RFC 6750 section 2.1. */
export function bearerAuth(token: Secret): Authenticator {
  return headerAuth('authorization', token, (revealed) => `Bearer ${revealed}`);
}
