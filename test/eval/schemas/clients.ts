import type { Random } from './random.ts';

/** Clients of the documentation ranges (RFC 5737, RFC 3849), a few of them much busier than most. */
export class ClientPool {
  readonly #addresses: readonly string[];
  readonly #cumulative: readonly number[];

  constructor(random: Random, size: number, exponent: number) {
    const networks = ['192.0.2.', '198.51.100.', '203.0.113.'];
    const addresses = new Set<string>();
    while (addresses.size < size) {
      const v6 = `2001:db8:${random.int(1, 0xfff).toString(16)}::${random.int(1, 0xffff).toString(16)}`;
      addresses.add(random.chance(0.15) ? v6 : `${random.pick(networks)}${random.int(1, 254)}`);
    }
    this.#addresses = [...addresses];
    let sum = 0;
    this.#cumulative = this.#addresses.map((_, rank) => (sum += 1 / (rank + 1) ** exponent));
  }

  pick(random: Random): string {
    const target = random.next() * (this.#cumulative.at(-1) ?? 0);
    let low = 0;
    let high = this.#cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#cumulative[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return this.#addresses[low] ?? '192.0.2.1';
  }
}

export const USER_AGENTS: readonly string[] = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'okhttp/4.12.0',
  'axios/1.7.2',
  'python-requests/2.32.3',
  'Go-http-client/2.0',
  'ShopApp/7.3 (iPhone; iOS 17.5)',
];

/** An opaque bearer token, made at run time and of no issuer's shape. */
export function bearerToken(random: Random): string {
  return `Bearer ${random.text(36, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}`;
}
