export { type ActorSite, type Actors, emptyActors, mergeActors, observeActors } from './actors.ts';
export { type ActorFacts, actorFacts, type EndpointOf } from './behaviour.ts';
export { decodeActors, encodeActors } from './codec.ts';
