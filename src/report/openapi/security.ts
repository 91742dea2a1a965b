import type { AuthFacts, EndpointFacts } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import type { AuthScheme, AuthState } from '../../model/vocabulary.ts';
import type { ObservedEndpoint } from './estate.ts';

/** Where a credential stands that is described as a security scheme and so is no parameter. */
export interface CredentialPlace {
  readonly in: 'query' | 'header' | 'cookie';
  readonly name: string;
}

/** What one operation asks for. */
export interface OperationSecurity {
  readonly state: AuthState;
  /** Alternatives as OpenAPI lists them; null where nothing can be said. */
  readonly requirements: readonly JsonObject[] | null;
  /** Schemes by the name of their component. */
  readonly schemes: ReadonlyMap<string, JsonObject>;
  readonly places: readonly CredentialPlace[];
}

interface NamedScheme {
  readonly component: string;
  readonly scheme: JsonObject;
  readonly place: CredentialPlace | null;
}

/** Security of an operation from what the server accepted: required, mixed (anonymous too), none, or not known. */
export function securityOf(endpoints: readonly ObservedEndpoint[]): OperationSecurity {
  const state = joinedState(endpoints.map(({ facts }) => facts.auth.state));
  const named = new Map(endpoints.flatMap(schemesOf).map((one) => [one.component, one] as const));
  const components = [...named.keys()].sort();
  const isAsked = state === 'required' || state === 'mixed';
  const schemes = new Map(
    (isAsked ? components : []).map((name) => [name, named.get(name)?.scheme ?? {}] as const),
  );
  return {
    state,
    requirements: requirementsOf(state, components),
    schemes,
    places: isAsked ? [...named.values()].flatMap(({ place }) => place ?? []) : [],
  };
}

function requirementsOf(state: AuthState, components: readonly string[]): readonly JsonObject[] | null {
  if (state === 'undetected') return null;
  if (state === 'none') return [];
  const alternatives = components.map((name): JsonObject => ({ [name]: [] }));
  return state === 'mixed' ? [{}, ...alternatives] : alternatives;
}

/** Hosts that differ make an operation mixed; what is known of one stands for those of which nothing is. */
function joinedState(states: readonly AuthState[]): AuthState {
  const known = new Set(states.filter((state) => state !== 'undetected'));
  const [only, ...more] = known;
  if (only === undefined) return 'undetected';
  return more.length === 0 ? only : 'mixed';
}

function schemesOf({ row, facts }: ObservedEndpoint): readonly NamedScheme[] {
  const { auth } = facts;
  if (auth.state !== 'required' && auth.state !== 'mixed') return [];
  const inUrl = urlSchemes(auth);
  const inUrlOnly =
    auth.inUrl.reduce((sum, one) => sum + one.evidence.accepted, 0) >= auth.authenticatedAccepted;
  const isInUrl = (scheme: AuthScheme): boolean =>
    inUrlOnly && inUrl.length > 0 && (scheme === 'api-key' || scheme === 'bearer' || scheme === 'jwt');
  const others = auth.schemes.filter((scheme) => scheme !== 'oauth2' && !isInUrl(scheme));
  const found = [...inUrl, ...others.map((scheme) => schemeOf(scheme, facts))];
  if (found.length > 0) return found;
  const declared = (row.declaredSecurity ?? []).map((scheme) => schemeOf(scheme, facts));
  return declared.length > 0 ? declared : [UNDISCLOSED];
}

/** A credential was there and mattered, but masked, or counted by the gateway alone, and no definition says what. */
const UNDISCLOSED: NamedScheme = {
  component: 'undisclosed',
  scheme: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'A credential was needed; its scheme was masked in what was observed.',
  },
  place: null,
};

function urlSchemes(auth: AuthFacts): readonly NamedScheme[] {
  return auth.inUrl
    .filter((one) => one.evidence.accepted > 0 && one.kind !== 'basic' && one.name !== '*')
    .map(({ name }) => keyIn('query', name, null));
}

function keyIn(place: CredentialPlace['in'], name: string, description: string | null): NamedScheme {
  return {
    component: componentName(`${place}-${name}`),
    scheme: { type: 'apiKey', in: place, name, ...(description === null ? {} : { description }) },
    place: { in: place, name },
  };
}

/** Keys of components are letters, digits, dot, dash and underscore. */
function componentName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '_');
}

function http(component: string, scheme: JsonObject): NamedScheme {
  return { component, scheme: { type: 'http', ...scheme }, place: null };
}

function schemeOf(scheme: AuthScheme, facts: EndpointFacts): NamedScheme {
  switch (scheme) {
    case 'basic':
      return http('basic', { scheme: 'basic' });
    case 'bearer':
      return http('bearer', { scheme: 'bearer' });
    case 'oauth2':
    case 'jwt':
      return http('jwt', { scheme: 'bearer', bearerFormat: 'JWT' });
    case 'digest':
      return http('digest', { scheme: 'digest' });
    case 'mtls':
      return { component: 'mutualTls', scheme: { type: 'mutualTLS' }, place: null };
    case 'api-key':
      return headerKey(facts);
    case 'session-cookie':
      return sessionCookie(facts);
    case 'hmac':
      return signature('hmac', 'A keyed signature of the request.');
    case 'sigv4':
      return signature('sigv4', 'AWS Signature Version 4.');
    default:
      return signature(componentName(scheme), 'A scheme of the configuration.');
  }
}

/** OpenAPI has no word for signatures: by custom they are keys in the Authorization header. */
function signature(component: string, description: string): NamedScheme {
  return {
    component,
    scheme: { type: 'apiKey', in: 'header', name: 'Authorization', description },
    place: null,
  };
}

const KEY_HEADER =
  /(?:api|app|auth|access|client|subscription|secret|service)[-_]?(?:key|token|secret)$|^apikey$/;
const ASSUMED = 'Its name was not kept; this is the usual one.';

/** Headers that are known to carry nothing but credentials are no parameters, and their names are not kept. */
function headerKey({ schemas }: EndpointFacts): NamedScheme {
  const header = schemas.parameters.find((one) => one.in === 'header' && KEY_HEADER.test(one.name));
  if (header !== undefined) return keyIn('header', header.name, null);
  return keyIn('header', 'x-api-key', ASSUMED);
}

const SESSION_COOKIE = /sess|sid$|^auth|token$|^jwt$|^login$|remember_me/i;

function sessionCookie({ schemas }: EndpointFacts): NamedScheme {
  const cookie = schemas.parameters.find((one) => one.in === 'cookie' && SESSION_COOKIE.test(one.name));
  if (cookie !== undefined) return keyIn('cookie', cookie.name, null);
  return keyIn('cookie', 'session', ASSUMED);
}
