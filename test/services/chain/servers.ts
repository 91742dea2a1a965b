import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type FakeCentral, startCentral } from '../../support/amplify-central/central-server.ts';
import { plantManaged, registerAccount } from '../../support/amplify-central/estate.ts';
import { ROOT } from '../../support/cli.ts';
import { hostileExport } from '../../support/hostile-export.ts';
import { type ApicurioServer, startApicurio } from '../../support/services/apicurio.ts';
import { type BackstageServer, startBackstage } from '../../support/services/backstage.ts';
import { loadExport } from '../../support/services/lake-export.ts';
import { createMessageTable } from '../../support/services/lake-tables.ts';
import { NotRun } from '../../support/services/not-run.ts';
import { startPostgres } from '../../support/services/postgres.ts';
import { startTrino, type TrinoServer } from '../../support/services/trino.ts';

export const QUICKSTART = join(ROOT, 'examples/quickstart');

/** Environment of the gateway's own agent in Amplify: it knows some of what the gateway serves. */
export const MANAGED = 'kong-prod';
export const IN_AMPLIFY = [
  '/auth/v1',
  '/customers/v1',
  '/invoices/v1',
  '/orders/v1',
  '/payments/v2',
  '/giftcards/v1',
];

/** The logger of each recording, under the name of the view that shows its messages alone. */
export const LOGGERS = ['behind', 'mesh'] as const;
export const TRAP = 'trap';
export const TRAP_SCANS = 6_000;
export const TRAP_HOSTS = 2_000;

export interface Lake {
  /** Null: the recordings are read as the files that they are. */
  readonly server: TrinoServer | null;
  /** Messages of each logger. */
  readonly messages: Readonly<Record<string, number>>;
  /** Files with the same messages, by logger. */
  readonly forgedHosts: readonly string[];
  readonly trapLines: readonly string[];
}

export interface ChainServers {
  readonly lake: Lake;
  readonly central: FakeCentral;
  /** PEM of the service account. */
  readonly pem: string;
  readonly apicurio: ApicurioServer | null;
  readonly backstage: BackstageServer | null;
  readonly notRun: readonly NotRun[];
  readonly stop: () => Promise<void>;
}

/** Starts all of them; what cannot be had or does not start is among `notRun`, and the others stand. */
export async function startServers(): Promise<ChainServers> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  const notRun: NotRun[] = [];
  const attempt = async <T extends { stop(): Promise<void> }>(
    name: string,
    start: () => Promise<T | NotRun>,
  ): Promise<T | null> => {
    const started = await start().catch(
      (error: unknown) => new NotRun(`${name} did not start: ${firstLine(error)}`),
    );
    if (started instanceof NotRun) {
      notRun.push(started);
      return null;
    }
    stops.push(() => started.stop());
    return started;
  };
  try {
    const central = await startCentral();
    stops.push(() => central.stop());
    const { pem } = registerAccount(central);
    plantManaged(central, IN_AMPLIFY, MANAGED);
    const [lake, apicurio, backstage] = await Promise.all([
      attempt('Trino', () => startTrino(['resurface'])).then(fillLake),
      attempt('Apicurio Registry', startApicurio),
      attempt('PostgreSQL', startPostgres).then((postgres) =>
        postgres === null
          ? noCatalog(notRun)
          : attempt('the Backstage catalog', () => startBackstage(postgres)),
      ),
    ]);
    return { lake, central, pem, apicurio, backstage, notRun, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function noCatalog(notRun: NotRun[]): null {
  notRun.push(new NotRun('the Backstage catalog has no PostgreSQL to stand on'));
  return null;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

/** All messages in one table, as a lake has them; a view for each logger, for a view of its own of the traffic. */
async function fillLake(server: TrinoServer | null): Promise<Lake> {
  const { lines: trapLines, forgedHosts } = hostileExport({
    scans: TRAP_SCANS,
    hosts: TRAP_HOSTS,
    masked: false,
  });
  const exports: readonly (readonly [string, readonly string[]])[] = [
    ...LOGGERS.map((logger) => [logger, recorded(logger)] as const),
    [TRAP, trapLines],
  ];
  const messages = Object.fromEntries(exports.map(([logger, lines]) => [logger, lines.length]));
  if (server === null) return { server, messages, forgedHosts, trapLines };
  await createMessageTable(server);
  for (const [logger, lines] of exports) {
    await loadExport(server, logger, lines);
    await server.query(
      `CREATE VIEW resurface.data.${logger} AS SELECT * FROM resurface.data.message WHERE host = '${logger}'`,
    );
  }
  return { server, messages, forgedHosts, trapLines };
}

function recorded(logger: string): readonly string[] {
  return gunzipSync(readFileSync(recordingOf(logger)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
}

export function recordingOf(logger: string): string {
  return join(QUICKSTART, 'logs', `graylog-${logger}.ndjson.gz`);
}
