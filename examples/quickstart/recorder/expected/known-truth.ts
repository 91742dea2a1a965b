import { ADMIN, ERP, LEGACY, ORIGIN, PARTNER_EXPORT, PLAYGROUND, SERVICES, SUPPORT } from '../estate.ts';

/** What the makers of the estate know about its operations and no log line says. Keys are `METHOD host path-template`. */
export interface ClassAt {
  readonly id: string;
  readonly location: string;
}

const inResponse = (...ids: string[]): ClassAt[] => ids.map((id) => ({ id, location: 'response.body' }));
const inRequest = (...ids: string[]): ClassAt[] => ids.map((id) => ({ id, location: 'request.body' }));
const PROFILE = inResponse('date-of-birth', 'email', 'person-name', 'phone');
const api = (method: string, path: string): string => `${method} api.shop.example${path}`;

/** Data classes that a sensor with bodies sees, besides those in the URL. */
export const BODY_CLASSES: ReadonlyMap<string, readonly ClassAt[]> = new Map([
  [api('GET', '/customers/v1/customers'), PROFILE],
  [
    api('POST', '/customers/v1/customers'),
    [...inRequest('email', 'person-name'), ...inResponse('email', 'person-name')],
  ],
  [api('GET', '/customers/v1/customers/me'), PROFILE],
  [api('GET', '/customers/v1/customers/{customerId}'), PROFILE],
  [api('PATCH', '/customers/v1/customers/{customerId}'), [...inRequest('phone'), ...PROFILE]],
  [api('GET', '/customers/v1/customers/{customerId}/addresses'), inResponse('postal-address')],
  [api('GET', '/customers/v1/customers/{customerId}/notes'), inResponse('phone')],
  [api('GET', '/orders/v1/orders'), inResponse('email', 'person-name', 'postal-address')],
  [api('GET', '/orders/v1/orders/{orderId}'), inResponse('email', 'person-name', 'postal-address')],
  [api('GET', '/payments/v2/cards'), inResponse('credit-card', 'person-name')],
  [api('GET', '/payments/v2/cards/{cardId}'), inResponse('credit-card', 'person-name')],
  [api('POST', '/auth/v1/login'), [...inRequest('email'), ...inResponse('jwt')]],
  [api('POST', '/auth/v1/refresh'), inResponse('jwt')],
  [api('GET', '/invoices/v1/invoices'), inResponse('email', 'iban', 'person-name')],
  [api('GET', '/invoices/v1/invoices/{invoiceId}'), inResponse('email', 'iban', 'person-name')],
  [`GET ${LEGACY.host}/api/v1/customers/{number}`, inResponse('email', 'person-name', 'phone')],
  [`GET ${ADMIN.host}/internal/users`, PROFILE],
  [`GET ${ADMIN.host}/internal/users/{userId}`, PROFILE],
  [`GET ${PARTNER_EXPORT.host}/export/v1/settlements`, inResponse('iban', 'person-name')],
  [`GET ${PARTNER_EXPORT.host}/export/v1/settlements/{reference}`, inResponse('iban', 'person-name')],
]);

/** Data classes that stand in the URL, for every log to see. */
export const URL_CLASSES: ReadonlyMap<string, readonly ClassAt[]> = new Map([
  [`GET ${SUPPORT.host}/support/v1/tickets`, [{ id: 'email', location: 'request.query' }]],
  [`GET ${ADMIN.host}/internal/reports/{reportId}`, [{ id: 'jwt', location: 'request.query' }]],
]);

export const ENDPOINT_FLAGS: ReadonlyMap<string, readonly string[]> = new Map([
  [api('GET', '/customers/v1/customers/{customerId}/notes'), ['undocumented-operation']],
  [`PATCH ${SUPPORT.host}/support/v1/tickets/{ticketId}`, ['method-not-registered']],
  [api('POST', '/cart/v1/carts'), ['deprecated-operation']],
  [api('GET', '/cart/v1/carts/{cartId}'), ['deprecated-operation']],
]);

/** Hops whose records carry bodies, or headers, or only the URL. */
export const SEES_BODIES = (hop: string): boolean => hop === 'mesh' || hop.startsWith('behind:');
export const SEES_HEADERS = (hop: string): boolean => hop !== 'edge';

export interface KnownApi {
  readonly name: string | null;
  readonly host: string;
  readonly basePath: string;
  readonly management: 'managed' | 'unmanaged';
  readonly flags: readonly string[];
  /** The registered API that a bypass leads around. */
  readonly bypasses?: string;
  /** Authentication that the registration declares, by definition or by plugin. */
  readonly declaresAuthentication: boolean;
}

const DECLARES = new Set([
  'customers-api',
  'orders-api',
  'payments-api',
  'media-api',
  'loyalty-api',
  'invoices-api',
  'giftcards-api',
  'partner-orders-api',
]);
const FLAGS_BY_SERVICE: Readonly<Record<string, readonly string[]>> = {
  'cart-v1': ['zombie'],
  'giftcards-api': ['dormant'],
};

export const KNOWN_APIS: readonly KnownApi[] = [
  ...SERVICES.map(
    ({ name, host, basePath }): KnownApi => ({
      name,
      host,
      basePath,
      management: 'managed',
      flags: FLAGS_BY_SERVICE[name] ?? [],
      declaresAuthentication: DECLARES.has(name),
    }),
  ),
  {
    name: 'Support desk',
    host: SUPPORT.host,
    basePath: SUPPORT.basePath,
    management: 'managed',
    flags: [],
    declaresAuthentication: false,
  },
  ...[LEGACY, ADMIN, PARTNER_EXPORT, PLAYGROUND, ERP].map(
    ({ host, basePath }): KnownApi => ({
      name: null,
      host,
      basePath,
      management: 'unmanaged',
      flags: [],
      declaresAuthentication: false,
    }),
  ),
  {
    name: null,
    host: ORIGIN.host,
    basePath: ORIGIN.basePath,
    management: 'unmanaged',
    flags: ['bypass'],
    bypasses: 'customers-api',
    declaresAuthentication: false,
  },
];

/** Operations that exist to hand out a token: their answer is no leak, and they ask for none. */
export const CREDENTIAL_ENDPOINTS = new Set([api('POST', '/auth/v1/login')]);
