import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SILENT_LOGGER } from '../../model/logger.ts';
import type { Command, CommandContext } from '../command.ts';
import type { ConsoleWishes } from '../console-server.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { cycleExitCode, jobProgress } from '../job-progress.ts';
import { configPath, requireConfig } from '../load-config.ts';
import { asOnlyWriter } from '../only-writer.ts';
import { latestReport, openStore, sqlitePath } from '../open-store.ts';
import { remark } from '../output.ts';
import { packageFolder } from '../package-folder.ts';
import { processAgent } from '../process-agent.ts';
import { NO_PROGRESS, terminalProgress } from '../progress.ts';
import { printReview } from '../review.ts';

const CONFIG = 'examples/quickstart/assay.yaml';

export const quickstart: Command = {
  name: 'quickstart',
  summary: 'A full cycle on recorded traffic, without credentials; then the console on loopback.',
  usage: ['quickstart [--once]'],
  options: { once: { type: 'boolean', description: 'End after the cycle; do not serve the console.' } },
  examples: ['quickstart', 'quickstart --once'],
  run: async (typed) => {
    const context = withQuickstartConfig(typed);
    const config = await requireConfig(context);
    const { runCycle } = await import('../../agent/cycle.ts');
    const path = sqlitePath(config, configPath(context));
    if (path !== null) await removeStore(path);
    const store = await openStore(config, configPath(context));
    const progress = context.invocation.flag('quiet')
      ? NO_PROGRESS
      : terminalProgress(context.terminal, () => performance.now());
    const agent = processAgent(config, store, SILENT_LOGGER, jobProgress(progress));
    try {
      const ends = await asOnlyWriter({ store, clock: agent.clock, signal: context.signal }, (stop) =>
        runCycle(agent, null, stop),
      );
      if (context.signal.aborted) return EXIT.terminated;
      printReview(context, await latestReport(store));
      const code = cycleExitCode(ends);
      return context.invocation.flag('once') || code !== EXIT.ok
        ? code
        : await serveUntilStopped(context, { config: () => config, store, clock: agent.clock });
    } finally {
      await store.close();
    }
  },
};

async function serveUntilStopped(context: CommandContext, wishes: ConsoleWishes): Promise<ExitCode> {
  const { serveConsole } = await import('../console-server.ts');
  const server = await serveConsole(context, wishes);
  remark(context, `Review it in the browser: ${server.url}   (Ctrl-C ends it)`);
  await new Promise<void>((done) => context.signal.addEventListener('abort', () => done(), { once: true }));
  await server.close();
  return EXIT.ok;
}

function withQuickstartConfig(context: CommandContext): CommandContext {
  const file = resolve(packageFolder(), CONFIG);
  const { invocation } = context;
  return {
    ...context,
    invocation: { ...invocation, text: (name) => (name === 'config' ? file : invocation.text(name)) },
  };
}

/** The quickstart shows a first run every time. */
async function removeStore(path: string): Promise<void> {
  await Promise.all(['', '-wal', '-shm'].map((suffix) => rm(`${path}${suffix}`, { force: true })));
}
