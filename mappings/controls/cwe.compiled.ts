// Compiled from mappings/controls/cwe.yaml by mappings/build/compile-assessment-data.ts. Do not edit.
import type { ControlSet } from '../../src/model/rubric.ts';

export const CWE: ControlSet = {
  "id": "cwe",
  "title": "Common Weakness Enumeration",
  "version": "4",
  "source": "https://cwe.mitre.org/",
  "controls": {
    "22": "Path Traversal",
    "78": "OS Command Injection",
    "79": "Cross-site Scripting",
    "89": "SQL Injection",
    "113": "HTTP Request/Response Splitting",
    "200": "Exposure of Sensitive Information to an Unauthorized Actor",
    "201": "Insertion of Sensitive Information Into Sent Data",
    "209": "Generation of Error Message Containing Sensitive Information",
    "285": "Improper Authorization",
    "306": "Missing Authentication for Critical Function",
    "307": "Improper Restriction of Excessive Authentication Attempts",
    "319": "Cleartext Transmission of Sensitive Information",
    "346": "Origin Validation Error",
    "347": "Improper Verification of Cryptographic Signature",
    "359": "Exposure of Private Personal Information to an Unauthorized Actor",
    "497": "Exposure of Sensitive System Information to an Unauthorized Control Sphere",
    "522": "Insufficiently Protected Credentials",
    "523": "Unprotected Transport of Credentials",
    "598": "Use of GET Request Method With Sensitive Query Strings",
    "611": "Improper Restriction of XML External Entity Reference",
    "639": "Authorization Bypass Through User-Controlled Key",
    "770": "Allocation of Resources Without Limits or Throttling",
    "799": "Improper Control of Interaction Frequency",
    "862": "Missing Authorization",
    "917": "Expression Language Injection",
    "918": "Server-Side Request Forgery",
    "942": "Permissive Cross-domain Policy with Untrusted Domains",
    "943": "Improper Neutralization of Special Elements in Data Query Logic",
    "1059": "Insufficient Technical Documentation",
    "1068": "Inconsistency Between Implementation and Documented Design",
    "1336": "Improper Neutralization of Special Elements Used in a Template Engine"
  },
  "rows": [
    {
      "finding": "unauthenticated-sensitive-endpoint",
      "controls": [
        "306",
        "862"
      ]
    },
    {
      "finding": "declared-auth-not-enforced",
      "controls": [
        "306"
      ]
    },
    {
      "finding": "mixed-authentication",
      "controls": [
        "306"
      ]
    },
    {
      "finding": "api-key-in-url",
      "controls": [
        "598",
        "522"
      ]
    },
    {
      "finding": "token-in-url",
      "controls": [
        "598",
        "522"
      ]
    },
    {
      "finding": "jwt-alg-none",
      "controls": [
        "347"
      ]
    },
    {
      "finding": "plaintext-transport",
      "controls": [
        "319",
        "523"
      ]
    },
    {
      "finding": "sensitive-data-in-response",
      "controls": [
        "201"
      ]
    },
    {
      "finding": "sensitive-data-in-response",
      "controls": [
        "200"
      ],
      "whenDataClass": [
        "credit-card"
      ]
    },
    {
      "finding": "personal-data-in-url",
      "controls": [
        "359",
        "598"
      ]
    },
    {
      "finding": "secret-in-response",
      "controls": [
        "522",
        "201"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "89"
      ],
      "whenThreat": [
        "sql-injection"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "943"
      ],
      "whenThreat": [
        "nosql-injection"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "79"
      ],
      "whenThreat": [
        "xss"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "22"
      ],
      "whenThreat": [
        "path-traversal"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "78"
      ],
      "whenThreat": [
        "command-injection"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "918"
      ],
      "whenThreat": [
        "ssrf"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "611"
      ],
      "whenThreat": [
        "xxe"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "1336"
      ],
      "whenThreat": [
        "template-injection"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "917"
      ],
      "whenThreat": [
        "log4j-lookup"
      ]
    },
    {
      "finding": "injection-attempt",
      "controls": [
        "113"
      ],
      "whenThreat": [
        "crlf-injection"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "89"
      ],
      "whenThreat": [
        "sql-injection"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "943"
      ],
      "whenThreat": [
        "nosql-injection"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "79"
      ],
      "whenThreat": [
        "xss"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "22"
      ],
      "whenThreat": [
        "path-traversal"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "78"
      ],
      "whenThreat": [
        "command-injection"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "918"
      ],
      "whenThreat": [
        "ssrf"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "611"
      ],
      "whenThreat": [
        "xxe"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "1336"
      ],
      "whenThreat": [
        "template-injection"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "917"
      ],
      "whenThreat": [
        "log4j-lookup"
      ]
    },
    {
      "finding": "injection-success",
      "controls": [
        "113"
      ],
      "whenThreat": [
        "crlf-injection"
      ]
    },
    {
      "finding": "id-enumeration",
      "controls": [
        "639",
        "285"
      ]
    },
    {
      "finding": "credential-stuffing",
      "controls": [
        "307",
        "799"
      ]
    },
    {
      "finding": "unmanaged-api",
      "controls": [
        "1059"
      ]
    },
    {
      "finding": "undocumented-operation",
      "controls": [
        "1059"
      ]
    },
    {
      "finding": "zombie-api",
      "controls": [
        "1059"
      ]
    },
    {
      "finding": "definition-drift",
      "controls": [
        "1068"
      ]
    },
    {
      "finding": "verbose-error",
      "controls": [
        "209",
        "497"
      ]
    },
    {
      "finding": "cors-wildcard-credentials",
      "controls": [
        "942",
        "346"
      ]
    },
    {
      "finding": "missing-rate-limit-evidence",
      "controls": [
        "770",
        "799"
      ]
    }
  ]
};
