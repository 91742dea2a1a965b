import { createRedactor } from '../logging/redactor.ts';

/** The redactor of this process: configuration registers every secret with it, every log line passes it. */
export const REDACTOR = createRedactor();
