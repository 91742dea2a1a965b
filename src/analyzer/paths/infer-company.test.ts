import { each, testScenarios } from '../../../test/support/path-scenarios.ts';

/** What the company of a text says of it: formats, codes, ids beside it, who asks. */
testScenarios([
  {
    name: 'the formats of one name are a slot behind its dot; a single format is part of the name',
    traffic: each(['addresses.json', 'addresses.csv', 'report.csv'], (name) => ({ path: `/v1/${name}` })),
    expected: ['GET /v1/addresses.{format}', 'GET /v1/report.csv'],
  },
  {
    name: 'capitals among capitals are codes, whatever they spell in small letters',
    traffic: each(['DE', 'FR', 'IT', 'MY', 'SE'], (code) => ({
      path: `/markets/${code}`,
      keys: 'code currency label',
    })),
    expected: ['GET /markets/{marketId}'],
  },
  {
    name: 'letters and digits in turns are no name, even alone',
    traffic: [{ path: '/projects/status/1ubez3wokzgk3vsu' }],
    expected: ['GET /projects/status/{statusId}'],
  },
  {
    name: 'a well-known word is one more id where it and all below it answer as the ids do',
    traffic: ['71', '72', '73', 'latest'].flatMap((id) => [
      { path: `/calendars/${id}`, keys: 'title zone owner' },
      { path: `/calendars/${id}/events`, keys: 'start end summary' },
      { path: `/calendars/${id}/rules`, keys: 'role scope grantee' },
    ]),
    expected: [
      'GET /calendars/{calendarId}',
      'GET /calendars/{calendarId}/events',
      'GET /calendars/{calendarId}/rules',
    ],
  },
  {
    name: 'the same word stays a name where something else stands below it',
    traffic: [
      ...['71', '72', '73'].flatMap((id) => [
        { path: `/calendars/${id}`, keys: 'title zone owner' },
        { path: `/calendars/${id}/events`, keys: 'start end summary' },
        { path: `/calendars/${id}/rules`, keys: 'role scope grantee' },
      ]),
      { path: '/calendars/latest', keys: 'checked version build', times: 9 },
      { path: '/calendars/latest/download', keys: 'url size digest', times: 9 },
    ],
    expected: [
      'GET /calendars/latest',
      'GET /calendars/latest/download',
      'GET /calendars/{calendarId}',
      'GET /calendars/{calendarId}/events',
      'GET /calendars/{calendarId}/rules',
    ],
  },
  {
    name: 'names below a people noun that many ask for and that answer each in its own way',
    traffic: [
      { path: '/user/checkauth', keys: 'token until scopes', times: 30 },
      { path: '/user/putpass', method: 'POST', keys: 'changed strength', times: 30 },
      { path: '/user/regkey', method: 'PUT', keys: 'serial issuer', times: 30 },
    ],
    expected: ['GET /user/checkauth', 'POST /user/putpass', 'PUT /user/regkey'],
  },
  {
    name: 'the same names, asked for by two clients, are hidden; below what is one of its kind they are not',
    traffic: ['user', 'admin'].flatMap((noun) => [
      { path: `/${noun}/checkauth`, keys: 'token until scopes', clients: 2, times: 30 },
      { path: `/${noun}/putpass`, method: 'POST', keys: 'changed strength', clients: 2, times: 30 },
    ]),
    expected: ['GET /admin/checkauth', 'POST /admin/putpass', 'GET /user/{userId}', 'POST /user/{userId}'],
  },
]);
