/* oxlint-disable typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access -- its packages are installed outside the tree */
import { createBackend } from '@backstage/backend-defaults';

/** A Backstage backend with the catalog alone, and the module that takes entities from Assay. */
const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('./catalog-module-assay.js'));
await backend.start();
