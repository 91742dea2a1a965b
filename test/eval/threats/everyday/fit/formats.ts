import type { BenignSource } from '../../half-corpus.ts';
import { raw, sent, texts } from '../exchanges.ts';

const HL7 = [
  "MSH|^~\\&|LAB|‹word›|EHR|‹word›|20261102‹n›||ORU^R01|‹n›|P|2.5\rPID|1||‹n›^^^MRN||O'BRIEN^‹given›||19700101|F\rOBX|1|NM|‹n›-4^HR||‹d›0|/min|<100|N|||F\r",
  'MSH|^~\\&|A|B|C|D|‹big›||ADT^A01|‹n›|P|2.3\rEVN|A01|‹big›\rPV1|1|I|ICU^‹d›^1|||||||||||||||V‹n›\rNK1|1|‹word›^‹word›|SPO\r',
];
const EDI = [
  "UNB+UNOC:3+‹n›:14+‹n›:14+261102:1000+‹n›'UNH+1+ORDERS:D:96A:UN'BGM+220+‹n›+9'DTM+137:20261102:102'NAD+BY+‹n›::9++O?'BRIEN'LIN+1++‹big›:EN'UNT+6+1'UNZ+1+‹n›'",
  'ISA*00*          *00*          *ZZ*‹word›*ZZ*‹word›*261102*1000*U*00401*‹big›*0*P*>~GS*PO*A*B~ST*850*‹n›~BEG*00*SA*‹n›**20261102~SE*3*‹n›~',
  "{1:F01AAAABB33AXXX‹big›}{2:I103CCCCDD44XXXXN}{4:\r\n:20:REF‹n›\r\n:32A:261102EUR‹n›,00\r\n:50K:/‹big›\r\nO'BRIEN ‹word›\r\n:71A:SHA\r\n-}",
  ':20:STARTUMSE\r\n:25:‹big›/‹big›\r\n:61:2611021102DR‹n›,00N‹n›NONREF\r\n:86:‹n›?00SEPA?20EREF+‹n›--x;y?32‹word›\r\n-',
  'HDR|‹n›|20261102\r\nDTL|‹thing›|‹dec›\r\nTRL|1',
];
const CALENDAR = [
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:‹uuid›\r\nDTSTART;TZID=Europe/Dublin:20261102T100000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=‹d›\r\nSUMMARY:‹given›\'s ‹noun›\\; or ‹noun›\r\nLOCATION:‹city›\r\nATTENDEE;CN="O\'Brien":mailto:a@mail.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:‹given› O\'Brien\r\nN:O\'Brien;‹given›;;;\r\nADR;TYPE=home:;;12 Main St\\; Apt ‹d›;‹word›;;;\r\nTEL;TYPE="cell,voice":+‹big›\r\nURL:http://localhost/~‹word›\r\nEND:VCARD\r\n',
];
const HTTP = [
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: a=‹hex›; Path=/; HttpOnly\r\n\r\n{"id":‹n›}',
  'GET /‹tab›/‹n› HTTP/1.1\r\nHost: api.‹word›.example\r\nAccept: */*\r\nCookie: a=‹hex›\r\n\r\n',
  'POST /v1/‹tab› HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 13\r\nTransfer-Encoding: chunked\r\n\r\n{"name":"‹word›"}',
  'HTTP/1.1 302 Found\r\nLocation: https://www.‹word›.example/‹word›?a=1\r\nCache-Control: no-store\r\n\r\n',
  'date: Mon, 02 Nov 2026 10:00:00 GMT\r\ncontent-type: text/html\r\nlocation: /‹word›\r\nserver: nginx',
];
const MAILS = [
  'Received: from mx‹d›.‹word›.example ([‹ip›]) by mx.harbour.example with ESMTPS\r\nDKIM-Signature: v=1; a=rsa-sha256; d=‹word›.example; h=from:to:subject; b=‹b64›\r\nFrom: "O\'Brien, ‹given›" <a@mail.example>\r\nTo: b@mail.example\r\nSubject: Re: ‹noun› or ‹noun›\r\nContent-Type: text/plain\r\n\r\nHi; see ‹noun›.\r\n-- \r\n‹given›\r\n',
  'From: <a‹n›@mail.example>\r\nBcc: \r\nSubject: ‹adj›\r\nX-Mailer: ‹word› ‹v›\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n‹b64›\r\n',
];
const SUBTITLES = [
  "WEBVTT\n\n00:00:0‹d›.000 --> 00:00:0‹d›.500 align:start\n<v ‹given›>Don't ‹verb› it; ok?</v>\n",
  '‹d›\n00:00:01,000 --> 00:00:02,000\n<i>- ‹verb› or ‹verb›!</i>\n- "What\'s ‹n›?"\n',
  "[Script Info]\nTitle: ‹noun›\n[Events]\nDialogue: 0,0:00:0‹d›.00,0:00:09.00,Default,,0,0,0,,{\\an8}It's ‹adj›\\N{\\i1}&{\\i0} more\n",
  '[ti:‹noun›]\n[00:0‹d›.00]Select me / drop me\n[00:09.00](union) or not -- hey\n',
];
const KEYS = [
  '-----BEGIN CERTIFICATE-----\nMIID‹b64›\n‹b64›==\n-----END CERTIFICATE-----\n',
  '-----BEGIN PGP MESSAGE-----\n\nhQEM‹b64›/+‹b64›\n=‹id›\n-----END PGP MESSAGE-----',
  'ssh-rsa AAAAB3NzaC1yc2E‹b64›/+‹b64›== ‹word›@‹word›',
  'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI‹b64›.‹b64›-_‹id›',
  'data:application/pdf;base64,JVBERi0xLjcK‹b64›',
  '\\x7f\\x45\\x4c\\x46‹hex›',
  'sha256:‹sha›‹hex›',
  '‹b64›+/‹b64›/..‹id›',
  '%7B%22a%22%3A%22‹hex›%22%7D',
  'H4sIAAAAAAAAA‹b64›',
  '$2b$12$‹b64›',
  'SCRAM-SHA-256$4096:‹b64›==$‹b64›=:‹b64›=',
  'age1‹word›‹hex›',
  'otpauth://totp/‹word›:a%40mail.example?secret=‹id›&issuer=‹word›',
  'ed2k://|file|‹word›.iso|‹big›|‹hex›|/',
];
const BARE = [
  '‹word›=1;‹word›=2|‹word›',
  "it's; ‹noun› -- ‹noun›",
  '‹n›|‹n›|‹n›',
  'a && b',
  '<‹word›@mail.example>',
  '‹noun›\r\n‹noun›\r\n',
  'k: v\nk2: "v; x"\n',
  '# TYPE http_requests counter\nhttp_requests{code="200",path="/etc"} ‹n›\n',
  "weather,city=L'Aquila temp=‹d›.‹d› 17934912‹big›",
  'PUTVAL "n‹d›/cpu-0/idle" interval=10 N:‹n›',
  'stat.‹word›:‹n›|c|@0.1',
  '{"a":"‹family›"}\n{"a":"; --"}\n',
];

