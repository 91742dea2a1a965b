import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { AssayError } from '../../model/errors.ts';
import { revealSecret, type Secret } from '../../model/secret.ts';

/** How a client proves who it is at a token endpoint. */
export type ClientCredential =
  | { readonly kind: 'secret'; readonly secret: Secret }
  | {
      readonly kind: 'private-key';
      /** PEM of an RSA key, PKCS#8 or PKCS#1. */
      readonly key: Secret;
      readonly passphrase?: Secret;
      /** Claim `iss`; default the client id (RFC 7523 section 3). */
      readonly issuer?: string;
      /** Claim `aud`; default the token endpoint. */
      readonly audience?: string;
      /** Default 60 s. */
      readonly lifeS?: number;
    };

/** What goes along with a request for a token. */
export interface ClientProof {
  readonly headers: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

export interface ClientIdentity {
  readonly clientId: string;
  readonly tokenUrl: string;
  readonly nowMs: number;
}

const DEFAULT_LIFE_S = 60;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Basic (RFC 6749 section 2.3.1, as Keycloak reads it) or a signed assertion (RFC 7523, `private_key_jwt`). */
export async function proveClient(
  credential: ClientCredential,
  identity: ClientIdentity,
): Promise<ClientProof> {
  if (credential.kind === 'secret') {
    const pair = `${identity.clientId}:${revealSecret(credential.secret)}`;
    return { headers: { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` }, form: {} };
  }
  const { SignJWT } = await import('jose');
  const key = readKey(credential);
  const issuedAt = Math.floor(identity.nowMs / 1000);
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId(key) })
    .setIssuer(credential.issuer ?? identity.clientId)
    .setSubject(identity.clientId)
    .setAudience(credential.audience ?? identity.tokenUrl)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + (credential.lifeS ?? DEFAULT_LIFE_S))
    .setJti(randomUUID())
    .sign(key);
  return {
    headers: {},
    form: { client_assertion_type: ASSERTION_TYPE, client_assertion: assertion },
  };
}

/** The credential as its references read now; null when nothing changed. */
export async function reloadedCredential(credential: ClientCredential): Promise<ClientCredential | null> {
  if (credential.kind === 'secret') {
    const secret = await credential.secret.reloaded();
    return secret === null ? null : { kind: 'secret', secret };
  }
  const key = await credential.key.reloaded();
  const passphrase = (await credential.passphrase?.reloaded()) ?? null;
  if (key === null && passphrase === null) return null;
  return {
    ...credential,
    key: key ?? credential.key,
    ...(passphrase === null ? {} : { passphrase }),
  };
}

/** SHA-256 of the public key (DER, SubjectPublicKeyInfo), base64url: what Axway's own agents send as `kid`. */
function keyId(key: KeyObject): string {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('base64url');
}

function readKey({ key, passphrase }: ClientCredential & { readonly kind: 'private-key' }): KeyObject {
  const pem = revealSecret(key);
  const word = passphrase === undefined ? null : revealSecret(passphrase);
  // An error that OpenSSL still has queued from other work of this thread fails a sound key; a second reading is clean.
  const read = parseKey(pem, word) ?? parseKey(pem, word);
  if (read !== null && read.asymmetricKeyType === 'rsa') return read;
  throw new AssayError({
    code: 'OAUTH_KEY_INVALID',
    kind: 'config',
    message: 'The private key is no RSA key in PEM form, or its passphrase does not fit.',
    fix: 'Point the reference at the PEM file of the private key (PKCS#8 or PKCS#1), and name its passphrase.',
  });
}

/** Null instead of the library's message: it may quote what it was given. */
function parseKey(pem: string, passphrase: string | null): KeyObject | null {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase === null ? {} : { passphrase }) });
  } catch {
    return null;
  }
}
