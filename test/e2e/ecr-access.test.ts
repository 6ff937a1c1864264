import { describe, expect, it } from 'vitest';
import type { AccessValue, Check } from '../../src/ecr/access/value.ts';
import type { Call, Handler } from '../../src/sandbox/service.ts';
import { ec2 } from '../../src/sandbox/services/ec2/index.ts';
import { AuthorizeSecurityGroupIngress } from '../../src/sandbox/services/ec2/security-group-rules.ts';
import { CreateVpcEndpoint } from '../../src/sandbox/services/ec2/vpc-endpoints.ts';
import { UpdateImageStorageClass } from '../../src/sandbox/services/ecr/archive.ts';
import { SetRepositoryPolicy } from '../../src/sandbox/services/ecr/policies.ts';
import { RegisterContainerInstance } from '../../src/sandbox/services/ecs/container-instances.ts';
import { CreateService } from '../../src/sandbox/services/ecs/services.ts';
import { DescribeServices } from '../../src/sandbox/services/ecs/services-read.ts';
import { RegisterTaskDefinition } from '../../src/sandbox/services/ecs/task-definitions.ts';
import { PutRolePolicy } from '../../src/sandbox/services/iam/inline-policies.ts';
import {
  AddRoleToInstanceProfile,
  CreateInstanceProfile,
} from '../../src/sandbox/services/iam/instance-profiles.ts';
import { callIn } from '../support/capacity-estate.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';

const images = { scenario: 'images' };
const account = '123456789012';
const host = `${account}.dkr.ecr.us-east-1.amazonaws.com`;

const callOf = ({ sandbox }: SandboxRoom): Call => callIn(sandbox.world);

/** What a check says, with its exit code and the lights by subject. */
async function checked(room: SandboxRoom, ...words: string[]) {
  const { code, stdout, stderr } = await room.run(['ecr', 'access', 'check', ...words, '-o', 'json']);
  expect(stderr).toBe('');
  const value = JSON.parse(stdout) as AccessValue;
  const checks = value.images.flatMap((image): readonly Check[] => image.checks);
  const not = checks
    .filter(({ light }) => light !== 'green')
    .map(({ subject, light }) => `${subject} ${light}`);
  return { code, value, checks, not };
}

const placeOf = (room: SandboxRoom, service: string) => {
  const [found] = DescribeServices({ cluster: 'prod', services: [service] }, callOf(room)).services ?? [];
  const { subnets = [], securityGroups = [] } = found?.networkConfiguration?.awsvpcConfiguration ?? {};
  return { subnet: subnets[0] ?? '', group: securityGroups[0] ?? '' };
};

