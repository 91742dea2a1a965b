import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ConsoleRequest } from './console-request.ts';
import { RequestFault } from './request-fault.ts';

/** How a caller proved to know the token. A bearer token cannot be sent by a foreign page; a cookie can. */
export type Proof = 'cookie' | 'bearer';

export interface Access {
  /** Throws RequestFault 421 for a Host that is not ours: a rebound DNS name must not reach the console. */
  checkHost(request: ConsoleRequest): void;
  proofOf(request: ConsoleRequest): Proof | null;
  isToken(candidate: string): boolean;
  /** `Set-Cookie` value of a new session. */
  sessionCookie(): string;
  /** Stands in every form of ours; a page of another origin cannot read it. */
  readonly formToken: string;
  /** Throws RequestFault 403 unless the write comes from a page of ours or carries the bearer token. */
  checkWrite(request: ConsoleRequest, proof: Proof): void;
  isFormToken(candidate: string): boolean;
}

const COOKIE_DAYS = 30;

/**
 * @param allowedHosts `name` (any port) or `name:port`, compared without case
 */
export function createAccess(token: string, allowedHosts: readonly string[]): Access {
  const hosts = new Set(allowedHosts.map((host) => host.toLowerCase()));
  const session = derive(token, 'session');
  const formToken = derive(token, 'form');
  // Cookies are shared by all ports of a host: two consoles on one machine must not end each other's sessions.
  const cookieName = `assay_${derive(token, 'cookie-name').slice(0, 8)}`;
  return {
    checkHost: (request) => {
      const host = request.header('host')?.toLowerCase() ?? '';
      if (!hosts.has(host) && !hosts.has(withoutPort(host))) {
        throw new RequestFault(
          421,
          'host-not-allowed',
          'This host name is not served. Add it to console.hosts.',
        );
      }
    },
    proofOf: (request) => {
      const bearer = /^bearer +([^ ]+)$/i.exec(request.header('authorization') ?? '')?.[1];
      if (bearer !== undefined) return sameText(bearer, token) ? 'bearer' : null;
      return cookiesNamed(request, cookieName).some((value) => sameText(value, session)) ? 'cookie' : null;
    },
    isToken: (candidate) => sameText(candidate, token),
    sessionCookie: () =>
      `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_DAYS * 86_400}`,
    formToken,
    checkWrite,
    isFormToken: (candidate) => sameText(candidate, formToken),
  };
}

/**
 * Browsers send `Origin: null` with forms of a page whose referrer policy is `no-referrer` (Fetch standard, "append a
 * request Origin header"), so `null` is taken only where `Sec-Fetch-Site`, which no page can forge, says same-origin.
 */
function checkWrite(request: ConsoleRequest, proof: Proof): void {
  const origin = request.header('origin');
  const site = request.header('sec-fetch-site');
  const own = origin !== null && isOwnOrigin(origin, request.header('host') ?? '');
  const fromOurPage = site === null ? own : site === 'same-origin' && (own || origin === 'null');
  const fromNoPage = origin === null && site === null;
  if (fromOurPage || (proof === 'bearer' && fromNoPage)) return;
  throw new RequestFault(403, 'foreign-origin', 'Changes are taken from pages of this console only.');
}

function isOwnOrigin(origin: string, host: string): boolean {
  const [scheme, rest] = origin.toLowerCase().split('://');
  return (scheme === 'http' || scheme === 'https') && rest === host.toLowerCase();
}

function withoutPort(host: string): string {
  return host.replace(/:\d{1,5}$/, '');
}

function cookiesNamed(request: ConsoleRequest, name: string): readonly string[] {
  return (request.header('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

function derive(token: string, purpose: string): string {
  return createHmac('sha256', token).update(`assay console ${purpose}`).digest('base64url');
}

/** Hashes first, so that the comparison takes the same time whatever the length. */
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

/** Loopback and not through a proxy on this machine. */
export function isLoopback(request: ConsoleRequest): boolean {
  const address = request.remoteAddress.replace(/^::ffff:/, '');
  const direct = request.header('forwarded') === null && request.header('x-forwarded-for') === null;
  return direct && (address === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address));
}
