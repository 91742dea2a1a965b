import { ASSAY_1 } from '../../mappings/rubrics/assay-1.compiled.ts';

/** The rubric that grades every API. By itself, since commands that only read grades need nothing else of a job. */
export const RUBRIC = ASSAY_1;
