import { usage } from '../../failure.ts';
import { defineVerb } from '../../verb/verb.ts';
import { accessArguments, accessCluster } from './arguments.ts';
import type { Station } from './found.ts';
import { judgeAccess } from './judge/judge.ts';
import { accessReads, readAccess } from './read/access.ts';
import { renderAccess } from './render.ts';
import { parseSubject } from './subject.ts';

interface RoadFlags {
  readonly subnet: readonly string[];
  readonly securityGroup: readonly string[];
  readonly assignPublicIp: boolean;
}

export const verb = defineVerb({
  summary: 'may ECS pull the images of a service or task definition, and if not, why',
  description:
    'Looks at all that a pull takes, for the role that pulls and not for you: the role and whom it trusts, what IAM ' +
    'says that it may do, the repository and its policy, the image and its platform, and the road there: public ' +
    'address, NAT, endpoints and their policies, security groups. Network ACLs, firewalls and name servers of your own are ' +
    'not judged.\n\nEnds with 3 when something is in the way, and with 6 when something that decides could not be looked at.',
  arguments: accessArguments,
  flags: {
    cluster: accessCluster,
    subnet: {
      kind: 'text',
      repeat: true,
      help: 'judge the road from here, not from where the service is',
      placeholder: 'ID',
    },
    securityGroup: {
      kind: 'text',
      repeat: true,
      help: 'with --subnet: security group of the tasks',
      placeholder: 'ID',
    },
    assignPublicIp: { kind: 'switch', help: 'with --subnet: the tasks get public addresses' },
  },
  examples: [
    ['ecsctl ecr access check prod/web', 'what stands between a service and its images'],
    [
      'ecsctl ecr access check web:3 --subnet subnet-0a1b2c3d --security-group sg-0a1b2c3d',
      'a task definition that no service runs yet, in the network where it will',
    ],
  ],
  iam: accessReads,
  mutates: false,
  async run({ aws }, { arguments: { subject }, flags }) {
    const wanted = parseSubject(subject, flags.cluster);
    const stations = stationsOf(flags);
    const value = judgeAccess(await readAccess(aws, wanted, stations));
    const exitCode = value.light === 'red' ? 3 : value.light === 'unknown' ? 6 : 0;
    return { value, text: (screen) => renderAccess(value, screen), exitCode };
  },
});

function stationsOf({ subnet = [], securityGroup = [], assignPublicIp }: RoadFlags): Station[] {
  checkIds('--subnet', subnet, 'subnet');
  checkIds('--security-group', securityGroup, 'sg');
  if (subnet.length === 0 && (securityGroup.length > 0 || assignPublicIp)) {
    const flag = assignPublicIp ? '--assign-public-ip' : '--security-group';
    throw usage(`${flag} says nothing without a subnet`, 'add --subnet subnet-…');
  }
  return subnet.map((id) => ({ subnet: id, groups: securityGroup, publicIp: assignPublicIp }));
}

function checkIds(flag: string, ids: readonly string[], prefix: string): void {
  const wrong = ids.find((id) => !new RegExp(`^${prefix}-[0-9a-f]{8,17}$`).test(id));
  if (wrong !== undefined)
    throw usage(`${flag}: "${wrong}" is no id`, `write it like ${prefix}-0a1b2c3d4e5f67890`);
}
