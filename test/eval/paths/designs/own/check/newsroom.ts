import type { Design } from '../../../design.ts';
import { bytes, item, list, on } from '../notation.ts';
import { GIVEN, OBJECTS, PLACES, TOPICS, VERBS_OF_NEWS } from './vocabulary.ts';

const ARTICLE = 'id headline kicker lead body byline published updated paywall';
const TEASER = 'id headline kicker image url published';

/** News site: short languages first, dated headlines, slugs with encoded umlauts and Cyrillic. */
export const NEWSROOM: Design = {
  name: 'morgenblatt',
  source: 'own',
  half: 'check',
  host: 'www.morgenblatt.example',
  basePath: '',
  templates: [
    on('GET', '/{language}/latest', list(TEASER), 'page', { weight: 5 }),
    on('GET', '/{language}/most-read', item('day week month')),
    on('GET', '/{language}/sections/{section}', list(TEASER), 'page', { weight: 4 }),
    on('GET', '/{language}/topics/{topic}', item('name intro articles related'), '', { weight: 3 }),
    on('GET', '/{language}/{year}/{month}/{day}/{headline}', item(ARTICLE), '', { weight: 9 }),
    on(
      'GET',
      '/{language}/{year}/{month}/{day}/{headline}/comments',
      list('id author text likes at'),
      'page',
      { weight: 3 },
    ),
    on('GET', '/{language}/{year}/{month}/{day}/{headline}/gallery', list('url caption credit width height')),
    on('GET', '/{language}/authors/{columnist}', item('name role bio columns')),
    on('GET', '/{language}/authors/{columnist}/columns', list(TEASER), 'page'),
    on('GET', '/{language}/quiz/{quizTitle}', item('title questions closesAt')),
    on('POST', '/{language}/quiz/{quizTitle}/answers', item('score rank')),
    on('GET', '/{language}/obituaries/{nativeName}', item('name born died text')),
    on('GET', '/{language}/podcasts/{show}', item('show hosts episodes feed'), '', { weight: 2 }),
    on('GET', '/{language}/podcasts/{show}/{episode}.mp3', bytes('audio/mpeg'), '', { weight: 3 }),
    on('GET', '/{language}/weather/{town}', item('town now hours days'), '', { weight: 2 }),
    on('GET', '/{language}/live/{ticker}', item('title state entries'), 'since', { weight: 4 }),
    on('GET', '/account/subscription', item('plan renewsOn price state'), '', { weight: 2 }),
    on('POST', '/account/subscription/pause', item('plan state until')),
    on('GET POST', '/account/reading-list', list(TEASER)),
    on('GET', '/crossword/today', item('number size clues grid'), '', { weight: 2 }),
    on('GET', '/crossword/{puzzleDay}', item('number size clues grid')),
    on('GET', '/search/articles', item('total hits facets'), 'q section from to', { weight: 3 }),
  ],
  slots: {
    language: 'enum:de|en|fr|it|nl|pl|uk|tr|es|ru|cs|da',
    section:
      'enum:politik|wirtschaft|kultur|sport|wissen|reise|panorama|meinung|lokales|netzwelt|auto|familie|gesundheit|karriere|geschichte|wochenende|technik|immobilien|leserbriefe|justiz',
    topic: `enum:${TOPICS}`,
    year: 'int:2021-2026',
    month: 'enum:1|2|3|4|5|6|7|8|9|10|11|12',
    day: 'int:1-28',
    headline: `like:<any:${PLACES}>-<any:${VERBS_OF_NEWS}>-<any:${TOPICS}><any:|||-f%C3%BCr-alle|-%C3%BCber-nacht|-ohne-ma%C3%9F>`,
    columnist: `like:<any:${GIVEN}>-<any:m%C3%BCller|sch%C3%A4fer|b%C3%B6hm|novak|ferrari|dubois|kaya|lindqvist>`,
    quizTitle: `like:<any:${OBJECTS}>-<any:${TOPICS}>-quiz`,
    nativeName:
      'like:<any:%D0%98%D0%B2%D0%B0%D0%BD|%D0%9E%D0%BB%D1%8C%D0%B3%D0%B0|J%C3%BCrgen|%C5%81ukasz|Zo%C3%AB|%C3%98yvind|In%C3%AAs>-<any:%D0%91%D0%B5%D0%BB%D0%BE%D0%B2%D0%B0|K%C3%B6nig|Wi%C5%9Bniewski|S%C3%B8rensen|Ara%C3%BAjo|N%C3%BA%C3%B1ez>',
    show: `like:<any:morning|midday|evening|weekly|slow>-<any:${TOPICS}>`,
    episode: 'int:1-400',
    town: `enum:${PLACES}`,
    ticker: `like:<any:${PLACES}>-<any:${TOPICS}>-<int:100-999>`,
    puzzleDay: 'date',
  },
  spellings: ['trailing-slash', 'lower-hex'],
};
