export {
  type AnnotateCall,
  type AnnotatorSettings,
  createAnnotator,
} from './annotate/annotate-call.ts';
export type { CallAnnotation } from './annotate/call-annotation.ts';
export { carries } from './auth/site-schemes.ts';
export { DEFAULT_CAPS } from './caps.ts';
export type { Corrections } from './corrections.ts';
export * from './counting.ts';
export { classById } from './data-classes/catalogue.ts';
export { holdsValue } from './data-classes/holds-value.ts';
export { keyContext, rootContext } from './data-classes/key-context.ts';
export { siteClassifier } from './data-classes/site-classes.ts';
export type { PastEndpoint } from './endpoints/aliases.ts';
export type { VouchedHosts } from './endpoints/forged-hosts.ts';
export type { Caps } from './exchange.ts';
export { holdsOlder, KEEP_ALL, type LeftOut, mergeDivided } from './packing/merge-divided.ts';
export { viewDivided } from './packing/view-divided.ts';
export { placedSummary, wholeSummary } from './packing/whole.ts';
export { fitsHost } from './paths/host-glob.ts';
export {
  type KnownTemplate,
  matchKnown,
  reservedSegments,
  templatesFor,
} from './paths/known-templates.ts';
export { requestTokens } from './paths/request-tokens.ts';
export type { PathToken } from './paths/template-tree.ts';
export { percentDecode } from './percent-decoding.ts';
export { type Forgotten, forgetOld, type KeptFrom } from './retention/forget-old.ts';
export type { SiteClass, SitePattern, SiteRules, SiteScheme, SiteThreat } from './site-rules.ts';
export type { Steps } from './steps.ts';
export { findSiteThreat } from './threats/site-threats.ts';
export { viewInventory } from './view.ts';
export type { ViewContext } from './view-context.ts';
