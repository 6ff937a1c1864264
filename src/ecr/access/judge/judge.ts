import { gravest } from '../../../terminal/light.ts';
import type { FoundAccess, FoundImage } from '../found.ts';
import type { AccessValue, Check, ImageAccess } from '../value.ts';
import { judgeImage } from './image.ts';
import { judgePlatform } from './platform.ts';
import { judgeRepository } from './repository.ts';
import { judgeRights } from './rights.ts';
import { judgeRoad } from './road.ts';
import { judgeRoles } from './roles.ts';

/** Whether each image of a task can be pulled, and what is in the way. */
export function judgeAccess(found: FoundAccess): AccessValue {
  const images = found.images.map((image) => judgeOne(found, image));
  const { family = '', revision } = found.taskDefinition;
  return {
    subject: found.subject,
    taskDefinition: `${family}:${revision}`,
    roles: found.roles.map(({ arn }) => arn),
    light: gravest(images.map(({ light }) => light)),
    images,
  };
}

function judgeOne(found: FoundAccess, image: FoundImage): ImageAccess {
  const checks = checksOf(found, image);
  const { text, containers } = image.name;
  return { image: text, containers, light: gravest(checks.map(({ light }) => light)), checks };
}

function checksOf(found: FoundAccess, image: FoundImage): Check[] {
  const { name, stored } = image;
  if (!stored) return [elsewhere(image), ...judgeRoad(found, name)];
  const isThere = !('value' in stored.repository) || stored.repository.value !== undefined;
  return [
    ...judgeRoles(found),
    ...judgeRights(found, name, stored),
    ...judgeRepository(found, name, stored),
    ...(isThere ? [...judgeImage(name, stored), ...judgePlatform(found, name, stored)] : []),
    ...judgeRoad(found, name),
  ];
}

/** Of what is not in ECR no more can be said than by whom it is asked for. */
function elsewhere({ name: { registry, credentials } }: FoundImage): Check {
  if (registry === 'ecr-public') {
    return { subject: 'rights', light: 'green', text: 'it is in ECR Public, where everybody may pull' };
  }
  const login = credentials === undefined ? 'without a login' : `with the login in ${credentials}`;
  return {
    subject: 'image',
    light: 'yellow',
    text: `it is in a registry outside of AWS, pulled ${login}: whether it is there and may be had is not judged`,
  };
}
