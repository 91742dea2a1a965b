import { createHash, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { Faults } from './faults.ts';

/** A service account: with a registered public key, or with a secret. */
export interface ServiceAccount {
  readonly clientId: string;
  readonly publicKey?: KeyObject;
  readonly secret?: string;
}

export const TOKEN_PATH = '/auth/realms/Broker/protocol/openid-connect/token';
const TOKEN_LIFE_S = 1800;

export interface TokenEndpoint {
  readonly accounts: ServiceAccount[];
  /** Tokens handed out so far. */
  issued(): number;
  isValid(token: string): boolean;
  /** Every token given so far is refused from now on. */
  expireAll(): void;
  handle(request: IncomingMessage, body: string, response: ServerResponse): Promise<void>;
}

/** The token endpoint of a Keycloak realm, as far as service accounts see it. */
export function createTokenEndpoint(
  nowMs: () => number,
  faults: Faults,
  origin: () => string,
): TokenEndpoint {
  const accounts: ServiceAccount[] = [];
  const tokens = new Map<string, number>();
  const usedAssertions = new Set<string>();
  let issued = 0;
  const serverNow = (): number => nowMs() + faults.skewMs;

  const isGenuine = async (form: URLSearchParams): Promise<boolean> => {
    const assertion = form.get('client_assertion') ?? '';
    try {
      const { kid } = decodeProtectedHeader(assertion);
      const account = accounts.find(({ publicKey }) => publicKey !== undefined && keyIdOf(publicKey) === kid);
      if (account?.publicKey === undefined) return false;
      const { payload } = await jwtVerify(assertion, account.publicKey, {
        algorithms: ['RS256'],
        audience: [origin() + TOKEN_PATH, `${origin()}/auth/realms/Broker`],
        subject: account.clientId,
        issuer: [
          account.clientId,
          `urn:ietf:params:oauth:client-assertion-type:jwt-bearer:${account.clientId}`,
        ],
        requiredClaims: ['exp', 'iat', 'jti'],
        currentDate: new Date(serverNow()),
        clockTolerance: 5,
      });
      // `iat` in the future is what a fast clock makes; the realm says "Token is not active".
      if ((payload.iat ?? 0) * 1000 > serverNow() + 5000) return false;
      if (usedAssertions.has(payload.jti ?? '')) return false;
      usedAssertions.add(payload.jti ?? '');
      return true;
    } catch {
      return false;
    }
  };
  const mayHave = (form: URLSearchParams, authorization: string): Promise<boolean> | boolean => {
    if (form.get('grant_type') !== 'client_credentials') return false;
    if (form.has('client_assertion')) {
      const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
      return form.get('client_assertion_type') === type && isGenuine(form);
    }
    const [, pair = ''] = /^Basic (.+)$/.exec(authorization) ?? [];
    const [id, secret] = Buffer.from(pair, 'base64').toString('utf8').split(':');
    return accounts.some((one) => one.secret !== undefined && one.clientId === id && one.secret === secret);
  };
  return {
    accounts,
    issued: () => issued,
    isValid: (token) => (tokens.get(token) ?? 0) > nowMs(),
    expireAll: () => tokens.clear(),
    handle: async (request, body, response) => {
      const headers = { 'content-type': 'application/json', date: new Date(serverNow()).toUTCString() };
      const isForm =
        request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
      if (request.method !== 'POST' || request.url !== TOKEN_PATH || !isForm) {
        response.writeHead(404, headers).end('{}');
        return;
      }
      if (!(await mayHave(new URLSearchParams(body), request.headers.authorization ?? ''))) {
        const refusal = { error: 'invalid_client', error_description: 'Token is not active' };
        response.writeHead(400, headers).end(JSON.stringify(refusal));
        return;
      }
      issued += 1;
      const token = `tok-${issued}-${randomUUID()}`;
      tokens.set(token, nowMs() + TOKEN_LIFE_S * 1000);
      const answer = {
        access_token: token,
        expires_in: TOKEN_LIFE_S,
        refresh_expires_in: 0,
        token_type: 'bearer',
      };
      response.writeHead(200, headers).end(JSON.stringify(answer));
    },
  };
}

function keyIdOf(publicKey: KeyObject): string {
  const der = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })).export({
    type: 'spki',
    format: 'der',
  });
  return createHash('sha256').update(der).digest('base64url');
}
