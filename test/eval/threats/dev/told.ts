import type { Location, ThreatType } from '../../../../src/model/vocabulary.ts';
import type { LabelledAttack, TrueOutcome } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { Random } from '../random.ts';

type Reply = Pick<Exchange, 'status' | 'responseBody' | 'responseHeaders' | 'latencyMs'>;

type Ask = Omit<Exchange, 'status'>;

export const HTML = { 'content-type': 'text/html; charset=utf-8' };

export const PLAIN = { 'content-type': 'text/plain' };

interface Told {
  readonly family: ThreatType;
  readonly also?: readonly ThreatType[];
  readonly outcome: TrueOutcome;
  readonly technique: string;
  readonly location: Location;
  readonly text: string;
  readonly ask: Ask;
  readonly reply: Reply;
}

export function told({ also = [], text, ask, reply, ...rest }: Told): LabelledAttack {
  return { ...rest, accepted: [rest.family, ...also], shown: text, exchange: { ...ask, ...reply } };
}

export function get(host: string, path: string, name: string, text: string): Ask {
  return { method: 'GET', host, path, query: `${name}=${encodeURIComponent(text)}` };
}

export function passwd(r: Random): string {
  const rows = [
    'root:x:0:0:root:/root:/bin/bash',
    'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin',
    'www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin',
  ];
  return `${rows.join('\n')}\napp${r.hex(3)}:x:${r.int(1000, 1100)}:1000::/home/app:/bin/sh\n`;
}
