import type { Random } from '../../threats/random.ts';
import type { Credential } from '../auth-case.ts';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function webToken(own: Random, alg: 'HS256' | 'RS256'): string {
  const claims = {
    iss: 'https://id.shop.example',
    sub: own.uuid(),
    aud: 'shop',
    iat: 1793490000,
    exp: 1793526000,
    scope: 'read write',
  };
  return `${part({ alg, typ: 'JWT', ...(alg === 'RS256' ? { kid: 'k1' } : {}) })}.${part(claims)}.${own.token(alg === 'HS256' ? 43 : 342)}`;
}

const header =
  (name: string, value: (own: Random, call: Random) => string): Credential =>
  (own, call) => ({ headers: { [name]: value(own, call) } });
const cookie =
  (name: string, value: (own: Random) => string): Credential =>
  (own) => ({ cookies: { lang: 'en', [name]: value(own) } });
const parameter =
  (name: string, value: (own: Random) => string): Credential =>
  (own) => ({ query: { page: '1', [name]: value(own) } });

export const BASIC = header(
  'Authorization',
  (own) => `Basic ${btoa(`client-${own.hex(4)}:${own.token(14)}`)}`,
);
export const BASIC_LOWER = header(
  'authorization',
  (own) => `basic ${btoa(`svc${own.hex(3)}:${own.token(20)}`)}`,
);
export const BEARER = header('Authorization', (own) => `Bearer ${own.token(40)}`);
export const BEARER_HEX = header('authorization', (own) => `bearer ${own.hex(64)}`);
export const JWT_HS = header('Authorization', (own) => `Bearer ${webToken(own, 'HS256')}`);
export const JWT_RS = header('authorization', (own) => `Bearer ${webToken(own, 'RS256')}`);
export const KEY_X = header('X-Api-Key', (own) => own.token(32));
export const KEY_AZURE = header('Ocp-Apim-Subscription-Key', (own) => own.hex(32));
export const KEY_PLAIN = header('apikey', (own) => own.token(36));
export const KEY_SCHEME = header(
  'Authorization',
  (own) => `ApiKey ${btoa(`${own.token(20)}:${own.token(22)}`)}`,
);
export const KEY_GOOGLE = header('x-goog-api-key', (own) => `${'AI'}za${own.token(35)}`);
export const KEY_QUERY = parameter('api_key', (own) => own.token(32));
export const KEY_QUERY_ONE = parameter('apikey', (own) => own.hex(32));
export const KEY_QUERY_AZURE = parameter('subscription-key', (own) => own.hex(32));
export const KEY_COOKIE = cookie('api_key', (own) => own.token(32));
export const KEY_BODY: Credential = (own) => ({ body: { apiKey: own.token(32) } });
export const SESSION_JAVA = cookie('JSESSIONID', (own) => `${own.hex(32).toUpperCase()}.node1`);
export const SESSION_PHP = cookie('PHPSESSID', (own) => own.text(26, 'abcdefghijklmnopqrstuvwxyz0123456789'));
export const SESSION_NODE = cookie('connect.sid', (own) => `s%3A${own.token(32)}.${own.token(43)}`);
export const SESSION_SID = cookie('sid', (own) => own.token(40));
export const DIGEST = header(
  'Authorization',
  (own, call) =>
    `Digest username="u${own.hex(4)}", realm="office", nonce="${call.hex(32)}", uri="/v1/", qop=auth, nc=0000000${call.int(1, 9)}, cnonce="${call.hex(8)}", response="${call.hex(32)}", opaque="${own.hex(32)}"`,
);
export const HMAC_AZURE: Credential = (own, call) => ({
  headers: {
    'x-ms-date': 'Sun, 01 Nov 2026 10:00:00 GMT',
    'x-ms-content-sha256': `${call.token(43)}=`,
    authorization: `HMAC-SHA256 Credential=${own.token(12)}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${call.token(43)}=`,
  },
});
export const HAWK = header(
  'Authorization',
  (own, call) =>
    `Hawk id="${own.hex(10)}", ts="17934${call.int(90000, 99999)}", nonce="${call.token(6)}", mac="${call.token(43)}="`,
);
export const HUB = header('X-Hub-Signature-256', (_, call) => `sha256=${call.hex(64)}`);
export const SIGV4 = (own: Random, call: Random) => ({
  headers: {
    'x-amz-date': '20261101T100000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${'AK'}IA${own.text(16, 'ABCDEFGHJKLMNPQRSTUVWXYZ234567')}/20261101/eu-west-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date, Signature=${call.hex(64)}`,
  },
});
export const SIGV4_QUERY: Credential = (own, call) => ({
  query: {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${'AK'}IA${own.text(16, 'ABCDEFGHJKLMNPQRSTUVWXYZ234567')}/20261101/eu-west-1/s3/aws4_request`,
    'X-Amz-Date': '20261101T100000Z',
    'X-Amz-Expires': '900',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': call.hex(64),
  },
});
export const MTLS_NGINX: Credential = (own) => ({
  headers: {
    'ssl-client-verify': 'SUCCESS',
    'ssl-client-subject-dn': `CN=partner-${own.hex(3)},O=Partner,C=DE`,
    'ssl-client-issuer-dn': 'CN=Partner CA,O=Office',
  },
});
export const MTLS_ENVOY = header(
  'x-forwarded-client-cert',
  (own) =>
    `By=spiffe://office.example/ns/a/sa/api;Hash=${own.hex(64)};Subject="CN=web-${own.hex(3)}";URI=spiffe://office.example/ns/a/sa/web-${own.hex(3)}`,
);
export const CLIENT_SECRET: Credential = (own) => ({
  form: true,
  body: {
    grant_type: 'client_credentials',
    client_id: `app-${own.hex(6)}`,
    client_secret: own.token(40),
    scope: 'orders.read',
  },
});

/** A caller's first half of the time one way, else another. */
export const either =
  (a: Credential, b: Credential): Credential =>
  (own, call) =>
    call.chance(0.6) ? a(own, call) : b(own, call);
export const together =
  (a: Credential, b: Credential): Credential =>
  (own, call) => {
    const [x, y] = [a(own, call), b(own, call)];
    return {
      headers: { ...x.headers, ...y.headers },
      cookies: { ...x.cookies, ...y.cookies },
      query: { ...x.query, ...y.query },
    };
  };
export const JWT_COOKIE = cookie('access_token', (own) => webToken(own, 'HS256'));
export const TOKEN_SCHEME = header('Authorization', (own) => `Token ${own.hex(40)}`);
