export { openApiOf } from './document.ts';
export type { Estate } from './estate.ts';
