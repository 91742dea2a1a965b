import { parseListen } from '../../config/index.ts';
import { SYSTEM_CLOCK } from '../../kit/system-clock.ts';
import { CONFIG_OPTION, type Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-store.ts';
import { remark } from '../output.ts';
import { usage } from '../parse.ts';

export const console: Command = {
  name: 'console',
  summary: 'Serve the web console and REST API over the store, without running jobs.',
  usage: ['console [--listen ADDR:PORT] [-c FILE]'],
  options: {
    ...CONFIG_OPTION,
    listen: {
      type: 'string',
      hint: 'ADDR:PORT',
      description: 'Where to listen (default from the configuration: loopback).',
    },
  },
  examples: ['console --listen 127.0.0.1:9090'],
  run: (context) =>
    withStore(context, async (store, config) => {
      const typed = context.invocation.text('listen');
      const listen = typed === null ? config.console : parseListen(typed);
      if (!Number.isInteger(listen.port)) throw usage(console, 'Write --listen as ADDRESS:PORT.');
      const { serveConsole } = await import('../console-server.ts');
      const server = await serveConsole(context, {
        config: () => config,
        store,
        clock: SYSTEM_CLOCK,
        host: listen.host,
        port: listen.port,
      });
      remark(context, `Console: ${server.url}   (Ctrl-C ends it)`);
      await new Promise<void>((done) =>
        context.signal.addEventListener('abort', () => done(), { once: true }),
      );
      await server.close();
      return EXIT.ok;
    }),
};
