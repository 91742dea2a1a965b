import type { HalfCorpus } from '../half-corpus.ts';
import { PROSE } from './benign-prose.ts';
import { TECHNICAL } from './benign-technical.ts';
import { sqlPayload } from './payloads-database.ts';
import { commandPayload, filePayload, requestForgeryPayload } from './payloads-server.ts';
import { linePayload, lookupPayload, scriptPayload, templatePayload } from './payloads-web.ts';
import { REPLIES } from './replies.ts';
import { SCENARIOS } from './scenarios.ts';
import { entityAttack, mongoAttack, scannerAttack } from './shaped-attacks.ts';
import {
  AGENTS,
  COMMAND_SPOTS,
  FILE_SPOTS,
  FORGERY_SPOTS,
  LINE_SPOTS,
  LOOKUP_SPOTS,
  refusal,
  SCRIPT_SPOTS,
  SQL_SPOTS,
  TEMPLATE_SPOTS,
  WRITINGS,
} from './spots.ts';

export const DEV: HalfCorpus = {
  seed: 20261,
  agents: AGENTS,
  writings: WRITINGS,
  placed: [
    { family: 'sql-injection', payload: sqlPayload, spots: SQL_SPOTS },
    { family: 'xss', payload: scriptPayload, spots: SCRIPT_SPOTS },
    { family: 'path-traversal', payload: filePayload, spots: FILE_SPOTS },
    { family: 'command-injection', payload: commandPayload, spots: COMMAND_SPOTS },
    { family: 'ssrf', payload: requestForgeryPayload, spots: FORGERY_SPOTS },
    { family: 'template-injection', payload: templatePayload, spots: TEMPLATE_SPOTS },
    { family: 'log4j-lookup', payload: lookupPayload, spots: LOOKUP_SPOTS },
    { family: 'crlf-injection', payload: linePayload, spots: LINE_SPOTS },
  ],
  shaped: [
    { family: 'nosql-injection', attack: mongoAttack },
    { family: 'xxe', attack: entityAttack },
    { family: 'scanner', attack: scannerAttack },
  ],
  replies: REPLIES,
  benign: [...PROSE, ...TECHNICAL],
  scenarios: SCENARIOS,
  refusal,
};
