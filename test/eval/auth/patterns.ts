import type { Credential, Share } from './auth-case.ts';

/** Everyone shows a credential; some ask for what is not there. */
export const onlyWith = (credential: Credential, good = 200): readonly Share[] => [
  { count: 36, status: good, credential },
  { count: 4, status: 404, credential },
];

/** Who shows none is refused. */
export const refusedWithout = (credential: Credential, good = 200): readonly Share[] => [
  { count: 32, status: good, credential },
  { count: 7, status: 401, credential: null },
  { count: 2, status: 500, credential },
];

/** Expired and wrong credentials, and a few that lack the right. */
export const sometimesRefused = (credential: Credential, good = 200): readonly Share[] => [
  { count: 30, status: good, credential },
  { count: 8, status: [401, 403], credential },
  { count: 4, status: 403, credential: null },
];

/** Browsers ask first; the answer to that needs no credential. */
export const afterPreflight = (credential: Credential, good = 200): readonly Share[] => [
  { count: 30, status: good, credential },
  {
    count: 18,
    status: 204,
    credential: null,
    method: 'OPTIONS',
    noise: () => ({
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    }),
    responseHeaders: {
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-methods': 'GET, POST, PUT',
    },
    responseBody: '',
  },
  { count: 3, status: 401, credential: null },
];

/** Errors of those without credential are no access. */
export const failingWithout = (credential: Credential, good = 200): readonly Share[] => [
  { count: 30, status: good, credential },
  { count: 5, status: [400, 404, 500], credential: null },
  { count: 4, status: 401, credential: null },
];

export const open = (
  noise: Credential | undefined,
  good: number | readonly number[] = 200,
): readonly Share[] => [
  { count: 38, status: good, credential: null, ...(noise === undefined ? {} : { noise }) },
  { count: 3, status: 404, credential: null, ...(noise === undefined ? {} : { noise }) },
];

/** With and without credential, both answered. */
export const both = (
  credential: Credential,
  withOne: number,
  withNone: number,
  good = 200,
): readonly Share[] => [
  { count: withOne, status: good, credential },
  { count: withNone, status: good, credential: null },
  { count: 2, status: 404, credential },
];

export const unseen = (
  credential: Credential | null,
  good: number | readonly number[] = 200,
): readonly Share[] => [{ count: 40, status: good, credential, captured: false }];
