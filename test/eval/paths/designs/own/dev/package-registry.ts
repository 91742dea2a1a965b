import type { Design } from '../../../design.ts';
import { bytes, item, list, NOTHING, on } from '../notation.ts';

const MANIFEST = 'name version description license dependencies dist';

/** Packages: names that are words, versions, `name@version`, scopes percent-encoded, blobs by digest. */
export const PACKAGE_REGISTRY: Design = {
  name: 'parcelyard',
  source: 'own',
  half: 'dev',
  host: 'registry.parcelyard.example',
  basePath: '/api/v1',
  templates: [
    on('GET', '/packages', list('name latest downloads keywords'), 'q page size', { weight: 2 }),
    on('GET', '/packages/{package}', item('name latest versions maintainers repository readme'), '', {
      weight: 10,
    }),
    on('GET', '/packages/{package}/versions', list('version publishedAt yanked'), '', { weight: 3 }),
    on('GET', '/packages/{package}/latest', item(MANIFEST), '', { weight: 4 }),
    on('GET PUT DELETE', '/packages/{package}/{version}', item(MANIFEST), '', { weight: 8 }),
    on('GET', '/packages/{package}/{version}/dependencies', list('name range kind'), '', { weight: 2 }),
    on('GET', '/packages/{package}/{version}/download', bytes('application/gzip'), '', { weight: 6 }),
    on('GET', '/packages/{package}/{version}/files', list('path bytes digest')),
    on('PUT DELETE', '/packages/{package}/{version}/yank', NOTHING),
    on('GET', '/packages/{package}/owners', list('login email role')),
    on('PUT DELETE', '/packages/{package}/owners/{login}', NOTHING),
    on('GET', '/scoped/{scopedName}', item('name latest versions maintainers'), '', { weight: 3 }),
    on('GET', '/scoped/{scopedName}/{version}', item(MANIFEST), '', { weight: 2 }),
    on('GET', '/resolve/{spec}', item('name version resolved integrity'), '', { weight: 4 }),
    on('GET HEAD PUT', '/blobs/sha256/{digest}', bytes('application/octet-stream'), '', { weight: 4 }),
    on('GET', '/keywords/{keyword}', list('name latest downloads'), 'page'),
    on('GET', '/downloads/{package}/{fromDay}:{toDay}', item('package start end downloads')),
    on('GET', '/downloads/top100', list('name downloads rank')),
    on('GET', '/advisories', list('id package severity range publishedAt'), 'severity since'),
    on('GET', '/advisories/{advisory}', item('id package severity range publishedAt summary references')),
    on('GET PUT DELETE', '/tokens/{tokenId}', item('id name createdAt scopes')),
    on('POST', '/auth/oauth2/token', item('access_token token_type expires_in'), '', {
      requestType: 'application/x-www-form-urlencoded',
    }),
    on('GET', '/users/{login}/packages', list('name latest downloads'), 'page'),
  ],
  slots: {
    package:
      'like:<any:tiny|fast|super|micro|node|lib|data|web|open|hyper|neo|ultra|plain|safe><any:-|-|_><any:parser|router|queue|cache|logger|color|table|graph|markdown|colors|config|fetch|cron|stream|glob|retry>',
    version: 'semver',
    login: 'username',
    scopedName: 'like:%40<tenant>%2F<word>',
    spec: 'join:word@semver',
    digest: 'sha256',
    keyword: 'word',
    fromDay: 'date',
    toDay: 'date',
    advisory: 'like:PYSA-<year>-<digits:4>',
    tokenId: 'uuid',
  },
  pools: { login: 'login' },
};
