import {
  AssayError,
  type CheckStep,
  type ConnectorContext,
  type ConnectorManifest,
  checkFiles,
  defineConnector,
  READ_ACCESS,
  runChecks,
} from '../../src/kit/index.ts';
import { type AxwayConfig, CONFIG_SCHEMA, httpSettings, requireManager } from './config.ts';
import { listFrontEnds, readFrontEnds, readSettings, readUser, seesEverything } from './manager-api.ts';
import { AXWAY_CURSOR_SCHEMA, type AxwayCursor, readTraffic } from './traffic.ts';
import { MONITOR_PERMISSION, readInstances, searchMonitor } from './traffic-monitor.ts';

const ADMINISTRATOR = 'API Manager administrator';

const manifest: ConnectorManifest = {
  id: 'axway-api-manager',
  title: 'Axway API Manager 7',
  description:
    'As a gateway: the front-end APIs of Axway API Manager 7 with virtual host, state, security profiles, organisation and operations. As a source: the open traffic event log or the transaction event log of its gateways, or their traffic monitor.',
  kinds: ['gateway', 'source'],
  stability: 'beta',
  configSchema: CONFIG_SCHEMA,
  mapping: 'axway-open-traffic',
  hosts: [
    { kind: 'property', property: 'url', description: 'API Manager.' },
    { kind: 'property', property: 'nodeManagerUrl', description: 'The Admin Node Manager.' },
  ],
  permissions: [
    {
      name: ADMINISTRATOR,
      why: 'Others see the APIs of their own organisation only; all others would look unmanaged.',
    },
    { name: MONITOR_PERMISSION, why: 'Without it the traffic monitor cannot be searched.' },
    { name: READ_ACCESS, why: 'Event logs are read from the disk.' },
  ],
  rateLimit: {
    concurrency: 4,
    perInterval: { requests: 50, intervalMs: 1000 },
    reason:
      'Neither has a documented limit. Both serve people, and the monitor searches the ring that the gateway writes: four requests at once and fifty a second leave them their time.',
  },
  skips: [
    {
      check: 'next-link',
      reason: 'Lists come whole and searches are cut by time: no link is ever followed.',
    },
    {
      check: 'malformed-envelope',
      reason: 'A line of an event log has no envelope; what it holds is judged by its mapping.',
      only: 'files',
    },
  ],
  gaps: [
    'The transaction event log and, without details, the traffic monitor have no headers: give the source a host, and read nothing into missing authentication.',
    'Payload files beside the open traffic event log are not read.',
    'Two versions that share a base path and differ in a query parameter are told apart by their operations only; else they are shown as ambiguous.',
    'The traffic monitor is a ring on the disk of the gateway: what it has overwritten since the last run is lost.',
    'Applications and their credentials are never read; logs name the application that called.',
    'Policies and services of Policy Studio that are no front-end API are not read: their traffic is unmanaged, or registered elsewhere where the log names a service.',
  ],
};

type Context = ConnectorContext<AxwayConfig>;

export const axwayApiManager = defineConnector<AxwayConfig, AxwayCursor>({
  manifest,
  http: httpSettings,
  gateway: {
    readRegisteredApis: (context) => {
      requireManager(context.config);
      return readFrontEnds(context);
    },
  },
  source: { cursorSchema: AXWAY_CURSOR_SCHEMA, readCalls: readTraffic },
  check: async (context) => {
    const { paths } = context.config;
    const platform = await runChecks([...managerChecks(context), ...monitorChecks(context)]);
    if (paths === undefined || !platform.ok) return platform;
    const files = await checkFiles(paths);
    return { ok: files.ok, items: [...platform.items, ...files.items] };
  },
});

function managerChecks(context: Context): readonly CheckStep[] {
  if (context.config.url === undefined) return [];
  return [
    {
      name: 'API Manager answers',
      permission: ADMINISTRATOR,
      run: async () => `API Manager ${(await readSettings(context)).productVersion ?? '7'} answers.`,
    },
    {
      name: 'The user sees all organisations',
      permission: ADMINISTRATOR,
      run: async () => {
        if (seesEverything(await readUser(context))) return 'It is an API Manager administrator.';
        throw new AssayError({
          code: 'AXWAY_PARTIAL_VIEW',
          kind: 'auth',
          message: 'The user sees the APIs of its own organisation only; all others would look unmanaged.',
          fix: 'Use an API Manager administrator, or accept that other organisations are missing.',
        });
      },
    },
    {
      name: 'Front-end APIs can be listed',
      permission: ADMINISTRATOR,
      run: async () => `${(await listFrontEnds(context)).length} front-end APIs can be read.`,
    },
  ];
}

function monitorChecks({ config, http, clock, report }: Context): readonly CheckStep[] {
  if (config.nodeManagerUrl === undefined) return [];
  return [
    {
      name: 'The traffic monitor can be searched',
      permission: MONITOR_PERMISSION,
      run: async () => {
        const instances = config.instances ?? (await readInstances(http));
        const toMs = clock.nowMs() - config.lag;
        const slice = { fromMs: Math.max(1, toMs - 60_000), toMs };
        for (const instance of instances) {
          await searchMonitor({ http, instance, count: config.searchCount, details: false, report }).count(
            slice,
          );
        }
        return `${instances.length} ${instances.length === 1 ? 'instance' : 'instances'} can be searched.`;
      },
    },
  ];
}
