import { createServer, type IncomingMessage } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface IssuerClient {
  readonly secret: string;
  /** Roles of its tokens, where Keycloak puts them: `realm_access.roles`. */
  readonly roles: readonly string[];
}

export interface TokenIssuer {
  readonly url: string;
  readonly tokenUrl: string;
  /** A token as the client would get it. */
  readonly tokenOf: (clientId: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const LIFE_S = 300;
const KEY_ID = 'key-1';

/** An OpenID Connect provider on 127.0.0.1 that knows the client credentials grant, and these clients. */
export async function startTokenIssuer(
  clients: Readonly<Record<string, IssuerClient>>,
): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' };
  let url = '';
  const tokenOf = (clientId: string): Promise<string> =>
    new SignJWT({
      azp: clientId,
      preferred_username: clientId,
      realm_access: { roles: clients[clientId]?.roles ?? [] },
    })
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID, typ: 'JWT' })
      .setIssuer(url)
      .setSubject(clientId)
      .setIssuedAt()
      .setExpirationTime(`${LIFE_S}s`)
      .sign(privateKey);

  const answer = async (
    request: IncomingMessage,
  ): Promise<{ readonly status: number; readonly body: object }> => {
    if (request.url === '/.well-known/openid-configuration') return { status: 200, body: discovery(url) };
    if (request.url === '/keys') return { status: 200, body: { keys: [jwk] } };
    // Apicurio Registry asks at the configured address and a slash.
    if (!/^\/token\/?$/.test(request.url ?? '')) return { status: 404, body: {} };
    const { clientId, secret } = await credentialsOf(request);
    if (clients[clientId]?.secret !== secret) return { status: 401, body: { error: 'invalid_client' } };
    return {
      status: 200,
      body: { access_token: await tokenOf(clientId), token_type: 'Bearer', expires_in: LIFE_S },
    };
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, tokenUrl: `${url}/token`, tokenOf, stop };
}

function discovery(url: string): object {
  return {
    issuer: url,
    jwks_uri: `${url}/keys`,
    token_endpoint: `${url}/token`,
    authorization_endpoint: `${url}/authorize`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

/** In the header or in the form (RFC 6749 section 2.3.1). */
async function credentialsOf(request: IncomingMessage): Promise<{ clientId: string; secret: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined)
    return { clientId: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  const [clientId = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { clientId: decodeURIComponent(clientId), secret: decodeURIComponent(secret) };
}
