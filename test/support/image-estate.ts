import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
} from '@aws-sdk/client-ecs';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import fc from 'fast-check';
import { plantImage } from '../../src/sandbox/services/ecr/plant.ts';
import { PutImage } from '../../src/sandbox/services/ecr/put-image.ts';
import { CreateRepository } from '../../src/sandbox/services/ecr/repositories.ts';
import { World } from '../../src/sandbox/world/world.ts';
import { SandboxAws } from './sandbox-aws.ts';

const region = 'us-east-1';
const account = '123456789012';
const dayMs = 24 * 3600_000;
const network = { awsvpcConfiguration: { subnets: ['subnet-0aa11bb22cc33dd44'] } };

/** A repository `web` and what is made of it, in words of its own: the test's idea of what is used comes from here. */
export interface ImageEstate {
  /** The oldest first. */
  readonly images: readonly {
    /** Whole days to the push of the next one, or to now. */
    readonly days: number;
    /** Those that an earlier image has move to this one. */
    readonly tags: readonly string[];
    readonly platforms: readonly string[];
    /** With a signature of its own. */
    readonly signed: boolean;
  }[];
  readonly users: readonly ImageUser[];
  /** A tag that is moved to another image when everything runs. */
  readonly moved: { readonly tag: string; readonly image: number } | undefined;
}

interface ImageUser {
  readonly kind: 'service' | 'task' | 'schedule' | 'definition';
  readonly image: number;
  readonly by: 'tag' | 'digest' | 'platform';
}

const tags = ['t0', 't1', 't2', 't3', 'latest'];

