// Compiled from mappings/controls/pci-dss-4.0.1.yaml by mappings/build/compile-assessment-data.ts. Do not edit.
import type { ControlSet } from '../../src/model/rubric.ts';

export const PCI_DSS_4_0_1: ControlSet = {
  "id": "pci-dss-4.0.1",
  "title": "PCI DSS",
  "version": "4.0.1",
  "source": "https://www.pcisecuritystandards.org/document_library/",
  "controls": {
    "1.2.4": "Data-flow diagrams",
    "1.2.6": "Insecure services and protocols are mitigated",
    "2.2.4": "Only necessary services and functions",
    "2.2.5": "Insecure services are justified",
    "2.2.6": "Secure system security parameters",
    "3.4.1": "PAN is masked when displayed",
    "4.2.1": "Strong cryptography for PAN in transit",
    "6.2.4": "Techniques against common attacks",
    "6.3.1": "Vulnerabilities are identified and ranked",
    "6.3.2": "Inventory of bespoke and custom software",
    "6.3.3": "Patches",
    "6.4.2": "Public web applications are protected automatically",
    "6.5.1": "Change control",
    "7.2.1": "Access control model",
    "7.2.2": "Least privilege",
    "8.3.1": "All access is authenticated",
    "8.3.2": "Authentication factors are unreadable in transit and storage",
    "8.3.4": "Invalid authentication attempts are limited",
    "8.6.2": "Credentials of system accounts are not hard coded",
    "8.6.3": "Credentials of system accounts are protected",
    "10.4.1.1": "Automated log review",
    "11.4.4": "Exploitable findings are corrected",
    "11.5.1": "Intrusion detection",
    "12.3.4": "Technologies are reviewed",
    "12.5.1": "Inventory of in-scope components",
    "12.5.2": "Scope confirmation",
    "12.10.1": "Incident response plan",
    "12.10.5": "Alerts in the incident response plan",
    "12.10.7": "PAN found where it is not expected"
  },
  "rows": [
    {
      "finding": "unauthenticated-sensitive-endpoint",
      "controls": [
        "7.2.1",
        "8.3.1",
        "6.2.4"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "declared-auth-not-enforced",
      "controls": [
        "8.3.1"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "mixed-authentication",
      "controls": [
        "8.3.1"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "api-key-in-url",
      "controls": [
        "8.3.2",
        "6.2.4"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "token-in-url",
      "controls": [
        "8.3.2",
        "6.2.4"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "jwt-alg-none",
      "controls": [
        "8.3.1",
        "6.2.4"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "plaintext-transport",
      "controls": [
        "4.2.1",
        "2.2.5",
        "1.2.6",
        "8.3.2"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "sensitive-data-in-response",
      "controls": [
        "3.4.1",
        "12.10.7"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "personal-data-in-url",
      "controls": [
        "12.10.7"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "secret-in-response",
      "controls": [
        "8.3.2",
        "8.6.2",
        "8.6.3"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "6.4.2",
        "10.4.1.1",
        "11.5.1",
        "12.10.5"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "6.2.4",
        "6.3.1",
        "11.4.4",
        "12.10.1"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "id-enumeration",
      "controls": [
        "7.2.1",
        "7.2.2",
        "6.2.4"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "credential-stuffing",
      "controls": [
        "8.3.4",
        "10.4.1.1",
        "11.5.1"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "unmanaged-api",
      "controls": [
        "6.3.2",
        "12.5.1",
        "12.5.2",
        "1.2.4",
        "2.2.4"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "undocumented-operation",
      "controls": [
        "6.3.2",
        "2.2.4",
        "6.5.1"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "zombie-api",
      "controls": [
        "6.3.2",
        "6.3.3",
        "2.2.4",
        "12.3.4"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "definition-drift",
      "controls": [
        "6.5.1",
        "6.3.2"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "verbose-error",
      "controls": [
        "6.2.4",
        "2.2.6"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "cors-wildcard-credentials",
      "controls": [
        "6.2.4",
        "2.2.6"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    }
  ]
};
