import { CWE } from '../../mappings/controls/cwe.compiled.ts';
import { ISO_27001_2022 } from '../../mappings/controls/iso-27001-2022.compiled.ts';
import { OWASP_API_2023 } from '../../mappings/controls/owasp-api-2023.compiled.ts';
import { PCI_DSS_4_0_1 } from '../../mappings/controls/pci-dss-4.0.1.compiled.ts';
import type { ControlSet } from '../model/rubric.ts';

/** The control sets that findings are mapped to. By itself, since not all who assess run jobs. */
export const CONTROLS: readonly ControlSet[] = [OWASP_API_2023, CWE, PCI_DSS_4_0_1, ISO_27001_2022];
