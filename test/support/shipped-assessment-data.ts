import { CWE } from '../../mappings/controls/cwe.compiled.ts';
import { ISO_27001_2022 } from '../../mappings/controls/iso-27001-2022.compiled.ts';
import { OWASP_API_2023 } from '../../mappings/controls/owasp-api-2023.compiled.ts';
import { PCI_DSS_4_0_1 } from '../../mappings/controls/pci-dss-4.0.1.compiled.ts';
import { AMPLIFY } from '../../mappings/grades/amplify.compiled.ts';
import { ASSAY_1 } from '../../mappings/rubrics/assay-1.compiled.ts';
import type { ControlSet, GradeScale, Rubric } from '../../src/model/rubric.ts';

export const RUBRIC: Rubric = ASSAY_1;
export const CONTROLS: readonly ControlSet[] = [OWASP_API_2023, CWE, PCI_DSS_4_0_1, ISO_27001_2022];
export const AMPLIFY_SCALE: GradeScale = AMPLIFY;
