import { generateKeyPairSync } from 'node:crypto';
import { amplify } from '../../../connectors/amplify/index.ts';
import type { ConnectorConfig, JsonObject, OpenConnector, PublishedApi } from '../../../src/kit/index.ts';
import type { Clock } from '../../../src/model/clock.ts';
import { managedApiId } from '../../../src/model/ids.ts';
import { SILENT_LOGGER } from '../../../src/model/logger.ts';
import { Secret } from '../../../src/model/secret.ts';
import { type PublishedInit, publishedApi } from '../published-apis.ts';
import type { FakeCentral } from './central-server.ts';
import { KINDS, type KindRules } from './resource.ts';

export const CLIENT_ID = 'assay_3f0c';
export const TARGET = 'graylog-env';
export const MANAGED = 'v7-prod';

export interface Account {
  readonly pem: string;
}

/** One pair for the whole process: making one takes longer than most tests. */
const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A service account whose public key Central knows. */
export function registerAccount(central: FakeCentral): Account {
  central.tokens.accounts.push({ clientId: CLIENT_ID, publicKey: KEYS.publicKey });
  return { pem: KEYS.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

export function entryConfig(
  central: Pick<FakeCentral, 'url' | 'authUrl' | 'organizationId'>,
  pem: string,
  more: ConnectorConfig = {},
): ConnectorConfig {
  return {
    url: central.url,
    authUrl: central.authUrl,
    organizationId: central.organizationId,
    clientId: CLIENT_ID,
    privateKey: new Secret({ value: pem, reference: '${file:key.pem}' }),
    managedEnvironments: [MANAGED],
    targetEnvironment: TARGET,
    ...more,
  };
}

/** The real clock, with waits that are over at once. */
export const QUICK_CLOCK: Clock = {
  nowMs: () => Date.now(),
  sleep: async (_ms, signal) => {
    signal?.throwIfAborted();
    await new Promise((resolve) => setImmediate(resolve));
  },
};

export function openAmplify(
  config: ConnectorConfig,
  clock: Clock = QUICK_CLOCK,
  said: string[] = [],
): OpenConnector {
  const warn = (message: string): void => void said.push(message);
  const logger = { ...SILENT_LOGGER, warn };
  return amplify.open(config, {
    id: 'amplify',
    logger: { ...logger, with: () => ({ ...logger, with: () => logger }), once: () => logger },
    clock,
    random: () => 0.5,
    signal: new AbortController().signal,
    stdin: null,
    report: (problem) => void said.push(problem.code),
  });
}

export function kindOf(plural: string): KindRules {
  const found = KINDS.find((one) => one.plural === plural);
  if (found === undefined) throw new Error(`no kind ${plural}`);
  return found;
}

/** A managed environment with one service and instance per base path, as a gateway's own agent registers them. */
export function plantManaged(
  { table }: FakeCentral,
  basePaths: readonly string[],
  environment: string = MANAGED,
): void {
  table.create(kindOf('environments'), null, { name: environment, title: 'Gateway', spec: {} });
  for (const basePath of basePaths) plantInstance(table, environment, basePath);
}

export function instanceName(basePath: string): string {
  return `i-${basePath.slice(1).replaceAll('/', '-')}`;
}

export function plantInstance(table: FakeCentral['table'], environment: string, basePath: string): void {
  const name = instanceName(basePath).slice(2);
  const title = `Service ${name}`;
  const tags = ['gateway'];
  table.create(kindOf('apiservices'), environment, { name: `s-${name}`, title, tags, spec: {} });
  const definition = { type: 'unstructured', contentType: 'text/plain', value: 'eA==' };
  const revision: JsonObject = { apiService: `s-${name}`, definition };
  table.create(kindOf('apiservicerevisions'), environment, { name: `r-${name}`, spec: revision });
  const endpoint = [{ host: 'api.shop.example', port: 443, protocol: 'https', routing: { basePath } }];
  const spec = { apiServiceRevision: `r-${name}`, endpoint };
  table.create(kindOf('apiserviceinstances'), environment, { name: `i-${name}`, title, spec });
}

/** A managed API as the platform hands it over when the amplify gateway registered it. */
export function managedApi(basePath: string, more: PublishedInit = {}): PublishedApi {
  const native = `${MANAGED}/${instanceName(basePath)}`;
  const made = publishedApi({ basePath, managed: true, ...more });
  const id = managedApiId('amplify', native);
  const registered = { gateway: 'amplify', api: native, operation: null };
  return { ...made, api: { ...made.api, id, registered }, body: { ...made.body, id } };
}
