export type { ComparedFacts } from './compared-facts.ts';
export { diffFacts } from './diff-facts.ts';
export { endpointAdded, endpointVanished, isVanished, type Rhythm } from './presence.ts';
