import type { Design } from '../../../design.ts';
import { readTextDesigns } from '../../../text-design.ts';
import { ADMIN_CONSOLE } from './admin-console.ts';
import { CHAT } from './chat.ts';
import { CLOUD } from './cloud.ts';
import { COMMERCE } from './commerce.ts';
import { FHIR_RECORDS } from './fhir.ts';
import { LAKE_WEATHER } from './lake-weather.ts';
import { LOCALISED_SITE } from './localised-site.ts';
import { MARKET_DATA } from './market-data.ts';
import { MEDIA_TILES } from './media-tiles.ts';
import { ODATA } from './odata.ts';
import { PACKAGE_REGISTRY } from './package-registry.ts';
import { PAYMENTS } from './payments.ts';
import { PERMISSIONS } from './permissions.ts';
import { REGISTRY_OFFICE } from './registry-office.ts';
import { ROOT_PAGES } from './root-pages.ts';
import { RPC_VERBS } from './rpc-verbs.ts';
import { SENSORS } from './sensors.ts';
import { SERVICE_GATEWAY } from './service-gateway.ts';
import { SOURCE_HOSTING } from './source-hosting.ts';
import { TELECOM } from './telecom.ts';
import { TENANT_FIRST } from './tenant-first.ts';
import { TRAVEL } from './travel.ts';

/** Designs rich in what makes merging wrong. Weights are fitted on all of the development half. */
export const FIT_DESIGNS: readonly Design[] = readTextDesigns(new URL('./fit/', import.meta.url));

/** Once left out of the fit to judge it; `fit-weights.ts --cross` judges every design by weights fitted without it. */
export const HOLD_OUT_DESIGNS: readonly Design[] = readTextDesigns(new URL('./hold-out/', import.meta.url));

/** Of many styles, each with names and values in places alike; fitted on, too. */
export const WIDE_DESIGNS: readonly Design[] = readTextDesigns(new URL('./wide/', import.meta.url));

export const DEV_DESIGNS: readonly Design[] = [
  ADMIN_CONSOLE,
  CHAT,
  CLOUD,
  COMMERCE,
  FHIR_RECORDS,
  LAKE_WEATHER,
  LOCALISED_SITE,
  MARKET_DATA,
  MEDIA_TILES,
  ODATA,
  PACKAGE_REGISTRY,
  PAYMENTS,
  PERMISSIONS,
  REGISTRY_OFFICE,
  ROOT_PAGES,
  RPC_VERBS,
  SENSORS,
  SERVICE_GATEWAY,
  SOURCE_HOSTING,
  TELECOM,
  TENANT_FIRST,
  TRAVEL,
  ...FIT_DESIGNS,
  ...HOLD_OUT_DESIGNS,
  ...WIDE_DESIGNS,
];
