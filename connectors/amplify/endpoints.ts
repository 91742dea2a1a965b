import type { JsonObject, JsonValue } from '../../src/kit/index.ts';
import { at, listAt, textAt } from './resource.ts';

/** Where an instance is reached. */
export interface Endpoint {
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  readonly basePath: string;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, ws: 80, https: 443, wss: 443 };

/** Hosts as correlation writes them (`api.shop.example:8443`); those that no endpoint can name are left out. */
export function endpointsOf(
  hosts: readonly string[],
  basePath: string,
  scheme: 'https' | 'http',
): readonly Endpoint[] {
  return hosts.flatMap((text): readonly Endpoint[] => {
    const match = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9](?:[a-z0-9._-]{0,252}))(?::(\d{1,5}))?$/.exec(text);
    const [, host, port] = match ?? [];
    if (host === undefined || host.endsWith('.') || host.endsWith('-')) return [];
    const number = port === undefined ? (DEFAULT_PORTS[scheme] ?? 443) : Number(port);
    return [{ protocol: scheme, host, port: number, basePath: basePath === '' ? '/' : basePath }];
  });
}

/** As an instance holds it. */
export function endpointJson({ protocol, host, port, basePath }: Endpoint): JsonObject {
  return { host, port, protocol, routing: { basePath } };
}

/** The endpoints of an instance, defaults filled in; those without a host are left out. */
export function readEndpoints(instance: JsonValue): readonly Endpoint[] {
  return listAt(instance, 'spec', 'endpoint').flatMap((endpoint): readonly Endpoint[] => {
    const host = textAt(endpoint, 'host')?.toLowerCase() ?? '';
    const protocol = (textAt(endpoint, 'protocol') ?? 'https').toLowerCase();
    const port = at(endpoint, 'port');
    if (host === '') return [];
    const number = typeof port === 'number' && port > 0 ? port : (DEFAULT_PORTS[protocol] ?? 443);
    return [{ protocol, host, port: number, basePath: basePathOf(endpoint) }];
  });
}

/** Always with a leading slash and without one at the end. */
function basePathOf(endpoint: JsonValue): string {
  const path = textAt(endpoint, 'routing', 'basePath') ?? '/';
  const rooted = path.startsWith('/') ? path : `/${path}`;
  return rooted.length > 1 && rooted.endsWith('/') ? rooted.slice(0, -1) : rooted;
}
