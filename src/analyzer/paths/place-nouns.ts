import { singularOf, wordParts } from './path-words.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const inList = (list: ReadonlySet<string>, word: string): boolean =>
  list.has(word) || list.has(singularOf(word));

/**
 * Nouns below which the parts of a system are named, not the members of a crowd: kinds of reports, pages of settings,
 * lists of codes, figures, channels, vendors that call back. Singular.
 */
const HOLDERS: ReadonlySet<string> = words(`
  report reporting setting preference config configuration option limit quota usage lookup reference referencedata
  masterdata metadata meta dictionary enum enumeration constant code list master info information status state health
  stat statistic metric analytic insight kpi chart figure summary overview trend trending forecast dashboard ranking
  leaderboard feed timeline search query lookup find discover explore browse suggest suggestion export import download
  upload webhook hook inbound callback auth oauth oauth2 authentication authorization verify verification login session
  sso security admin system maintenance debug diagnostic util utility tool helper test simulation public private
  internal ticker rate rating quote quotation pricing calculator calculate validate validation check convert transform
  action command operation task trigger batch bulk job cron billing balance wallet account me self user-info profile
  data static resource content cms page screen layout home menu form document legal policy help support
  notification event log monitoring observability integration connector gateway bridge sync
`);

/** Whether a noun is known to hold parts rather than members: `reports`, `referenceData`, `master-data`. */
export function isHolderNoun(segment: string): boolean {
  const parts = wordParts(segment);
  const last = parts.at(-1);
  if (last === undefined) return false;
  return inList(HOLDERS, last) || inList(HOLDERS, parts.join(''));
}

/** Nouns and prepositions behind which a choice or key is expected, though they are no plural: `/category/{}`, `/by-name/{}`. */
const KEYS: ReadonlySet<string> = words(`
  category label tag tagged type kind genre group key code slug alias policy topic locale lang language country region
  city state currency symbol pair market season platform namespace attribute class series brand channel department by
  for of from named name keyword subject author user member account customer zone area district division taxonomy
  collection database table bucket repo repository project package module plugin user host device sensor station store
  shop item product order page post article entry document file team league club player game match event venue
`);

/** Whether a noun in the singular is expected to be followed by one of its kind. */
export function isKeyNoun(segment: string): boolean {
  const parts = wordParts(segment);
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  return KEYS.has(last) || ((first === 'by' || first === 'for') && parts.length > 1);
}
