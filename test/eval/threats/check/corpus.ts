import type { ThreatType } from '../../../../src/model/vocabulary.ts';
import type { Payload, Spot } from '../attack.ts';
import type { HalfCorpus, PlacedFamily, ShapedFamily } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { MAKING } from './benign-making.ts';
import { PEOPLE } from './benign-people.ts';
import { SYSTEMS } from './benign-systems.ts';
import { TRADE } from './benign-trade.ts';
import { OUTCOMES } from './outcomes.ts';
import { nosqlOperators, nosqlScript, sqlHand, sqlTool } from './payload-database.ts';
import {
  commandHand,
  commandTool,
  lookupHand,
  lookupTool,
  splitHand,
  splitTool,
  ssrfHand,
  ssrfTool,
  traversalHand,
  traversalTool,
} from './payload-machine.ts';
import { templateHand, templateTool, xssHand, xssTool } from './payload-pages.ts';
import { entityBody, entityElsewhere, scannerProbe, scannerTool } from './payload-whole.ts';
import {
  FILE_SPOTS,
  HEADER_SPLIT_SPOTS,
  inMultipart,
  refusal,
  TEXT_SPOTS,
  URL_SPOTS,
  WRITINGS,
} from './spots.ts';
import { STREAMS } from './streams.ts';
import { AGENTS } from './words.ts';

type Make = (r: Random) => Payload;
const placed = (family: ThreatType, spots: readonly Spot[], payload: Make): PlacedFamily => ({
  family,
  spots,
  payload,
});
const part = (family: ThreatType, payload: Make): ShapedFamily => ({
  family,
  attack: (r) => inMultipart(family, payload(r), r),
});
const SHELL_SPOTS: readonly Spot[] = [...FILE_SPOTS, ...TEXT_SPOTS];
/** Operators of a document database in a string mean something only where a program evaluates values. */
const VALUE_SPOTS = TEXT_SPOTS.filter(
  ({ kind, name }) => kind === 'query' || (kind === 'json' && name !== 'text'),
);

/** Every family twice, as tools send it and as people write it, and the text families once more in multipart forms. */
export const CHECK: HalfCorpus = {
  seed: 77_103,
  agents: AGENTS,
  writings: WRITINGS,
  placed: [
    placed('sql-injection', TEXT_SPOTS, sqlTool),
    placed('sql-injection', TEXT_SPOTS, sqlHand),
    placed('nosql-injection', VALUE_SPOTS, nosqlScript),
    placed('xss', TEXT_SPOTS, xssTool),
    placed('xss', TEXT_SPOTS, xssHand),
    placed('path-traversal', FILE_SPOTS, traversalTool),
    placed('path-traversal', FILE_SPOTS, traversalHand),
    placed('command-injection', SHELL_SPOTS, commandTool),
    placed('command-injection', SHELL_SPOTS, commandHand),
    placed('ssrf', URL_SPOTS, ssrfTool),
    placed('ssrf', URL_SPOTS, ssrfHand),
    placed('template-injection', TEXT_SPOTS, templateTool),
    placed('template-injection', TEXT_SPOTS, templateHand),
    placed('log4j-lookup', TEXT_SPOTS, lookupTool),
    placed('log4j-lookup', TEXT_SPOTS, lookupHand),
    placed('crlf-injection', HEADER_SPLIT_SPOTS, splitTool),
    placed('crlf-injection', HEADER_SPLIT_SPOTS, splitHand),
  ],
  shaped: [
    { family: 'nosql-injection', attack: nosqlOperators },
    { family: 'xxe', attack: entityBody },
    { family: 'xxe', attack: entityElsewhere },
    { family: 'scanner', attack: scannerTool },
    { family: 'scanner', attack: scannerProbe },
    part('sql-injection', sqlHand),
    part('xss', xssTool),
    part('path-traversal', traversalHand),
    part('command-injection', commandHand),
    part('ssrf', ssrfHand),
    part('template-injection', templateHand),
    part('log4j-lookup', lookupTool),
  ],
  replies: OUTCOMES,
  benign: [...TRADE, ...MAKING, ...SYSTEMS, ...PEOPLE],
  scenarios: STREAMS,
  refusal,
};