describe('ecr access check', () => {
  it('finds nothing in the way of services that run, and for each that waits its reason', async () => {
    await withSandbox(images, async (room) => {
      for (const service of ['web', 'worker', 'legacy']) {
        expect(await checked(room, `prod/${service}`)).toMatchObject({
          code: 0,
          not: [],
          value: { light: 'green' },
        });
      }
      expect(await checked(room, 'prod/reports')).toMatchObject({ code: 3, not: ['rights red'] });
      expect(await checked(room, 'mailer', '-c', 'prod')).toMatchObject({ code: 3, not: ['trust red'] });
      const { subnet } = placeOf(room, 'ledger');
      const ledger = await checked(room, 'prod/ledger');
      expect(ledger).toMatchObject({ code: 3, not: ['road red'] });
      expect(ledger.checks.at(-1)?.next).toContain(`--subnet-ids ${subnet}`);
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('says in a sentence what is the matter, and what to type', async () => {
    await withSandbox(images, async (room) => {
      const { code, stdout, stderr } = await room.run(['ecr', 'access', 'check', 'prod/reports'], {
        tty: { columns: 100 },
        env: { NO_COLOR: '1' },
      });
      expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
      expect(stdout).toContain('✗ prod/reports (reports:1) cannot pull its image.');
      expect(stdout).toMatch(/✗ rights +reports-execution may not ecr:BatchGetImage/);
      expect(stdout).toContain('→ ecsctl ecr access grant prod/reports\n');
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    });
  });

  it('looks at a task definition, and at the road where it is told from where', async () => {
    await withSandbox(images, async (room) => {
      expect(await checked(room, 'batch')).toMatchObject({ code: 0, not: ['road yellow'] });
      const { subnet, group } = placeOf(room, 'web');
      const road = ['--subnet', subnet, '--security-group', group];
      const hidden = await checked(room, 'batch:1', ...road);
      expect(hidden).toMatchObject({ code: 3, not: ['road red'] });
      expect(await checked(room, 'batch:1', ...road, '--assign-public-ip')).toMatchObject({
        code: 0,
        not: [],
      });
    });
  });

  it('finds the road through endpoints as soon as there are all that it takes', async () => {
    await withSandbox(images, async (room) => {
      const { subnet, group } = placeOf(room, 'ledger');
      const call = callOf(room);
      const VpcId = call.region.ec2.subnets.get(subnet)?.VpcId;
      const table = [...call.region.ec2.routeTables.values()].find(({ Associations }) =>
        Associations.some(({ SubnetId }) => SubnetId === subnet),
      );
      const make = (service: string, more: object) =>
        CreateVpcEndpoint(
          { VpcId, ServiceName: `com.amazonaws.us-east-1.${service}`, ...more },
          callOf(room),
        );
      const inSubnet = {
        ...{ VpcEndpointType: 'Interface' as const, SubnetIds: [subnet] },
        SecurityGroupIds: [group],
      };
      make('ecr.api', inSubnet);
      make('ecr.dkr', inSubnet);
      make('s3', { RouteTableIds: [table?.RouteTableId ?? ''] });
      room.sandbox.world.clock.advance(600);
      const shut = await checked(room, 'prod/ledger');
      expect(shut.checks.at(-1)?.text).toMatch(/let no HTTPS in/);
      const itself = [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId: group }] },
      ];
      AuthorizeSecurityGroupIngress({ GroupId: group, IpPermissions: itself }, callOf(room));
      const open = await checked(room, 'prod/ledger');
      expect(open, open.checks.at(-1)?.text).toMatchObject({ code: 0, not: [] });
    });
  });

  it('sees an archived image, a missing one, and a repository that denies the role', async () => {
    await withSandbox(images, async (room) => {
      const call = callOf(room);
      const place = { repositoryName: 'batch', imageId: { imageTag: 'build-46' } };
      UpdateImageStorageClass({ ...place, targetStorageClass: 'ARCHIVE' }, call);
      const deny = { Effect: 'Deny', Principal: '*', Action: 'ecr:BatchGetImage' };
      SetRepositoryPolicy(
        { repositoryName: 'legacy', policyText: JSON.stringify({ Statement: [deny] }) },
        call,
      );
      RegisterTaskDefinition(
        {
          ...{
            family: 'two',
            requiresCompatibilities: ['FARGATE'],
            networkMode: 'awsvpc',
            cpu: '256',
            memory: '512',
          },
          executionRoleArn: `arn:aws:iam::${account}:role/prod-execution`,
          containerDefinitions: [
            { name: 'one', image: `${host}/batch:build-46` },
            { name: 'two', image: `${host}/legacy:9.9` },
            { name: 'three', image: 'nginx' },
          ],
        },
        call,
      );
      const { code, not, value } = await checked(room, 'two');
      expect(code).toBe(3);
      expect(value.images.map(({ light }) => light)).toEqual(['red', 'red', 'yellow']);
      expect(not).toEqual(
        expect.arrayContaining(['image red', 'repository policy red', 'image yellow', 'road yellow']),
      );
    });
  });

  it('gives no verdict where the caller may not look', async () => {
    const statements = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: ['iam:SimulatePrincipalPolicy', 'ec2:DescribeNatGateways'], Resource: '*' },
    ];
    const iamPolicy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    await withSandbox({ ...images, iamPolicy }, async (room) => {
      const web = await checked(room, 'prod/web');
      expect(web).toMatchObject({ code: 6, not: ['rights unknown', 'road unknown'] });
      expect(web.checks.map(({ text }) => text).join()).toContain(
        'the caller may not iam:SimulatePrincipalPolicy',
      );
      expect(await checked(room, 'prod/mailer')).toMatchObject({ code: 3, value: { light: 'red' } });
      const grant = await room.run(['ecr', 'access', 'grant', 'prod/web', '--yes']);
      expect(grant).toMatchObject({ code: 6, stdout: '' });
    });
  });

  it('gives none either where the caller may not look at the instances that pull', async () => {
    const statements = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'ec2:DescribeInstances', Resource: '*' },
    ];
    const iamPolicy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    await withSandbox({ ...images, iamPolicy }, async (room) => {
      await onMachines(room, async () => {
        expect(await checked(room, 'prod/own')).toMatchObject({ code: 6, value: { roles: [] } });
      });
    });
  });

  it('names what is not there, and refuses what cannot be', async () => {
    await withSandbox(images, async (room) => {
      const run = (verb: string, ...words: string[]) => room.run(['ecr', 'access', verb, ...words]);
      for (const verb of ['check', 'grant']) {
        expect(await run(verb, 'prod/wep')).toMatchObject({
          code: 1,
          stderr: expect.stringContaining('did you mean web'),
        });
        expect(await run(verb, 'prot/web')).toMatchObject({
          code: 1,
          stderr: expect.stringContaining('prod'),
        });
        expect(await run(verb, 'wep')).toMatchObject({
          code: 1,
          stderr: expect.stringContaining('no task definition wep'),
        });
        expect(await run(verb, 'web:latest')).toMatchObject({ code: 2 });
      }
      expect(await run('check', 'web', '--subnet', 'a')).toMatchObject({ code: 2 });
      expect(await run('check', 'web', '--assign-public-ip')).toMatchObject({ code: 2 });
    });
  });
});

