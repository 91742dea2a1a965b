import type { Design } from '../../../design.ts';
import { item, list, on } from '../notation.ts';
import { MATERIALS, PLACES } from './vocabulary.ts';

const RESOURCE = 'id name type location tags properties sku';
const VERSION = 'api-version';
const GROUP = '/subscriptions/{subscription}/resourceGroups/{group}';
const COMPUTE = `${GROUP}/providers/Stratus.Compute`;
const NETWORK = `${GROUP}/providers/Stratus.Network`;
const STORAGE = `${GROUP}/providers/Stratus.Storage`;

/** Cloud control plane: eight and more levels, PascalCase and dots in literals, the version in the query. */
export const CLOUD_SUBSCRIPTIONS: Design = {
  name: 'stratus',
  source: 'own',
  half: 'check',
  host: 'control.stratus.example',
  basePath: '',
  templates: [
    on('GET', '/subscriptions', list('subscriptionId displayName state tenantId'), VERSION, { weight: 2 }),
    on('GET', '/subscriptions/{subscription}', item('subscriptionId displayName state tenantId'), VERSION),
    on(
      'GET',
      '/subscriptions/{subscription}/locations',
      list('name displayName regionalDisplayName'),
      VERSION,
    ),
    on('GET', '/subscriptions/{subscription}/resourceGroups', list(RESOURCE), `${VERSION} $filter $top`, {
      weight: 2,
    }),
    on('GET PUT DELETE', GROUP, item(RESOURCE), VERSION, { weight: 3 }),
    on('GET', `${GROUP}/resources`, list(RESOURCE), `${VERSION} $filter`),
    on('GET', `${COMPUTE}/virtualMachines`, list(RESOURCE), VERSION, { weight: 3 }),
    on('GET PUT PATCH DELETE', `${COMPUTE}/virtualMachines/{machine}`, item(RESOURCE), `${VERSION} $expand`, {
      weight: 5,
    }),
    on('GET', `${COMPUTE}/virtualMachines/{machine}/instanceView`, item('vmAgent disks statuses'), VERSION, {
      weight: 3,
    }),
    on('POST', `${COMPUTE}/virtualMachines/{machine}/start`, item('id status startTime'), VERSION, {
      statuses: [202],
    }),
    on('POST', `${COMPUTE}/virtualMachines/{machine}/deallocate`, item('id status startTime'), VERSION, {
      statuses: [202],
    }),
    on(
      'POST',
      `${COMPUTE}/virtualMachines/{machine}/powerOff`,
      item('id status startTime'),
      `${VERSION} skipShutdown`,
      { statuses: [202] },
    ),
    on(
      'GET PUT DELETE',
      `${COMPUTE}/virtualMachines/{machine}/extensions/{extension}`,
      item(RESOURCE),
      VERSION,
    ),
    on('GET PUT DELETE', `${COMPUTE}/disks/{disk}`, item(RESOURCE), VERSION),
    on('POST', `${COMPUTE}/disks/{disk}/beginGetAccess`, item('accessUri'), VERSION),
    on('GET PUT', `${NETWORK}/virtualNetworks/{network}`, item(RESOURCE), VERSION, { weight: 2 }),
    on('GET', `${NETWORK}/virtualNetworks/{network}/subnets`, list('id name addressPrefix'), VERSION),
    on(
      'GET PUT DELETE',
      `${NETWORK}/virtualNetworks/{network}/subnets/{subnet}`,
      item('id name addressPrefix routeTable'),
      VERSION,
    ),
    on('GET PUT', `${NETWORK}/publicIPAddresses/{publicAddress}`, item(RESOURCE), VERSION),
    on('GET PUT DELETE', `${STORAGE}/storageAccounts/{storage}`, item(RESOURCE), VERSION, { weight: 2 }),
    on('POST', `${STORAGE}/storageAccounts/{storage}/listKeys`, item('keys'), VERSION),
    on('POST', `${STORAGE}/storageAccounts/{storage}/regenerateKey`, item('keys'), VERSION),
    on(
      'GET PUT DELETE',
      `${STORAGE}/storageAccounts/{storage}/blobServices/default/containers/{container}`,
      item('id name publicAccess leaseState'),
      VERSION,
    ),
    on(
      'GET',
      '/subscriptions/{subscription}/providers/Stratus.Compute/locations/{region}/usages',
      list('name currentValue limit unit'),
      VERSION,
    ),
    on(
      'GET',
      '/subscriptions/{subscription}/providers/Stratus.Compute/locations/{region}/operations/{operation}',
      item('id status startTime endTime'),
      VERSION,
      {
        weight: 4,
      },
    ),
    on(
      'POST',
      '/providers/Stratus.ResourceGraph/resources',
      item('totalRecords count data facets'),
      VERSION,
      { weight: 2 },
    ),
    on('GET', '/tenants', list('tenantId displayName defaultDomain'), VERSION),
  ],
  slots: {
    subscription: 'uuid',
    group: `like:rg-<any:${MATERIALS}>-<any:prd|tst|dev>-<any:weu|neu|eus|sea>`,
    machine: 'like:vm<any:app|web|sql|bld|jmp><any:p|t|d><digits:3>',
    extension:
      'enum:MonitorAgent|CustomScript|DiskEncryption|JoinDomain|BackupAgent|LogCollector|HealthProbe|AntiMalware|ChefClient|VulnScanner|NodeExporter|DscHost',
    disk: 'like:osdisk_<int:1-40>_<hex:32>',
    network: `like:vnet-<any:${PLACES}>`,
    subnet: 'like:snet-<any:front|back|data|mgmt|edge|jump>-<digits:2>',
    publicAddress: `like:pip-<any:${PLACES}>-<digits:2>`,
    storage: `like:st<any:${MATERIALS}><lower:4><digits:2>`,
    container: `like:<any:raw|curated|backup|logs|exports|images>-<any:${PLACES}>`,
    region:
      'enum:westeurope|northeurope|eastus|eastus2|centralus|southcentralus|japaneast|australiaeast|brazilsouth|uksouth|francecentral|germanywestcentral|swedencentral',
    operation: 'uuid',
  },
  poolCap: { subscription: 60 },
};
