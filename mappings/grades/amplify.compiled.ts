// Compiled from mappings/grades/amplify.yaml by mappings/build/compile-assessment-data.ts. Do not edit.
import type { GradeScale } from '../../src/model/rubric.ts';

export const AMPLIFY: GradeScale = {
  "id": "amplify",
  "title": "Amplify riskScore",
  "source": "Amplify documentation, compliance of a service, grade by average risk score",
  "decimals": 2,
  "bands": [
    {
      "letter": "A",
      "from": 0,
      "below": 1,
      "middle": 0.5
    },
    {
      "letter": "B",
      "from": 1,
      "below": 2,
      "middle": 1.5
    },
    {
      "letter": "C",
      "from": 2,
      "below": 3,
      "middle": 2.5
    },
    {
      "letter": "D",
      "from": 3,
      "below": 4,
      "middle": 3.5
    },
    {
      "letter": "E",
      "from": 4,
      "below": 5,
      "middle": 4.5
    },
    {
      "letter": "F",
      "from": 5,
      "below": 5,
      "middle": 5
    }
  ]
};
