import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import fc from 'fast-check';
import { plantImage } from '../../src/sandbox/services/ecr/plant.ts';
import { PutImage } from '../../src/sandbox/services/ecr/put-image.ts';
import { CreateRepository } from '../../src/sandbox/services/ecr/repositories.ts';
import { World } from '../../src/sandbox/world/world.ts';
import { makeRole } from './estates/role.ts';
import { SandboxAws } from './sandbox-aws.ts';

const region = 'us-east-1';
const account = '123456789012';
const dayMs = 24 * 3600_000;
/** Far off: nothing runs yet that would be protected for its own sake. */
const inTime = 'cron(0 9 1 1 ? 2090)';
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
}

const kinds = [
  'service',
  /** A service that is scaled to nothing, and would start its tasks from what it was deployed with. */
  'idle service',
  /** A service that was deployed with another image since, and would be rolled back to this one. */
  'service before',
  'task',
  'rule',
  'schedule',
  'definition',
] as const;

interface ImageUser {
  readonly kind: (typeof kinds)[number];
  readonly image: number;
  readonly by: 'tag' | 'digest' | 'platform';
  /** The image that a later revision of its task definition names. */
  readonly later: number | undefined;
  /** The image to which its tag is moved when everything runs. */
  readonly moved: number | undefined;
}

const tags = ['t0', 't1', 't2', 't3', 'latest'];

export const anyImageEstate: fc.Arbitrary<ImageEstate> = fc.record({
  images: fc.array(
    fc.record({
      days: fc.constantFrom(0, 1, 5, 40, 40),
      tags: fc.oneof(
        fc.constantFrom(...tags).map((tag) => [tag]),
        fc.subarray(tags, { maxLength: 2 }),
      ),
      platforms: fc.constantFrom([], [], ['linux/amd64', 'linux/arm64']),
      signed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 9 },
  ),
  users: fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      image: fc.nat(20),
      by: fc.constantFrom('tag', 'tag', 'tag', 'digest', 'platform'),
      later: fc.option(fc.nat(20), { nil: undefined, freq: 2 }),
      moved: fc.option(fc.nat(20), { nil: undefined, freq: 2 }),
    }),
    { maxLength: 5 },
  ),
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
export async function makeImages({ images, users }: ImageEstate): Promise<MadeImages> {
  const world = new World();
  const aws = new SandboxAws(world, region);
  const call = () => ({
    world,
    region: world.region(region),
    now: world.clock.now(),
    endpoint: 'http://127.0.0.1',
  });
  makeRole({ call: call() }, 'scheduler', 'scheduler.amazonaws.com');
  CreateRepository({ repositoryName: 'web' }, call());
  const repository = repositoryIn(world);
  const digests: string[] = [];
  for (const [index, { days, tags, platforms, signed }] of images.entries()) {
    digests.push(plantImage({ repositoryName: 'web', content: `web ${index}`, tags, platforms }, call()));
    if (signed) sign(world, digests[index] ?? '');
    await aws.clock.sleep(days * dayMs + 60_000);
  }
  const named = ({ image, by }: Pick<ImageUser, 'image' | 'by'>) =>
    nameFor(world, digests[image % digests.length] ?? '', by);
  const ecs = aws.client(ECSClient);
  await ecs.send(new CreateClusterCommand({ clusterName: 'prod' }));
  const names = users.map(named);
  /** What task definitions name that are used, or are the newest of their families. */
  const needed = names.filter((_, index) => isNeeded(users[index]));
  for (const [index, { kind }] of users.entries()) {
    const family = `f${index}`;
    await ecs.send(registration(family, names[index] ?? ''));
    await begin(aws, kind, family);
  }
  await aws.clock.sleep(120_000);
  for (const [index, { kind, later }] of users.entries()) {
    if (kind === 'idle service') await ecs.send(scaledToNothing(`f${index}`));
    if (later === undefined && kind !== 'service before') continue;
    const name = named({ image: later ?? index, by: 'digest' });
    needed.push(name);
    await ecs.send(registration(`f${index}`, name));
    if (kind === 'service before') await ecs.send(deployedAgain(`f${index}`));
  }
  // Until deployments have ended; of a service without tasks, until ECS has forgotten those that have stopped.
  const isAnyIdle = users.some(({ kind }) => kind === 'idle service');
  await aws.clock.sleep((isAnyIdle ? 120 : 15) * 60_000);
  // The world catches up when it is asked: now, so that everything began with what tags stood for before.
  world.settle();
  // What runs, or would be started by a service, stays what it was, whatever becomes of its tag.
  const running = users.flatMap(({ kind }, index) =>
    kind === 'task' || kind.includes('service') ? digestOf(world, names[index] ?? '') : [],
  );
  for (const [index, { moved }] of users.entries()) {
    const tag = tagIn(names[index] ?? '@');
    const target = moved === undefined ? undefined : digests[moved % digests.length];
    if (tag !== undefined && target !== undefined) repository.tags.set(tag, target);
  }
  const used = new Set([...running, ...needed.flatMap((name) => digestOf(world, name))]);
  // A set is walked to its end, what is added on the way too.
  for (const digest of used) for (const part of partsOf(world, digest)) used.add(part);
  const since = world.clock.now().getTime() - dayMs;
  const fresh = [...repository.manifests.values()].filter(({ pushedAt }) => pushedAt.getTime() > since);
  return { world, aws, used, fresh: new Set(fresh.map(({ digest }) => digest)) };
}

