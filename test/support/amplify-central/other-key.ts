import { generateKeyPairSync } from 'node:crypto';

/** A key that no account has registered. */
export const pem: string = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
