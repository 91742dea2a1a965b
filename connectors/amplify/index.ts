import { type ConnectorManifest, defineConnector } from '../../src/kit/index.ts';
import { adoptObject } from './adopt.ts';
import { reportAgentStatus } from './agent-status.ts';
import { applyChange } from './apply.ts';
import type { Context } from './central.ts';
import { checkCentral, PERMISSIONS } from './checks.ts';
import { type AmplifyConfig, CONFIG_SCHEMA, httpSettings, REGION_HOSTS } from './config.ts';
import { heldByAll, heldByApis } from './owned-objects.ts';
import { planRegistry } from './plan.ts';
import { readRegisteredApis } from './registered-apis.ts';
import { readState } from './registry-state.ts';

const manifest: ConnectorManifest = {
  id: 'amplify',
  title: 'Axway Amplify Central',
  description:
    'Reads the instances of managed environments as registered APIs, and publishes unmanaged APIs with their grades into the Amplify Service Registry; grades of managed APIs are shown on their own instances.',
  kinds: ['gateway', 'registry'],
  stability: 'beta',
  configSchema: CONFIG_SCHEMA,
  mapping: null,
  hosts: [
    ...REGION_HOSTS.map((host) => ({ kind: 'fixed' as const, host })),
    { kind: 'property', property: 'url', description: 'Central, in place of the region’s host.' },
    { kind: 'property', property: 'authUrl', description: 'The login host, in place of the region’s.' },
  ],
  permissions: PERMISSIONS,
  rateLimit: {
    concurrency: 3,
    reason:
      'The vendor documents no limit; its own agents send three requests at once. A 429 and its Retry-After are obeyed.',
  },
  skips: [
    { check: 'next-link', reason: 'Next links are not followed: pages are asked for by their number.' },
  ],
  gaps: [
    'Definitions of managed services are not read: operations of managed APIs come from an openapi gateway.',
    'A managed API is found by the id that this gateway gave it, or by an endpoint with its host and base path.',
    'Traffic metrics (API Health) are not sent; grades do not need them.',
    'A clone that stands in for a refused pointer stays until it is deleted in Amplify.',
    'How a pointer is taken away is not documented by the vendor; pointerRemoval names the ways.',
  ],
};

export const amplify = defineConnector<AmplifyConfig>({
  manifest,
  http: httpSettings,
  gateway: { readRegisteredApis },
  registry: {
    capabilities: { definitions: true, status: true, adopt: true },
    listOwned: async (context: Context) => {
      const state = await readState(context);
      return [...heldByAll(state), ...heldByApis(state)].map(({ personal: _personal, ...owned }) => owned);
    },
    plan: planRegistry,
    apply: applyChange,
    adopt: adoptObject,
    reportStatus: reportAgentStatus,
  },
  check: checkCentral,
});
