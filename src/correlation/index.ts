export { correlate } from './correlate.ts';
export { type AskedCall, type Explanation, explainCall } from './why.ts';
