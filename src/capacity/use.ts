import { clusterFlag, serviceArgument } from '../ecs/service-flags.ts';
import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { operations } from './operations.ts';
import { sayThatItGoesOn } from './use/going-on.ts';
import { planRest, planUse } from './use/plan-use.ts';
import { readMovable } from './use/read.ts';
import { readMove } from './use/wanted.ts';
import { waits } from './waits.ts';

export const verb = defineVerb({
  summary: 'move a service on to a capacity provider strategy, and follow the deployment',
  description:
    'The service is changed only where its strategy really is another one: the change forces a deployment, which ' +
    'replaces all of its tasks. That deployment is followed to its end; where ECS rolls it back, that is a failure, ' +
    'and it is said why its tasks did not start. Ended early, by Ctrl-C or --timeout, the same command waits for the ' +
    'same deployment again. In a strategy a weight that is left out is 1, not 0 as in the API.',
  arguments: {
    service: serviceArgument,
    strategy: { help: 'where its tasks are to run, or none for its launch type again' },
  },
  flags: { cluster: clusterFlag },
  examples: [
    [
      "ecsctl capacity use prod/web 'FARGATE:base=1:weight=1,FARGATE_SPOT:weight=4'",
      'one task on Fargate, and of all others four in five on Spot',
    ],
    ['ecsctl capacity use prod/web FARGATE --timeout 20m', 'move all on to Fargate, and wait no longer'],
  ],
  iam: [
    'ecs:DescribeServices',
    'ecs:ListServices',
    'ecs:DescribeClusters',
    'ecs:ListClusters',
    'ecs:DescribeCapacityProviders',
    'ecs:DescribeTaskDefinition',
    'ecs:ListServiceDeployments',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecs:UpdateService',
    'application-autoscaling:DescribeScalableTargets',
  ],
  mutates: true,
  async run(context, { arguments: { service, strategy }, flags }) {
    const { aws } = context;
    const wanted = readMove(service, strategy, flags.cluster);
    return carryOut(context, {
      read: () => readMovable(aws, wanted),
      plan: (found) => planUse(wanted, found),
      rest: (found) => planRest(wanted, found),
      operations,
      waits,
    }).catch(sayThatItGoesOn);
  },
});