export const FORMATS: readonly BenignSource[] = [
  texts('HL7', 140, HL7, (r, text) =>
    r.chance(0.5)
      ? raw(
          r,
          'POST',
          'wire.harbour.example',
          '/hl7',
          r.pick(['application/hl7-v2', 'text/plain', 'x-application/hl7-v2+er7']),
          text,
        )
      : sent(r, 'POST', 'wire.harbour.example', '/hl7/messages', { message: text, source: 'lab' }),
  ),
  texts('EDI and payments', 160, EDI, (r, text) =>
    r.chance(0.5)
      ? raw(
          r,
          'POST',
          'wire.harbour.example',
          '/edi',
          r.pick(['application/edifact', 'application/edi-x12', 'text/plain']),
          text,
        )
      : sent(r, 'POST', 'wire.harbour.example', '/edi/interchanges', { payload: text }),
  ),
  texts('calendars and cards', 140, CALENDAR, (r, text) =>
    r.chance(0.6)
      ? raw(r, 'PUT', 'wire.harbour.example', `/dav/${r.uuid()}.ics`, 'text/calendar; charset=utf-8', text)
      : sent(r, 'POST', 'wire.harbour.example', '/v1/events/import', { ics: text }),
  ),
  texts('recorded HTTP', 160, HTTP, (r, text) =>
    sent(r, 'POST', 'wire.harbour.example', '/v1/recordings', {
      entries: [{ raw: text, ms: r.int(1, 900) }],
      tool: 'proxy',
    }),
  ),
  texts('received mail', 120, MAILS, (r, text) =>
    r.chance(0.5)
      ? raw(r, 'POST', 'wire.harbour.example', '/inbound/mime', 'message/rfc822', text)
      : sent(r, 'POST', 'wire.harbour.example', '/inbound', {
          email: text,
          spam_score: 0.1,
          headers: text.split('\r\n\r\n')[0],
        }),
  ),
  texts('subtitles and lyrics', 140, SUBTITLES, (r, text) =>
    r.chance(0.5)
      ? raw(r, 'PUT', 'wire.harbour.example', `/captions/${r.int(1, 900)}`, 'text/vtt', text)
      : sent(r, 'PUT', 'wire.harbour.example', `/captions/${r.int(1, 900)}`, { text, lang: 'en' }),
  ),
  texts('keys and blobs', 200, KEYS, (r, text) =>
    sent(r, 'POST', 'wire.harbour.example', '/v1/blobs', { value: text, label: `k${r.int(1, 90)}` }),
  ),
  texts('bare texts', 160, BARE, (r, text) =>
    raw(r, 'POST', 'wire.harbour.example', '/v1/points', 'text/plain', text),
  ),
];
