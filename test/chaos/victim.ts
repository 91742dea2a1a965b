import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { AgentContext } from '../../src/agent/context.ts';
import { runCycle } from '../../src/agent/cycle.ts';
import { run } from '../../src/cli/commands/run.ts';
import { SILENT_OBSERVER } from '../../src/cli/job-progress.ts';
import { requireConfig } from '../../src/cli/load-config.ts';
import { openStore } from '../../src/cli/open-store.ts';
import { parseInvocation } from '../../src/cli/parse.ts';
import { processAgent } from '../../src/cli/process-agent.ts';
import type { Connector, Page } from '../../src/kit/index.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';
import type { Store } from '../../src/store/store.ts';

/**
 * One cycle of the agent, the same code as `assay run --once`, in a process made to be killed: sources are slowed
 * down so that a run takes long enough to be hit anywhere, and file descriptor 3 tells when a commit begins and ends.
 */
const [config = '', pageDelay = '0', marks = 'no'] = process.argv.slice(2);
const MARKS = 3;

function marked(store: Store): Store {
  const around = async <T>(work: () => Promise<T>): Promise<T> => {
    writeSync(MARKS, 'b');
    const result = await work();
    writeSync(MARKS, 'e');
    return result;
  };
  return {
    ...store,
    commitPage: (commit, nowMs) => around(() => store.commitPage(commit, nowMs)),
    commitAssessment: (commit) => around(() => store.commitAssessment(commit)),
    settleOutbox: (sequence, state, error, object) =>
      around(() => store.settleOutbox(sequence, state, error, object)),
    compactSummary: (snapshot, through) => around(() => store.compactSummary(snapshot, through)),
    replaceDeltas: (read, merged) => around(() => store.replaceDeltas(read, merged)),
  };
}

function slowed(connector: Connector, delayMs: number): Connector {
  return {
    ...connector,
    open: (settings, host) => {
      const opened = connector.open(settings, host);
      const { source } = opened;
      return {
        ...opened,
        source: source === null ? null : { readCalls: (from) => slowPages(source.readCalls(from), delayMs) },
      };
    },
  };
}

async function* slowPages(pages: AsyncIterable<Page>, delayMs: number): AsyncGenerator<Page> {
  for await (const page of pages) {
    if (delayMs > 0) await wait(delayMs);
    yield page;
  }
}

const context = {
  invocation: parseInvocation(run, ['-c', config]),
  terminal: {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    interactive: false,
    color: false,
    columns: 120,
  },
  env: {},
  cwd: process.cwd(),
  signal: new AbortController().signal,
};
const loaded = await requireConfig(context);
const plain = await openStore(loaded, config);
const store = marks === 'marks' ? marked(plain) : plain;
const agent = processAgent(loaded, store, SILENT_LOGGER, SILENT_OBSERVER);
const victim: AgentContext = {
  ...agent,
  workers: 1,
  connector: async (id) => slowed(await agent.connector(id), Number(pageDelay)),
};
const ends = await runCycle(victim, null, context.signal);
await store.close();
const failed = ends.filter((end) => end.result.outcome !== 'succeeded');
if (failed.length > 0) {
  process.stderr.write(
    `${failed.map((end) => `${end.job} ${end.subject}: ${end.result.error?.message ?? end.result.outcome}`).join('\n')}\n`,
  );
  process.exitCode = 1;
}
