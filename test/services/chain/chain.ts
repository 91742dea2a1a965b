import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { JsonObject } from '../../../src/model/json.ts';
import { NOT_RUN } from '../../support/services/not-run.ts';
import { temporaryFolder } from '../../support/services/temporary-folder.ts';
import {
  amplifyCheck,
  type Check,
  checkOf,
  emptyPlanCheck,
  type ListedApi,
  type PlanItems,
  type RecordedApi,
  recordedCheck,
  registryCheck,
  untouchedCheck,
} from './checks.ts';
import { type Commands, createCommands } from './commands.ts';
import { chainConfig, secretsOf, trapConfig } from './configuration.ts';
import { amplifyTable, checksTable, lettersTable, serversTable } from './overview.ts';
import { heading, type Print } from './printed.ts';
import { type ChainServers, MANAGED, QUICKSTART, startServers, TRAP } from './servers.ts';
import { type Shown, shownInAmplify, shownInApicurio, shownInBackstage } from './shown.ts';

export interface ChainEnd {
  readonly checks: readonly Check[];
  readonly notRun: readonly string[];
}

/** Most unmanaged APIs that the messages of the trap may become. */
const TRAP_LIMIT = 10;

/**
 * The whole compliance chain with the command line alone: the lake is read by SQL, managed APIs are known from Amplify
 * and the gateway, letters go to Amplify, Apicurio and Backstage. Everything it started is gone at its end.
 */
export async function runChain(print: Print): Promise<ChainEnd> {
  const started = Date.now();
  const servers = await startServers();
  try {
    print(heading(`Servers (${seconds(started)} s)`));
    print(serversTable(servers));
    for (const { reason } of servers.notRun) print(`${NOT_RUN}${reason}\n`);
    const checks = [...(await companyChecks(servers, print)), ...(await trapChecks(servers, print))];
    const notRun = servers.notRun.map(({ reason }) => reason);
    print(heading('Checks'));
    print(checksTable(checks));
    const failed = checks.filter(({ ok }) => !ok).length;
    print(
      `${checks.length - failed} checks hold, ${failed} failed; ${notRun.length} services not run; ${seconds(started)} s\n`,
    );
    return { checks, notRun };
  } finally {
    await servers.stop();
  }
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}

/** A folder with that configuration and the key, as an operator has it. */
async function inFolder<T>(
  servers: ChainServers,
  config: (folder: string) => Promise<JsonObject> | JsonObject,
  print: Print,
  work: (commands: Commands) => Promise<T>,
): Promise<T> {
  const folder = await temporaryFolder('assay-chain-');
  try {
    await writeFile(join(folder.path, 'amplify.pem'), servers.pem, { mode: 0o600 });
    await writeFile(join(folder.path, 'assay.yaml'), stringify(await config(folder.path)));
    return await work(createCommands(print, folder.path, secretsOf(servers)));
  } finally {
    await folder.remove();
  }
}

function companyChecks(servers: ChainServers, print: Print): Promise<readonly Check[]> {
  return inFolder(
    servers,
    () => chainConfig(servers),
    print,
    async (commands) => {
      const { show, repeat, ask, failed } = commands;
      await show('validate');
      await show('doctor');
      await assess(commands);
      await show('apis', 'list');
      await show('plan');
      await show('publish');
      await show('registry', 'status');
      await show('plan');
      const apis = (await ask<{ readonly items: readonly ListedApi[] }>('apis', 'list', '--json')).items;
      const shown = await shownEverywhere(servers, apis.length);
      print(heading('What Amplify shows'));
      print(amplifyTable(shown.get(AMPLIFY) ?? []));
      print(heading('The same letters everywhere'));
      print(lettersTable(apis, shown));
      const planned = emptyPlanCheck(
        'the plan after the publish is empty',
        await ask<PlanItems>('plan', '--json'),
      );
      const writesBefore = servers.central.writes();
      await repeat('publish');
      await repeat('run', '--once');
      const untouched = untouchedCheck(
        shown,
        await shownEverywhere(servers, apis.length),
        servers.central.writes() - writesBefore,
      );
      return [
        receivedCheck(servers, await ask('report', '--format', 'json')),
        recordedCheck(await recordedApis(), [`behind:${MANAGED}`, 'mesh'], apis),
        ...letterChecks(apis, shown),
        planned,
        untouched,
        emptyPlanCheck('so is the plan after the next run', await ask<PlanItems>('plan', '--json')),
        checkOf('every command ended with 0', failed, 'no failure'),
      ];
    },
  );
}

