import type { Design } from '../../../design.ts';
import { item, list, NOTHING, on } from '../notation.ts';

const FORM = { requestType: 'application/x-www-form-urlencoded' };
const MESSAGE = 'sid account_sid from to body status direction price num_segments date_sent';
const CALL = 'sid account_sid from to status direction duration start_time end_time price';
const PAGE = 'Page PageSize PageToken';
const ACCOUNT = '/Accounts/{AccountSid}';

/** Telephony: a date as version, PascalCase, `.json` behind ids and behind collections. */
export const TELECOM: Design = {
  name: 'ringtide',
  source: 'own',
  half: 'dev',
  host: 'api.ringtide.example',
  basePath: '/2010-04-01',
  templates: [
    on(
      'GET POST',
      '/Accounts.json',
      list('sid friendly_name status type date_created'),
      `FriendlyName Status ${PAGE}`,
      FORM,
    ),
    on(
      'GET POST',
      '/Accounts/{AccountSid}.json',
      item('sid friendly_name status type auth_token_hint date_created'),
      '',
      FORM,
    ),
    on('GET POST', `${ACCOUNT}/Messages.json`, list(MESSAGE), `To From DateSent ${PAGE}`, {
      ...FORM,
      weight: 10,
    }),
    on('GET POST DELETE', `${ACCOUNT}/Messages/{MessageSid}.json`, item(MESSAGE), '', { ...FORM, weight: 6 }),
    on(
      'GET',
      `${ACCOUNT}/Messages/{MessageSid}/Media.json`,
      list('sid parent_sid content_type date_created'),
      PAGE,
    ),
    on(
      'GET DELETE',
      `${ACCOUNT}/Messages/{MessageSid}/Media/{MediaSid}.json`,
      item('sid parent_sid content_type date_created'),
    ),
    on(
      'POST',
      `${ACCOUNT}/Messages/{MessageSid}/Feedback.json`,
      item('message_sid outcome date_created'),
      '',
      FORM,
    ),
    on('GET POST', `${ACCOUNT}/Calls.json`, list(CALL), `To From Status StartTime ${PAGE}`, {
      ...FORM,
      weight: 6,
    }),
    on('GET POST DELETE', `${ACCOUNT}/Calls/{CallSid}.json`, item(CALL), '', { ...FORM, weight: 5 }),
    on(
      'GET POST',
      `${ACCOUNT}/Calls/{CallSid}/Recordings.json`,
      list('sid call_sid duration channels source'),
      PAGE,
      FORM,
    ),
    on('POST', `${ACCOUNT}/Calls/{CallSid}/Streams.json`, item('sid call_sid name status'), '', FORM),
    on('GET', `${ACCOUNT}/Calls/{CallSid}/Notifications.json`, list('sid log error_code message_date'), PAGE),
    on(
      'GET',
      `${ACCOUNT}/Recordings.json`,
      list('sid call_sid duration channels source'),
      `DateCreated ${PAGE}`,
    ),
    on(
      'GET DELETE',
      `${ACCOUNT}/Recordings/{RecordingSid}.json`,
      item('sid call_sid duration channels source'),
    ),
    on(
      'GET',
      `${ACCOUNT}/Recordings/{RecordingSid}.mp3`,
      { type: 'binary', contentType: 'audio/mpeg' },
      'RequestedChannels',
      { scored: false },
    ),
    on('GET', `${ACCOUNT}/Conferences.json`, list('sid friendly_name status region'), `Status ${PAGE}`),
    on(
      'GET POST',
      `${ACCOUNT}/Conferences/{ConferenceSid}.json`,
      item('sid friendly_name status region reason_conference_ended'),
      '',
      FORM,
    ),
    on(
      'GET POST',
      `${ACCOUNT}/Conferences/{ConferenceSid}/Participants.json`,
      list('call_sid label muted hold coaching'),
      PAGE,
      FORM,
    ),
    on(
      'GET POST DELETE',
      `${ACCOUNT}/Conferences/{ConferenceSid}/Participants/{CallSid}.json`,
      item('call_sid label muted hold coaching'),
      '',
      FORM,
    ),
    on(
      'GET',
      `${ACCOUNT}/AvailablePhoneNumbers/{IsoCountry}/Local.json`,
      list('phone_number locality region capabilities'),
      'AreaCode Contains SmsEnabled',
    ),
    on(
      'GET',
      `${ACCOUNT}/AvailablePhoneNumbers/{IsoCountry}/TollFree.json`,
      list('phone_number capabilities beta'),
      'Contains SmsEnabled',
    ),
    on(
      'GET POST',
      `${ACCOUNT}/IncomingPhoneNumbers.json`,
      list('sid phone_number friendly_name sms_url voice_url'),
      `PhoneNumber ${PAGE}`,
      FORM,
    ),
    on(
      'GET POST DELETE',
      `${ACCOUNT}/IncomingPhoneNumbers/{PhoneNumberSid}.json`,
      item('sid phone_number friendly_name sms_url voice_url'),
      '',
      FORM,
    ),
    on(
      'GET',
      `${ACCOUNT}/Usage/Records.json`,
      list('category count usage price start_date end_date'),
      `Category StartDate EndDate ${PAGE}`,
    ),
    on(
      'GET',
      `${ACCOUNT}/Usage/Records/ThisMonth.json`,
      list('category count usage price price_unit'),
      'Category',
    ),
    on('GET', `${ACCOUNT}/Balance.json`, item('account_sid balance currency')),
    on('GET POST', `${ACCOUNT}/Queues.json`, list('sid friendly_name current_size max_size'), PAGE, FORM),
    on(
      'GET POST DELETE',
      `${ACCOUNT}/Queues/{QueueSid}.json`,
      item('sid friendly_name current_size max_size'),
      '',
      FORM,
    ),
    on(
      'GET',
      `${ACCOUNT}/Queues/{QueueSid}/Members/Front.json`,
      item('call_sid date_enqueued position wait_time'),
    ),
    on('DELETE', `${ACCOUNT}/Sessions/{SessionSid}.json`, NOTHING),
  ],
  slots: {
    AccountSid: 'like:AC<hex:32>',
    MessageSid: 'like:<any:SM|MM><hex:32>',
    MediaSid: 'like:ME<hex:32>',
    CallSid: 'like:CA<hex:32>',
    RecordingSid: 'like:RE<hex:32>',
    ConferenceSid: 'like:CF<hex:32>',
    IsoCountry: 'country',
    PhoneNumberSid: 'like:PN<hex:32>',
    QueueSid: 'like:QU<hex:32>',
    SessionSid: 'like:SE<hex:32>',
  },
  poolCap: { AccountSid: 60 },
};
