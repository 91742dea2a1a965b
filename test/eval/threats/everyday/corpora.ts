import type { BenignSource, HalfCorpus } from '../half-corpus.ts';
import { AGENTS, indifferent, WRITINGS } from './attack-spots.ts';
import { ADDRESSES } from './fit/addresses.ts';
import { CODE } from './fit/code.ts';
import { COMMERCE } from './fit/commerce.ts';
import { CONFIG } from './fit/config.ts';
import { CONTENT } from './fit/content.ts';
import { DATABASES } from './fit/databases.ts';
import { DOCUMENTS } from './fit/documents.ts';
import { FILES } from './fit/files.ts';
import { FILTERS } from './fit/filters.ts';
import { FORMATS } from './fit/formats.ts';
import { HEADERS_AND_AGENTS } from './fit/headers.ts';
import { INCIDENTS } from './fit/incidents.ts';
import { INTEGRATIONS } from './fit/integrations.ts';
import { LOGS } from './fit/logs.ts';
import { MAIL } from './fit/mail.ts';
import { PEOPLE } from './fit/people.ts';
import { PIPELINES } from './fit/pipelines.ts';
import { FIT_PLACED } from './fit/placed-attacks.ts';
import { QUERIES } from './fit/queries.ts';
import { QUESTIONS_AND_ANSWERS } from './fit/questions.ts';
import { SCIENCE } from './fit/science.ts';
import { SECURITY } from './fit/security.ts';
import { SELECTION } from './fit/selection.ts';
import { SESSIONS } from './fit/sessions.ts';
import { FIT_SHAPED } from './fit/shaped-attacks.ts';
import { XML } from './fit/xml.ts';
import { PEOPLE_AND_OFFICES } from './held/people-and-offices.ts';
import { HELD_PLACED } from './held/placed-attacks.ts';
import { PLATFORM } from './held/platform.ts';
import { HELD_SHAPED } from './held/shaped-attacks.ts';

const COMMON = { agents: AGENTS, writings: WRITINGS, replies: [], scenarios: [], refusal: indifferent };

const FIT_SOURCES: readonly BenignSource[] = [
  ...CODE,
  ...DATABASES,
  ...LOGS,
  ...MAIL,
  ...ADDRESSES,
  ...XML,
  ...PEOPLE,
  ...FILTERS,
  ...CONFIG,
  ...SCIENCE,
  ...HEADERS_AND_AGENTS,
  ...QUESTIONS_AND_ANSWERS,
  ...QUERIES,
  ...CONTENT,
  ...SELECTION,
  ...PIPELINES,
  ...FORMATS,
  ...SECURITY,
  ...FILES,
  ...DOCUMENTS,
  ...COMMERCE,
  ...SESSIONS,
  ...INTEGRATIONS,
  ...INCIDENTS,
];

/** Half of what the sources name is enough to see each of their texts, and the evaluation stays short. */
function halved(source: BenignSource): BenignSource {
  return { ...source, count: Math.ceil(source.count / 2) };
}

/** What APIs of many trades carry on an ordinary day, and attacks among it; rules may be fitted to this part. */
export const EVERYDAY_FIT: HalfCorpus = {
  ...COMMON,
  seed: 51413,
  placed: FIT_PLACED,
  shaped: FIT_SHAPED,
  benign: FIT_SOURCES.map(halved),
};

/** Other trades, written after the rules had been fitted to the first part and judged before anyone looked at them. */
export const EVERYDAY_HELD: HalfCorpus = {
  ...COMMON,
  seed: 70921,
  placed: HELD_PLACED,
  shaped: HELD_SHAPED,
  benign: [...PLATFORM, ...PEOPLE_AND_OFFICES],
};
