import type { Random } from '../../threats/random.ts';
import type { Credential } from '../auth-case.ts';

type Make = (own: Random, call: Random) => string;

const inHeaders =
  (values: Readonly<Record<string, Make>>): Credential =>
  (own, call) => ({
    headers: Object.fromEntries(Object.entries(values).map(([name, make]) => [name, make(own, call)])),
  });
const inCookie =
  (name: string, make: Make): Credential =>
  (own, call) => ({ cookies: { region: 'eu', [name]: make(own, call) } });
const inQuery =
  (name: string, make: Make): Credential =>
  (own, call) => ({ query: { format: 'json', [name]: make(own, call) } });
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signedToken(own: Random, alg: string): string {
  return `${encoded({ typ: 'at+jwt', alg, kid: own.hex(8) })}.${encoded({ sub: `auth0|${own.hex(12)}`, iss: 'https://sso.bank.example/', exp: 1793600000, azp: own.token(12) })}.${own.token(86)}`;
}

export const USER_PASSWORD = inHeaders({
  authorization: (own) => `Basic ${btoa(`erp@${own.hex(5)}.example:${own.token(9)}`)}`,
});
export const OPAQUE_DOTTED = inHeaders({
  Authorization: (own) => `Bearer ${own.token(12)}_${own.token(44)}`,
});
export const OPAQUE_UUID = inHeaders({ authorization: (own) => `Bearer ${own.uuid()}` });
export const SIGNED_EC = inHeaders({ Authorization: (own) => `Bearer ${signedToken(own, 'ES256')}` });
export const SIGNED_PS = inHeaders({ authorization: (own) => `BEARER ${signedToken(own, 'PS256')}` });
export const AUTH_TOKEN_HEADER = inHeaders({ 'X-Auth-Token': (own) => own.token(44) });
export const ACCESS_KEY_HEADER = inHeaders({ 'X-Access-Key': (own) => own.hex(40) });
export const AZURE_KEY_HEADER = inHeaders({ 'api-key': (own) => own.hex(32) });
export const RAPID_KEY_HEADER = inHeaders({
  'X-RapidAPI-Key': (own) => own.token(50),
  'X-RapidAPI-Host': () => 'news.partner.example',
});
export const VENDOR_KEY_HEADER = inHeaders({ 'X-Bank-Api-Key': (own) => own.token(40) });
export const KEY_PARAMETER = inQuery('key', (own) => `${'AI'}za${own.token(35)}`);
export const ACCESS_KEY_PARAMETER = inQuery('access_key', (own) => own.hex(32));
export const APP_ID_PARAMETER = inQuery('appid', (own) => own.hex(32));
export const API_TOKEN_PARAMETER = inQuery('api_token', (own) => own.token(60));
export const KEY_IN_COOKIE = inCookie('X-API-KEY', (own) => own.token(36));
export const KEY_IN_FORM: Credential = (own) => ({
  form: true,
  body: { api_key: own.token(32), method: 'send' },
});
export const ASP_SESSION = inCookie('ASP.NET_SessionId', (own) =>
  own.text(24, 'abcdefghijklmnopqrstuvwxyz012345'),
);
export const DJANGO_SESSION = inCookie('sessionid', (own) =>
  own.text(32, 'abcdefghijklmnopqrstuvwxyz0123456789'),
);
export const LARAVEL_SESSION = inCookie('laravel_session', (own) => `eyJpdiI6${own.token(180)}%3D`);
export const RAILS_SESSION = inCookie('_bank_session', (own) => `${own.token(120)}--${own.hex(40)}`);
export const HOST_SESSION = inCookie('__Host-session', (own) => own.token(48));
export const DIGEST_SHA = inHeaders({
  authorization: (own, call) =>
    `Digest username="${own.token(6)}", realm="api@bank.example", algorithm=SHA-256, nonce="${call.token(40)}", uri="/x", response="${call.hex(64)}", nc=0000000a, cnonce="${call.token(12)}", qop=auth-int`,
});
export const KONG_HMAC = inHeaders({
  Date: () => 'Mon, 02 Nov 2026 08:00:00 GMT',
  Authorization: (own, call) =>
    `hmac username="${own.token(8)}", algorithm="hmac-sha256", headers="date request-line", signature="${call.token(43)}="`,
});
export const CAVAGE = inHeaders({
  Digest: (_, call) => `SHA-256=${call.token(43)}=`,
  authorization: (own, call) =>
    `Signature keyId="${own.token(8)}",algorithm="hmac-sha256",headers="(request-target) host date digest",signature="${call.token(43)}="`,
});
export const SIGNED_EVENT = inHeaders({
  'Stripe-Signature': (_, call) => `t=17935${call.int(10000, 99999)},v1=${call.hex(64)}`,
});
export const SHOP_EVENT = inHeaders({ 'X-Shopify-Hmac-Sha256': (_, call) => `${call.token(43)}=` });
export const SIGV4_TOKEN: Credential = inHeaders({
  'X-Amz-Date': () => '20261102T080000Z',
  'X-Amz-Security-Token': (own) => own.token(300),
  Authorization: (own, call) =>
    `AWS4-HMAC-SHA256 Credential=${'AS'}IA${own.text(16, 'ABCDEFGHJKLMNPQRSTUVWXYZ234567')}/20261102/us-east-1/lambda/aws4_request,SignedHeaders=host;x-amz-date;x-amz-security-token,Signature=${call.hex(64)}`,
});
export const SIGV4_PRESIGNED: Credential = (own, call) => ({
  query: {
    'X-Amz-Signature': call.hex(64),
    'X-Amz-Credential': `${'AS'}IA${own.text(16, 'ABCDEFGHJKLMNPQRSTUVWXYZ234567')}/20261102/us-east-1/execute-api/aws4_request`,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Date': '20261102T080000Z',
    'X-Amz-Security-Token': own.token(200),
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Expires': '60',
  },
});
export const AMAZON_MTLS = inHeaders({
  'X-Amzn-Mtls-Clientcert-Subject': (own) => `CN=till-${own.hex(3)},OU=Shops,O=Bank,C=IE`,
  'X-Amzn-Mtls-Clientcert-Serial-Number': (own) => own.hex(20).toUpperCase(),
  'X-Amzn-Mtls-Clientcert-Issuer': () => 'CN=Bank Device CA',
});
export const APACHE_MTLS = inHeaders({
  'X-SSL-Client-Verify': () => 'SUCCESS',
  'X-SSL-Client-S-DN': (own) => `CN=node${own.hex(2)},O=Bank`,
  'X-SSL-Client-M-Serial': (own) => own.hex(16),
});
export const RFC_MTLS = inHeaders({ 'Client-Cert': (own) => `:MIIB${own.token(400)}=:` });
export const AZURE_MTLS = inHeaders({ 'X-ARR-ClientCert': (own) => `MIID${own.token(500)}==` });

export const GRANT_CODE: Credential = (own, call) => ({
  form: true,
  body: {
    grant_type: 'authorization_code',
    code: call.token(40),
    redirect_uri: 'https://app.partner.example/cb',
    client_id: own.token(16),
    client_secret: own.token(48),
  },
});
export const GRANT_REFRESH: Credential = (own) => ({
  form: true,
  body: {
    grant_type: 'refresh_token',
    refresh_token: own.token(64),
    client_id: own.token(16),
    client_secret: own.token(48),
  },
});

/** Two schemes at one endpoint, each caller with the one it has. */
export const oneOf =
  (...all: readonly Credential[]): Credential =>
  (own, call) =>
    (all[own.int(0, 9999) % all.length] ?? all[0])?.(own, call) ?? {};
export const allOf =
  (...all: readonly Credential[]): Credential =>
  (own, call) => {
    const shown = all.map((one) => one(own, call));
    return {
      headers: Object.assign({}, ...shown.map(({ headers }) => headers)) as Record<string, string>,
      cookies: Object.assign({}, ...shown.map(({ cookies }) => cookies)) as Record<string, string>,
    };
  };
export const JWT_IN_OWN_HEADER = inHeaders({ 'X-Access-Token': (own) => signedToken(own, 'ES384') });
