import type { AssayError } from './errors.ts';

/** Facts only: ids, counts, codes, durations. Never payloads, query strings or foreign messages. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | AssayError>>;

/** Messages are static sentences; everything that varies stands in the fields. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds these fields to every line. */
  with(fields: LogFields): Logger;
  /** This logger the first time the key is asked for, a silent one afterwards. */
  once(key: string): Logger;
}

/** Swallows everything; for pure tests and for what has no one to tell. */
export const SILENT_LOGGER: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => SILENT_LOGGER,
  once: () => SILENT_LOGGER,
};
