import type { Design } from '../../../design.ts';
import { item, list, on } from '../notation.ts';

const READING = 'at level temperature clarity algae';

/** Lakes and bathing water: matrix parameters on collections, comma lists of ids, pairs of days, doubled slashes. */
export const LAKE_WEATHER: Design = {
  name: 'stillwater',
  source: 'own',
  half: 'dev',
  host: 'water.stillwater.example',
  basePath: '/v1',
  templates: [
    on('GET', '/lakes{country}', list('id name area depth'), 'page', { weight: 2 }),
    on('GET', '/lakes{country}/warnings', list('lake text since'), '', { weight: 2 }),
    on('GET', '/lakes/{lake}', item('id name area depth shores'), '', { weight: 4 }),
    on('GET', '/lakes/{lake}/readings{year}', list(READING), 'resolution', { weight: 3 }),
    on('GET', '/lakes/{lake}/readings/{from}..{to}', list(READING), 'resolution', { weight: 3 }),
    on('GET', '/lakes/{lake}/readings/now', item(READING), '', { weight: 4 }),
    on('GET', '/lakes/{lake}/beaches/{beach}', item('name access lifeguard quality'), '', { weight: 2 }),
    on('GET', '/buoys/{buoys}', list('id lake battery lat lon'), '', { weight: 3 }),
    on('GET', '/buoys/{buoy}/log', list('at message')),
    on('GET', '/forecast/{lat};{lon}', item('wind gusts waves temperature'), 'hours', { weight: 3 }),
    on('GET', '/records/highest-level', item('lake at level')),
    on('GET', '/records/warmest-day', item('lake at temperature')),
    on('POST', '/subscriptions', item('id email lakes')),
    on('GET DELETE', '/subscriptions/{email}', item('id email lakes')),
    on('GET', '/subscriptions/{email}/alerts/{alertDay}', list('lake text')),
  ],
  slots: {
    country: 'matrix:country=country',
    lake: 'slug',
    year: 'matrix:year=year',
    from: 'date',
    to: 'date',
    beach: 'word',
    buoys: 'list:like:b<digits:4>',
    buoy: 'like:b<digits:4>',
    lat: 'float',
    lon: 'float',
    email: 'email',
    alertDay: 'compact-date',
  },
  spellings: ['double-slash'],
};
