// Compiled from mappings/controls/owasp-api-2023.yaml by mappings/build/compile-assessment-data.ts. Do not edit.
import type { ControlSet } from '../../src/model/rubric.ts';

export const OWASP_API_2023: ControlSet = {
  "id": "owasp-api-2023",
  "title": "OWASP API Security Top 10",
  "version": "2023",
  "source": "https://owasp.org/API-Security/editions/2023/en/0x11-t10/",
  "controls": {
    "API1": "Broken Object Level Authorization",
    "API2": "Broken Authentication",
    "API3": "Broken Object Property Level Authorization",
    "API4": "Unrestricted Resource Consumption",
    "API5": "Broken Function Level Authorization",
    "API6": "Unrestricted Access to Sensitive Business Flows",
    "API7": "Server Side Request Forgery",
    "API8": "Security Misconfiguration",
    "API9": "Improper Inventory Management"
  },
  "rows": [
    {
      "finding": "unauthenticated-sensitive-endpoint",
      "controls": [
        "API2",
        "API5"
      ]
    },
    {
      "finding": "declared-auth-not-enforced",
      "controls": [
        "API2"
      ]
    },
    {
      "finding": "mixed-authentication",
      "controls": [
        "API2"
      ]
    },
    {
      "finding": "api-key-in-url",
      "controls": [
        "API2"
      ]
    },
    {
      "finding": "token-in-url",
      "controls": [
        "API2"
      ]
    },
    {
      "finding": "jwt-alg-none",
      "controls": [
        "API2"
      ]
    },
    {
      "finding": "plaintext-transport",
      "controls": [
        "API8"
      ]
    },
    {
      "finding": "sensitive-data-in-response",
      "controls": [
        "API3"
      ]
    },
    {
      "finding": "personal-data-in-url",
      "controls": [
        "API3"
      ]
    },
    {
      "finding": "secret-in-response",
      "controls": [
        "API2",
        "API8"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "API8"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "API7"
      ],
      "whenThreat": [
        "ssrf"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "API8"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "API7"
      ],
      "whenThreat": [
        "ssrf"
      ]
    },
    {
      "finding": "id-enumeration",
      "controls": [
        "API1"
      ]
    },
    {
      "finding": "credential-stuffing",
      "controls": [
        "API2",
        "API6"
      ]
    },
    {
      "finding": "unmanaged-api",
      "controls": [
        "API9"
      ]
    },
    {
      "finding": "gateway-bypass",
      "controls": [
        "API9"
      ]
    },
    {
      "finding": "undocumented-operation",
      "controls": [
        "API9"
      ]
    },
    {
      "finding": "zombie-api",
      "controls": [
        "API9"
      ]
    },
    {
      "finding": "definition-drift",
      "controls": [
        "API8",
        "API9"
      ]
    },
    {
      "finding": "verbose-error",
      "controls": [
        "API8"
      ]
    },
    {
      "finding": "cors-wildcard-credentials",
      "controls": [
        "API8"
      ]
    },
    {
      "finding": "missing-rate-limit-evidence",
      "controls": [
        "API4",
        "API6"
      ]
    }
  ]
};
