/**
 * A secret that was resolved from a reference. Printing, serialising or inspecting it gives `[secret]`.
 * `revealSecret` is called by clients of networks only (`src/http`, PostgreSQL, Kafka); a test holds every other folder
 * to that.
 */
export class Secret {
  readonly #value: string;
  readonly #reload: (() => Promise<string>) | null;
  /** The reference it came from, safe to show: `${env:KONG_TOKEN}`. */
  readonly reference: string;

  constructor(init: {
    readonly value: string;
    readonly reference: string;
    /** Reads the reference again: a mounted secret file may have been rotated. */
    readonly reload?: () => Promise<string>;
  }) {
    this.#value = init.value;
    this.#reload = init.reload ?? null;
    this.reference = init.reference;
  }

  static reveal(secret: Secret): string {
    return secret.#value;
  }

  /** The secret as its reference reads now, or null when it cannot have changed. */
  async reloaded(): Promise<Secret | null> {
    if (this.#reload === null) return null;
    const value = await this.#reload();
    if (value === this.#value) return null;
    return new Secret({ value, reference: this.reference, reload: this.#reload });
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}

export function revealSecret(secret: Secret): string {
  return Secret.reveal(secret);
}
