import { Random, Zipf } from './random.ts';

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'okhttp/4.12.0',
  'python-requests/2.32.3',
  'axios/1.7.2',
  'Go-http-client/2.0',
  'Apache-HttpClient/5.3.1 (Java/17.0.11)',
  'curl/8.8.0',
  'PostmanRuntime/7.39.0',
];
const COUNT = 240;
const NETWORKS = ['192.0.2', '198.51.100', '203.0.113'];

export interface Client {
  readonly address: string;
  readonly agent: string;
  /** Opaque bearer token, the client's own. */
  readonly token: string;
}

/** Callers of one design: documentation addresses (RFC 5737, RFC 3849), some far busier than others. */
export class Clients {
  readonly #clients: readonly Client[];
  readonly #zipf = new Zipf(COUNT, 0.7);

  constructor(seed: string) {
    const random = new Random(`${seed} clients`);
    this.#clients = Array.from({ length: COUNT }, (_, i) => ({
      address:
        i % 10 === 9
          ? `2001:db8:${random.int(1, 9999).toString(16)}::${random.int(1, 65_000).toString(16)}`
          : `${random.pick(NETWORKS)}.${random.int(1, 254)}`,
      agent: random.pick(AGENTS),
      token: random.text('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789', 36),
    }));
  }

  draw(random: Random): Client {
    const client = this.#clients[this.#zipf.draw(random)];
    if (client === undefined) throw new Error('no clients');
    return client;
  }
}
