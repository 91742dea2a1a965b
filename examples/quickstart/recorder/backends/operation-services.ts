import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { buildSchema, graphql } from 'graphql';
import { PRODUCT_SLUGS } from '../population.ts';
import { hashText } from '../seeded-random.ts';
import type { BackendAnswer, BackendRequest, Operation } from './backend-server.ts';

const SCHEMA = buildSchema(`
  type Product { slug: ID!, title: String!, price: Int!, stars: Int! }
  type Basket { id: ID!, lines: Int! }
  type Query { product(slug: ID!): Product, featured(first: Int!): [Product!]!, stores(city: String): [String!]! }
  type Mutation { addToBasket(basket: ID!, slug: ID!): Basket! }
`);

const productOf = (slug: string): Record<string, unknown> => ({
  slug,
  title: slug.replaceAll('-', ' '),
  price: 15 + (hashText(slug) % 600),
  stars: 1 + (hashText(slug) % 5),
});

const ROOT = {
  product: ({ slug }: { slug: string }) => (PRODUCT_SLUGS.includes(slug) ? productOf(slug) : null),
  featured: ({ first }: { first: number }) => PRODUCT_SLUGS.slice(0, first).map(productOf),
  stores: () => ['Springfield', 'Riverton'],
  addToBasket: ({ basket }: { basket: string }) => ({ id: basket, lines: 1 + (hashText(basket) % 5) }),
};

async function execute(asked: unknown): Promise<unknown> {
  const fields = typeof asked === 'object' && asked !== null ? asked : {};
  const source = 'query' in fields && typeof fields.query === 'string' ? fields.query : '';
  const operationName =
    'operationName' in fields && typeof fields.operationName === 'string' ? fields.operationName : null;
  const variableValues =
    'variables' in fields && typeof fields.variables === 'object' && fields.variables !== null
      ? { ...fields.variables }
      : {};
  return graphql({ schema: SCHEMA, source, rootValue: ROOT, operationName, variableValues });
}

async function graphqlPost(request: BackendRequest): Promise<BackendAnswer> {
  const asked: unknown = JSON.parse(request.body.toString('utf8'));
  const results = Array.isArray(asked) ? await Promise.all(asked.map(execute)) : await execute(asked);
  return { status: 200, body: results };
}

async function graphqlGet({ query }: BackendRequest): Promise<BackendAnswer> {
  const variables: unknown = JSON.parse(query.get('variables') ?? '{}');
  return {
    status: 200,
    body: await execute({
      query: query.get('query') ?? '',
      operationName: query.get('operationName'),
      variables,
    }),
  };
}

const preflight: BackendAnswer = {
  status: 204,
  headers: {
    'access-control-allow-origin': 'https://www.shop.example',
    'access-control-allow-methods': 'POST, OPTIONS',
    'access-control-allow-headers': 'content-type',
  },
};

export const STOREFRONT_OPERATIONS: readonly Operation[] = [
  { method: 'POST', path: '/graphql', answer: graphqlPost },
  { method: 'OPTIONS', path: '/graphql', answer: () => preflight },
];

export const PLAYGROUND_OPERATIONS: readonly Operation[] = [
  { method: 'GET', path: '/graphql', answer: graphqlGet },
];

const XML_READER = new XMLParser({ removeNSPrefix: true, ignoreAttributes: true });
const XML_WRITER = new XMLBuilder({ format: false });
export const SOAP_NAMESPACE = 'http://shop.example/stock';

function envelope(body: Record<string, unknown>): string {
  const inner: unknown = XML_WRITER.build(body);
  return `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${String(inner)}</soap:Body></soap:Envelope>`;
}

const XML_TYPE = { 'content-type': 'text/xml; charset=utf-8' } as const;

function soapAnswer({ body }: BackendRequest): BackendAnswer {
  const parsed: { Envelope?: { Body?: Record<string, { sku?: string; quantity?: number }> } } =
    XML_READER.parse(body.toString('utf8'));
  const [operation, fields] = Object.entries(parsed.Envelope?.Body ?? {})[0] ?? [];
  const sku = fields?.sku ?? '';
  if (operation === undefined || !['GetStock', 'ReserveStock', 'ReleaseStock'].includes(operation)) {
    return {
      status: 500,
      headers: XML_TYPE,
      body: envelope({ 'soap:Fault': { faultcode: 'soap:Client', faultstring: 'unknown operation' } }),
    };
  }
  return {
    status: 200,
    headers: XML_TYPE,
    body: envelope({ [`${operation}Response`]: { sku, onHand: hashText(sku) % 300, accepted: true } }),
  };
}

export const ERP_OPERATIONS: readonly Operation[] = [
  { method: 'POST', path: '/services/StockService', answer: soapAnswer },
];
