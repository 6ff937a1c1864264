import { DeleteRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { carryOut } from '../../plan/carry-out.ts';
import type { Plan } from '../../plan/plan.ts';
import { defineVerb } from '../../verb/verb.ts';
import { repositoryArgument } from '../lifecycle/arguments.ts';
import { neededReads, readNeeded } from '../lifecycle/read-needed.ts';
import { parseRepositoryName } from '../repository/name.ts';
import { awsOf, findRepository, readRepository } from '../repository/read-repository.ts';
import { type FoundRepository, mustBeUnneeded, planRepositoryRemoval } from './plan-removal.ts';

export const verb = defineVerb({
  summary: 'remove a repository that ECS needs nothing of',
  description:
    'One with images goes with --delete-images alone, and never while a task, a service, a rollback, a rule or a schedule needs one ' +
    'of them: that is looked at once more right before.',
  arguments: { repository: repositoryArgument },
  flags: { deleteImages: { kind: 'switch', help: 'let its images go with it; they cannot be put back' } },
  examples: [
    ['ecsctl ecr repo rm old --dry-run', 'see what would go'],
    ['ecsctl ecr repo rm cache --delete-images', 'remove cache with all that is in it'],
  ],
  iam: [...neededReads, 'ecr:DeleteRepository'],
  mutates: true,
  async run(context, { arguments: { repository: text }, flags: { deleteImages } }) {
    const name = parseRepositoryName(text);
    const aws = awsOf(context.aws, name);
    const read = async (): Promise<FoundRepository> => ({
      repository: await readRepository(aws, name),
      ...(await readNeeded(aws, name)),
    });
    const gone: Plan = { subject: `repository ${name.repository}`, steps: [], kept: [], warnings: [] };
    let first: FoundRepository | undefined;
    return carryOut<FoundRepository | undefined>(
      { ...context, aws },
      {
        async read() {
          if (first && !(await findRepository(aws, name))) return undefined;
          first = await read();
          return first;
        },
        plan: (found) => (found ? planRepositoryRemoval(found, deleteImages) : gone),
        operations: {
          ecr: {
            async RemoveRepository(_aws, { repositoryName, force }) {
              mustBeUnneeded(name.repository, await readNeeded(aws, name));
              const input = { repositoryName: String(repositoryName), ...(force === true && { force }) };
              return { ...(await aws.client(ECRClient).send(new DeleteRepositoryCommand(input))) };
            },
          },
        },
        ...(deleteImages && { expects: name.repository }),
      },
    );
  },
});
