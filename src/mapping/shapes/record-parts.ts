/** A value of the line being read, or a part of its record. Its version grows with each change. */
export interface ValueSource {
  readonly value: unknown;
  readonly version: number;
}

/** An object or a list of a shape. It stays the same object for as long as none of its values changes. */
export interface RecordPart extends ValueSource {
  /** Makes the part anew if a value of it changed. */
  renew(): void;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * Copies of objects, by several functions that do the same: the platform remembers a few classes of objects for each
 * place in a program where one is copied, and copies all others seven times slower.
 */
const COPIES: readonly ((members: Members) => Record<string, unknown>)[] = [
  (members) => ({ ...members }),
  (members) => ({ ...members }),
  (members) => ({ ...members }),
  (members) => ({ ...members }),
  (members) => ({ ...members }),
  (members) => ({ ...members }),
  (members) => ({ ...members }),
  (members) => ({ ...members }),
];
let copies = 0;

/** Made as a copy of the object before: its members keep the order in which the parser put them, numbers first. */
export class ObjectPart implements RecordPart {
  value: Members;
  version = 0;
  readonly #names: readonly string[];
  readonly #sources: readonly ValueSource[];
  readonly #seen: number[];
  readonly #copy: (members: Members) => Record<string, unknown>;

  /** `first` as the parser made it, with exactly these names. */
  constructor(first: Members, names: readonly string[], sources: readonly ValueSource[]) {
    this.value = first;
    this.#names = names;
    this.#sources = sources;
    this.#seen = sources.map(() => -1);
    copies += 1;
    this.#copy = COPIES[copies % COPIES.length] ?? ((members) => ({ ...members }));
  }

  renew(): void {
    const sources = this.#sources;
    const seen = this.#seen;
    let made: Record<string, unknown> | null = null;
    for (let index = 0; index < sources.length; index += 1) {
      const source = sources[index];
      const name = this.#names[index];
      if (source === undefined || name === undefined || source.version === seen[index]) continue;
      seen[index] = source.version;
      made ??= this.#copy(this.value);
      made[name] = source.value;
    }
    if (made === null) return;
    this.value = made;
    this.version += 1;
  }
}

export class ListPart implements RecordPart {
  value: readonly unknown[];
  version = 0;
  readonly #sources: readonly ValueSource[];
  #seen: readonly number[];

  constructor(first: readonly unknown[], sources: readonly ValueSource[]) {
    this.value = first;
    this.#sources = sources;
    this.#seen = sources.map(() => -1);
  }

  renew(): void {
    const seen = this.#seen;
    if (this.#sources.every(({ version }, index) => version === seen[index])) return;
    this.value = this.#sources.map(({ value }) => value);
    this.#seen = this.#sources.map(({ version }) => version);
    this.version += 1;
  }
}
