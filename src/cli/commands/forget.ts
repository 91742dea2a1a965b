import { SILENT_LOGGER } from '../../model/logger.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { cycleExitCode, SILENT_OBSERVER } from '../job-progress.ts';
import { asOnlyWriter, sharingOf } from '../only-writer.ts';
import { isShared, withStore } from '../open-store.ts';
import { remark, writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';
import { processAgent } from '../process-agent.ts';

export const forget: Command = {
  name: 'forget',
  summary: 'Forget what one client did, and assess anew without it.',
  usage: ['forget --client ADDRESS|ID [--json] [-c FILE]'],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    client: {
      type: 'string',
      hint: 'CLIENT',
      description: 'Its address; or its id, where the logs name clients and no addresses.',
    },
  },
  examples: ['forget --client 203.0.113.7', 'forget --client partner-app -c /etc/assay/assay.yaml'],
  run: (context) => {
    const client = context.invocation.text('client');
    if (client === null || client.trim() === '')
      throw usage(forget, 'Name the client: --client ADDRESS or ID.');
    return forgetIn(context, client.trim());
  },
};

async function forgetIn(context: CommandContext, client: string): Promise<ExitCode> {
  const { runCycle } = await import('../../agent/cycle.ts');
  const { forgetClientOf } = await import('../../agent/forget-client.ts');
  return withStore(context, async (store, config) => {
    const sharing = isShared(config) ? { sharing: sharingOf() } : {};
    const agent = { ...processAgent(config, store, SILENT_LOGGER, SILENT_OBSERVER), ...sharing };
    const { signal } = context;
    const { hours, ends } = await asOnlyWriter(
      { store, clock: agent.clock, signal, ...sharing },
      async (stop, held) => {
        const owner = { ...agent, store: held };
        const forgotten = await forgetClientOf(owner, client);
        return { hours: forgotten, ends: forgotten === 0 ? [] : await runCycle(owner, 'assess', stop) };
      },
    );
    say(context, hours);
    return hours === 0 ? EXIT.ok : cycleExitCode(ends);
  });
}

/** The client is not named again: this line may be kept by a shell or a ticket. */
function say(context: CommandContext, hours: number): void {
  if (context.invocation.flag('json')) {
    writeJson(context, { forgottenHours: hours });
    return;
  }
  writeLine(
    context,
    hours === 0
      ? 'Nothing is held under this client.'
      : `What the client did in ${hours} ${hours === 1 ? 'hour' : 'hours'} of an API was forgotten, and the report was made anew.`,
  );
  remark(
    context,
    'Counts that hold no client stay, and so do the logs it came from: a source that is read again from its beginning brings it back.',
  );
}
