import type { AgentContext } from '../../agent/context.ts';
import { registrySubject } from '../../agent/registries.ts';
import { SILENT_LOGGER } from '../../model/logger.ts';
import {
  CONFIG_OPTION,
  type Command,
  type CommandContext,
  JSON_OPTION,
  type OptionSpecs,
} from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { SILENT_OBSERVER } from '../job-progress.ts';
import { requireConfig } from '../load-config.ts';
import { withStore } from '../open-store.ts';
import { processAgent } from '../process-agent.ts';
import { chosenSubjects, showPlans } from '../registries-shown.ts';

export const ALLOW_RETIRE: OptionSpecs = {
  'allow-retire': {
    type: 'boolean',
    description: 'Also the retirements that the guard withholds because they are too many at once.',
  },
};

export const plan: Command = {
  name: 'plan',
  summary: 'What publishing would change in each registry, field by field. Writes nothing.',
  usage: ['plan [REGISTRY] [--allow-retire] [--json] [-c FILE]'],
  options: { ...CONFIG_OPTION, ...JSON_OPTION, ...ALLOW_RETIRE },
  words: 1,
  examples: ['plan', 'plan amplify', 'plan amplify --json'],
  run: async (context) => {
    await requireRegistry(context, context.invocation.positionals[0] ?? null);
    return withStore(context, (store, config) =>
      showChosenPlans(context, processAgent(config, store, SILENT_LOGGER, SILENT_OBSERVER)),
    );
  },
};

/**
 * Refuses a name that no registry has. Asks no store: what is typed wrong is said even where no store exists yet.
 * Throws AssayError `config` naming the registries there are.
 */
export async function requireRegistry(context: CommandContext, named: string | null): Promise<void> {
  if (named !== null) registrySubject({ config: await requireConfig(context) }, named);
}

/** Prints the plan of the registry that was named, or of all. */
export async function showChosenPlans(context: CommandContext, agent: AgentContext): Promise<ExitCode> {
  const { invocation } = context;
  const subjects = chosenSubjects(agent, invocation.positionals[0] ?? null);
  const code = await showPlans(context, agent, subjects, invocation.flag('allow-retire'));
  return subjects.length === 1 ? nothingReadCode(code) : code;
}

/** Incomplete is said of a part: where nothing at all could be read, as in a cycle, it is 4. */
export function nothingReadCode(code: ExitCode): ExitCode {
  return code === EXIT.incomplete ? EXIT.unreachable : code;
}
