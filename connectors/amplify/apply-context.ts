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
  /** The plan did not find what is to be written. */
  readonly isNew: boolean;
}

const PLURALS: Readonly<Record<string, string>> = {
  APIService: 'apiservices',
  APIServiceRevision: 'apiservicerevisions',
  APIServiceInstance: 'apiserviceinstances',
  ComplianceAgent: 'complianceagents',
  ComplianceRuntimeResult: 'complianceruntimeresults',
};

/** A resource of ours in the target environment. */
export function placedAt({ central, settings, isNew }: ApplyContext, kind: string, name: string): Placed {
  return {
    central,
    collection: `/environments/${settings.environment}/${PLURALS[kind] ?? ''}`,
    kind,
    name,
    environment: settings.environment,
    agent: settings.agent,
    isNew,
    team: settings.team,
  };
}

/** Waits for all, also when one fails, so that nothing is still under way when the failure is told. */
export async function allDone(works: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(works);
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}
