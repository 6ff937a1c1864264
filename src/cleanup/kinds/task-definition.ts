import {
  DeleteTaskDefinitionsCommand,
  DeregisterTaskDefinitionCommand,
  ECSClient,
} from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { type Described, describeRevision } from '../../ecs/describe-revision.ts';
import { listRevisions } from '../../ecs/list-revisions.ts';
import { nameRevision, type Revision, readReference, readRevision } from '../../ecs/revision.ts';
import { operationsOf } from '../../plan/operations.ts';
import type { JointRemoval, Kind, Search, Wishes } from '../kind.ts';
import type { Thing, Tie } from '../thing.ts';
import { tagsOfList } from './tag-lists.ts';
import { registerAgain } from './task-definition/register-again.ts';
import { removeRevisions } from './task-definition/removal.ts';
import { definitionTies } from './task-definition/ties.ts';

/** The revisions of the families that something speaks of: an account may have a hundred thousand others. */
export const taskDefinition: Kind = {
  name: 'task definition',
  types: ['AWS::ECS::TaskDefinition'],
  traces: (id) => [{ kind: 'task definition family', id: readReference(id).family }],
  wave: 2,
  reads: ['ecs:ListTaskDefinitions', 'ecs:DescribeTaskDefinition'],
  writes: ['ecs:DeregisterTaskDefinition', 'ecs:DeleteTaskDefinitions'],
  find,
  inspect,
  remove: () => [],
  removeTogether,
  operations: {
    ecs: operationsOf(ECSClient, {
      DeregisterTaskDefinition: DeregisterTaskDefinitionCommand,
      DeleteTaskDefinitions: DeleteTaskDefinitionsCommand,
    }),
  },
};

/** A revision as it was listed, with whether it is on its way out. */
interface Listed extends Revision {
  readonly isLeaving: boolean;
}

async function find(search: Search): Promise<Thing[]> {
  if (search.wishes.keepTaskDefinitions) return inUse(search);
  const named = [...search.named('task definition')].map(readReference);
  const families = new Set([...search.named('task definition family'), ...named.map(({ family }) => family)]);
  const lists = await eachAtOnce([...families], (family) => listFamily(search, family));
  const wanted = new Set(named.flatMap(({ family, number }) => (number ? [`${family}:${number}`] : [])));
  for (const list of lists) {
    const newest = list.findLast(({ isActive }) => isActive);
    if (newest) wanted.add(nameRevision(newest));
  }
  return eachAtOnce(lists.flat(), async (revision) => {
    const described = wanted.has(nameRevision(revision))
      ? await describeRevision(search.aws, revision.arn)
      : undefined;
    return thingOf(revision, described, search);
  });
}

/** Where revisions are left as they are, only those that something names matter, or the newest: for what they use. */
async function inUse(search: Search): Promise<Thing[]> {
  const named = [...search.named('task definition'), ...search.named('task definition family')];
  const found = await eachAtOnce(named, async (text) => {
    const described = await describeRevision(search.aws, text);
    const { taskDefinitionArn: arn = '', status } = described?.definition ?? {};
    const revision = readRevision(arn, status === 'ACTIVE');
    const isLeaving = status === 'DELETE_IN_PROGRESS';
    return described && revision ? thingOf({ ...revision, isLeaving }, described, search) : undefined;
  });
  const byId = new Map(found.flatMap((thing) => (thing ? [[thing.id, thing] as const] : [])));
  return [...byId.values()];
}

/** INACTIVE revisions are of interest only to those who want them deleted for good. */
async function listFamily({ aws, wishes }: Search, family: string): Promise<Listed[]> {
  const list = async (status: 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS') => {
    const revisions = await listRevisions(aws, status, family);
    return revisions.map((revision) => ({ ...revision, isLeaving: status === 'DELETE_IN_PROGRESS' }));
  };
  if (!wishes.deleteTaskDefinitions) return list('ACTIVE');
  const lists = await Promise.all([list('DELETE_IN_PROGRESS'), list('INACTIVE'), list('ACTIVE')]);
  return lists.flat().sort((one, other) => one.number - other.number);
}

function thingOf(revision: Listed, described: Described | undefined, { region, tagsOf }: Search): Thing {
  const { arn, family, isLeaving, isActive } = revision;
  const partOf: Tie = {
    to: { kind: 'task definition family', id: family },
    bond: 'part of',
    how: 'is a revision of',
  };
  const status = isLeaving ? 'DELETE_IN_PROGRESS' : isActive ? 'ACTIVE' : 'INACTIVE';
  const thing: Thing = {
    kind: 'task definition',
    id: arn,
    name: nameRevision(revision),
    arn,
    aliases: [nameRevision(revision)],
    region,
    tags: tagsOf(arn),
    ties: [partOf],
    definition: { family, revision: revision.number, status },
    ...(isLeaving && { leaving: 'still being deleted' }),
  };
  return described ? closer(thing, described) : thing;
}

/** With all that AWS says of it. */
function closer(thing: Thing, { definition, tags }: Described): Thing {
  const { registeredAt } = definition;
  return {
    ...thing,
    tags: tagsOfList([...tags]),
    ties: [...thing.ties, ...definitionTies(definition)],
    ...(registeredAt && { createdAt: registeredAt }),
    definition: { ...definition, ...(tags.length > 0 && { tags }) },
  };
}

/** What is deleted for good is looked at, so that it can be registered again; an INACTIVE revision stays readable. */
async function inspect(thing: Thing, aws: Aws, wishes: Wishes): Promise<Thing> {
  if (!wishes.deleteTaskDefinitions || thing.definition.containerDefinitions !== undefined) return thing;
  const described = await describeRevision(aws, thing.id);
  return described ? closer(thing, described) : thing;
}

function removeTogether(things: readonly Thing[], { deleteTaskDefinitions }: Wishes): JointRemoval[] {
  const going = things.filter(({ leaving }) => leaving === undefined);
  const doomed = going.map(({ id, name, region, definition }) => {
    const { family, number = 0 } = readReference(name);
    const { tags, ...described } = definition;
    const registration =
      described.containerDefinitions === undefined
        ? undefined
        : registerAgain({ definition: described, tags: Array.isArray(tags) ? tags : [] });
    return {
      arn: id,
      family,
      number,
      region,
      isActive: definition.status === 'ACTIVE',
      reason: 'nothing that stays uses it',
      ...(registration && { registration }),
    };
  });
  return removeRevisions(doomed, { forGood: deleteTaskDefinitions });
}
