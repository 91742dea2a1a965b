import { type CheckResult, type CheckStep, type Permission, runChecks } from '../../src/kit/index.ts';
import { type Context, openCentral } from './central.ts';
import { registrySettings } from './config.ts';
import { readInstances, resultsUnknown } from './registry-state.ts';
import { probeWriting } from './result-access.ts';

const PERMISSION = {
  read: 'role Engage Admin, or a team that sees the environments',
  write: 'role Engage Admin, or a team that owns the target environment',
  managed: 'the right to write on instances of the managed environments',
  results: 'entitlement of the organisation for runtime compliance',
} as const;

export const PERMISSIONS: readonly Permission[] = [
  { name: PERMISSION.read, why: 'Without it no instance is known to be managed.' },
  { name: PERMISSION.write, why: 'Registry: without it nothing can be published.' },
  { name: PERMISSION.results, why: 'Registry: without it services are registered, but no grade is shown.' },
  {
    name: PERMISSION.managed,
    why: 'Registry: without it the grade of a managed API is shown by a clone in the target environment.',
  },
];

export async function checkCentral(context: Context): Promise<CheckResult> {
  const isRegistry = context.config.targetEnvironment !== undefined;
  return runChecks([
    {
      name: 'Central answers',
      permission: PERMISSION.read,
      run: async () => `Central answers with ${(await openCentral(context)).version} of its API.`,
    },
    ...context.config.managedEnvironments.map((environment) => managedStep(context, environment)),
    ...(isRegistry ? registrySteps(context) : []),
  ]);
}

function managedStep(context: Context, environment: string): CheckStep {
  return {
    name: `Managed environment ${environment}`,
    permission: PERMISSION.read,
    run: async () => {
      const instances = await readInstances(await openCentral(context), environment);
      return `${instances.length} instances can be read.`;
    },
  };
}

function registrySteps(context: Context): readonly CheckStep[] {
  return [
    {
      name: 'Target environment',
      permission: PERMISSION.write,
      run: async () => {
        const { environment } = registrySettings(context.config);
        const central = await openCentral(context);
        const found = await central.get(`/environments/${environment}`);
        await probeWriting(
          central,
          found === null ? '/environments' : `/environments/${environment}/apiservices`,
        );
        return found === null
          ? 'It is not there; the first publish makes it.'
          : 'It is there, and may be written.';
      },
    },
    {
      name: 'Compliance results',
      permission: PERMISSION.results,
      run: async () => {
        const { resultLocation, environment } = registrySettings(context.config);
        const central = await openCentral(context);
        const found = await central.list('/complianceruntimeresults', ['name']);
        if (found !== null) {
          const home = `/environments/${environment}`;
          const read = `${found.length} results can be read`;
          if ((await central.get(home)) === null) return `${read}.`;
          await probeWriting(central, `${home}/complianceruntimeresults`);
          return `${read}, and may be written.`;
        }
        if (resultLocation !== 'resource') return 'This tenant holds results inside the instances.';
        throw resultsUnknown();
      },
    },
  ];
}
