import type { JsonObject, JsonValue } from '../../../src/kit/index.ts';
import type { Exchange, HttpScenario } from './scenario.ts';

const SECRET = 'amp-sec/91c7d2+44';
const HOME = '/apis/management/v1/environments';
const INSTANCE =
  'name,title,metadata,attributes,tags,spec,references,lifecycle,x-agent-details,complianceruntimeresult';
const TOTAL = 23;

const numbers = Array.from({ length: TOTAL }, (_, index) => String(index + 1).padStart(2, '0'));

const metadata = (id: string): JsonObject => ({
  id: `0000${id}00-0000-4000-8000-000000000000`,
  resourceVersion: '1',
  scope: { kind: 'Environment', name: 'v7-prod' },
});

const instance = (number: string): JsonObject => ({
  name: `i-${number}`,
  title: `Instance ${number}`,
  metadata: metadata(number),
  attributes: {},
  tags: [],
  spec: {
    apiServiceRevision: `r-${number}`,
    endpoint: [
      { host: 'api.shop.example', port: 443, protocol: 'https', routing: { basePath: `/${number}` } },
    ],
  },
  references: { apiService: `s-${number}` },
  lifecycle: { stage: 'prod', releaseState: { name: 'active' } },
});

const service = (number: string): JsonObject => ({
  name: `s-${number}`,
  title: `Service ${number}`,
  metadata: metadata(`9${number}`),
  tags: ['gateway'],
});

function page(
  path: string,
  fields: string,
  number: number,
  items: readonly JsonValue[],
  total: number,
): Exchange {
  const query = new URLSearchParams({
    page: String(number),
    pageSize: '10',
    sort: 'metadata.audit.createTimestamp,ASC',
    fields,
  });
  return {
    path: `${path}?${query.toString()}`,
    headers: { 'x-axway-total-count': String(total) },
    body: items,
  };
}

const pages = (path: string, fields: string, items: readonly JsonValue[]): readonly Exchange[] =>
  [1, 2, 3].map((number) => page(path, fields, number, items.slice(number * 10 - 10, number * 10), TOTAL));

const INSTANCES = `${HOME}/v7-prod/apiserviceinstances`;
const idOf = (number: string): string => `v7-prod/i-${number}`;
const second = numbers.slice(10, 20);

/** The gateway side: instances of a managed environment, with a client secret. Shapes of Amplify Central, API v1. */
const GATEWAY: HttpScenario = {
  style: 'http',
  origin: 'https://central.example',
  config: {
    url: 'https://central.example',
    authUrl: 'https://central.example/auth',
    organizationId: '100200300',
    clientId: 'assay_77',
    clientSecret: '${env:AMPLIFY_SECRET}',
    managedEnvironments: ['v7-prod'],
    pageSize: 10,
  },
  env: { AMPLIFY_SECRET: SECRET },
  secret: SECRET,
  exchanges: [
    {
      method: 'POST',
      path: '/auth/realms/Broker/protocol/openid-connect/token',
      request: /^grant_type=client_credentials$/,
      body: { access_token: 'tok-for-tests', expires_in: 1800, token_type: 'bearer' },
      isSignIn: true,
    },
    page(HOME, 'name', 1, [{ name: 'v7-prod', metadata: metadata('99') }], 1),
    ...pages(INSTANCES, INSTANCE, numbers.map(instance)),
    ...pages(`${HOME}/v7-prod/apiservices`, 'name,title,metadata,tags', numbers.map(service)),
  ],
  first: page(HOME, 'name', 1, [], 1).path as string,
  expected: numbers.map(idOf),
  hostileNext: null,
  malformedRecord: page(
    INSTANCES,
    INSTANCE,
    2,
    [{ name: 7 }, 'text', ...second.slice(2).map(instance)],
    TOTAL,
  ),
  expectedOfMalformed: [...numbers.slice(0, 10), ...second.slice(2), ...numbers.slice(20)].map(idOf),
  malformedEnvelope: { ...page(INSTANCES, INSTANCE, 2, [], TOTAL), body: { items: [] } },
};

export const AMPLIFY_SCENARIOS: readonly HttpScenario[] = [GATEWAY];
