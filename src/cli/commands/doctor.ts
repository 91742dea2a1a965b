import { openConnector } from '../../agent/open-connector.ts';
import type { AssayConfig } from '../../config/index.ts';
import type { CheckItem } from '../../kit/index.ts';
import { SILENT_LOGGER } from '../../model/logger.ts';
import type { Store } from '../../store/store.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { SILENT_OBSERVER } from '../job-progress.ts';
import { configPath, requireConfig } from '../load-config.ts';
import { openStore } from '../open-store.ts';
import { writeJson, writeLine } from '../output.ts';
import { processAgent } from '../process-agent.ts';

interface EntryHealth {
  readonly kind: 'store' | 'source' | 'gateway';
  readonly id: string;
  readonly ok: boolean;
  readonly items: readonly CheckItem[];
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'Check every source and gateway: reachable, authorised, readable; and the store.',
  usage: ['doctor [-c FILE] [--json]'],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  examples: ['doctor'],
  run: async (context) => {
    const config = await requireConfig(context);
    const store = openStore(config, configPath(context));
    try {
      const entries = [await storeHealth(store), ...(await entryHealth(context, config, store))];
      if (context.invocation.flag('json')) writeJson(context, { items: entries, next: null });
      else printHealth(context, entries);
      return exitCode(entries);
    } finally {
      await store.close();
    }
  },
};

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

function entryHealth(
  context: CommandContext,
  config: AssayConfig,
  store: Store,
): Promise<readonly EntryHealth[]> {
  const agent = processAgent(config, store, SILENT_LOGGER, SILENT_OBSERVER);
  const entries = [
    ...config.gateways.map((entry) => ({ kind: 'gateway' as const, entry })),
    ...config.sources.map((entry) => ({ kind: 'source' as const, entry })),
  ];
  return Promise.all(
    entries.map(async ({ kind, entry }) => {
      const { ok, items } = await (await openConnector(agent, entry, context.signal)).check();
      return { kind, id: entry.id, ok, items };
    }),
  );
}

function printHealth(context: CommandContext, entries: readonly EntryHealth[]): void {
  for (const { kind, id, items } of entries) {
    for (const item of items) {
      const missing =
        item.missingPermission === null ? '' : ` Missing permission: ${item.missingPermission}.`;
      writeLine(
        context,
        `${item.ok ? 'ok  ' : 'FAIL'}  ${kind} ${id}: ${item.message}${missing}${item.fix === null ? '' : ` ${item.fix}`}`,
      );
    }
  }
}

function exitCode(entries: readonly EntryHealth[]): ExitCode {
  const reached = entries.filter((entry) => entry.kind !== 'store');
  if (reached.every((entry) => entry.ok)) return EXIT.ok;
  return reached.some((entry) => entry.ok) ? EXIT.incomplete : EXIT.unreachable;
}
