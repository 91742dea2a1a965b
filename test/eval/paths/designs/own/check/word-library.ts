import type { Design } from '../../../design.ts';
import { item, list, on } from '../notation.ts';
import { GIVEN, LEMMAS, MATERIALS, PLACES, SPECIES, TOPICS } from './vocabulary.ts';

const ENTRY = 'word phonetic origin senses examples';

/** Library of words: every slot holds a plain English word, and literals of the same looks stand beside some. */
export const WORD_LIBRARY: Design = {
  name: 'lexicorn',
  source: 'own',
  half: 'check',
  host: 'api.lexicorn.example',
  basePath: '/v2',
  templates: [
    on('GET', '/words/{word}', item(ENTRY), 'dialect', { weight: 8 }),
    on('GET', '/words/{word}/synonyms', list('word score register'), 'limit', { weight: 4 }),
    on('GET', '/words/{word}/rhymes', list('word syllables')),
    on('GET', '/words/{word}/etymology', item('roots firstUse path')),
    on('GET', '/words/{word}/pronunciation', { type: 'binary', contentType: 'audio/ogg' }, 'accent', {
      weight: 2,
    }),
    on('GET', '/word-of-the-day', item('word date definition'), 'date', { weight: 3 }),
    on('GET', '/translate/{fromLanguage}/{toLanguage}/{word}', item('source targets confidence'), '', {
      weight: 4,
    }),
    on('GET', '/animals', list('name family habitat'), 'habitat page'),
    on('GET', '/animals/{animal}', item('name latin family habitat diet status'), '', { weight: 4 }),
    on('GET POST', '/animals/{animal}/sightings', list('at place observer count'), 'since page', {
      weight: 2,
    }),
    on('GET', '/towns/{townName}', item('name county population twinnedWith'), '', { weight: 2 }),
    on('GET', '/towns/{townName}/dialect', item('name features speakers')),
    on('GET', '/materials/{material}', item('name density uses craft')),
    on('GET', '/materials/{material}/proverbs', list('text language meaning')),
    on('GET', '/given-names/{givenName}', item('name origin meaning popularity'), '', { weight: 2 }),
    on('GET', '/given-names/{givenName}/namesakes', list('name born known_for')),
    on('GET', '/subjects/{subject}', item('name description books'), '', { weight: 2 }),
    on('GET', '/subjects/{subject}/books', list('isbn title author year'), 'page', { weight: 2 }),
    on('GET', '/books/{isbn}', item('isbn title author year publisher pages'), '', { weight: 3 }),
    on('GET', '/members/me', item('card name since loans'), '', { weight: 3 }),
    on('GET', '/members/me/loans', list('isbn due renewals')),
    on('GET', '/members/{nickname}', item('nickname since badges'), '', { weight: 2 }),
    on('GET', '/members/{nickname}/shelves/{shelf}', list('isbn title added')),
  ],
  slots: {
    word: `enum:${LEMMAS}`,
    fromLanguage: 'enum:de|fr|es|it|pt|nl|sv|pl|cs|tr',
    toLanguage: 'enum:en|ga|cy|fi|hu|el|ro|bg|da|nb',
    animal: `enum:${SPECIES}`,
    townName: `enum:${PLACES}`,
    material: `enum:${MATERIALS}`,
    givenName: `enum:${GIVEN}`,
    subject: `enum:${TOPICS}`,
    isbn: 'like:978<digits:10>',
    nickname: `like:<any:${GIVEN}><any:|of|the><any:${PLACES}>`,
    shelf: `like:<any:to-read|reading|finished|gave-up|gifts|borrowed|wishlist>-<any:${MATERIALS}>`,
  },
};
