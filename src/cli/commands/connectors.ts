import { CONNECTORS } from '../../../connectors/index.ts';
import { connectorPage } from '../../kit/docs.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { loadConnector } from '../load-connector.ts';
import { writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';

export const connectors: Command = {
  name: 'connectors',
  summary: 'List the connectors, or print the page of one.',
  usage: ['connectors list [--json]', 'connectors docs ID'],
  options: JSON_OPTION,
  words: 2,
  examples: ['connectors list', 'connectors docs kong'],
  run: async (context) => {
    const [action = 'list', id] = context.invocation.positionals;
    if (action === 'docs') {
      if (id === undefined) throw usage(connectors, 'Name the connector: assay connectors docs ID.');
      context.terminal.stdout.write(connectorPage((await loadConnector(id)).manifest));
      return EXIT.ok;
    }
    if (action !== 'list') throw usage(connectors, 'Say list or docs.');
    const manifests = await Promise.all(
      Object.keys(CONNECTORS).map(async (name) => (await loadConnector(name)).manifest),
    );
    if (context.invocation.flag('json')) return writeJson(context, { items: manifests, next: null });
    for (const manifest of manifests) {
      writeLine(
        context,
        `${manifest.id.padEnd(22)} ${manifest.kinds.join(', ').padEnd(16)} ${manifest.stability.padEnd(13)} ${manifest.title}`,
      );
    }
    return EXIT.ok;
  },
};
