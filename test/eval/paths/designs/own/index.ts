import type { Design } from '../../design.ts';
import { CHECK_DESIGNS } from './check/index.ts';
import { DEV_DESIGNS } from './dev/index.ts';

/** Designs made for this evaluation in the style of the real world, those of both halves. */
export const OWN_DESIGNS: readonly Design[] = [...DEV_DESIGNS, ...CHECK_DESIGNS];
