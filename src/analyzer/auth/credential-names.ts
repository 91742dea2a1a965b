/** Names under which credentials travel: a closed vocabulary, so that a name can be shown without asking who chose it. */

export type HeaderKind =
  | 'authorization'
  | 'api-key'
  | 'token'
  | 'signature'
  | 'client-certificate'
  | 'cookie'
  | 'access-log'
  | 'other';

const EXACT_HEADERS: ReadonlyMap<string, HeaderKind> = new Map<string, HeaderKind>([
  ['authorization', 'authorization'],
  ['proxy-authorization', 'other'],
  ['cookie', 'cookie'],
  ['apikey', 'api-key'],
  ['api-key', 'api-key'],
  ['api_key', 'api-key'],
  ['app-key', 'api-key'],
  ['dd-api-key', 'api-key'],
  ['ocp-apim-subscription-key', 'api-key'],
  ['access-token', 'token'],
  ['auth-token', 'token'],
  ['api-token', 'api-key'],
  ['apitoken', 'api-key'],
  ['x-api-token', 'api-key'],
  ['auth-key', 'api-key'],
  ['access-key', 'api-key'],
  ['secret-key', 'api-key'],
  ['client-secret', 'api-key'],
  ['subscription-key', 'api-key'],
  ['x-token', 'token'],
  ['token', 'token'],
  ['x-amzn-oidc-data', 'token'],
  ['x-amzn-oidc-accesstoken', 'token'],
  ['cf-access-jwt-assertion', 'token'],
  ['x-goog-iap-jwt-assertion', 'token'],
  ['private-token', 'token'],
  ['job-token', 'token'],
  ['circle-token', 'token'],
  ['x-signature', 'signature'],
  ['signature', 'signature'],
  ['signature-input', 'signature'],
  ['x-hub-signature-256', 'signature'],
  ['paypal-transmission-sig', 'signature'],
  ['x-client-cert', 'client-certificate'],
  ['x-forwarded-client-cert', 'client-certificate'],
  ['x-arr-clientcert', 'client-certificate'],
  ['cf-cert-presented', 'client-certificate'],
  ['cf-cert-verified', 'client-certificate'],
  ['x-client-dn', 'client-certificate'],
  ['x-client-verify', 'client-certificate'],
  // What access logs pick out of a request: these alone do not show that an Authorization header would be there.
  ['host', 'access-log'],
  ['user-agent', 'access-log'],
  ['referer', 'access-log'],
  ['x-forwarded-for', 'access-log'],
  ['x-forwarded-proto', 'access-log'],
  ['x-forwarded-host', 'access-log'],
  ['x-forwarded-port', 'access-log'],
  ['x-real-ip', 'access-log'],
  ['x-request-id', 'access-log'],
  ['x-correlation-id', 'access-log'],
  ['traceparent', 'access-log'],
  ['content-type', 'access-log'],
  ['content-length', 'access-log'],
]);

const KEY_WORDS =
  /api|app|auth|access|client|subscription|functions|secret|consumer|licen[cs]e|service|user|tenant|partner|vendor|master|developer|integration|merchant|account|server|shared|customer|org|project/;
const NO_KEY_WORDS =
  /idempot|cache|partition|routing|row|sort|encryption|public|surrogate|server-side|sec-websocket/;
/** What proxies say of the client's certificate (nginx, HAProxy, Envoy, Traefik, AWS, RFC 9440). */
const CERTIFICATE =
  /^(?:x-)?(?:forwarded-)?(?:amzn-)?(?:ssl|tls|mtls)[-_](?:client|peer|cert)|^(?:x-|cf-)?(?:forwarded-)?client-cert|^x-ssl-cert|^x-mtls-/;
/** `X-Shopify-Hmac-Sha256`, `Stripe-Signature`, `Webhook-Signature`. */
const SIGNATURE = /-signature(?:-\d{3}|-sha\d{1,3}|-v\d)?$|(?:^|-)hmac(?:-|$)/;
const NO_TOKEN_WORDS = /csrf|xsrf|page|next|continuation|request|trace|idempot|device|push|sync|fcm/;

const MEMO_ENTRIES = 4096;
const headerMemo = new Map<string, HeaderKind>();

/** What a lower-case header name promises. Memoised; the memo is a pure cache. */
export function headerKind(name: string): HeaderKind {
  const known = headerMemo.get(name);
  if (known !== undefined) return known;
  const kind = EXACT_HEADERS.get(name) ?? classifyHeader(name);
  if (headerMemo.size >= MEMO_ENTRIES) headerMemo.clear();
  headerMemo.set(name, kind);
  return kind;
}

