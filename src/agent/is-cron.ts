import cron from 'node-cron';

/** Whether node-cron accepts the expression; asked by the configuration check, so that a bad one fails at start. */
export function isCron(expression: string): boolean {
  return cron.validate(expression);
}
