/** What an error means for the run: decides retry, cursor, outcome and log level, in one table. */
export type ErrorKind =
  | 'config'
  | 'auth'
  | 'rateLimited'
  | 'transient'
  | 'sourceContract'
  | 'record'
  | 'conflict'
  | 'rejected'
  | 'state'
  | 'bug';

export interface ErrorPolicy {
  readonly retry: 'never' | 'after-hint' | 'backoff' | 'once';
  readonly cursor: 'kept' | 'advances';
  readonly exitCode: 0 | 2 | 3 | 4 | 5 | 70;
  readonly level: 'error' | 'warn' | 'info' | 'debug';
}

export const ERROR_POLICY: Readonly<Record<ErrorKind, ErrorPolicy>> = {
  config: { retry: 'never', cursor: 'kept', exitCode: 2, level: 'error' },
  auth: { retry: 'once', cursor: 'kept', exitCode: 4, level: 'error' },
  rateLimited: { retry: 'after-hint', cursor: 'kept', exitCode: 3, level: 'info' },
  transient: { retry: 'backoff', cursor: 'kept', exitCode: 3, level: 'warn' },
  sourceContract: { retry: 'never', cursor: 'kept', exitCode: 3, level: 'error' },
  record: { retry: 'never', cursor: 'advances', exitCode: 0, level: 'debug' },
  conflict: { retry: 'once', cursor: 'kept', exitCode: 5, level: 'info' },
  rejected: { retry: 'never', cursor: 'advances', exitCode: 5, level: 'warn' },
  state: { retry: 'never', cursor: 'kept', exitCode: 70, level: 'error' },
  bug: { retry: 'never', cursor: 'kept', exitCode: 70, level: 'error' },
};

export type SafeContext = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The one error of the product. `message` is written by us and safe to show; `context` holds safe facts only.
 * `cause` is kept for debugging in the module that caught it and is never printed: foreign messages quote input.
 */
export class AssayError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly context: SafeContext;
  /** What the reader can do about it, one sentence. */
  readonly fix: string | null;
  readonly retryAfterMs: number | null;

  constructor(init: {
    readonly code: string;
    readonly kind: ErrorKind;
    readonly message: string;
    readonly fix?: string;
    readonly context?: SafeContext;
    readonly retryAfterMs?: number;
    readonly cause?: unknown;
  }) {
    super(init.message, { cause: init.cause });
    this.name = 'AssayError';
    this.code = init.code;
    this.kind = init.kind;
    this.context = init.context ?? {};
    this.fix = init.fix ?? null;
    this.retryAfterMs = init.retryAfterMs ?? null;
  }
}
