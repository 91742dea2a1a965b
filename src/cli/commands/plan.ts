import { SILENT_LOGGER } from '../../model/logger.ts';
import { CONFIG_OPTION, type Command, JSON_OPTION, type OptionSpecs } from '../command.ts';
import { SILENT_OBSERVER } from '../job-progress.ts';
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
  run: (context) =>
    withStore(context, (store, config) => {
      const { invocation } = context;
      const agent = processAgent(config, store, SILENT_LOGGER, SILENT_OBSERVER);
      const subjects = chosenSubjects(agent, invocation.positionals[0] ?? null);
      return showPlans(context, agent, subjects, invocation.flag('allow-retire'));
    }),
};
