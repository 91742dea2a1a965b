import { type AuthCase, type Credential, label, type Share, WINDOW_DAYS } from '../auth-case.ts';
import { both, onlyWith, open, refusedWithout, unseen } from '../patterns.ts';
import * as c from './credentials.ts';
import { one } from './one-case.ts';

const before = (days: number, shares: readonly Share[]): readonly Share[] =>
  shares.map((share) => ({ ...share, daysBefore: days }));

/** Well before the window; on its last day, and on the day before that. */
const LONG_AGO = 75;
const JUST_GONE = WINDOW_DAYS + 2;
const JUST_THERE = WINDOW_DAYS - 2;

const STYLES: readonly (readonly [string, Credential])[] = [
  ['bearer', c.BEARER],
  ['jwt', c.JWT_RS],
  ['api-key', c.KEY_X],
  ['basic', c.BASIC],
  ['session-cookie', c.SESSION_NODE],
];

function ofStyle([scheme, credential]: readonly [string, Credential], index: number): readonly AuthCase[] {
  const host = `wing${'abcde'[index]}.archive.example`;
  return [
    one(
      `open long ago, ${scheme} since`,
      'GET',
      `${host}/v1/orders/#`,
      [label('required', scheme)],
      [...before(LONG_AGO, open(undefined)), ...refusedWithout(credential)],
    ),
    one(
      `a lapse that has just left the window, ${scheme}`,
      'GET',
      `${host}/v1/invoices`,
      [label('required', scheme)],
      [...before(JUST_GONE, both(credential, 20, 6)), ...onlyWith(credential)],
    ),
    one(
      `a lapse that is still in the window, ${scheme}`,
      'GET',
      `${host}/v1/payments`,
      [label('mixed', scheme)],
      [...before(JUST_THERE, both(credential, 20, 6)), ...onlyWith(credential)],
    ),
    one(
      `${scheme} long ago, open since`,
      'GET',
      `${host}/v1/catalog/items`,
      [label('none')],
      [...before(LONG_AGO, refusedWithout(credential)), ...open(undefined)],
    ),
    one(
      `${scheme} before, headers no longer recorded`,
      'POST',
      `${host}/v1/claims`,
      [label('undetected')],
      [...before(LONG_AGO, onlyWith(credential, 201)), ...unseen(null, 201)],
    ),
  ];
}

/** What an endpoint was before the assessment window says nothing about it now. */
export const DECAYED: readonly AuthCase[] = [
  ...STYLES.flatMap(ofStyle),
  one(
    'moved from keys to tokens long ago',
    'GET',
    'move.archive.example/v2/devices/#',
    [label('required', 'jwt')],
    [...before(LONG_AGO, onlyWith(c.KEY_X)), ...onlyWith(c.JWT_HS)],
  ),
  one(
    'moving from keys to tokens',
    'GET',
    'move.archive.example/v2/reports/#',
    [label('required', 'api-key', 'jwt')],
    [...before(JUST_THERE, onlyWith(c.KEY_X)), ...onlyWith(c.JWT_HS)],
  ),
];
