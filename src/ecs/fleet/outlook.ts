import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { counted } from '../../terminal/number.ts';
import type { GroupFacts } from './group-facts.ts';
import { outlookOfFewer } from './outlook-fewer.ts';
import { outlookOfMore } from './outlook-more.ts';
import type { Outlook } from './value.ts';

/** What becomes of the instances of a capacity provider that is no Auto Scaling group, or not in order. */
export function outlookByKind(name: string, provider: CapacityProvider | undefined): Outlook | undefined {
  if (name === 'FARGATE') return { code: 'by-aws', text: 'has no instances to wait for' };
  if (name === 'FARGATE_SPOT')
    return { code: 'by-aws', text: 'has no instances to wait for, while AWS has capacity to spare' };
  if (!provider) return { code: 'broken', text: 'is not known to ECS' };
  if (provider.status !== 'ACTIVE') return { code: 'broken', text: `is ${provider.status}` };
  if (!provider.autoScalingGroupProvider)
    return { code: 'by-aws', text: 'has instances started by ECS as tasks need them' };
  return undefined;
}

/** What managed scaling does next with a group, as its numbers say. */
export function outlookOfGroup(facts: GroupFacts, isManaged: boolean): Outlook {
  if (!isManaged) return unmanaged(facts);
  return outlookOfMore(facts) ?? outlookOfFewer(facts) ?? steady(facts);
}

function unmanaged({ cluster, group, isWanted }: GroupFacts): Outlook {
  const { name, desired, present } = group;
  const text =
    desired > present
      ? `comes to ${counted(desired, 'instance')}, as its group ${name} is set; ECS adds none by itself`
      : `keeps its ${counted(present, 'instance')}: managed scaling is off`;
  const advice = `ecsctl capacity attach ${cluster} --asg ${name} --target 100`;
  return { code: desired > present ? 'grows' : 'off', text, to: desired, ...(isWanted && { advice }) };
}

function steady({ group, reservation, isCurrent, target }: GroupFacts): Outlook {
  const { present, min, max } = group;
  if (reservation && !isCurrent && reservation.percent !== target) {
    const text = `has ${counted(present, 'instance')} by now, of at most ${max}; ECS measures what is reserved once a minute`;
    return { code: 'steady', text, to: present };
  }
  const bound = present === min ? ', its least' : present === max ? ', the most it may have' : '';
  const own = present === 0 ? 'has no instance' : `keeps its ${counted(present, 'instance')}${bound}`;
  const unmeasured = reservation ? '' : '; nothing was measured in 20 minutes';
  return { code: 'steady', text: `${own}${unmeasured}`, to: present };
}
