import type { Caps } from './exchange.ts';

/**
 * Every bound of the analyzer's memory. A set over its cap keeps the entries smallest by keyed hash and adds the
 * rest up in one `other`, so the bound costs detail, never a count.
 */
export const DEFAULT_CAPS: Caps = {
  /** A large estate has hundreds of hosts; forged Host headers come in millions. */
  hosts: 1024,
  /** More word-like siblings than any hand-written router has; twelve already decide a slot. */
  childrenPerNode: 160,
  /** Deeper paths exist only in files and attacks. */
  pathDepth: 20,
  /** GitHub's GraphQL clients use some hundreds of operations. */
  operationsPerPath: 512,
  /** The registered methods plus WebDAV's; anything more is a probe. */
  methodsPerPath: 16,
  /** Objects wider than this are maps with dynamic keys. */
  propertiesPerObject: 128,
  /** OpenAPI tools stop rendering at about this depth. */
  schemaDepth: 16,
  /** The largest published resources (FHIR, Kubernetes) have some hundreds. */
  pointersPerDepth: 2048,
  /** Servers refuse requests with more header lines than this. */
  fieldsPerLocation: 96,
  /** A longer list is no enumeration a person would write. */
  enumMembers: 24,
  /** What a report shows. */
  samples: 3,
  /** A string chosen by traffic needs five distinct clients before it is shown. */
  clientsPerString: 5,
  /** Enough for the behaviour rules of one API and hour; overflow makes them "not evaluated". */
  actors: 2048,
  /** Routes of a gateway that lead to one endpoint. */
  nativeRefs: 16,
  contentTypes: 8,
  schemesPerCell: 16,
};
