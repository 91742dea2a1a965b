import type { Clock } from '../../src/model/clock.ts';
import type { Logger } from '../../src/model/logger.ts';
import type { Central } from './central.ts';
import type { RegistrySettings } from './config.ts';
import type { Placed } from './main-part.ts';

/** What applying a change works with. */
export interface ApplyContext {
  readonly central: Central;
  readonly settings: RegistrySettings;
  readonly clock: Clock;
  readonly logger: Logger;
}

const PLURALS: Readonly<Record<string, string>> = {
  APIService: 'apiservices',
  APIServiceRevision: 'apiservicerevisions',
  APIServiceInstance: 'apiserviceinstances',
  ComplianceAgent: 'complianceagents',
  ComplianceRuntimeResult: 'complianceruntimeresults',
};

/** A resource of ours in the target environment. */
export function placedAt({ central, settings }: ApplyContext, kind: string, name: string): Placed {
  return {
    central,
    collection: `/environments/${settings.environment}/${PLURALS[kind] ?? ''}`,
    kind,
    name,
    environment: settings.environment,
    agent: settings.agent,
    team: settings.team,
  };
}
