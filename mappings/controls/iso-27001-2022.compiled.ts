// Compiled from mappings/controls/iso-27001-2022.yaml by mappings/build/compile-assessment-data.ts. Do not edit.
import type { ControlSet } from '../../src/model/rubric.ts';

export const ISO_27001_2022: ControlSet = {
  "id": "iso-27001-2022",
  "title": "ISO/IEC 27001 Annex A",
  "version": "2022",
  "source": "https://www.iso.org/standard/27001",
  "controls": {
    "5.9": "Inventory of information and other associated assets",
    "5.12": "Classification of information",
    "5.14": "Information transfer",
    "5.15": "Access control",
    "5.17": "Authentication information",
    "5.25": "Assessment and decision on information security events",
    "5.26": "Response to information security incidents",
    "5.34": "Privacy and protection of PII",
    "8.3": "Information access restriction",
    "8.5": "Secure authentication",
    "8.6": "Capacity management",
    "8.8": "Management of technical vulnerabilities",
    "8.9": "Configuration management",
    "8.11": "Data masking",
    "8.12": "Data leakage prevention",
    "8.16": "Monitoring activities",
    "8.20": "Networks security",
    "8.21": "Security of network services",
    "8.24": "Use of cryptography",
    "8.26": "Application security requirements",
    "8.28": "Secure coding",
    "8.32": "Change management"
  },
  "rows": [
    {
      "finding": "unauthenticated-sensitive-endpoint",
      "controls": [
        "5.15",
        "8.3",
        "8.5"
      ]
    },
    {
      "finding": "declared-auth-not-enforced",
      "controls": [
        "5.15",
        "8.5"
      ]
    },
    {
      "finding": "mixed-authentication",
      "controls": [
        "5.15",
        "8.5"
      ]
    },
    {
      "finding": "api-key-in-url",
      "controls": [
        "5.17",
        "8.5"
      ]
    },
    {
      "finding": "token-in-url",
      "controls": [
        "5.17",
        "8.5"
      ]
    },
    {
      "finding": "jwt-alg-none",
      "controls": [
        "8.5",
        "8.24"
      ]
    },
    {
      "finding": "plaintext-transport",
      "controls": [
        "5.14",
        "8.20",
        "8.24"
      ]
    },
    {
      "finding": "sensitive-data-in-response",
      "controls": [
        "5.34",
        "8.11",
        "8.12"
      ]
    },
    {
      "finding": "personal-data-in-url",
      "controls": [
        "5.12",
        "5.34",
        "8.12"
      ]
    },
    {
      "finding": "secret-in-response",
      "controls": [
        "5.17",
        "8.12",
        "8.24"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "8.16",
        "8.26",
        "5.25"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "8.28",
        "8.8",
        "5.26"
      ]
    },
    {
      "finding": "id-enumeration",
      "controls": [
        "5.15",
        "8.3"
      ]
    },
    {
      "finding": "credential-stuffing",
      "controls": [
        "8.5",
        "8.16",
        "5.25"
      ]
    },
    {
      "finding": "gateway-bypass",
      "controls": [
        "8.20"
      ]
    },
    {
      "finding": "unmanaged-api",
      "controls": [
        "5.9",
        "8.9",
        "8.26"
      ]
    },
    {
      "finding": "undocumented-operation",
      "controls": [
        "5.9",
        "8.26",
        "8.32"
      ]
    },
    {
      "finding": "zombie-api",
      "controls": [
        "5.9",
        "8.8",
        "8.9",
        "8.32"
      ]
    },
    {
      "finding": "definition-drift",
      "controls": [
        "8.9",
        "8.32",
        "8.26"
      ]
    },
    {
      "finding": "verbose-error",
      "controls": [
        "8.9",
        "8.26",
        "8.28"
      ]
    },
    {
      "finding": "cors-wildcard-credentials",
      "controls": [
        "8.3",
        "8.9",
        "8.26"
      ]
    },
    {
      "finding": "missing-rate-limit-evidence",
      "controls": [
        "8.6",
        "8.20",
        "8.21"
      ]
    }
  ]
};
