import type { Design } from '../../../design.ts';
import { item, list, on, text } from '../notation.ts';
import { GIVEN, OBJECTS, PLACES, TOPICS } from './vocabulary.ts';

/** Small site: single words as pages at the root, members' corners by name, a shop and a diary in plain words. */
export const PARISH_SITE: Design = {
  name: 'hamletweb',
  source: 'own',
  half: 'check',
  host: 'hamletweb.example',
  basePath: '',
  templates: [
    on('GET', '/{leaf}', item('title body sidebar changed editor'), 'lang', { weight: 10 }),
    on('GET', '/~{neighbour}', item('name about links since'), '', { weight: 3 }),
    on('GET', '/~{neighbour}/guestbook', list('name text at'), 'page', { weight: 2 }),
    on('GET', '/diary/{diaryMonth}', list('title starts ends venue'), '', { weight: 3 }),
    on('GET', '/diary/{diaryMonth}/{occasion}', item('title starts ends venue contact'), '', { weight: 3 }),
    on('POST', '/diary/{diaryMonth}/{occasion}/attendance', item('occasion guests')),
    on('GET', '/jumble/{thing}', item('name price seller condition'), '', { weight: 3 }),
    on('GET', '/jumble/{thing}/offers', list('amount bidder at')),
    on('GET', '/jumble/newest', list('name price seller'), 'page', { weight: 2 }),
    on('GET', '/newsletter/{issueLabel}', item('issue editorial articles')),
    on('GET', '/newsletter/current', item('issue editorial articles closesOn'), '', { weight: 2 }),
    on('GET', '/walks/{walk}', item('name km stiles map'), 'units', { weight: 2 }),
    on('GET', '/walks/{walk}.gpx', text('application/gpx+xml'), '', { scored: false }),
    on('POST', '/contact', item('ticket receivedAt')),
    on('GET', '/service/opening-hours', item('hall church shop')),
    on('GET', '/service/bin-collection', list('kind next'), 'street'),
  ],
  slots: {
    leaf: `like:<any:${TOPICS}><any:||-and-us|-2025|-group|-news>`,
    neighbour: `enum:${GIVEN}`,
    diaryMonth:
      'like:<any:january|february|march|april|may|june|july|august|september|october|november|december>-<int:2023-2027>',
    occasion: `like:<any:summer|autumn|spring|winter|village|church|school>-<any:fair|concert|supper|clean-up|market|quiz|dance>`,
    thing: `like:<any:old|small|blue|good|wooden|two|nice>-<any:${OBJECTS}>`,
    issueLabel: 'like:no<int:1-240>',
    walk: `like:<any:${PLACES}>-<any:loop|ridge|circular|way>`,
  },
};
