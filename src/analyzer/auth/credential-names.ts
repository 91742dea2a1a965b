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
  ['api-token', 'token'],
  ['apitoken', 'token'],
  ['private-token', 'token'],
  ['job-token', 'token'],
  ['circle-token', 'token'],
  ['x-signature', 'signature'],
  ['signature-input', 'signature'],
  ['stripe-signature', 'signature'],
  ['x-hub-signature', 'signature'],
  ['x-hub-signature-256', 'signature'],
  ['x-hmac-signature', 'signature'],
  ['x-client-cert', 'client-certificate'],
  ['x-forwarded-client-cert', 'client-certificate'],
  ['x-client-certificate', 'client-certificate'],
  ['client-cert', 'client-certificate'],
  ['x-arr-clientcert', 'client-certificate'],
  ['x-amzn-mtls-clientcert', 'client-certificate'],
  ['x-amzn-mtls-clientcert-leaf', 'client-certificate'],
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

const KEY_WORDS = /api|app|auth|access|client|subscription|functions|secret|consumer|licen[cs]e|service/;
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
  if (!name.startsWith('x-')) return 'other';
  if (name.startsWith('x-ssl-client-')) return 'client-certificate';
  if (name === 'x-apikey' || name === 'x-key') return 'api-key';
  if (name.endsWith('-key') && KEY_WORDS.test(name)) return 'api-key';
  if (name === 'x-amz-security-token') return 'other';
  if (name.endsWith('-token') && !NO_TOKEN_WORDS.test(name)) return 'token';
  if (name.endsWith('-client-secret')) return 'api-key';
  return 'other';
}

const SESSION_COOKIES: ReadonlySet<string> = new Set(
  'session sid sess auth auth_token token access_token jwt id_token remember_token remember_me .aspxauth login user_token'.split(
    ' ',
  ),
);
/** Analytics cookies that call themselves sessions; they authenticate nobody. */
const ANALYTICS_COOKIE =
  /^(?:_hj|ai_|_ga|ajs_|amp_|mp_|_pk_|intercom|_uet|_gcl|__utm|_cl|_fbp|optimizely|hubspot|__hs|sessioncamera|rl_|_dd_s|_sp_|_sctr)/;

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
  return lower.includes('sess') || lower.endsWith('sid') || lower.startsWith('wordpress_logged_in');
}

export type UrlKind = 'api-key' | 'token' | 'basic';

interface UrlName {
  readonly kind: UrlKind;
  /** The name also has harmless meanings (`key=name`, a page token): the value must look like a credential. */
  readonly ambiguous: boolean;
}

const URL_NAMES: ReadonlyMap<string, UrlName> = new Map<string, UrlName>([
  ...'api_key apikey api-key x-api-key app_key appkey app-key subscription-key subscription_key client_secret api_secret secret_key access_key'
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
