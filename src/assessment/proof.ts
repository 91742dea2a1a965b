import type { DataClassFacts } from '../model/inventory.ts';
import type { EndpointSubject } from './subject.ts';

/**
 * What the server itself proved by its answers. Callers can forge every header, token, parameter and host, so nothing
 * here rests on what was sent alone.
 */

/** Behind a gateway the credential may have been removed and the hop is another one: not the view to judge access by. */
export function judgesAccess(endpoint: EndpointSubject): boolean {
  return !endpoint.correlated.flags.includes('upstream-view');
}

/** Anonymous callers were served. */
export function servesAnonymous(endpoint: EndpointSubject): boolean {
  return (
    judgesAccess(endpoint) &&
    endpoint.anonymousReal &&
    endpoint.facts.auth.anonymousAccepted > 0 &&
    !sentDeclaredKey(endpoint)
  );
}

/** With fewer accepted calls the facts do not say that all of them had a parameter. */
const FEW_CALLS = 9;

/**
 * Every accepted call had a key that the definition names, so none was anonymous, though the name of the key is nobody
 * else's. One caller who sends it does not hide that others are served without; of few calls it is not known.
 */
function sentDeclaredKey({ operation, accepted, facts }: EndpointSubject): boolean {
  const keys = (operation?.parameters ?? []).filter((one) => one.credential === true);
  return facts.schemas.parameters.some(
    (seen) =>
      (seen.required || accepted < FEW_CALLS) &&
      keys.some((key) => key.in === seen.in && key.name.toLowerCase() === seen.name.toLowerCase()),
  );
}

/** It answered 401: it looks at credentials. 403 would not do: filters in front of it answer that too. */
export function challenges(endpoint: EndpointSubject): boolean {
  return (endpoint.facts.statuses['401'] ?? 0) > 0;
}

/**
 * Credentials decide here: nobody was served without one, or the server refused somebody for it. A forged token that a
 * public endpoint ignores proves nothing about the server.
 */
export function reliesOnCredentials(endpoint: EndpointSubject): boolean {
  return (
    judgesAccess(endpoint) &&
    endpoint.facts.auth.authenticatedAccepted > 0 &&
    (!servesAnonymous(endpoint) || challenges(endpoint))
  );
}

/** What is sent to the machine itself passes no network (W3C Secure Contexts, section 3.1). */
const LOOPBACK = /^(?:(?:[\w-]{1,63}\.){0,8}localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)(?::\d{1,5})?$/i;

/** At least one answer over plaintext carried content; sending the client to https is what a server should do. */
export function servesPlaintext(endpoint: EndpointSubject): boolean {
  return (
    judgesAccess(endpoint) &&
    endpoint.signals.plaintext.accepted > endpoint.redirected &&
    !LOOPBACK.test(endpoint.facts.host)
  );
}

/** Path segments of endpoints that exist to be called before one is signed in. */
const SIGN_IN =
  /(?:^|[/_.-])(?:login|logon|signin|sign-in|signup|sign-up|register|registration|token|tokens|oauth2?|oidc|authenticate|authentication|authorize|auth|session|sessions|password-reset|reset-password|forgot-password|otp|mfa)$/i;

/** Takes or hands out credentials in the exchange itself, so anonymous callers are its purpose. */
export function exchangesCredentials(endpoint: EndpointSubject): boolean {
  const last = endpoint.facts.path
    .split('/')
    .findLast((segment) => segment !== '' && !segment.startsWith('{'));
  return (
    endpoint.facts.auth.credentialEndpoint ||
    (last !== undefined && SIGN_IN.test(last)) ||
    (endpoint.operation === null && SIGN_IN.test(endpoint.facts.operation ?? ''))
  );
}

/** Sensitive data that the server sent out, on accepted calls. */
export function sensitiveResponses(endpoint: EndpointSubject): readonly DataClassFacts[] {
  return endpoint.sensitive.filter((one) => one.location.startsWith('response.'));
}

/**
 * Sensitive data that reached anonymous callers: more of it was sent out than there were authenticated callers to
 * receive it. A forged credential adds to both sides, so it changes nothing. Values are counted, so a list may carry
 * several to one caller: for lists this rather believes a leak than overlooks one.
 */
export function sensitiveToAnonymous(endpoint: EndpointSubject): readonly DataClassFacts[] {
  if (!servesAnonymous(endpoint)) return [];
  const authenticated = endpoint.facts.auth.authenticatedAccepted;
  return sensitiveResponses(endpoint).filter((one) => one.accepted > authenticated);
}

/** Counts of data classes by id, the largest where several places carry one: `{email: 120}`. */
export function countsByClass(classes: readonly DataClassFacts[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const one of classes) counts[one.id] = Math.max(counts[one.id] ?? 0, one.accepted);
  return counts;
}

export function samplesOf(classes: readonly DataClassFacts[]): readonly string[] {
  return classes.flatMap((one) => one.samples);
}
