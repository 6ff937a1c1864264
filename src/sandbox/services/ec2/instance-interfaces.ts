import type { Region } from '../../world/region.ts';
import { groupInstances } from './group-instances.ts';
import { type Interface, interfaceId, privateIpOf } from './interface.ts';
import { hexOf } from './stable-ids.ts';

/** The interface of each instance, which the account owns: nobody else manages it. */
export function* instanceInterfaces(region: Region): Generator<Interface> {
  for (const { instance, subnet, securityGroups } of groupInstances(region)) {
    const { id, launchedAt } = instance;
    if (!subnet) continue;
    yield {
      id: interfaceId(id),
      subnet,
      type: 'interface',
      description: '',
      groups: securityGroups,
      privateIp: privateIpOf(id, subnet),
      requester: undefined,
      attachment: {
        AttachmentId: `eni-attach-${hexOf(`attachment ${id}`, 17)}`,
        AttachTime: new Date(launchedAt),
        DeleteOnTermination: true,
        DeviceIndex: 0,
        InstanceId: id,
        InstanceOwnerId: region.accountId,
        NetworkCardIndex: 0,
        Status: 'attached',
      },
      association: undefined,
    };
  }
}
