import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on } from '../notation.ts';
import { GIVEN, SPECIES, TOPICS } from './vocabulary.ts';

const STATUS = 'id uri content visibility reblogs_count favourites_count account media_attachments tags';
const ACCOUNT = 'id username acct display_name note followers_count statuses_count locked';

const HANDLE = `like:<any:${GIVEN}><any:||_${SPECIES.replaceAll('-', '').replaceAll('|', '|_')}|1990|_x|.art|tv>`;

/** Social feed: given names and words as handles, hashtags that are words, closed timelines beside tags. */
export const SOCIAL: Design = {
  name: 'hollerwood',
  source: 'own',
  half: 'check',
  host: 'hollerwood.example',
  basePath: '/api/v1',
  templates: [
    on('GET', '/timelines/home', list(STATUS), 'max_id since_id limit', { weight: 6 }),
    on('GET', '/timelines/public', list(`${STATUS} language`), 'local remote max_id limit', { weight: 3 }),
    on('GET', '/timelines/tag/{hashtag}', list(STATUS), 'any all max_id limit', { weight: 3 }),
    on('GET', '/timelines/list/{listId}', list(STATUS), 'max_id limit'),
    on('POST', '/statuses', item(STATUS), '', { weight: 3 }),
    on('GET DELETE', '/statuses/{statusId}', item(STATUS), '', { weight: 5 }),
    on('GET', '/statuses/{statusId}/context', item('ancestors descendants'), '', { weight: 3 }),
    on('POST', '/statuses/{statusId}/favourite', item(STATUS), '', { weight: 3 }),
    on('POST', '/statuses/{statusId}/unfavourite', item(STATUS)),
    on('POST', '/statuses/{statusId}/reblog', item(STATUS)),
    on('GET', '/statuses/{statusId}/reblogged_by', list(ACCOUNT), 'limit'),
    on('GET', '/accounts/verify_credentials', item(`${ACCOUNT} source role`), '', { weight: 3 }),
    on('GET', '/accounts/lookup', item(ACCOUNT), 'acct'),
    on('GET', '/accounts/relationships', list('id following followed_by blocking muting'), 'id[]', {
      weight: 2,
    }),
    on('PATCH', '/accounts/update_credentials', item(ACCOUNT), '', { requestType: 'multipart/form-data' }),
    on('GET', '/accounts/{accountId}', item(ACCOUNT), '', { weight: 4 }),
    on('GET', '/accounts/{accountId}/statuses', list(STATUS), 'exclude_replies only_media max_id', {
      weight: 4,
    }),
    on('GET', '/accounts/{accountId}/followers', list(ACCOUNT), 'max_id limit'),
    on('POST', '/accounts/{accountId}/follow', item('id following requested notifying')),
    on('POST', '/accounts/{accountId}/mute', item('id muting muting_notifications')),
    on('GET', '/profiles/{handle}', item('handle name bio links joined'), '', { weight: 4 }),
    on('GET', '/profiles/{handle}/pins', list(STATUS), 'limit'),
    on('GET', '/profiles/{handle}/photos/{photoNo}', item('id url blurhash description')),
    on('GET', '/profiles/{handle}/following/{otherHandle}', item('since notifications')),
    on('GET', '/tags/{hashtag}', item('name url history following')),
    on('POST', '/tags/{hashtag}/follow', item('name url following')),
    on('GET', '/trends/tags', list('name url history')),
    on('GET', '/trends/links', list('url title description provider_name')),
    on('GET', '/groups/{groupName}', item('id name description rules members_count')),
    on('GET POST', '/groups/{groupName}/posts', list(STATUS), 'max_id limit', { weight: 2 }),
    on('GET', '/notifications', list('id type created_at account status'), 'max_id types[]', { weight: 4 }),
    on('GET', '/notifications/unread_count', item('count'), '', { weight: 2 }),
    on('POST', '/notifications/clear', NOTHING),
    on('POST', '/notifications/{notificationId}/dismiss', NOTHING),
    on('GET', '/instance', item('uri title version stats rules')),
    on('GET', '/custom_emojis', list('shortcode url static_url category')),
  ],
  slots: {
    hashtag: `enum:${TOPICS}|${SPECIES}`,
    listId: 'int',
    statusId: 'like:11<digits:16>',
    accountId: 'like:10<digits:16>',
    handle: HANDLE,
    otherHandle: HANDLE,
    photoNo: 'int:1-200',
    groupName: `like:<any:${TOPICS}>-<any:fans|club|talk|watch|exchange|circle>`,
    notificationId: 'bigint',
  },
  pools: { handle: 'handle', otherHandle: 'handle' },
};
