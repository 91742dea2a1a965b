import type { AssayConfig } from '../../config/index.ts';
import type { CheckItem } from '../../kit/index.ts';
import { SYSTEM_CLOCK } from '../../kit/system-clock.ts';
import { SILENT_LOGGER } from '../../model/logger.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import type { Store, Tally } from '../../store/store.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { SILENT_OBSERVER } from '../job-progress.ts';
import { configPath, requireConfig } from '../load-config.ts';
import { openStore } from '../open-store.ts';
import { writeJson, writeLine } from '../output.ts';
import { processAgent } from '../process-agent.ts';

interface EntryHealth {
  readonly kind: 'store' | 'clock' | 'source' | 'gateway' | 'registry';
  readonly id: string;
  readonly ok: boolean;
  readonly items: readonly CheckItem[];
}

export const doctor: Command = {
  name: 'doctor',
  summary:
    'Check every source, gateway and registry: reachable, authorised, a sample parses; store and clock.',
  usage: ['doctor [-c FILE] [--json]'],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  examples: ['doctor'],
  run: async (context) => {
    const config = await requireConfig(context);
    const store = await openStore(config, configPath(context));
    try {
      const entries = [
        await storeHealth(store),
        clockHealth(await store.tallies(), SYSTEM_CLOCK.nowMs()),
        ...(await entryHealth(context, config, store)),
      ];
      if (context.invocation.flag('json')) writeJson(context, { items: entries, next: null });
      else printHealth(context, entries);
      return exitCode(entries);
    } finally {
      await store.close();
    }
  },
};

/** Clocks of log writers may run ahead; by more than this either theirs or ours is wrong. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

function clockHealth(tallies: ReadonlyMap<string, Tally>, nowMs: number): EntryHealth {
  const ahead = [...tallies].filter(([, { lastCallMs }]) => (lastCallMs ?? 0) - nowMs > CLOCK_TOLERANCE_MS);
  const sources = ahead.map(([source]) => source).join(', ');
  const item =
    ahead.length === 0
      ? { ok: true, message: 'No stored call is later than the clock of this machine.', fix: null }
      : {
          ok: false,
          message: `Calls of ${sources} are later than the clock of this machine.`,
          fix: 'Compare both clocks, and check the time zone of the source (defaults.zone).',
        };
  return {
    kind: 'clock',
    id: 'clock',
    ok: item.ok,
    items: [{ name: 'agrees with the calls', missingPermission: null, ...item }],
  };
}

async function storeHealth(store: Store): Promise<EntryHealth> {
  await store.runs(1);
  return {
    kind: 'store',
    id: 'store',
    ok: true,
    items: [
      {
        name: 'opens and answers',
        ok: true,
        message: 'The store opens and answers.',
        missingPermission: null,
        fix: null,
      },
    ],
  };
}

async function entryHealth(
  context: CommandContext,
  config: AssayConfig,
  store: Store,
): Promise<readonly EntryHealth[]> {
  const { openConnector } = await import('../../agent/open-connector.ts');
  const { sampleSource } = await import('../../agent/sample-source.ts');
  const agent = processAgent(config, store, SILENT_LOGGER, SILENT_OBSERVER);
  const { signal } = context;
  const gateways = config.gateways.map(async (entry): Promise<EntryHealth> => {
    const { ok, items } = await (await openConnector(agent, entry, signal)).check();
    return { kind: 'gateway', id: entry.id, ok, items };
  });
  const sources = config.sources.map(async (entry): Promise<EntryHealth> => {
    const { ok, items } = await (await openConnector(agent, entry, signal)).check();
    if (!ok) return { kind: 'source', id: entry.id, ok, items };
    const sample = await sampleSource(agent, entry, signal);
    return { kind: 'source', id: entry.id, ok: sample.ok, items: [...items, sample] };
  });
  const registries = config.registries.map(async (entry): Promise<EntryHealth> => {
    const { ok, items } = await (await openConnector(agent, entry, signal)).check();
    return { kind: 'registry', id: entry.id, ok, items };
  });
  return Promise.all([...gateways, ...sources, ...registries]);
}

function printHealth(context: CommandContext, entries: readonly EntryHealth[]): void {
  for (const { kind, id, items } of entries) {
    for (const item of items) {
      const missing =
        item.missingPermission === null ? '' : ` Missing permission: ${item.missingPermission}.`;
      writeLine(
        context,
        encodeTerminal(
          `${item.ok ? 'ok  ' : 'FAIL'}  ${kind} ${id}: ${item.message}${missing}${item.fix === null ? '' : ` ${item.fix}`}`,
        ),
      );
    }
  }
}

function exitCode(entries: readonly EntryHealth[]): ExitCode {
  if (entries.every((entry) => entry.ok)) return EXIT.ok;
  const reached = entries.filter((entry) => entry.kind !== 'store' && entry.kind !== 'clock');
  return reached.some((entry) => entry.ok) ? EXIT.incomplete : EXIT.unreachable;
}
