import { writeFile } from 'node:fs/promises';
import { AssayError } from '../../model/errors.ts';
import { CONFIG_OPTION, type Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { INIT_PROFILES } from '../init-profiles.ts';
import { configPath } from '../load-config.ts';
import { remark } from '../output.ts';
import { usage } from '../parse.ts';

export const init: Command = {
  name: 'init',
  summary: 'Write a first, commented assay.yaml. Never overwrites.',
  usage: ['init [--profile kong|graylog|amplify-graylog|openapi] [-c FILE]'],
  options: {
    ...CONFIG_OPTION,
    profile: {
      type: 'string',
      hint: 'NAME',
      description: `What to start from: ${Object.keys(INIT_PROFILES).join(', ')} (default kong).`,
    },
  },
  examples: ['init', 'init --profile graylog -c /etc/assay/assay.yaml'],
  run: async (context) => {
    const name = context.invocation.text('profile') ?? 'kong';
    const profile = Object.hasOwn(INIT_PROFILES, name) ? INIT_PROFILES[name] : undefined;
    if (profile === undefined)
      throw usage(
        init,
        `There is no profile "${name.slice(0, 40)}"; choose ${Object.keys(INIT_PROFILES).join(', ')}.`,
      );
    const path = configPath(context);
    try {
      // Exclusive creation: an existing file is never touched, not even in a race.
      await writeFile(path, profile, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      throw new AssayError({
        code: 'INIT_NOT_WRITTEN',
        kind: 'config',
        message: `${path} exists already or cannot be written; nothing was changed.`,
        fix: 'Name another file with -c, or check the folder.',
        cause: error,
      });
    }
    remark(
      context,
      `Wrote ${path}. Next: fill in the places marked <…>, then run: assay validate && assay doctor && assay run --once`,
    );
    return EXIT.ok;
  },
};
