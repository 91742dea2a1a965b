import { normalizeHost } from '../../model/host.ts';
import { SILENT_LOGGER } from '../../model/logger.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import { CONFIG_OPTION, type Command, JSON_OPTION } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { SILENT_OBSERVER } from '../job-progress.ts';
import { withStore } from '../open-store.ts';
import { writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';
import { processAgent } from '../process-agent.ts';

export const why: Command = {
  name: 'why',
  summary: 'Why a call is managed or not: template, API, the rule that decided, the nearest miss.',
  usage: ['why METHOD URL [-c FILE] [--json]'],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  words: 2,
  examples: ['why GET https://api.shop.example/orders/v1/orders/17'],
  run: async (context) => {
    const [method, url] = context.invocation.positionals;
    if (method === undefined || url === undefined || !URL.canParse(url))
      throw usage(why, 'Write a method and an absolute URL.');
    const asked = new URL(url);
    const { loadInventory } = await import('../../agent/assess-job.ts');
    const { correlationSettings } = await import('../../agent/correlation-settings.ts');
    const { gatewaySnapshots, unreadGateways } = await import('../../agent/gateway-snapshots.ts');
    const { explainCall } = await import('../../correlation/why.ts');
    return withStore(context, async (store, config) => {
      const inventory = await loadInventory(processAgent(config, store, SILENT_LOGGER, SILENT_OBSERVER));
      const gateways = await gatewaySnapshots({ store, config });
      const scheme = asked.protocol === 'http:' ? 'http' : 'https';
      const settings = correlationSettings(config, [], unreadGateways(config, gateways));
      const found = explainCall(inventory, gateways, settings, {
        method: method.toUpperCase(),
        host: normalizeHost(asked.host, scheme),
        path: asked.pathname,
        headers: null,
      });
      if (context.invocation.flag('json')) return writeJson(context, found);
      const line = (text: string): void => writeLine(context, encodeTerminal(text));
      line(
        `${found.management}${found.flags.length === 0 ? '' : ` (${found.flags.join(', ')})`}: ${found.reason.text}`,
      );
      line(`API: ${found.api}`);
      line(`Template: ${found.template ?? 'no such call was seen'}`);
      line(`Rule: ${found.reason.code}: ${found.reason.rule}`);
      if (found.reason.nearestMiss !== null) line(`Nearest miss: ${found.reason.nearestMiss}`);
      return EXIT.ok;
    });
  },
};
