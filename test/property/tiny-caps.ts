import { type Caps, DEFAULT_CAPS } from '../../src/analyzer/index.ts';

/** Caps that short streams reach; a law makes others as small where it is about them. */
export const TINY_CAPS: Caps = {
  ...DEFAULT_CAPS,
  hosts: 3,
  childrenPerNode: 3,
  pathDepth: 3,
  operationsPerPath: 3,
  propertiesPerObject: 3,
  schemaDepth: 3,
  fieldsPerLocation: 3,
  enumMembers: 3,
  clientsPerString: 3,
  actors: 3,
};
