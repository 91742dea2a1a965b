import { stringify } from 'yaml';
import { loadEstate } from '../../agent/load-estate.ts';
import type { JsonObject } from '../../model/json.ts';
import { SILENT_LOGGER } from '../../model/logger.ts';
import { openApiOf } from '../../report/openapi/index.ts';
import type { CommandContext } from '../command.ts';
import type { ExitCode } from '../exit-code.ts';
import { findApi } from '../find-row.ts';
import { SILENT_OBSERVER } from '../job-progress.ts';
import { withStore } from '../open-store.ts';
import { writeOutput } from '../output-file.ts';
import { processAgent } from '../process-agent.ts';

/** Writes the OpenAPI document of one API, as an assessment of now would see it. */
export function writeOpenApi(context: CommandContext, asked: string): Promise<ExitCode> {
  return withStore(context, async (store, config) => {
    const estate = await loadEstate(processAgent(config, store, SILENT_LOGGER, SILENT_OBSERVER));
    const document = openApiOf(findApi(estate.correlation, asked), estate);
    return writeOutput(context, context.invocation.flag('yaml') ? yamlOf(document) : jsonOf(document));
  });
}

function jsonOf(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** No aliases: many readers cap or refuse them. */
function yamlOf(document: JsonObject): string {
  return stringify(document, { aliasDuplicateObjects: false });
}
