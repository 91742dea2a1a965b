import { SOAP_NAMESPACE } from '../backends/operation-services.ts';
import { LEGACY_USERS } from '../backends/unmanaged-services.ts';
import { apiKeyOf, basicHeaderOf, mintToken, PARTNERS, sessionOf } from '../credentials.ts';
import { ADMIN, ERP, LEGACY, ORIGIN, PARTNER_EXPORT, PLAYGROUND, SUPPORT } from '../estate.ts';
import { BRAND_SLUGS, clientAddressOf, PEOPLE, PRODUCT_SLUGS } from '../population.ts';
import { uuidOf } from '../seeded-random.ts';
import { Actor, API, type CallOptions, type Journey, JSON_TYPE, type Site, times } from './actor.ts';

const viaHaproxy = (host: string, scheme: 'https' | 'http' = 'https'): Site => ({
  entrance: 'haproxy',
  scheme,
  host,
});
const many = (count: number, journey: (index: number) => Journey): Journey[] =>
  Array.from({ length: count }, (_, index) => journey(index));
const basic = (user: string): CallOptions => ({
  headers: { authorization: basicHeaderOf(user) },
  credential: 'basic',
});

/** Partners talk to the gateway directly, past the edge. Each one calls from several machines. */
function partner(index: number): Journey {
  return async (send) => {
    const name = PARTNERS[index % PARTNERS.length] ?? PARTNERS[0];
    const actor = new Actor(send, `partner/${index}`, 'partner', 'partner-sync/2.4 (java 21)');
    const site: Site = { entrance: 'gateway', scheme: 'https', host: 'partners.shop.example' };
    if (actor.random.chance(0.5))
      await actor.call(site, 'GET', '/partner/v1/orders', [], { endsAtGateway: true });
    await times(14, async (turn) => {
      await actor.call(site, 'GET', '/partner/v1/orders', [], { ...basic(name), query: `page=${turn + 1}` });
      await actor.call(site, 'POST', '/partner/v1/orders', [], {
        ...basic(name),
        headers: { ...basic(name).headers, ...JSON_TYPE },
        body: JSON.stringify({ product: actor.random.pick(PRODUCT_SLUGS), ref: `${index}-${turn}` }),
      });
      await actor.call(
        site,
        'GET',
        '/partner/v1/orders/{orderRef}',
        [uuidOf(`partner-order/${index}/${turn}`)],
        basic(name),
      );
      await actor.call(
        site,
        'GET',
        '/partner/v1/shipments/{shipmentRef}',
        [uuidOf(`shipment/${index}/${turn}`)],
        basic(name),
      );
    });
  };
}

/** The settlement export that partners were given "for the time being": NGINX serves it, no gateway knows it. */
function exportReader(index: number): Journey {
  return async (send) => {
    const name = PARTNERS[index % PARTNERS.length] ?? PARTNERS[0];
    const actor = new Actor(send, `export/${index}`, 'partner', 'Apache-HttpClient/5.3 (Java/21)');
    const site: Site = { entrance: 'nginx', scheme: 'https', host: PARTNER_EXPORT.host };
    await times(12, async (turn) => {
      await actor.call(site, 'GET', '/export/v1/settlements', [], {
        ...basic(name),
        query: `page=${index * 20 + turn}`,
      });
      await actor.call(
        site,
        'GET',
        '/export/v1/settlements/{reference}',
        [uuidOf(`settlement/${index}/${turn}`)],
        basic(name),
      );
      if (turn % 3 === 0)
        await actor.call(site, 'GET', '/export/v1/deliveries', [], {
          ...basic(name),
          query: `since=2026-1${turn % 2}-01`,
        });
      if (turn % 6 === 0) await actor.call(site, 'GET', '/export/v1/settlements');
    });
  };
}

