import { formatProblem } from '../../config/index.ts';
import { CONFIG_OPTION, type Command, JSON_OPTION } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { configPath, readConfig } from '../load-config.ts';
import { remark, writeJson, writeLine } from '../output.ts';

export const validate: Command = {
  name: 'validate',
  summary: 'Check the configuration: all problems at once, each with its place and a fix.',
  usage: ['validate [-c FILE] [--json]'],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  examples: ['validate', 'validate -c deploy/assay.yaml --json'],
  run: async (context) => {
    const loaded = await readConfig(context);
    const problems = loaded.ok ? [] : loaded.problems;
    if (context.invocation.flag('json')) writeJson(context, { valid: loaded.ok, problems });
    else for (const problem of problems) writeLine(context, formatProblem(configPath(context), problem));
    if (!loaded.ok) return EXIT.usage;
    const { sources, gateways, registries } = loaded.config;
    remark(
      context,
      `The configuration is valid: ${counted(sources.length, 'source', 'sources')}, ${counted(gateways.length, 'gateway', 'gateways')}, ${counted(registries.length, 'registry', 'registries')} beside the built-in one.`,
    );
    return EXIT.ok;
  },
};

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
