export { createLogger, type LoggerSettings } from './logger.ts';
export { createRedactor, type Redactor } from './redactor.ts';
