import type { Design } from '../../../design.ts';
import { item, list, on } from '../notation.ts';

const PAGE = 'title body layout seo children publishedAt';

/** Pages at the root: any slug is a page, questions carry number and slug, a few programs stand beside them. */
export const ROOT_PAGES: Design = {
  name: 'pagesmith',
  source: 'own',
  half: 'dev',
  host: 'cms.pagesmith.example',
  basePath: '',
  templates: [
    on('GET', '/{page}', item(PAGE), 'preview', { weight: 10 }),
    on('GET', '/{page}/revisions', list('revision author at note'), 'limit'),
    on('GET', '/{page}/revisions/{revision}', item('revision author at note diff')),
    on('POST', '/{page}/publish', item('title state publishedAt')),
    on('GET', '/questions/{question}/{questionSlug}', item('id title body score answers tags'), '', {
      weight: 5,
    }),
    on('GET POST', '/questions/{question}/answers', list('id body score accepted author'), 'sort page', {
      weight: 3,
    }),
    on('GET', '/questions/tagged/{tag}', list('id title score answers'), 'sort page', { weight: 2 }),
    on('GET', '/questions/unanswered', list('id title score askedAt'), 'page'),
    on('GET', '/files/{asset}', { type: 'binary', contentType: 'application/pdf' }, 'download'),
    on('GET', '/files/{asset}/metadata', item('name bytes mimeType uploadedBy')),
    on('GET', '/api/v1/pages', list('slug title state updatedAt'), 'state q page', { weight: 2 }),
    on('GET', '/api/v1/menus/{menu}', item('name items')),
    on('GET', '/api/v1/redirects', list('from to code hits'), 'page'),
    on('PUT DELETE', '/api/v1/redirects/{redirect}', item('from to code')),
    on('GET', '/api/v1/authors/{author}', item('login name bio pages')),
    on('GET', '/api/v1/search', item('hits total suggestions'), 'q type', { weight: 3 }),
    on('GET', '/api/v1/stats/pageviews/{day}', item('day views visitors top')),
  ],
  slots: {
    page: 'slug',
    revision: 'int:1-60',
    question: 'bigint',
    questionSlug: 'slug',
    tag: 'word',
    asset: 'filename',
    menu: 'snake',
    redirect: 'object-id',
    author: 'username',
    day: 'date',
  },
  spellings: ['trailing-slash'],
};
