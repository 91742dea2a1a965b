import type { Design } from '../../../design.ts';
import { item, list, on, siblings } from '../notation.ts';

const OK = item('ok');

/** Calls with dotted names, `family.verb`: fifty literals on one level, everything else in query and body. */
export const DOTTED_RPC: Design = {
  name: 'watercooler',
  source: 'own',
  half: 'check',
  host: 'watercooler.example',
  basePath: '/api',
  templates: [
    on('POST', '/chat.postMessage', item('ok channel ts message'), '', { weight: 8 }),
    on('POST', '/chat.update', item('ok channel ts text'), '', { weight: 3 }),
    ...siblings('POST', '/chat.', 'delete postEphemeral scheduleMessage unfurl meMessage', OK),
    on('GET', '/conversations.list', item('ok channels response_metadata'), 'cursor limit types', {
      weight: 5,
    }),
    on(
      'GET',
      '/conversations.history',
      item('ok messages has_more pin_count'),
      'channel cursor oldest latest',
      { weight: 6 },
    ),
    on('GET', '/conversations.info', item('ok channel'), 'channel', { weight: 3 }),
    on('GET', '/conversations.members', item('ok members response_metadata'), 'channel cursor'),
    ...siblings(
      'POST',
      '/conversations.',
      'create archive unarchive invite join kick leave open rename setPurpose setTopic',
      OK,
    ),
    on('GET', '/users.list', item('ok members cache_ts'), 'cursor limit', { weight: 3 }),
    on('GET', '/users.info', item('ok user'), 'user', { weight: 5 }),
    on('GET', '/users.lookupByEmail', item('ok user'), 'email'),
    on('GET', '/users.getPresence', item('ok presence online last_activity'), 'user'),
    on('POST', '/users.setPresence', OK),
    on('GET', '/users.profile.get', item('ok profile'), 'user'),
    on('POST', '/users.profile.set', item('ok profile username')),
    ...siblings('POST', '/reactions.', 'add remove', OK, '', { weight: 3 }),
    on('GET', '/reactions.list', item('ok items paging'), 'user count'),
    ...siblings('POST', '/pins.', 'add remove', OK),
    on('GET', '/pins.list', item('ok items'), 'channel'),
    on('POST', '/files.upload', item('ok file'), '', { requestType: 'multipart/form-data', weight: 2 }),
    on('GET', '/files.info', item('ok file comments'), 'file'),
    on('POST', '/files.delete', OK),
    ...siblings('POST', '/reminders.', 'add complete delete', OK),
    ...siblings('POST', '/usergroups.', 'create disable enable update', item('ok usergroup')),
    ...siblings('POST', '/views.', 'open publish push update', item('ok view')),
    on('GET', '/team.info', item('ok team')),
    on('GET', '/emoji.list', item('ok emoji cache_ts')),
    on('GET', '/search.messages', item('ok query messages'), 'query sort page', { weight: 2 }),
    on('POST', '/auth.test', item('ok url team user team_id user_id'), '', { weight: 4 }),
    on('POST', '/auth.revoke', item('ok revoked')),
    on('POST', '/oauth.v2.access', item('ok access_token scope bot_user_id'), '', {
      requestType: 'application/x-www-form-urlencoded',
    }),
    on('GET', '/bots.info', item('ok bot'), 'bot'),
    on('GET', '/dnd.teamInfo', list('user dnd_enabled next_dnd_start_ts'), 'users'),
  ],
  slots: {},
};
