import type { Design } from '../../../design.ts';
import { bytes, item, list, on } from '../notation.ts';
import { PLACES } from './vocabulary.ts';

const CALL = 'uuid from to direction state duration answered_at hangup_cause';

/** Carrier: numbers in international form with the plus encoded, undashed UUIDs, `.json` on some resources only. */
export const VOICE: Design = {
  name: 'trunkline',
  source: 'own',
  half: 'check',
  host: 'rest.trunkline.example:8443',
  basePath: '/v0.1',
  templates: [
    on('GET POST', '/calls', list(CALL), 'status date_start date_end record_index', { weight: 4 }),
    on('GET', '/calls/live.json', list(CALL), 'page', { weight: 2 }),
    on('GET PUT', '/calls/{callUuid}', item(CALL), '', { weight: 5 }),
    on('PUT DELETE', '/calls/{callUuid}/stream', item('message uuid')),
    on('PUT', '/calls/{callUuid}/dtmf', item('message uuid')),
    on('GET', '/calls/{callUuid}/events.json', list('at name payload')),
    on('GET PUT DELETE', '/numbers/{number}', item('number country type features voice_url sms_url'), '', {
      weight: 4,
    }),
    on('GET', '/numbers/{number}/lookup.json', item('number valid carrier line_type country'), 'level', {
      weight: 4,
    }),
    on('GET', '/numbers/{number}/messages.json', list('id body direction status at'), 'page size'),
    on('GET', '/numbers/available', list('number region cost features'), 'country pattern'),
    on('GET', '/routes/{country}/{prefix}.json', item('prefix operator price currency')),
    on('GET DELETE', '/recordings/{recording}.wav', bytes('audio/wav'), '', { weight: 3 }),
    on('GET', '/trunks', list('name host port codecs active')),
    on('GET PUT DELETE', '/trunks/{trunk}', item('name host port codecs active')),
    on('GET', '/trunks/{trunk}/cdr/{day}.csv', { type: 'text', contentType: 'text/csv' }),
    on('POST', '/verify/json', item('request_id status')),
    on('POST', '/verify/check/json', item('request_id status price currency')),
    on('GET', '/applications', list('id name capabilities'), 'page_size page'),
    on('GET PUT DELETE', '/applications/{application}', item('id name capabilities keys')),
    on('GET', '/account/get-balance', item('value autoReload')),
    on('GET', '/account/get-pricing/outbound/{mobileCountryCode}', item('countryName defaultPrice networks')),
  ],
  slots: {
    callUuid: 'hex:32',
    number: 'like:%2B447700900<digits:3>',
    country:
      'enum:at|be|ch|cz|de|dk|ee|es|fi|fr|gb|gr|hu|ie|it|lt|lu|lv|nl|no|pl|pt|ro|se|si|sk|tr|ua|us|ca|mx|br|ar|cl|jp|kr|in|au|nz|za',
    prefix: 'like:<int:20-98><digits:3>',
    recording: 'like:rec-<unix>-<hex:8>',
    trunk: `like:sip-<any:${PLACES}>-<int:1-9>`,
    day: 'date',
    application: 'uuid',
    mobileCountryCode: 'int:202-748',
  },
};