/** Whether the first revision of its family is used as a whole, and not only by what its images once stood for. */
function isNeeded(user: ImageUser | undefined): boolean {
  if (user?.kind === 'service before') return false;
  return user?.kind !== 'definition' || user.later === undefined;
}

/** What an image names, and what was added to it. */
function partsOf(world: World, digest: string): string[] {
  const { manifests } = repositoryIn(world);
  const added = [...manifests.values()].filter(({ text }) => JSON.parse(text).subject?.digest === digest);
  return [...(manifests.get(digest)?.children ?? []), ...added.map((one) => one.digest)];
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

/** The tag by which an image is named; undefined for one that is named by digest. */
function tagIn(name: string): string | undefined {
  return name.includes('@') ? undefined : (/:([^/:]+)$/.exec(name)?.[1] ?? 'latest');
}

function digestOf(world: World, name: string): string[] {
  const digest = name.split('@')[1] ?? repositoryIn(world).tags.get(tagIn(name) ?? '');
  return digest === undefined ? [] : [digest];
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

/** Starts what is to use the first revision of a family; of a definition alone there is nothing to start. */
async function begin(aws: SandboxAws, kind: ImageUser['kind'], family: string): Promise<void> {
  const ecs = aws.client(ECSClient);
  const own = { cluster: 'prod', networkConfiguration: network, launchType: 'FARGATE' as const };
  // By its number: what a later revision names is another matter.
  const taskDefinition = `${family}:1`;
  if (kind.includes('service'))
    await ecs.send(
      new CreateServiceCommand({ ...own, taskDefinition, serviceName: family, desiredCount: 1 }),
    );
  if (kind === 'task') await ecs.send(new RunTaskCommand({ ...own, taskDefinition }));
  if (kind === 'schedule') await putSchedule(aws, family, taskDefinition);
  if (kind === 'rule') await putRule(aws, family, taskDefinition);
}

function scaledToNothing(service: string): UpdateServiceCommand {
  return new UpdateServiceCommand({ cluster: 'prod', service, desiredCount: 0 });
}

/** With the newest revision of its family. */
function deployedAgain(service: string): UpdateServiceCommand {
  return new UpdateServiceCommand({ cluster: 'prod', service, taskDefinition: service });
}

async function putRule(aws: SandboxAws, Name: string, definition: string): Promise<void> {
  const events = aws.client(EventBridgeClient);
  await events.send(new PutRuleCommand({ Name, ScheduleExpression: inTime }));
  const Arn = `arn:aws:ecs:${region}:${account}:cluster/prod`;
  const RoleArn = `arn:aws:iam::${account}:role/events`;
  const TaskDefinitionArn = `arn:aws:ecs:${region}:${account}:task-definition/${definition}`;
  const target = { Id: '1', Arn, RoleArn, EcsParameters: { TaskDefinitionArn } };
  await events.send(new PutTargetsCommand({ Rule: Name, Targets: [target] }));
}

async function putSchedule(aws: SandboxAws, Name: string, definition: string): Promise<void> {
  const TaskDefinitionArn = `arn:aws:ecs:${region}:${account}:task-definition/${definition}`;
  await aws.client(SchedulerClient).send(
    new CreateScheduleCommand({
      Name,
      ScheduleExpression: inTime,
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: `arn:aws:ecs:${region}:${account}:cluster/prod`,
        RoleArn: `arn:aws:iam::${account}:role/scheduler`,
        EcsParameters: { TaskDefinitionArn, TaskCount: 1 },
      },
    }),
  );
}
