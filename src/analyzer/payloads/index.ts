export { dataClassFacts, type PayloadFacts, type PayloadView, payloadFacts } from './payload-facts.ts';
export { emptyPayloads, mergePayloads, observePayloads, type Payloads } from './payloads.ts';
export { decodePayloads, encodePayloads } from './payloads-codec.ts';
