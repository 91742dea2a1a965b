import { createHmac, timingSafeEqual } from 'node:crypto';
import { hexOf } from './seeded-random.ts';

/** Credentials of the recorded estate. All derive from the seed and open nothing anywhere. */
const SIGNING_KEY = `quickstart-signing-key-${hexOf('jwt', 16)}`;
const LIFETIME_S = 3600;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (text: string): string => createHmac('sha256', SIGNING_KEY).update(text).digest('base64url');

/** A signed HS256 token; `issuer` is the key that the gateway maps to a consumer. */
export function mintToken(subject: string, issuer: string, issuedAtS: number): string {
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ iss: issuer, sub: subject, aud: 'shop', iat: issuedAtS, exp: issuedAtS + LIFETIME_S })}`;
  return `${unsigned}.${sign(unsigned)}`;
}

export interface TokenClaims {
  readonly subject: string;
  readonly issuer: string;
}

/** Claims of a token whose signature and expiry hold, else undefined. */
export function verifyToken(token: string, nowMs: number): TokenClaims | undefined {
  const [header, payload, signature] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  const expected = Buffer.from(sign(`${header}.${payload}`));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  if (
    typeof claims !== 'object' ||
    claims === null ||
    !('sub' in claims) ||
    !('iss' in claims) ||
    !('exp' in claims)
  )
    return undefined;
  if (typeof claims.exp !== 'number' || claims.exp * 1000 < nowMs) return undefined;
  return { subject: String(claims.sub), issuer: String(claims.iss) };
}

export function bearerOf(authorization: string | undefined): string | undefined {
  return authorization?.startsWith('Bearer ') === true ? authorization.slice('Bearer '.length) : undefined;
}

export const apiKeyOf = (consumer: string): string => `qs_key_${hexOf(`key/${consumer}`, 24)}`;
const basicPasswordOf = (user: string): string => `not-a-secret-${hexOf(`basic/${user}`, 8)}`;
export const basicHeaderOf = (user: string): string =>
  `Basic ${Buffer.from(`${user}:${basicPasswordOf(user)}`).toString('base64')}`;
export const sessionOf = (actor: string): string => hexOf(`session/${actor}`, 32);

/** The environment that kong.yaml names with decK's `${{ env "DECK_…" }}`: no credential stands in the file. */
export function deckEnvironment(): Record<string, string> {
  const environment: Record<string, string> = { DECK_JWT_SECRET: SIGNING_KEY };
  for (const consumer of ['mobile-app', 'web-shop', 'warehouse', 'loyalty-widget']) {
    environment[`DECK_KEY_${consumer.toUpperCase().replaceAll('-', '_')}`] = apiKeyOf(consumer);
  }
  for (const partner of PARTNERS)
    environment[`DECK_BASIC_${partner.toUpperCase().replaceAll('-', '_')}`] = basicPasswordOf(partner);
  return environment;
}

export const PARTNERS = [
  'northwind-freight',
  'contoso-parcels',
  'fabrikam-retail',
  'adatum-billing',
  'litware-export',
  'tailspin-cargo',
] as const;
