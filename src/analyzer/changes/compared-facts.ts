import type { EndpointFacts } from '../../model/inventory.ts';

/** The facts of an endpoint that a change shows in. */
export type ComparedFacts = Pick<
  EndpointFacts,
  | 'id'
  | 'method'
  | 'path'
  | 'operation'
  | 'calls'
  | 'statuses'
  | 'auth'
  | 'dataClasses'
  | 'coverage'
  | 'schemas'
>;
