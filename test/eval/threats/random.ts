import { SeededRandom } from '../random.ts';

/** Draws of this corpus beside the common ones. */
export class Random extends SeededRandom {
  /** Some of the items, in their order of drawing, without repetition. */
  some<T>(items: readonly T[], count: number): readonly T[] {
    return this.shuffle(items).slice(0, count);
  }

  /** Index below count, low ones far more often than high ones. */
  zipf(count: number): number {
    return Math.min(count - 1, Math.floor(count ** this.next()) - 1);
  }

  text(length: number, alphabet: string): string {
    let out = '';
    for (let i = 0; i < length; i += 1) out += alphabet.charAt(this.int(0, alphabet.length - 1));
    return out;
  }

  hex(length: number): string {
    return this.text(length, '0123456789abcdef');
  }

  token(length: number): string {
    return this.text(length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
  }

  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${this.pick(['8', '9', 'a', 'b'])}${this.hex(3)}-${this.hex(12)}`;
  }
}
