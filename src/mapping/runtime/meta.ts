/** What the source says about its records, the same for all of them. Built by `createMeta`. */
export interface MapMeta {
  readonly sourceId: string;
  readonly defaults: {
    /** Normalised; used where the record names no host. */
    readonly host: string | null;
    readonly scheme: 'http' | 'https' | null;
    /** IANA name; the zone of times that are printed without one. */
    readonly zone: string | null;
  };
  /** Named lists that a mapping declares under `options`, such as the header names of HAProxy's captures. */
  readonly options: Readonly<Record<string, readonly string[]>>;
}