export function classifyHeader(name: string): HeaderKind {
  if (CERTIFICATE.test(name)) return 'client-certificate';
  if (SIGNATURE.test(name)) return 'signature';
  if (name.endsWith('-api-key') || name.endsWith('-apikey')) return 'api-key';
  if (!name.startsWith('x-')) return 'other';
  if (name === 'x-apikey' || name === 'x-key') return 'api-key';
  if (name.endsWith('-key') && KEY_WORDS.test(name) && !NO_KEY_WORDS.test(name)) return 'api-key';
  if (name === 'x-amz-security-token') return 'other';
  if (name.endsWith('-token') && !NO_TOKEN_WORDS.test(name)) return 'token';
  if (name.endsWith('-client-secret')) return 'api-key';
  return 'other';
}

const SESSION_COOKIES: ReadonlySet<string> = new Set(
  'session sid sess auth auth_token auth-token authtoken token access_token access-token accesstoken jwt id_token remember_token remember_me .aspxauth login user_token cftoken ltpatoken ltpatoken2 mysapsso2 iplanetdirectorypro keycloak_identity _oauth2_proxy oauth2_proxy appsession sso sso_token bearer authorization'.split(
    ' ',
  ),
);
/** Analytics cookies that call themselves sessions; they authenticate nobody. */
const ANALYTICS_COOKIE =
  /^(?:_hj|ai_|_ga|ajs_|amp_|mp_|_pk_|intercom|_uet|_gcl|__utm|_cl|_fbp|optimizely|hubspot|__hs|__stripe|s_sess$|s_[a-z]{2,6}$|session_(?:count|start|referr|depth|source|utm|visit|views)|dtcookie|dtsa|rxvisitor|datadome|incap_ses|visid_|_vwo|_clck|_clsk|_scid|_pin|sessioncamera|rl_|_dd_s|_sp_|_sctr)/;

const cookieMemo = new Map<string, boolean>();

/** True for a cookie name that carries a login. Memoised; the memo is a pure cache. */
export function isSessionCookie(name: string): boolean {
  const known = cookieMemo.get(name);
  if (known !== undefined) return known;
  const answer = classifyCookie(name);
  if (cookieMemo.size >= MEMO_ENTRIES) cookieMemo.clear();
  cookieMemo.set(name, answer);
  return answer;
}

export function classifyCookie(name: string): boolean {
  const lower = name.toLowerCase().replace(/^__(?:host|secure)-/, '');
  if (ANALYTICS_COOKIE.test(lower)) return false;
  if (SESSION_COOKIES.has(lower)) return true;
  if (lower.includes('csrf') || lower.includes('xsrf')) return false;
  if (lower.startsWith('.aspnet') && /cookie|identity|application/.test(lower)) return true;
  return lower.includes('sess') || lower.endsWith('sid') || lower.startsWith('wordpress_logged_in');
}

/** True for a cookie that carries a key of a program. */
export function isKeyCookie(name: string): boolean {
  return name.length >= 6 && name.length <= 12 && KEY_COOKIES.has(name.toLowerCase());
}

const KEY_COOKIES: ReadonlySet<string> = new Set(
  'api_key apikey api-key x-api-key x_api_key app_key appkey access_key api_token apitoken'.split(' '),
);

export type UrlKind = 'api-key' | 'token' | 'basic';

interface UrlName {
  readonly kind: UrlKind;
  /** The name also has harmless meanings (`key=name`, a page token): the value must look like a credential. */
  readonly ambiguous: boolean;
}

const URL_NAMES: ReadonlyMap<string, UrlName> = new Map<string, UrlName>([
  ...'api_key apikey api-key x-api-key x_api_key api_token apitoken api-token auth_key authkey developerkey developer_key access-key accesskey client_key clientkey consumer_key license_key user_key app_key appkey app-key subscription-key subscription_key client_secret api_secret secret_key access_key'
    .split(' ')
    .map((name): [string, UrlName] => [name, { kind: 'api-key', ambiguous: false }]),
  ...'key appid app_id'
    .split(' ')
    .map((name): [string, UrlName] => [name, { kind: 'api-key', ambiguous: true }]),
  ...'access_token accesstoken auth_token authtoken id_token refresh_token bearer_token jwt session_token sessionid jsessionid phpsessid'
    .split(' ')
    .map((name): [string, UrlName] => [name, { kind: 'token', ambiguous: false }]),
  ...'token bearer auth authorization session sid'
    .split(' ')
    .map((name): [string, UrlName] => [name, { kind: 'token', ambiguous: true }]),
  ...'password passwd pwd'
    .split(' ')
    .map((name): [string, UrlName] => [name, { kind: 'basic', ambiguous: false }]),
]);

/** The credential that a parameter name promises, or null. The name is taken without regard to case. */
export function urlName(name: string): UrlName | null {
  if (name.length > 20) return null;
  return URL_NAMES.get(name) ?? URL_NAMES.get(name.toLowerCase()) ?? null;
}
