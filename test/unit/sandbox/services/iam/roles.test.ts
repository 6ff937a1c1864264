import { describe, expect, it } from 'vitest';
import { RegisterScalableTarget } from '../../../../../src/sandbox/services/application-auto-scaling/targets.ts';
import {
  CreateServiceLinkedRole,
  GetRole,
  ListRoles,
} from '../../../../../src/sandbox/services/iam/roles.ts';
import { refusal, web, worldWithWeb } from '../../world/practice-world.ts';

describe('the role of Application Auto Scaling', () => {
  const RoleName = 'AWSServiceRoleForApplicationAutoScaling_ECSService';

  it('is made at the first use', () => {
    const practice = worldWithWeb();
    expect(refusal(() => GetRole({ RoleName }, practice.call))).toMatch(/^NoSuchEntityException: /);
    RegisterScalableTarget({ ...web, MinCapacity: 1, MaxCapacity: 2 }, practice.call);
    expect(GetRole({ RoleName }, practice.call).Role?.Path).toBe(
      '/aws-service-role/ecs.application-autoscaling.amazonaws.com/',
    );
    expect(ListRoles({ PathPrefix: '/aws-service-role/' }, practice.call).Roles).toHaveLength(1);
  });

  it('can be made before, but only once and for services that there are', () => {
    const practice = worldWithWeb();
    const create = (AWSServiceName: string) => () =>
      CreateServiceLinkedRole({ AWSServiceName }, practice.call);
    expect(create('ecs.application-autoscaling.amazonaws.com')().Role?.RoleName).toBe(RoleName);
    expect(refusal(create('ecs.application-autoscaling.amazonaws.com'))).toMatch(
      /^InvalidInputException: .*has been taken/,
    );
    expect(refusal(create('tea.amazonaws.com'))).toMatch(/^InvalidInputException: /);
  });
});