export const anyImageEstate: fc.Arbitrary<ImageEstate> = fc.record({
  images: fc.array(
    fc.record({
      days: fc.constantFrom(0, 1, 5, 20, 40),
      tags: fc.subarray(tags, { maxLength: 2 }),
      platforms: fc.constantFrom([], [], ['linux/amd64', 'linux/arm64']),
      signed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 9 },
  ),
  users: fc.array(
    fc.record({
      kind: fc.constantFrom('service', 'task', 'schedule', 'definition'),
      image: fc.nat(20),
      by: fc.constantFrom('tag', 'digest', 'platform'),
    }),
    { maxLength: 3 },
  ),
  moved: fc.option(fc.record({ tag: fc.constantFrom(...tags), image: fc.nat(20) }), { nil: undefined }),
});

export interface MadeImages {
  readonly world: World;
  readonly aws: SandboxAws;
  /** Digests, those of the parts of what is used among them. */
  readonly used: ReadonlySet<string>;
  /** Digests of what was pushed within the last day. */
  readonly fresh: ReadonlySet<string>;
}

/** Builds the estate in a world of its own. */
export async function makeImages({ images, users, moved }: ImageEstate): Promise<MadeImages> {
  const world = new World();
  const aws = new SandboxAws(world, region);
  const call = () => ({
    world,
    region: world.region(region),
    now: world.clock.now(),
    endpoint: 'http://127.0.0.1',
  });
  CreateRepository({ repositoryName: 'web' }, call());
  const repository = repositoryIn(world);
  const digests: string[] = [];
  for (const [index, { days, tags, platforms, signed }] of images.entries()) {
    digests.push(plantImage({ repositoryName: 'web', content: `web ${index}`, tags, platforms }, call()));
    if (signed) sign(world, digests[index] ?? '');
    await aws.clock.sleep(days * dayMs + 60_000);
  }
  const ecs = aws.client(ECSClient);
  await ecs.send(new CreateClusterCommand({ clusterName: 'prod' }));
  const names = users.map(({ image, by }) => nameFor(world, digests[image % digests.length] ?? '', by));
  for (const [index, { kind }] of users.entries()) {
    const taskDefinition = `f${index}`;
    await ecs.send(registration(taskDefinition, names[index] ?? ''));
    const target = {
      cluster: 'prod',
      taskDefinition,
      networkConfiguration: network,
      launchType: 'FARGATE' as const,
    };
    if (kind === 'service')
      await ecs.send(new CreateServiceCommand({ ...target, serviceName: `s${index}`, desiredCount: 1 }));
    if (kind === 'task') await ecs.send(new RunTaskCommand(target));
    if (kind === 'schedule') await putSchedule(aws, `c${index}`, taskDefinition);
  }
  await aws.clock.sleep(120_000);
  // What runs now goes on running, whatever becomes of its tag.
  const running = users.flatMap(({ kind }, index) =>
    kind === 'service' || kind === 'task' ? digestOf(world, names[index] ?? '') : [],
  );
  const target = moved && digests[moved.image % digests.length];
  if (moved && target !== undefined) repository.tags.set(moved.tag, target);
  const used = new Set([...running, ...names.flatMap((name) => digestOf(world, name))]);
  for (const digest of [...used])
    for (const child of repository.manifests.get(digest)?.children ?? []) used.add(child);
  const since = world.clock.now().getTime() - dayMs;
  const fresh = [...repository.manifests.values()].filter(({ pushedAt }) => pushedAt.getTime() > since);
  return { world, aws, used, fresh: new Set(fresh.map(({ digest }) => digest)) };
}

/** The repository as the world has it. */
export function repositoryIn(world: World, name = 'web') {
  const repository = world.region(region).ecr.repositories.get(name);
  if (!repository) throw new Error(`no repository ${name}`);
  return repository;
}

/** An image as a task definition names it: by its tag where it has one. */
function nameFor(world: World, digest: string, by: ImageUser['by']): string {
  const { tags: all, manifests } = repositoryIn(world);
  const host = `${account}.dkr.ecr.${region}.amazonaws.com/web`;
  const tag = [...all].find(([, tagged]) => tagged === digest)?.[0];
  const [child] = manifests.get(digest)?.children ?? [];
  if (by === 'platform' && child !== undefined) return `${host}@${child}`;
  return by === 'tag' && tag !== undefined
    ? `${host}${tag === 'latest' ? '' : `:${tag}`}`
    : `${host}@${digest}`;
}

function digestOf(world: World, name: string): string[] {
  const [, digest] = name.split('@');
  const tag = /:([^/:@]+)$/.exec(name.split('@')[0] ?? '')?.[1] ?? 'latest';
  const found = digest ?? repositoryIn(world).tags.get(tag);
  return found === undefined ? [] : [found];
}

/** Adds a signature, of which the manifest names the image. */
function sign(world: World, digest: string): void {
  const { manifests } = repositoryIn(world);
  const subject = manifests.get(digest);
  const image = manifests.get(subject?.children[0] ?? digest);
  if (!image || !subject) return;
  const { config, layers } = JSON.parse(image.text);
  const text = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    config,
    layers,
    subject: { mediaType: subject.mediaType, digest, size: subject.text.length },
  });
  const call = { world, region: world.region(region), now: world.clock.now(), endpoint: 'http://127.0.0.1' };
  PutImage({ repositoryName: 'web', imageManifest: text }, call);
}

function registration(family: string, image: string): RegisterTaskDefinitionCommand {
  return new RegisterTaskDefinitionCommand({
    ...{ family, networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'], cpu: '256', memory: '512' },
    containerDefinitions: [{ name: 'main', image, essential: true }],
  });
}

async function putSchedule(aws: SandboxAws, Name: string, family: string): Promise<void> {
  const TaskDefinitionArn = `arn:aws:ecs:${region}:${account}:task-definition/${family}`;
  await aws.client(SchedulerClient).send(
    new CreateScheduleCommand({
      Name,
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: `arn:aws:ecs:${region}:${account}:cluster/prod`,
        RoleArn: `arn:aws:iam::${account}:role/scheduler`,
        EcsParameters: { TaskDefinitionArn, TaskCount: 1 },
      },
    }),
  );
}
