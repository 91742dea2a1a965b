/** Where every part of the recorded estate listens. Loopback only; several addresses keep the standard-looking ports apart. */
export const NGINX = { address: '127.0.11.1', tlsPort: 8443 } as const;
export const HAPROXY = { address: '127.0.12.1', tlsPort: 8443, plainPort: 8080 } as const;
export const GATEWAY = { id: 'kong-prod', address: '127.0.10.1', tlsPort: 8443 } as const;
export const BACKEND_ADDRESS = '127.0.20.1';

export const EDGE_HOP = 'edge';
export const GATEWAY_HOP = `gateway:${GATEWAY.id}`;
export const BEHIND_HOP = `behind:${GATEWAY.id}`;
export const MESH_HOP = 'mesh';

/** A service of kong.yaml as the manifest knows it, written down apart so that the two can be compared. */
export interface RegisteredService {
  readonly name: string;
  readonly host: string;
  readonly basePath: string;
  readonly upstreamHost: string;
  readonly upstreamPath: string;
  /** Whether the sensor behind the gateway records this service's exchanges. */
  readonly tapped: boolean;
}

function service(
  name: string,
  basePath: string,
  port: number,
  upstreamPath: string,
  tapped: boolean,
  host = 'api.shop.example',
): RegisteredService {
  return {
    name,
    host,
    basePath,
    upstreamHost: `${name.replace(/-(?:api|v\d)$/u, '')}.svc.internal:${port}`,
    upstreamPath,
    tapped,
  };
}

export const SERVICES: readonly RegisteredService[] = [
  service('customers-api', '/customers/v1', 8101, '', true),
  service('orders-api', '/orders/v1', 8102, '/api', true),
  service('payments-api', '/payments/v2', 8103, '', true),
  service('catalog-api', '/catalog/v1', 8104, '', false),
  service('accounts-api', '/auth/v1', 8105, '', true),
  service('media-api', '/media/v1', 8106, '', true),
  service('loyalty-api', '/loyalty/v1', 8107, '', false),
  service('invoices-api', '/invoices/v1', 8108, '', true),
  service('cart-v1', '/cart/v1', 8109, '/v1', false),
  service('cart-v2', '/cart/v2', 8109, '/v2', false),
  service('giftcards-api', '/giftcards/v1', 8110, '', false),
  service('storefront-api', '/graphql', 8111, '/graphql', true),
  service('partner-orders-api', '/partner/v1', 8112, '', false, 'partners.shop.example'),
];

/** APIs that no Kong service serves. `registeredBy` names the document that registers one of them by itself. */
export interface UngatewayedApi {
  readonly host: string;
  readonly basePath: string;
  readonly port: number;
  /** Whether the sensor in the service mesh records its exchanges, bodies included. */
  readonly tapped: boolean;
  readonly registeredBy?: string;
}

export const SUPPORT: UngatewayedApi = {
  host: 'support.shop.example',
  basePath: '/support/v1',
  port: 8120,
  tapped: false,
  registeredBy: 'support-definition',
};
export const LEGACY: UngatewayedApi = {
  host: 'legacy.shop.example',
  basePath: '/api/v1',
  port: 8121,
  tapped: true,
};
export const ADMIN: UngatewayedApi = {
  host: 'admin.shop.example',
  basePath: '/internal',
  port: 8122,
  tapped: true,
};
export const PARTNER_EXPORT: UngatewayedApi = {
  host: 'partner-export.shop.example',
  basePath: '/export/v1',
  port: 8123,
  tapped: true,
};
export const PLAYGROUND: UngatewayedApi = {
  host: 'playground.shop.example',
  basePath: '/graphql',
  port: 8124,
  tapped: false,
};
export const ERP: UngatewayedApi = {
  host: 'erp.shop.internal:8125',
  basePath: '/services/StockService',
  port: 8125,
  tapped: true,
};
export const ORIGIN: UngatewayedApi = {
  host: 'origin.shop.example',
  basePath: '/customers/v1',
  port: 8101,
  tapped: false,
};

export const UNGATEWAYED: readonly UngatewayedApi[] = [
  SUPPORT,
  LEGACY,
  ADMIN,
  PARTNER_EXPORT,
  PLAYGROUND,
  ERP,
  ORIGIN,
];

/** The service whose base path, host included, holds a path; the manifest's own rule, segment by segment. */
export function serviceAt(host: string, path: string): RegisteredService | undefined {
  return SERVICES.find(
    (candidate) =>
      candidate.host === host && (path === candidate.basePath || path.startsWith(`${candidate.basePath}/`)),
  );
}

export function upstreamPathOf(registered: RegisteredService, path: string): string {
  const rest = path.slice(registered.basePath.length);
  return `${registered.upstreamPath}${rest}` || '/';
}
