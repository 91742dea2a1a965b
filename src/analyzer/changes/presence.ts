import type { ChangeFacts, EndpointFacts } from '../../model/inventory.ts';

type Named = Pick<EndpointFacts, 'id' | 'method' | 'path' | 'operation'>;

/** The first bucket of the input yields none: everything is new there. */
export function endpointAdded(endpoint: Named, atMs: number): ChangeFacts {
  return change(endpoint, 'endpoint-added', 'additive', atMs, null, nameOf(endpoint));
}

export function endpointVanished(endpoint: Named, atMs: number): ChangeFacts {
  return change(endpoint, 'endpoint-vanished', 'removed', atMs, nameOf(endpoint), null);
}

function change(
  endpoint: Named,
  type: 'endpoint-added' | 'endpoint-vanished',
  kind: 'additive' | 'removed',
  atMs: number,
  before: string | null,
  after: string | null,
): ChangeFacts {
  return { type, class: kind, endpoint: endpoint.id, atMs, subject: '', before, after };
}

function nameOf(endpoint: Named): string {
  const operation = endpoint.operation === null ? '' : ` ${endpoint.operation}`;
  return `${endpoint.method} ${endpoint.path}${operation}`;
}
