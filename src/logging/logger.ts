import winston from 'winston';
import { AssayError } from '../model/errors.ts';
import { type LogFields, type Logger, SILENT_LOGGER } from '../model/logger.ts';
import type { Redactor } from './redactor.ts';

export interface LoggerSettings {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly redactor: Redactor;
  /** Where lines go; standard error in the program, a buffer in tests. */
  readonly stream: NodeJS.WritableStream;
}

type Level = LoggerSettings['level'];

/** Field names whose value is never written, whatever it is. */
const HIDDEN_FIELDS =
  /^(?:authorization|proxy-?authorization|cookie|set-?cookie|password|passwd|secret|token|api-?key|private-?key)$/i;

/** JSON lines: time, level, static message, fields; everything redacted, `once` shared by all children. */
export function createLogger(settings: LoggerSettings): Logger {
  const base = winston.createLogger({
    level: settings.level,
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [new winston.transports.Stream({ stream: settings.stream })],
    exitOnError: false,
  });
  return bind(base, settings.redactor, {}, new Set());
}

function bind(base: winston.Logger, redactor: Redactor, bound: LogFields, asked: Set<string>): Logger {
  const write = (level: Level, message: string, fields: LogFields = {}): void => {
    base.log({ level, message: redactor.redact(message), ...safeFields({ ...bound, ...fields }, redactor) });
  };
  const logger: Logger = {
    debug: (message, fields) => write('debug', message, fields),
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
    with: (fields) => bind(base, redactor, { ...bound, ...fields }, asked),
    once: (key) => {
      if (asked.has(key)) return SILENT_LOGGER;
      asked.add(key);
      return logger;
    },
  };
  return logger;
}

const RESERVED = new Set(['level', 'message', 'timestamp']);

function safeFields(fields: LogFields, redactor: Redactor): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    const name = RESERVED.has(key) ? `${key}_` : key;
    safe[name] = HIDDEN_FIELDS.test(key) ? '[hidden]' : safeValue(value, redactor);
  }
  return safe;
}

/** Of an error: what we wrote ourselves. Its cause is foreign and stays out. */
function safeValue(value: LogFields[string], redactor: Redactor): unknown {
  if (typeof value === 'string') return redactor.redact(value);
  if (!(value instanceof AssayError)) return value;
  const context = Object.entries(value.context).map(([key, item]) => [
    key,
    typeof item === 'string' ? redactor.redact(item) : item,
  ]);
  return {
    code: value.code,
    kind: value.kind,
    message: redactor.redact(value.message),
    context: Object.fromEntries(context) as unknown,
  };
}
