import { join } from 'node:path';
import type { JsonObject } from '../../../src/model/json.ts';
import { CLIENT_ID, TARGET } from '../../support/amplify-central/estate.ts';
import { type ChainServers, MANAGED, QUICKSTART, recordingOf } from './servers.ts';

/** The recordings are as old as they are: one window holds them all. */
const LONG_AGO = '3650d';
const TRAP_TARGET = 'trap-env';

/** Of a company with its recorded traffic in the lake and three registries, as far as they stand. */
export function chainConfig(servers: ChainServers): JsonObject {
  const { apicurio, backstage } = servers;
  return {
    ...common(servers),
    sources: [
      { id: 'lake', ...lakeEntry(servers, 'behind', recordingOf('behind')), observes: `behind:${MANAGED}` },
      { id: 'lake-mesh', ...lakeEntry(servers, 'mesh', recordingOf('mesh')), observes: 'mesh' },
    ],
    registries: [
      { id: 'amplify', ...amplifyEntry(servers), targetEnvironment: TARGET },
      ...(apicurio === null ? [] : [{ id: 'apicurio', connector: 'apicurio', url: apicurio.url }]),
      ...(backstage === null
        ? []
        : [{ id: 'backstage', connector: 'backstage', url: backstage.url, token: '${env:CATALOG_TOKEN}' }]),
    ],
  };
}

/** The same company, asked about the messages of a trap for scanners; its registry is another place in Amplify. */
export function trapConfig(servers: ChainServers, trapFile: string): JsonObject {
  return {
    ...common(servers),
    sources: [{ id: 'trap', ...lakeEntry(servers, 'trap', trapFile), observes: 'edge' }],
    registries: [{ id: 'amplify', ...amplifyEntry(servers), targetEnvironment: TRAP_TARGET }],
  };
}

function common(servers: ChainServers): JsonObject {
  const gateways = (...names: readonly string[]): string[] =>
    names.map((name) => join(QUICKSTART, 'gateways', name));
  const definitions = ['customers', 'orders', 'catalog', 'invoices', 'cart-v1'];
  return {
    version: 1,
    store: { url: 'sqlite:./assay.db' },
    assessment: { asOf: 'latest-call' },
    gateways: [
      {
        id: MANAGED,
        connector: 'kong',
        files: gateways('kong.yaml'),
        hosts: ['api.shop.example', 'partners.shop.example'],
        addresses: ['127.0.10.1/32'],
        environment: 'production',
      },
      {
        id: 'support-desk',
        connector: 'openapi',
        paths: gateways('support.openapi.yaml'),
        registers: true,
        environment: 'production',
      },
      {
        id: 'definitions',
        connector: 'openapi',
        paths: gateways(...definitions.map((name) => `${name}.openapi.yaml`)),
      },
      { id: 'central', ...amplifyEntry(servers) },
    ],
    trustedProxies: ['127.0.0.0/8'],
  };
}

function lakeEntry({ lake }: ChainServers, view: string, file: string): JsonObject {
  const connector = 'graylog-api-security';
  if (lake.server === null) return { connector, paths: [file] };
  const { url, user } = lake.server;
  return {
    connector,
    url,
    username: user,
    password: '${env:LAKE_PASSWORD}',
    table: view,
    lookback: LONG_AGO,
    window: LONG_AGO,
  };
}

function amplifyEntry({ central }: ChainServers): JsonObject {
  return {
    connector: 'amplify',
    url: central.url,
    authUrl: central.authUrl,
    organizationId: central.organizationId,
    clientId: CLIENT_ID,
    privateKey: '${file:amplify.pem}',
    managedEnvironments: [MANAGED],
  };
}

/** Values of the references above. */
export function secretsOf({ lake, backstage }: ChainServers): Readonly<Record<string, string>> {
  return {
    LAKE_PASSWORD: lake.server?.password ?? '',
    CATALOG_TOKEN: backstage?.token ?? '',
  };
}
