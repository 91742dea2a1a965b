import type { AuthFacts, EndpointFacts, ParameterFacts } from '../../model/inventory.ts';
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
  const found = [...inUrl, ...others.flatMap((scheme) => schemesFor(scheme, facts))];
  if (found.length > 0) return found;
  const declared = (row.declaredSecurity ?? []).flatMap((scheme) => schemesFor(scheme, facts));
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

/** One scheme of the facts, which count kinds, as the places at which it was seen. */
function schemesFor(scheme: AuthScheme, facts: EndpointFacts): readonly NamedScheme[] {
  switch (scheme) {
    case 'api-key':
      return inPlace(facts, 'header', KEY_HEADER, 'x-api-key');
    case 'session-cookie':
      return inPlace(facts, 'cookie', SESSION_COOKIE, 'session');
    case 'bearer':
      return tokenSchemes(facts, http('bearer', { scheme: 'bearer' }));
    case 'jwt':
    case 'oauth2':
      return tokenSchemes(facts, http('jwt', { scheme: 'bearer', bearerFormat: 'JWT' }));
    case 'basic':
    case 'digest':
      return [http(scheme, { scheme })];
    case 'mtls':
      return [{ component: 'mutualTls', scheme: { type: 'mutualTLS' }, place: null }];
    case 'hmac':
      return [signature('hmac', 'A keyed signature of the request.')];
    case 'sigv4':
      return [signature('sigv4', 'AWS Signature Version 4.')];
    default:
      return [signature(componentName(scheme), 'A scheme of the configuration.')];
  }
}

/** OpenAPI has no word for signatures: by custom they are keys in the Authorization header. */
function signature(component: string, description: string): NamedScheme {
  const scheme = { type: 'apiKey', in: 'header', name: 'Authorization', description };
  return { component, scheme, place: null };
}

const KEY_HEADER = /(?:api|app|auth|access|client|subscription|secret|service)[-_]?(?:key|secret)$|^apikey$/;
const TOKEN_HEADER = /^(?:x-)?(?:api|auth|access|private|job|circle)-?token$/;
const SESSION_COOKIE = /sess|sid$|^auth|token$|^jwt$|^login$|remember_me/i;
const ASSUMED = 'Its name was not observed; this is the usual one.';

function parametersNamed(
  facts: EndpointFacts,
  place: 'header' | 'cookie',
  pattern: RegExp,
): readonly ParameterFacts[] {
  return facts.schemas.parameters.filter((one) => one.in === place && pattern.test(one.name));
}

/** Every name of that place that such credentials have; the usual one where none may be shown. */
function inPlace(
  facts: EndpointFacts,
  place: 'header' | 'cookie',
  pattern: RegExp,
  usual: string,
): readonly NamedScheme[] {
  const found = parametersNamed(facts, place, pattern).map(({ name }) => keyIn(place, name, null));
  return found.length > 0 ? found : [keyIn(place, usual, ASSUMED)];
}

/** A token in a header of its own, in Authorization, or, where the header is not always there, in either. */
function tokenSchemes(facts: EndpointFacts, inAuthorization: NamedScheme): readonly NamedScheme[] {
  const headers = parametersNamed(facts, 'header', TOKEN_HEADER);
  const own = headers.map(({ name }) => keyIn('header', name, null));
  return headers.some(({ required }) => required) ? own : [...own, inAuthorization];
}
