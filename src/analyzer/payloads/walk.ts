import { type KeyContext, rootContext } from '../data-classes/key-context.ts';
import { type SiteClassifier, siteClassifier } from '../data-classes/site-classes.ts';
import type { Caps, KeyedHash, ObserveContext } from '../exchange.ts';
import { type PointerBreadth, ROOT_POINTER } from './pointer-breadth.ts';
import { limitsOf, type PayloadLimits } from './schema-node.ts';

/** What every step of one observation needs: one object a call, no closure. */
export interface Walk {
  readonly hash: KeyedHash;
  readonly limits: PayloadLimits;
  readonly maxDepth: number;
  /** Client hash cut to 30 bits; -1 when the client is unknown. */
  client: number;
  /** Data classes of the site; null where there are none. */
  readonly site: SiteClassifier | null;
  skipsCredentials: boolean;
  /** Measure of the body that is walked; null outside of bodies. */
  breadth: PointerBreadth | null;
  /** Below a map, where a key leaves no property: every place is measured again. */
  isInMap: boolean;
  /** Whether `childNode` last gave the node of a map. */
  enteredMap: boolean;
  /** Place of the child that `childNode` returned last. */
  childPointer: number;
  /** Context of the child that `childNode` returned last. */
  childContext: KeyContext;
}

export const NO_CONTEXT: KeyContext = rootContext('');

/** 52-bit hashes to 30 bits: small integers, and order is kept. */
const CLIENT_SHIFT = 2 ** 22;

/** The limits of the caps used last: every call of a run has the same caps. */
let known: { readonly caps: Caps; readonly limits: PayloadLimits } | null = null;

function limitsFor(caps: Caps): PayloadLimits {
  if (known === null || known.caps !== caps) known = { caps, limits: limitsOf(caps) };
  return known.limits;
}

export function clientOf(clientHash: number): number {
  return clientHash === 0 ? -1 : Math.floor(clientHash / CLIENT_SHIFT);
}

export function walkOf(context: ObserveContext): Walk {
  return {
    hash: context.hash,
    limits: limitsFor(context.caps),
    maxDepth: context.caps.schemaDepth,
    client: clientOf(context.clientHash),
    site: siteClassifier(context.site),
    skipsCredentials: false,
    breadth: null,
    isInMap: false,
    enteredMap: false,
    childPointer: ROOT_POINTER,
    childContext: NO_CONTEXT,
  };
}
