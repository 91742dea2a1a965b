import type { Observation, RubricRule } from '../../model/rubric.ts';
import { exchangesCredentials, judgesAccess, reliesOnCredentials, servesAnonymous } from '../proof.ts';
import type { ApiSubject, EndpointSubject } from '../subject.ts';

/** Whether a rule applies to an API, and whether enough was captured to let it pass. Reasons are for a person. */
export type Observability =
  | { readonly kind: 'observed' }
  | { readonly kind: 'not-evaluated'; readonly reason: string }
  | { readonly kind: 'not-applicable'; readonly reason: string };

const OBSERVED: Observability = { kind: 'observed' };
const notEvaluated = (reason: string): Observability => ({ kind: 'not-evaluated', reason });
const notApplicable = (reason: string): Observability => ({ kind: 'not-applicable', reason });

/** Rules that only some APIs can break; the others count for everybody. */
const APPLIES: Readonly<Record<string, (api: ApiSubject) => string | null>> = {
  'declared-auth-not-enforced': (api) =>
    api.endpoints.some((one) => judgesAccess(one) && (one.correlated.declaredSecurity ?? []).length > 0)
      ? null
      : 'no authentication is declared',
  // A forged token that a public endpoint ignores makes no JWT API of it.
  'jwt-alg-none': (api) =>
    api.endpoints.some((one) => one.facts.auth.schemes.includes('jwt') && reliesOnCredentials(one))
      ? null
      : 'no JWT decides anywhere',
  'object-authorization': (api) =>
    api.endpoints.some(({ facts }) => facts.slots.length > 0 || facts.protocol !== 'rest')
      ? null
      : 'no identifiers in paths',
  'gateway-bypass': (api) => (api.correlated.registered === null ? 'no gateway serves the API' : null),
  'undocumented-operation': managedOnly,
  'definition-drift': managedOnly,
  'zombie-api': (api) =>
    api.correlated.registered === null ? 'no lifecycle is declared for an API on no gateway' : null,
};

function managedOnly(api: ApiSubject): string | null {
  return api.correlated.management === 'managed' ? null : 'the API has no definition';
}

/** Decides before any detection is looked at; positive evidence overrides "not evaluated" and "not applicable". */
export function observe(rule: RubricRule, api: ApiSubject): Observability {
  const why = APPLIES[rule.id]?.(api) ?? null;
  if (why !== null) return notApplicable(why);
  const accepted = sum(api.endpoints, (one) => one.accepted);
  const minimum = rule.evidence.minimum;
  if (accepted < minimum) return notEvaluated(`${accepted} accepted calls, ${minimum} are needed`);
  return OBSERVERS[rule.evidence.observes](api, minimum);
}

const OBSERVERS: Readonly<Record<Observation, (api: ApiSubject, minimum: number) => Observability>> = {
  calls: () => OBSERVED,
  registration: (api) =>
    api.registrationKnown ? OBSERVED : notEvaluated('no gateway or definition is known'),
  operations: (api) =>
    api.correlated.operations === null ? notEvaluated('the registered API has no operations') : OBSERVED,
  authentication: observeAuthentication,
  'authentication-and-response-bodies': observeAnonymousBodies,
  'client-addresses': (api, minimum) =>
    api.overflowed
      ? notEvaluated('more clients than the summary keeps apart')
      : atLeast(api, minimum, 'client addresses', ({ facts }) => facts.coverage.clientAddresses),
  schemes: (api, minimum) =>
    atLeast(api, minimum, 'schemes (http or https)', ({ facts }) => facts.coverage.schemes),
  'response-headers': (api, minimum) =>
    atLeast(api, minimum, 'response headers', (one) => one.responseHeaders),
  'response-bodies': (api, minimum) => atLeast(api, minimum, 'response bodies', (one) => one.responseBodies),
};

function observeAuthentication(api: ApiSubject, minimum: number): Observability {
  if (!api.endpoints.some(judgesAccess)) return notApplicable('only seen behind its gateway');
  return atLeast(api, minimum, 'credential headers (masked or not in the log)', (one) =>
    judgesAccess(one) ? credentialsObserved(one) : 0,
  );
}

/** Bodies matter only where anonymous callers were served: elsewhere nothing can have leaked to them. */
function observeAnonymousBodies(api: ApiSubject, minimum: number): Observability {
  const authentication = observeAuthentication(api, minimum);
  if (authentication.kind !== 'observed') return authentication;
  const anonymous = api.endpoints.filter((one) => servesAnonymous(one) && !exchangesCredentials(one));
  if (anonymous.length === 0) return OBSERVED;
  if (sum(anonymous, (one) => one.responseBodies) === 0) {
    return notEvaluated('response bodies missing where anonymous callers were served');
  }
  return atLeast(api, minimum, 'response bodies', (one) => one.responseBodies);
}

function credentialsObserved({ facts }: EndpointSubject): number {
  const { auth } = facts;
  return (
    auth.authenticatedAccepted + auth.anonymousAccepted + auth.anonymousRefused + auth.authenticatedRefused
  );
}

function atLeast(
  api: ApiSubject,
  minimum: number,
  what: string,
  count: (endpoint: EndpointSubject) => number,
): Observability {
  const observed = sum(api.endpoints, count);
  if (observed >= minimum) return OBSERVED;
  return notEvaluated(
    observed === 0 ? `${what} missing` : `${what} on ${observed} calls only, ${minimum} are needed`,
  );
}

function sum(endpoints: readonly EndpointSubject[], count: (endpoint: EndpointSubject) => number): number {
  return endpoints.reduce((total, endpoint) => total + count(endpoint), 0);
}