/** One of the warehouse's batch nodes, paging through the night. */
function batchNode(index: number): Journey {
  return async (send) => {
    const actor = new Actor(send, `batch/${index}`, 'batch', 'nightly-batch/1.0 (+cron)');
    const key: CallOptions = { headers: { apikey: apiKeyOf('warehouse') }, credential: 'api-key-header' };
    await times(90, async (turn) => {
      await actor.call(API, 'GET', '/orders/v1/orders', [], {
        ...key,
        query: `page=${index * 90 + turn}&updatedSince=2026-11-21`,
      });
    });
    const token: CallOptions = {
      headers: {
        authorization: `Bearer ${mintToken('nightly-batch', 'web-shop', Math.floor(Date.now() / 1000))}`,
      },
      credential: 'jwt',
    };
    await times(40, async (turn) => {
      await actor.call(API, 'GET', '/customers/v1/customers', [], {
        ...token,
        query: `page=${index * 40 + turn + 1}`,
      });
    });
  };
}

function till(index: number): Journey {
  return async (send) => {
    const user = LEGACY_USERS[index % LEGACY_USERS.length] ?? LEGACY_USERS[0];
    const actor = new Actor(send, `till/${index}`, 'system', 'PointOfSale/3.1');
    const site = viaHaproxy(LEGACY.host, 'http');
    if (actor.random.chance(0.4))
      await actor.call(site, 'GET', '/api/v1/customers/{number}', [actor.random.integer(1000, 9000)]);
    await times(8, async () => {
      const sku = `SKU-${actor.random.integer(10_000, 99_999)}`;
      await actor.call(site, 'GET', '/api/v1/stock/{sku}', [sku]);
      await actor.call(site, 'GET', '/api/v1/brands/{brand}', [actor.random.pick(BRAND_SLUGS)]);
      if (actor.random.chance(0.5))
        await actor.call(
          site,
          'GET',
          '/api/v1/customers/{number}',
          [actor.random.integer(1000, 9000)],
          basic(user),
        );
      if (actor.random.chance(0.4))
        await actor.call(site, 'POST', '/api/v1/stock/{sku}/adjustments', [sku], {
          ...basic(user),
          headers: { ...basic(user).headers, ...JSON_TYPE },
          body: JSON.stringify({ delta: actor.random.integer(-5, 5) }),
        });
      if (actor.random.chance(0.2)) await actor.call(site, 'GET', '/api/v1/brands');
    });
  };
}

function deskWorker(index: number): Journey {
  return async (send) => {
    const actor = new Actor(
      send,
      `desk/${index}`,
      'staff',
      'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
    );
    const admin = viaHaproxy(ADMIN.host);
    const session: CallOptions = {
      headers: { cookie: `ADMINSID=${sessionOf(`desk/${index}`)}` },
      credential: 'session-cookie',
    };
    await actor.call(admin, 'GET', '/internal/users/me');
    await actor.call(admin, 'GET', '/internal/users/me', [], session);
    await times(8, async () => {
      const person = actor.random.pick(PEOPLE);
      await actor.call(admin, 'GET', '/internal/users', [], {
        ...session,
        query: `offset=${actor.random.integer(0, 400)}`,
      });
      await actor.call(admin, 'GET', '/internal/users/{userId}', [person.customerId], session);
      if (actor.random.chance(0.3))
        await actor.call(admin, 'POST', '/internal/users/{userId}/lock', [person.customerId], session);
      if (actor.random.chance(0.3)) await actor.call(admin, 'GET', '/internal/feature-flags', [], session);
      if (actor.random.chance(0.4))
        await actor.call(
          admin,
          'GET',
          '/internal/reports/{reportId}',
          [uuidOf(`report/${actor.random.integer(1, 300)}`)],
          {
            query: `access_token=${mintToken(`desk-${index}`, 'web-shop', Math.floor(Date.now() / 1000))}`,
            credential: 'token-query',
          },
        );
    });
    await tickets(actor);
  };
}

