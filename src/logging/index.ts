export { createLogger, type LoggerSettings } from './logger.ts';
export type { Redactor } from './redactor.ts';
