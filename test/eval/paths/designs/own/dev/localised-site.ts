import type { Design } from '../../../design.ts';
import { item, list, on, text } from '../notation.ts';

const PAGE_FIELDS = 'title summary blocks seo updatedAt author';

/** Content by language: a locale first, page slugs below sections, an archive by year and month. */
export const LOCALISED_SITE: Design = {
  name: 'almanac',
  source: 'own',
  half: 'dev',
  host: 'content.almanac.example',
  basePath: '',
  templates: [
    on('GET', '/{locale}/docs', item('sections version'), '', { weight: 2 }),
    on('GET', '/{locale}/docs/{docSlug}', item(PAGE_FIELDS), 'version', { weight: 8 }),
    on('GET', '/{locale}/docs/{docSlug}/history', list('revision author at comment'), 'limit'),
    on('GET', '/{locale}/blog', list('slug title teaser publishedAt'), 'page tag', { weight: 3 }),
    on('GET', '/{locale}/blog/{year}/{monthOfYear}', list('slug title teaser publishedAt')),
    on('GET', '/{locale}/blog/{year}/{monthOfYear}/{postSlug}', item(PAGE_FIELDS), '', { weight: 5 }),
    on(
      'GET POST',
      '/{locale}/blog/{year}/{monthOfYear}/{postSlug}/comments',
      list('id author body at'),
      'page',
    ),
    on('GET', '/{locale}/blog/tags/{tag}', list('slug title teaser publishedAt'), 'page'),
    on('GET', '/{locale}/blog/authors/{author}', item('name bio avatar posts')),
    on('GET', '/{locale}/help', item('topics popular')),
    on('GET', '/{locale}/help/{articleId}-{articleSlug}', item(PAGE_FIELDS), '', { weight: 3 }),
    on('POST', '/{locale}/help/{articleId}-{articleSlug}/votes', item('up down')),
    on('GET', '/{locale}/glossary/{term}', item('term definition seeAlso')),
    on('GET', '/{locale}/search', item('results total suggestions'), 'q page', { weight: 3 }),
    on('GET', '/{locale}/menu', item('items footer')),
    on('GET', '/{locale}/feed.xml', text('application/rss+xml')),
    on('GET', '/sitemap.xml', text('application/xml'), '', { scored: false }),
    on('POST', '/{locale}/newsletter/subscriptions', item('id email state')),
    on('GET DELETE', '/{locale}/newsletter/subscriptions/{email}', item('id email state topics')),
  ],
  slots: {
    locale:
      'enum:en-US|en-GB|de-DE|de-AT|fr-FR|fr-CA|es-ES|es-MX|it-IT|pt-BR|nl-NL|sv-SE|pl-PL|ja-JP|ko-KR|zh-TW',
    docSlug: 'slug',
    year: 'int:2019-2026',
    monthOfYear: 'enum:01|02|03|04|05|06|07|08|09|10|11|12',
    postSlug: 'title-slug',
    tag: 'word',
    author: 'like:<person-word>-<word>',
    articleId: 'int:360000-369999',
    articleSlug: 'slug',
    term: 'word',
    email: 'email',
  },
  spellings: ['trailing-slash'],
};
