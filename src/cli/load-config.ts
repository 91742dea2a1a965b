import { join, resolve } from 'node:path';
import { CONNECTORS } from '../../connectors/index.ts';
import { SHIPPED_MAPPING_IDS } from '../../mappings/calls/ids.compiled.ts';
import { isCron } from '../agent/is-cron.ts';
import { type AssayConfig, formatProblem, type LoadedConfig, loadConfigFile } from '../config/index.ts';
import { AssayError } from '../model/errors.ts';
import type { CommandContext } from './command.ts';
import { loadConnector } from './load-connector.ts';
import { REDACTOR } from './redactor.ts';

const DEFAULT_CONFIG = 'assay.yaml';

/** Where the configuration of this invocation stands. */
export function configPath({ invocation, cwd }: CommandContext): string {
  return resolve(cwd, invocation.text('config') ?? DEFAULT_CONFIG);
}

/** Loads and checks the configuration with its rules; the caller decides what to do with problems. */
export async function readConfig(context: CommandContext): Promise<LoadedConfig> {
  const loaded = await loadConfigFile(configPath(context), {
    env: context.env,
    flags: [],
    connectorIds: Object.keys(CONNECTORS),
    loadContract: async (id) => {
      const { manifest } = await loadConnector(id);
      return { id, kinds: manifest.kinds, configSchema: manifest.configSchema, mapping: manifest.mapping };
    },
    mappings: SHIPPED_MAPPING_IDS,
    isCron,
    onSecret: (value) => REDACTOR.addSecret(value),
  });
  return loaded.ok ? withRules(loaded) : loaded;
}

async function withRules(loaded: LoadedConfig & { readonly ok: true }): Promise<LoadedConfig> {
  const { folder } = loaded.config.rules;
  if (folder === null) return loaded;
  const { filedRules, loadRules } = await import('../rules/index.ts');
  const found = await loadRules(folder);
  if (!found.ok)
    return {
      ok: false,
      problems: found.problems.map((each) => ({ ...each, file: join(folder, each.file) })),
    };
  return { ...loaded, config: { ...loaded.config, rules: { folder, set: filedRules(found.rules) } } };
}

/** The configuration, or every problem on standard error and AssayError `config`. */
export async function requireConfig(context: CommandContext): Promise<AssayConfig> {
  const loaded = await readConfig(context);
  if (loaded.ok) return loaded.config;
  const file = configPath(context);
  for (const problem of loaded.problems) context.terminal.stderr.write(`${formatProblem(file, problem)}\n`);
  const count = loaded.problems.length;
  throw new AssayError({
    code: 'CONFIG_INVALID',
    kind: 'config',
    message: `The configuration has ${count} problem${count === 1 ? '' : 's'}; nothing was started.`,
  });
}
