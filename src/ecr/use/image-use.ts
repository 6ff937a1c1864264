import type { Task } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { serviceWords } from '../../ecs/service-words.ts';
import type { History } from '../../ecs/uses/histories.ts';
import { Failure } from '../../failure.ts';
import { parseImageReference } from '../reference.ts';

/** Whose registry is looked at, and in which region. */
export interface Home {
  readonly account: string;
  readonly region: string;
}

/** Who needs an image. */
export interface ImageUser {
  readonly kind: 'service' | 'task' | 'rollback' | 'task definition';
  /** `prod/web` of a service and its rollback, `prod/0a1b…` of a task, `web:3` of a task definition. */
  readonly name: string;
}

/** An image of a registry that something needs, by its digest or by its tag. */
export interface ImageUse {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly user: ImageUser;
  /** Why, as a clause: `service prod/web runs it`. */
  readonly why: string;
}

/** A container's image as its task definition names it, and the digest that it was resolved to, where it was. */
interface NamedImage {
  readonly image?: string | undefined;
  readonly imageDigest?: string | undefined;
}

/** What the containers of a task were started from. One that has stopped may be about to be replaced by another. */
export function usesOfTask(task: Task, home: Home): ImageUse[] {
  const { containers = [], group = '', clusterArn = '', taskArn = '', lastStatus } = task;
  const cluster = nameOf(clusterArn);
  const service = group.startsWith('service:') ? group.slice('service:'.length) : undefined;
  const user: ImageUser =
    service === undefined
      ? { kind: 'task', name: `${cluster}/${nameOf(taskArn)}` }
      : { kind: 'service', name: `${cluster}/${service}` };
  const who = `${user.kind} ${user.name}`;
  const why = lastStatus === 'STOPPED' ? `${who} ran it within the hour` : `${who} runs it`;
  return containers.flatMap((container) => useOf(container, { user, why }, home));
}

/**
 * What ECS has fixed the containers of a service to: its tasks are started from the digests that the tags stood for when
 * it was deployed, whatever they stand for now.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 */
export function usesOfHistory({ service, underWay, current, before }: History, home: Home): ImageUse[] {
  const name = serviceWords(service);
  const imagesOf = (revisions: History['current'], need: Need) =>
    revisions.flatMap(({ containerImages = [] }) => containerImages.flatMap((one) => useOf(one, need, home)));
  return [
    ...imagesOf([...underWay, ...current], {
      user: { kind: 'service', name },
      why: `service ${name} starts its tasks from it`,
    }),
    ...imagesOf(before ? [before] : [], {
      user: { kind: 'rollback', name },
      why: `a rollback of service ${name} would need it`,
    }),
  ];
}

/**
 * What a task definition names.
 * @param name `web:3`
 */
export function usesOfDefinition(
  images: readonly string[],
  { name, why }: { readonly name: string; readonly why: string },
  home: Home,
): ImageUse[] {
  const need: Need = { user: { kind: 'task definition', name }, why };
  return images.flatMap((image) => useOf({ image }, need, home));
}

type Need = Pick<ImageUse, 'user' | 'why'>;

function useOf({ image = '', imageDigest }: NamedImage, need: Need, { account, region }: Home): ImageUse[] {
  const named = readImage(image);
  if (named?.registry.kind !== 'ecr') return [];
  if (named.registry.account !== account || named.registry.region !== region) return [];
  const { repository, tag = 'latest', digest = imageDigest } = named;
  return [{ repository, ...(digest === undefined ? { tag } : { digest }), ...need }];
}

/** Undefined for images of elsewhere, such as of Docker Hub. */
function readImage(image: string): ReturnType<typeof parseImageReference> | undefined {
  try {
    return parseImageReference(image);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