/** The jobs before publishing, so that the plan has something to show. */
async function assess({ show }: Commands): Promise<void> {
  for (const job of ['sync', 'pull', 'assess']) await show('run', '--once', '--only', job);
}

const AMPLIFY = 'Amplify';

async function shownEverywhere(
  { central, apicurio, backstage }: ChainServers,
  apiCount: number,
): Promise<ReadonlyMap<string, readonly Shown[]>> {
  const shown = new Map([[AMPLIFY, shownInAmplify(central)]]);
  if (apicurio !== null) shown.set('Apicurio', await shownInApicurio(apicurio));
  if (backstage !== null) shown.set('Backstage', await shownInBackstage(backstage, apiCount));
  return shown;
}

function letterChecks(
  apis: readonly ListedApi[],
  shown: ReadonlyMap<string, readonly Shown[]>,
): readonly Check[] {
  return [...shown].map(([platform, rows]) =>
    platform === AMPLIFY ? amplifyCheck(apis, rows) : registryCheck(platform, apis, rows),
  );
}

async function recordedApis(): Promise<readonly RecordedApi[]> {
  const text = await readFile(join(QUICKSTART, 'expected.json'), 'utf8');
  return (JSON.parse(text) as { readonly apis: readonly RecordedApi[] }).apis;
}

interface ReportCounts {
  readonly calls: { readonly received: number; readonly analyzed: number };
}

function receivedCheck({ lake }: ChainServers, { calls }: ReportCounts): Check {
  const recorded = Object.entries(lake.messages)
    .filter(([logger]) => logger !== TRAP)
    .reduce((sum, [, count]) => sum + count, 0);
  const wrong =
    calls.received === recorded && calls.analyzed === recorded
      ? []
      : [`${recorded} recorded, ${calls.received} received, ${calls.analyzed} analyzed`];
  return checkOf('every recorded message is read and analyzed', wrong, `${recorded} messages`);
}

/** What scanners asked of a trap under forged names, read and planned in the same way. */
function trapChecks(servers: ChainServers, print: Print): Promise<readonly Check[]> {
  const { lake } = servers;
  const config = async (folder: string): Promise<JsonObject> => {
    const file = join(folder, 'trap.ndjson');
    if (lake.server === null) await writeFile(file, `${lake.trapLines.join('\n')}\n`);
    return trapConfig(servers, file);
  };
  print(
    heading(`A trap for scanners: ${lake.messages[TRAP]} messages, ${lake.forgedHosts.length} forged hosts`),
  );
  return inFolder(servers, config, print, async (commands) => {
    await assess(commands);
    await commands.show('apis', 'list', '--management', 'unmanaged');
    const apis = (await commands.ask<{ readonly items: readonly ListedApi[] }>('apis', 'list', '--json'))
      .items;
    const { items } = await commands.ask<PlanItems>('plan', 'amplify', '--json');
    const services = (items[0]?.changes ?? []).filter(({ kind }) => kind === 'APIService').length;
    const unmanaged = apis.filter(({ management }) => management === 'unmanaged').length;
    const wrong = [
      ...(unmanaged > TRAP_LIMIT || services > unmanaged
        ? [`${unmanaged} unmanaged APIs, ${services} of them planned`]
        : []),
      ...(unmanaged === 0 ? ['the one real API among them is missing'] : []),
      ...commands.failed,
    ];
    return [
      checkOf(
        'the trap does not become a hundred unmanaged APIs',
        wrong,
        `${unmanaged} unmanaged APIs; ${services} services would be made in Amplify`,
      ),
    ];
  });
}
