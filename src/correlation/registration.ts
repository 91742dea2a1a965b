import type { GatewaySnapshot, RegisteredApi } from '../model/registered-api.ts';
import type { AxwayRouter } from './axway-router.ts';
import type { KongRouter } from './kong-router.ts';
import type { SegmentRouter } from './segment-router.ts';

/** A gateway with what routes its calls, compiled. */
export interface CompiledGateway {
  readonly snapshot: GatewaySnapshot;
  readonly kong: KongRouter;
  readonly axway: AxwayRouter;
  readonly segments: SegmentRouter;
  /** Every id that a log of this gateway may carry; several APIs where a name is not unique. */
  readonly native: ReadonlyMap<string, readonly RegisteredApi[]>;
}

/** A registered API together with the gateway that registers it. */
export interface Registration {
  readonly api: RegisteredApi;
  readonly gateway: CompiledGateway;
}

export function isGateway(owner: RegisteredApi | CompiledGateway): owner is CompiledGateway {
  return 'snapshot' in owner;
}
