import type {
  CheckResult,
  Connector,
  ConnectorConfig,
  OpenConnector,
  OpenRegistry,
} from '../../src/kit/index.ts';
import type { Clock } from '../../src/model/clock.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';
import { Secret } from '../../src/model/secret.ts';
import { fakeClock } from './fake-clock.ts';

export interface OpenSettings {
  /** Its entry in the configuration. */
  readonly id?: string;
  readonly clock?: Clock;
}

/** Opens a connector as a registry, as the agent would. */
export function openRegistry(
  connector: Connector,
  config: ConnectorConfig,
  settings: OpenSettings = {},
): OpenRegistry {
  const { registry } = open(connector, config, settings);
  if (registry === null) throw new Error('not a registry');
  return registry;
}

/** What `assay doctor` would say. */
export function checkRegistry(
  connector: Connector,
  config: ConnectorConfig,
  settings: OpenSettings = {},
): Promise<CheckResult> {
  return open(connector, config, settings).check();
}

function open(
  connector: Connector,
  config: ConnectorConfig,
  { id = 'registry', clock = fakeClock() }: OpenSettings,
): OpenConnector {
  return connector.open(config, {
    id,
    clock,
    logger: SILENT_LOGGER,
    random: () => 0.5,
    signal: new AbortController().signal,
    stdin: null,
    report: () => undefined,
  });
}

export function secret(value: string): Secret {
  return new Secret({ value, reference: '${env:SECRET}' });
}

/** Plans and applies, as a run of the agent does; returns how many changes there were. */
export async function publishAll(
  registry: OpenRegistry,
  apis: Parameters<OpenRegistry['plan']>[0],
): Promise<number> {
  const { changes } = await registry.plan(apis);
  for (const change of changes) await registry.apply(change);
  return changes.length;
}
