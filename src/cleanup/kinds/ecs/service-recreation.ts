import type { Service } from '@aws-sdk/client-ecs';
import { nameOf } from '../../../aws/arn.ts';
import type { ApiCall } from '../../../plan/plan.ts';
import { call } from '../../kind.ts';
import type { Thing } from '../../thing.ts';
import { pick } from '../pick.ts';
import { ecsTags } from '../tag-lists.ts';

/** Members of DescribeServices that CreateService takes as they are. */
const settings = [
  'serviceName',
  'taskDefinition',
  'availabilityZoneRebalancing',
  'loadBalancers',
  'serviceRegistries',
  'launchType',
  'platformVersion',
  'deploymentConfiguration',
  'placementConstraints',
  'placementStrategy',
  'networkConfiguration',
  'healthCheckGracePeriodSeconds',
  'schedulingStrategy',
  'deploymentController',
  'enableECSManagedTags',
  'propagateTags',
  'enableExecuteCommand',
];

/** What AWS says only of a service's deployment, and takes for the service. */
const settingsOfDeployment = [
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
];

/** The call that would make the service again, with as many tasks as it is to have now. */
export function serviceRecreation({ definition, tags }: Thing): ApiCall {
  const found: Partial<Service> = definition;
  const { capacityProviderStrategy = [], deployments = [], schedulingStrategy, roleArn = '' } = found;
  const primary = deployments.find(({ status }) => status === 'PRIMARY') ?? {};
  const hasOwnRole = roleArn !== '' && !roleArn.includes('/aws-service-role/');
  return call('ecs', 'CreateService', {
    cluster: nameOf(found.clusterArn ?? ''),
    ...pick(definition, settings),
    ...pick(primary, settingsOfDeployment),
    // AWS takes one of the two, and gives an empty strategy where there is a launch type.
    ...(capacityProviderStrategy.length > 0 && { capacityProviderStrategy, launchType: undefined }),
    ...(schedulingStrategy !== 'DAEMON' && { desiredCount: found.desiredCount }),
    ...(hasOwnRole && { role: roleArn }),
    ...ecsTags(tags),
  });
}
