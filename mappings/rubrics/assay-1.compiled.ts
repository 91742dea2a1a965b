// Compiled from mappings/rubrics/assay-1.yaml by mappings/build/compile-assessment-data.ts. Do not edit.
import type { Rubric } from '../../src/model/rubric.ts';

export const ASSAY_1: Rubric = {
  "id": "assay-1",
  "version": "1.0.0",
  "title": "Assay rubric 1",
  "minimum": {
    "calls": 20,
    "coverage": 0.5
  },
  "margin": 2,
  "bands": [
    {
      "letter": "A",
      "from": 90,
      "top": 100
    },
    {
      "letter": "B",
      "from": 80,
      "top": 89
    },
    {
      "letter": "C",
      "from": 70,
      "top": 79
    },
    {
      "letter": "D",
      "from": 60,
      "top": 69
    },
    {
      "letter": "E",
      "from": 50,
      "top": 59
    },
    {
      "letter": "F",
      "from": 0,
      "top": 49
    }
  ],
  "strengths": {
    "proved": 1,
    "likely": 0.7,
    "indicated": 0.4
  },
  "exposure": {
    "exposed": 1,
    "internal": 0.6
  },
  "sensitivity": {
    "categories": [
      "pii",
      "financial",
      "health",
      "secret",
      "government-id"
    ],
    "restricted": [
      "financial",
      "health",
      "government-id"
    ]
  },
  "thresholds": {
    "anonymousCalls": 3,
    "enumeratedObjects": 20,
    "rateLimitSample": 100
  },
  "categories": [
    {
      "id": "authentication",
      "title": "Authentication",
      "floor": 60
    },
    {
      "id": "transport",
      "title": "Transport",
      "floor": 25
    },
    {
      "id": "data",
      "title": "Data exposure",
      "floor": 40
    },
    {
      "id": "abuse",
      "title": "Proven abuse",
      "floor": 50
    },
    {
      "id": "inventory",
      "title": "Inventory",
      "floor": 30
    },
    {
      "id": "hardening",
      "title": "Hardening",
      "floor": 15
    }
  ],
  "rules": [
    {
      "id": "unauthenticated-sensitive-endpoint",
      "category": "authentication",
      "title": "Sensitive data needs authentication",
      "points": 40,
      "severity": "critical",
      "findings": [
        "unauthenticated-sensitive-endpoint"
      ],
      "evidence": {
        "observes": "authentication-and-response-bodies",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Require authentication at the gateway or in the service, and answer 401 without a valid credential."
    },
    {
      "id": "declared-auth-not-enforced",
      "category": "authentication",
      "title": "Declared authentication is enforced",
      "points": 25,
      "severity": "high",
      "findings": [
        "declared-auth-not-enforced"
      ],
      "evidence": {
        "observes": "authentication",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Enable the declared authentication on the route, or correct the declaration."
    },
    {
      "id": "mixed-authentication",
      "category": "authentication",
      "title": "Authentication is the same for every caller",
      "points": 15,
      "severity": "medium",
      "findings": [
        "mixed-authentication"
      ],
      "evidence": {
        "observes": "authentication",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Decide whether the endpoint is public; if it is not, require the credential on every path to it."
    },
    {
      "id": "jwt-alg-none",
      "category": "authentication",
      "title": "Unsigned tokens are refused",
      "points": 40,
      "severity": "critical",
      "findings": [
        "jwt-alg-none"
      ],
      "evidence": {
        "observes": "authentication",
        "minimum": 10
      },
      "exposure": false,
      "fix": "Allow only the algorithms that you issue, and refuse `none` before anything else is read."
    },
    {
      "id": "credentials-in-url",
      "category": "authentication",
      "title": "No credentials in URLs",
      "points": 20,
      "severity": "high",
      "findings": [
        "api-key-in-url",
        "token-in-url"
      ],
      "evidence": {
        "observes": "calls",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Accept keys and tokens in a header only, refuse them in the URL, and replace those that were logged."
    },
    {
      "id": "plaintext-transport",
      "category": "transport",
      "title": "Served over https only",
      "points": 25,
      "severity": "high",
      "findings": [
        "plaintext-transport"
      ],
      "evidence": {
        "observes": "schemes",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Serve it over https only; answer http with a redirect or not at all."
    },
    {
      "id": "sensitive-data-in-response",
      "category": "data",
      "title": "Restricted data is masked in responses",
      "points": 10,
      "severity": "medium",
      "findings": [
        "sensitive-data-in-response"
      ],
      "evidence": {
        "observes": "response-bodies",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Return only the fields that the caller needs, and mask card numbers, account numbers and identifiers."
    },
    {
      "id": "personal-data-in-url",
      "category": "data",
      "title": "No personal data in URLs",
      "points": 15,
      "severity": "medium",
      "findings": [
        "personal-data-in-url"
      ],
      "evidence": {
        "observes": "calls",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Move the value into the request body or a header, or use an opaque identifier."
    },
    {
      "id": "secret-in-response",
      "category": "data",
      "title": "No secrets in responses",
      "points": 30,
      "severity": "critical",
      "findings": [
        "secret-in-response"
      ],
      "evidence": {
        "observes": "response-bodies",
        "minimum": 10
      },
      "exposure": false,
      "fix": "Remove the field, replace the secret everywhere, and search the logs for copies."
    },
    {
      "id": "injection-success",
      "category": "abuse",
      "title": "No proven injection",
      "points": 40,
      "severity": "critical",
      "findings": [
        "injection-success"
      ],
      "evidence": {
        "observes": "response-bodies",
        "minimum": 10
      },
      "exposure": false,
      "fix": "Treat it as an incident, close the hole, then look for what was taken."
    },
    {
      "id": "object-authorization",
      "category": "abuse",
      "title": "Objects are served to their owners only",
      "points": 30,
      "severity": "critical",
      "findings": [
        "id-enumeration"
      ],
      "evidence": {
        "observes": "client-addresses",
        "minimum": 10
      },
      "exposure": false,
      "fix": "Check on every call that the object belongs to the caller, and use identifiers that cannot be guessed."
    },
    {
      "id": "gateway-bypass",
      "category": "inventory",
      "title": "The gateway is not bypassed",
      "points": 15,
      "severity": "high",
      "findings": [
        "gateway-bypass"
      ],
      "evidence": {
        "observes": "registration",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Let the service accept connections from the gateway only."
    },
    {
      "id": "unmanaged-api",
      "category": "inventory",
      "title": "The API is managed",
      "points": 15,
      "severity": "medium",
      "findings": [
        "unmanaged-api"
      ],
      "evidence": {
        "observes": "registration",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Register the API on a gateway, or switch it off."
    },
    {
      "id": "undocumented-operation",
      "category": "inventory",
      "title": "Every operation is documented",
      "points": 10,
      "severity": "medium",
      "findings": [
        "undocumented-operation"
      ],
      "evidence": {
        "observes": "operations",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Add the operation to the definition, or take it off the service."
    },
    {
      "id": "zombie-api",
      "category": "inventory",
      "title": "Retired versions are off",
      "points": 15,
      "severity": "medium",
      "findings": [
        "zombie-api"
      ],
      "evidence": {
        "observes": "registration",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Move the remaining consumers to the successor, then take it off the gateway and the service."
    },
    {
      "id": "definition-drift",
      "category": "inventory",
      "title": "Behaviour follows the definition",
      "points": 5,
      "severity": "low",
      "findings": [
        "definition-drift"
      ],
      "evidence": {
        "observes": "operations",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Update the definition from the observed one, or correct the service."
    },
    {
      "id": "verbose-error",
      "category": "hardening",
      "title": "Errors keep internals to themselves",
      "points": 5,
      "severity": "low",
      "findings": [
        "verbose-error"
      ],
      "evidence": {
        "observes": "response-bodies",
        "minimum": 10
      },
      "exposure": true,
      "fix": "Answer errors with a code and an id only, and log the details on the server."
    },
    {
      "id": "cors-wildcard-credentials",
      "category": "hardening",
      "title": "Credentials are not shared with every origin",
      "points": 15,
      "severity": "high",
      "findings": [
        "cors-wildcard-credentials"
      ],
      "evidence": {
        "observes": "response-headers",
        "minimum": 10
      },
      "exposure": true,
      "fix": "List the origins that are allowed; never reflect the Origin header together with allow-credentials."
    }
  ],
  "caps": [
    {
      "rule": "unauthenticated-sensitive-endpoint",
      "letter": "F",
      "when": "proved",
      "stands": true,
      "text": "Sensitive data is served without authentication."
    },
    {
      "rule": "jwt-alg-none",
      "letter": "F",
      "when": "proved",
      "stands": true,
      "text": "Unsigned tokens are accepted."
    },
    {
      "rule": "plaintext-transport",
      "letter": "F",
      "when": "sensitive-or-credentials",
      "stands": true,
      "text": "Sensitive data or credentials travel over plaintext."
    },
    {
      "rule": "injection-success",
      "letter": "F",
      "when": "proved",
      "stands": true,
      "text": "An injection is proven."
    },
    {
      "rule": "object-authorization",
      "letter": "F",
      "when": "proved",
      "stands": true,
      "text": "Foreign objects with sensitive data were served to one actor."
    },
    {
      "rule": "secret-in-response",
      "letter": "D",
      "when": "proved",
      "stands": true,
      "text": "Responses hand out secrets."
    },
    {
      "rule": "credentials-in-url",
      "letter": "D",
      "when": "proved",
      "stands": true,
      "text": "Credentials stand in URLs."
    },
    {
      "rule": "personal-data-in-url",
      "letter": "D",
      "when": "proved",
      "stands": true,
      "text": "Personal data stands in URLs."
    },
    {
      "rule": "mixed-authentication",
      "letter": "C",
      "when": "failed",
      "stands": true,
      "text": "Authentication is not the same for every caller."
    },
    {
      "rule": "declared-auth-not-enforced",
      "letter": "C",
      "when": "failed",
      "stands": true,
      "text": "Declared authentication is not enforced."
    },
    {
      "rule": "unmanaged-api",
      "letter": "C",
      "when": "external",
      "stands": false,
      "text": "Nobody manages it and it is reachable from outside."
    },
    {
      "rule": "undocumented-operation",
      "letter": "C",
      "when": "external",
      "stands": false,
      "text": "An undocumented operation is reachable from outside."
    }
  ]
};
