import type { HalfCorpus } from '../half-corpus.ts';
import { SYSTEMS } from './benign-systems.ts';
import { WORDS } from './benign-words.ts';
import { injection } from './database.ts';
import { forgery, shell, traversal } from './machine-room.ts';
import { engine, markup, nestedLookup, splitting } from './markup.ts';
import { OUTCOMES } from './outcomes.ts';
import {
  CLIENTS,
  DATABASE_PLACES,
  ENGINE_PLACES,
  FILE_PLACES,
  FORGERY_PLACES,
  LOOKUP_PLACES,
  MARKUP_PLACES,
  SHELL_PLACES,
  SPLITTING_PLACES,
  STYLES,
  turnedDown,
} from './places.ts';
import { STREAMS } from './streams.ts';
import { documentDatabase, probing, xmlEntities } from './whole-requests.ts';

export const OPENED: HalfCorpus = {
  seed: 90127,
  agents: CLIENTS,
  writings: STYLES,
  placed: [
    { family: 'sql-injection', payload: injection, spots: DATABASE_PLACES },
    { family: 'xss', payload: markup, spots: MARKUP_PLACES },
    { family: 'path-traversal', payload: traversal, spots: FILE_PLACES },
    { family: 'command-injection', payload: shell, spots: SHELL_PLACES },
    { family: 'ssrf', payload: forgery, spots: FORGERY_PLACES },
    { family: 'template-injection', payload: engine, spots: ENGINE_PLACES },
    { family: 'log4j-lookup', payload: nestedLookup, spots: LOOKUP_PLACES },
    { family: 'crlf-injection', payload: splitting, spots: SPLITTING_PLACES },
  ],
  shaped: [
    { family: 'nosql-injection', attack: documentDatabase },
    { family: 'xxe', attack: xmlEntities },
    { family: 'scanner', attack: probing },
  ],
  replies: OUTCOMES,
  benign: [...WORDS, ...SYSTEMS],
  scenarios: STREAMS,
  refusal: turnedDown,
};
