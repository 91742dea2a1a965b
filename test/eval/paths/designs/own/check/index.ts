import type { Design } from '../../../design.ts';
import { ACCESS_POLICIES } from './access-policies.ts';
import { ARTIFACT_STORE } from './artifact-store.ts';
import { AUTOS_MARKET } from './autos-market.ts';
import { ACQUIRER } from './billing.ts';
import { CLIMATE } from './climate.ts';
import { CLOUD_SUBSCRIPTIONS } from './cloud-subscriptions.ts';
import { COURT_RECORDS } from './court-records.ts';
import { DOTTED_RPC } from './dotted-rpc.ts';
import { ENTERPRISE_ODATA } from './enterprise-odata.ts';
import { FORGE_PROJECTS } from './forge-projects.ts';
import { FREIGHT } from './freight.ts';
import { IMAGING } from './imaging.ts';
import { MESH_EDGE } from './mesh-edge.ts';
import { NAME_SERVERS } from './name-servers.ts';
import { NEWSROOM } from './newsroom.ts';
import { OPS_TOOLBOX } from './ops-toolbox.ts';
import { ORGANISATION_FIRST } from './organisation-first.ts';
import { PARISH_SITE } from './parish-site.ts';
import { PIPELINE_VERBS } from './pipeline-verbs.ts';
import { SOCIAL } from './social.ts';
import { STREAMING } from './streaming.ts';
import { VOICE } from './voice.ts';
import { WORD_LIBRARY } from './word-library.ts';

export const CHECK_DESIGNS: readonly Design[] = [
  ACCESS_POLICIES,
  ARTIFACT_STORE,
  AUTOS_MARKET,
  ACQUIRER,
  CLIMATE,
  CLOUD_SUBSCRIPTIONS,
  COURT_RECORDS,
  DOTTED_RPC,
  ENTERPRISE_ODATA,
  FORGE_PROJECTS,
  FREIGHT,
  IMAGING,
  MESH_EDGE,
  NAME_SERVERS,
  NEWSROOM,
  OPS_TOOLBOX,
  ORGANISATION_FIRST,
  PARISH_SITE,
  PIPELINE_VERBS,
  SOCIAL,
  STREAMING,
  VOICE,
  WORD_LIBRARY,
];