describe('ecr access grant', () => {
  it('gives the one right that is missing, once, and then the image can be pulled', async () => {
    await withSandbox(images, async (room) => {
      const run = (...words: string[]) => room.run(['ecr', 'access', 'grant', 'prod/reports', ...words]);
      const dry = await run('--dry-run', '--detailed-exitcode');
      expect(dry).toMatchObject({ code: 3, stderr: '' });
      expect(dry.stdout).toMatch(/create inline policy reports-execution\/ecsctl-pull/);
      expect(dry.stdout).toContain('ecr:BatchGetImage');
      expect(room.takeWrites()).toEqual([]);
      expect(await run('--yes')).toMatchObject({ code: 0 });
      expect(room.takeWrites()).toEqual(['iam:PutRolePolicy']);
      expect(await checked(room, 'prod/reports')).toMatchObject({ code: 0, not: [] });
      expect((await run('--yes')).stdout).toContain('nothing to do');
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('is refused against a deny, and tells of what rights do not help against', async () => {
    await withSandbox(images, async (room) => {
      const deny = [{ Effect: 'Deny', Action: 'ecr:BatchGetImage', Resource: '*' }];
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: deny });
      PutRolePolicy({ RoleName: 'prod-execution', PolicyName: 'no', PolicyDocument }, callOf(room));
      const web = await room.run(['ecr', 'access', 'grant', 'prod/web', '--yes']);
      expect(web).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining('no grant changes that'),
      });
      const mailer = await room.run(['ecr', 'access', 'grant', 'prod/mailer', '--yes']);
      expect(mailer).toMatchObject({ code: 0, stdout: expect.stringContaining('does not trust') });
      expect(room.takeWrites()).toEqual([]);
    });
  });
});

/** An instance in the cluster, with a role that may pull nothing, and a service that runs on it. */
async function onMachines(room: SandboxRoom, use: () => Promise<void>): Promise<void> {
  const call = callOf(room);
  const ec2InstanceId = 'i-0123456789abcdef0';
  const InstanceProfileName = 'machines';
  const profile = CreateInstanceProfile({ InstanceProfileName }, call).InstanceProfile;
  AddRoleToInstanceProfile({ InstanceProfileName, RoleName: 'nightly-start' }, call);
  const identity = { instanceId: ec2InstanceId };
  RegisterContainerInstance(
    {
      ...{ cluster: 'prod', instanceIdentityDocument: JSON.stringify(identity) },
      attributes: [{ name: 'ecs.cpu-architecture', value: 'x86_64' }],
    },
    call,
  );
  RegisterTaskDefinition(
    { family: 'own', containerDefinitions: [{ name: 'own', image: `${host}/web:1.8`, memory: 64 }] },
    call,
  );
  CreateService(
    { cluster: 'prod', serviceName: 'own', taskDefinition: 'own', desiredCount: 0, launchType: 'EC2' },
    call,
  );
  const { subnet, group } = placeOf(room, 'web');
  const instance = {
    ...{ InstanceId: ec2InstanceId, SubnetId: subnet, PublicIpAddress: '203.0.113.7' },
    ...{ SecurityGroups: [{ GroupId: group }], IamInstanceProfile: { Arn: profile?.Arn } },
  };
  const handlers = ec2.handlers as Record<string, Handler<unknown, unknown>>;
  const usual = handlers.DescribeInstances;
  if (!usual) throw new Error('no DescribeInstances');
  handlers.DescribeInstances = () => ({ Reservations: [{ Instances: [instance] }] });
  try {
    await use();
  } finally {
    handlers.DescribeInstances = usual;
  }
}

it('judges and helps the role of instances where these pull', async () => {
  await withSandbox(images, async (room) => {
    await onMachines(room, async () => {
      const own = await checked(room, 'prod/own');
      expect(own, JSON.stringify(own.checks)).toMatchObject({ code: 3, not: ['rights red'] });
      expect(own.value.roles).toEqual([`arn:aws:iam::${account}:role/nightly-start`]);
      expect(own.checks.at(-1)?.text).toMatch(/^from instances in prod-a/);
      room.takeWrites();
      const grant = await room.run(['ecr', 'access', 'grant', 'prod/own', '--yes']);
      expect(grant, grant.stderr).toMatchObject({ code: 0 });
      expect(await checked(room, 'prod/own')).toMatchObject({ code: 0, not: [] });
    });
  });
});