async function tickets(actor: Actor): Promise<void> {
  const support = viaHaproxy(SUPPORT.host);
  const { random } = actor;
  await times(6, async () => {
    const ticketId = random.integer(52_000, 52_900);
    await actor.call(support, 'GET', '/support/v1/tickets', [], {
      query: `email=${encodeURIComponent(random.pick(PEOPLE).email)}`,
    });
    await actor.call(support, 'GET', '/support/v1/tickets/{ticketId}', [ticketId]);
    await actor.call(support, 'GET', '/support/v1/tickets/{ticketId}/messages', [ticketId]);
    if (random.chance(0.4))
      await actor.call(support, 'PATCH', '/support/v1/tickets/{ticketId}', [ticketId], {
        headers: JSON_TYPE,
        body: JSON.stringify({ state: 'closed' }),
      });
    if (random.chance(0.3))
      await actor.call(support, 'POST', '/support/v1/tickets', [], {
        headers: JSON_TYPE,
        body: JSON.stringify({ subject: 'Late delivery', order: random.integer(410_000, 418_000) }),
      });
  });
}

function developer(index: number): Journey {
  return async (send) => {
    const actor = new Actor(send, `developer/${index}`, 'staff', 'GraphiQL/3.7 (playground)');
    await times(12, async (turn) => {
      const operation = turn % 2 === 0 ? 'TryProduct' : 'TryFeatured';
      const query =
        operation === 'TryProduct'
          ? 'query TryProduct($slug: ID!) { product(slug: $slug) { title } }'
          : 'query TryFeatured { featured(first: 2) { slug } }';
      const variables =
        operation === 'TryProduct' ? JSON.stringify({ slug: actor.random.pick(PRODUCT_SLUGS) }) : '{}';
      await actor.call(viaHaproxy(PLAYGROUND.host), 'GET', '/graphql', [], {
        query: new URLSearchParams({ query, operationName: operation, variables }).toString(),
        operations: [operation],
      });
    });
  };
}

/** Inside the mesh, from service to service: no edge and no gateway in between. */
function stockClient(index: number): Journey {
  return async (send) => {
    const actor = new Actor(send, `stock-client/${index}`, 'system', 'Apache CXF 4.0.5');
    const site: Site = { entrance: 'mesh', scheme: 'http', host: ERP.host };
    await times(40, async () => {
      const operation = actor.random.pick(['GetStock', 'GetStock', 'ReserveStock', 'ReleaseStock']);
      const quantity =
        operation === 'GetStock' ? '' : `<s:quantity>${actor.random.integer(1, 9)}</s:quantity>`;
      const body = `<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:s="${SOAP_NAMESPACE}"><soap:Body><s:${operation}><s:sku>SKU-${actor.random.integer(10_000, 99_999)}</s:sku>${quantity}</s:${operation}></soap:Body></soap:Envelope>`;
      await actor.call(site, 'POST', '/services/StockService', [], {
        headers: {
          'content-type': 'text/xml; charset=utf-8',
          soapaction: `"${SOAP_NAMESPACE}/${operation}"`,
        },
        body,
        operations: [operation],
      });
    });
  };
}

/** Knows the origin's name from an old deployment note and calls a managed API past its gateway. */
function bypasser(index: number): Journey {
  return async (send) => {
    const actor = new Actor(
      send,
      `bypass/${index}`,
      'system',
      'python-requests/2.32.3',
      clientAddressOf(`bypass/${index}`),
    );
    const origin = viaHaproxy(ORIGIN.host);
    await times(12, async () => {
      await actor.call(origin, 'GET', '/customers/v1/customers/{customerId}', [
        actor.random.pick(PEOPLE).customerId,
      ]);
      await actor.call(origin, 'GET', '/customers/v1/customers/{customerId}/addresses', [
        actor.random.pick(PEOPLE).customerId,
      ]);
    });
  };
}

export const MACHINE_JOURNEYS: readonly Journey[] = [
  ...many(18, partner),
  ...many(18, exportReader),
  ...many(8, batchNode),
  ...many(70, till),
  ...many(60, deskWorker),
  ...many(16, developer),
  ...many(12, stockClient),
  ...many(8, bypasser),
];
