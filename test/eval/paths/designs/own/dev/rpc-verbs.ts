import type { Design } from '../../../design.ts';
import { item, list, on, siblings } from '../notation.ts';

const OK = item('ok');
const NOUNS: Readonly<Record<string, string>> = {
  User: 'id login email locale createdAt',
  Order: 'id number lines total state',
  Ticket: 'id subject priority assignee state',
  Project: 'id title owner deadline archived',
  Document: 'id title revision mimeType bytes',
  Team: 'id name members lead',
  Device: 'id serial model firmware online',
  Contract: 'id party startsOn endsOn value',
};

/** Calls named by verb and noun in camel case: fifty siblings, keys in the query, bodies alike per noun. */
export const RPC_VERBS: Design = {
  name: 'clerk',
  source: 'own',
  half: 'dev',
  host: 'clerk.example',
  basePath: '/api',
  templates: [
    ...Object.entries(NOUNS).flatMap(([noun, fields], index) => [
      on('GET', `/get${noun}`, item(fields), 'id fields', { weight: 5 - index / 2 }),
      on('GET', `/list${noun}s`, list(fields), 'cursor limit', { weight: 4 - index / 2 }),
      on('POST', `/create${noun}`, item(fields)),
      on('POST', `/update${noun}`, item(fields)),
      on('POST', `/delete${noun}`, OK),
    ]),
    ...siblings(
      'POST',
      '/',
      'login logout refreshToken assignTicket closeTicket mergeTickets archiveProject cancelOrder refundOrder inviteMember',
      OK,
    ),
    on('POST', '/uploadAvatar', item('url width height'), '', { requestType: 'multipart/form-data' }),
    on('GET', '/searchEverything', item('users orders tickets documents'), 'q limit'),
  ],
  slots: {},
};
