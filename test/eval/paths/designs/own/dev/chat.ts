import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on } from '../notation.ts';

const CHANNEL = 'id type guild_id position name topic nsfw last_message_id';
const MESSAGE = 'id channel_id author content timestamp edited_timestamp tts mentions attachments embeds';
const MEMBER = 'user nick roles joined_at deaf mute';

/** Chat: snowflakes everywhere, `@me` beside them, emoji percent-encoded, secrets of webhooks in the path. */
export const CHAT: Design = {
  name: 'parley',
  source: 'own',
  half: 'dev',
  host: 'parley.example',
  basePath: '/api/v9',
  templates: [
    on('GET', '/gateway', item('url')),
    on('GET', '/gateway/bot', item('url shards session_start_limit')),
    on('GET PATCH', '/users/@me', item('id username email verified locale mfa_enabled flags'), '', {
      weight: 3,
    }),
    on('GET', '/users/@me/guilds', list('id name icon owner permissions'), 'before after limit', {
      weight: 2,
    }),
    on('DELETE', '/users/@me/guilds/{guildId}', NOTHING),
    on('GET POST', '/users/@me/channels', list('id type recipients last_message_id')),
    on('GET', '/users/{userId}', item('id username discriminator avatar public_flags'), '', { weight: 3 }),
    on('GET PATCH DELETE', '/channels/{channelId}', item(CHANNEL), '', { weight: 4 }),
    on('GET POST', '/channels/{channelId}/messages', list(MESSAGE), 'around before after limit', {
      weight: 10,
    }),
    on('POST', '/channels/{channelId}/messages/bulk-delete', NOTHING),
    on('GET PATCH DELETE', '/channels/{channelId}/messages/{messageId}', item(MESSAGE), '', { weight: 5 }),
    on('POST', '/channels/{channelId}/messages/{messageId}/crosspost', item(MESSAGE)),
    on('DELETE', '/channels/{channelId}/messages/{messageId}/reactions', NOTHING),
    on(
      'GET DELETE',
      '/channels/{channelId}/messages/{messageId}/reactions/{emoji}',
      list('id username avatar'),
      'after limit',
    ),
    on('PUT DELETE', '/channels/{channelId}/messages/{messageId}/reactions/{emoji}/@me', NOTHING, '', {
      weight: 3,
    }),
    on('DELETE', '/channels/{channelId}/messages/{messageId}/reactions/{emoji}/{userId}', NOTHING),
    on('POST', '/channels/{channelId}/typing', NOTHING, '', { weight: 4 }),
    on('GET', '/channels/{channelId}/pins', list(MESSAGE)),
    on('PUT DELETE', '/channels/{channelId}/pins/{messageId}', NOTHING),
    on('GET POST', '/channels/{channelId}/invites', list('code guild channel inviter max_uses')),
    on('POST', '/guilds', item('id name icon owner_id region roles')),
    on(
      'GET PATCH DELETE',
      '/guilds/{guildId}',
      item('id name icon owner_id region roles emojis'),
      'with_counts',
      { weight: 2 },
    ),
    on('GET POST PATCH', '/guilds/{guildId}/channels', list(CHANNEL)),
    on('GET', '/guilds/{guildId}/members', list(MEMBER), 'limit after'),
    on('GET', '/guilds/{guildId}/members/search', list(MEMBER), 'query limit'),
    on('GET PATCH DELETE', '/guilds/{guildId}/members/{userId}', item(MEMBER), '', { weight: 3 }),
    on('PUT DELETE', '/guilds/{guildId}/members/{userId}/roles/{roleId}', NOTHING),
    on('GET', '/guilds/{guildId}/bans', list('reason user'), 'limit before'),
    on('GET PUT DELETE', '/guilds/{guildId}/bans/{userId}', item('reason user')),
    on('GET POST PATCH', '/guilds/{guildId}/roles', list('id name color hoist position permissions')),
    on('PATCH DELETE', '/guilds/{guildId}/roles/{roleId}', item('id name color hoist position permissions')),
    on(
      'GET',
      '/guilds/{guildId}/audit-logs',
      item('audit_log_entries users webhooks'),
      'user_id action_type before limit',
    ),
    on(
      'GET',
      '/guilds/{guildId}/widget.json',
      item('id name instant_invite channels members presence_count'),
    ),
    on('GET', '/guilds/{guildId}/widget.png', { type: 'binary', contentType: 'image/png' }, 'style'),
    on(
      'GET DELETE',
      '/invites/{inviteCode}',
      item('code guild channel approximate_member_count'),
      'with_counts',
    ),
    on('GET', '/webhooks/{webhookId}', item('id type guild_id channel_id name token')),
    on(
      'GET POST',
      '/webhooks/{webhookId}/{webhookToken}',
      item('id type channel_id name'),
      'wait thread_id',
      { weight: 2 },
    ),
    on('POST', '/oauth2/token', item('access_token token_type expires_in refresh_token scope'), '', {
      requestType: 'application/x-www-form-urlencoded',
    }),
    on('GET', '/oauth2/applications/@me', item('id name icon description bot_public')),
  ],
  slots: {
    userId: 'snowflake',
    guildId: 'snowflake',
    channelId: 'snowflake',
    messageId: 'snowflake',
    roleId: 'snowflake',
    webhookId: 'snowflake',
    webhookToken: 'like:<base62:30>_<base62:20>-<base62:16>',
    inviteCode: 'like:<base62:8>',
    emoji:
      'enum:%F0%9F%91%8D|%F0%9F%91%8E|%E2%9D%A4%EF%B8%8F|%F0%9F%98%82|%F0%9F%8E%89|%F0%9F%94%A5|%F0%9F%91%80|%F0%9F%9A%80|%E2%9C%85|%F0%9F%A4%94|party_parrot%3A829384756102938475|blobwave%3A771122334455667788|shipit%3A690011223344556677',
  },
};
