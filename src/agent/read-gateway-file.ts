import { readFile } from 'node:fs/promises';
import type { Connector, Problem } from '../kit/index.ts';
import type { Clock } from '../model/clock.ts';
import { AssayError } from '../model/errors.ts';
import { normalizeHost } from '../model/host.ts';
import { SILENT_LOGGER } from '../model/logger.ts';
import type { GatewaySnapshot, RegisteredApi } from '../model/registered-api.ts';

export interface GatewayFileSurroundings {
  readonly connector: (id: string) => Promise<Connector>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The member that every decK file has at its root: of a YAML mapping, or of a JSON object in any layout. */
function isDeckFile(text: string): boolean {
  const isJson = text.trimStart().startsWith('{');
  return (isJson ? /[{,]\s*"_format_version"\s*:/ : /^["']?_format_version["']?\s*:/m).test(text);
}

/**
 * What `--gateway FILE[@host,…]` says: a decK file is a Kong gateway, anything else an OpenAPI document that registers.
 * What could not be read of it goes to `report`; the rest registers.
 */
export async function readGatewayFile(
  around: GatewayFileSurroundings,
  gateway: { readonly id: string; readonly file: string; readonly hosts: readonly string[] },
  report: (problem: Problem) => void,
): Promise<GatewaySnapshot> {
  const text = await readFile(gateway.file, 'utf8').catch(() => null);
  if (text === null) {
    throw new AssayError({
      code: 'GATEWAY_FILE_UNREADABLE',
      kind: 'config',
      message: `The gateway file ${gateway.file} cannot be read.`,
      fix: 'Check the path: --gateway FILE or --gateway FILE@host,host.',
    });
  }
  const isDeck = isDeckFile(text);
  const { id } = gateway;
  const connector = await around.connector(isDeck ? 'kong' : 'openapi');
  const settings = isDeck ? { files: [gateway.file] } : { paths: [gateway.file] };
  const opened = connector.open(settings, {
    id,
    logger: SILENT_LOGGER,
    clock: around.clock,
    random: () => 0,
    signal: around.signal,
    stdin: null,
    report,
  });
  const apis: RegisteredApi[] = [];
  for await (const api of opened.gateway?.readRegisteredApis() ?? []) apis.push({ ...api, registers: true });
  const hosts = gateway.hosts.map((host) => normalizeHost(host, null));
  return { id, connector: isDeck ? 'kong' : 'openapi', hosts, addresses: [], environment: null, apis };
}
