import { formatProblem } from '../../config/index.ts';
import { CONFIG_OPTION, type Command, JSON_OPTION } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { configPath, readConfig } from '../load-config.ts';
import { writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';

export const config: Command = {
  name: 'config',
  summary: 'Print the effective configuration: each value and where it comes from, secrets hidden.',
  usage: ['config print [-c FILE] [--json]'],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  words: 1,
  examples: ['config print'],
  run: async (context) => {
    if (context.invocation.positionals[0] !== 'print')
      throw usage(config, 'Say what to do with the configuration: print.');
    const loaded = await readConfig(context);
    if (!loaded.ok) {
      for (const problem of loaded.problems)
        context.terminal.stderr.write(`${formatProblem(configPath(context), problem)}\n`);
      return EXIT.usage;
    }
    if (context.invocation.flag('json')) return writeJson(context, loaded.values);
    for (const value of loaded.values)
      writeLine(context, `${value.pointer} = ${value.value}  (${value.origin})`);
    return EXIT.ok;
  },
};
