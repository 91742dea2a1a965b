import type { Exchange } from '../exchange.ts';

/** Paths and hosts of the places where people log in. */
const LOGIN_PATH =
  /(?:^|\/)(?:log-?in|log_in|logon|sign-?in|sign_in|signon|auth|authenticate|authentication|sso|saml2?|oauth2?|authorize|openid-connect|sessions?\/new|idp|adfs|cas|account\/login|unauthori[sz]ed)(?:\.\w{2,5})?(?:[/?#]|$)/i;
const LOGIN_HOST = /^https?:\/\/(?:login|auth|sso|idp|signin|accounts?|identity|id)\./i;
/** Steps of a login themselves: what they redirect to is their answer. */
const LOGIN_STEP =
  /^(?:log-?in|log_in|logon|log-?out|sign-?in|sign_in|sign-?out|auth|authenticate|authorize|authentication|sso|saml2?|oauth2?|connect|callback|openid-connect|sessions?|register|signup|sign-up|token|idp|adfs|cas|acs)$/i;

/** True when the answer only sends the caller to a login. */
export function isSentToLogin(exchange: Exchange): boolean {
  const { status } = exchange.call;
  if (status === null || status < 301 || status > 308 || status === 304) return false;
  const location = exchange.responseHeaders?.find(({ name }) => name === 'location')?.value;
  if (location === undefined || location.length > 4096) return false;
  if (exchange.segments.some((segment) => segment.length <= 16 && LOGIN_STEP.test(segment))) return false;
  const mark = location.search(/[?#]/);
  const target = mark < 0 ? location : location.slice(0, mark);
  return LOGIN_HOST.test(target) || LOGIN_PATH.test(target.replace(/^https?:\/\/[^/]{1,255}/i, ''));
}
