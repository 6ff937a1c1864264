import {
  DescribeRepositoryCreationTemplatesCommand,
  type ECRClient,
  type RepositoryCreationTemplate,
} from '@aws-sdk/client-ecr';

/**
 * The prefix of the template by which ECR makes a repository when something is pushed to it; undefined where there is
 * none. The longest prefix wins, and ROOT stands for every name.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
export async function templateFor(client: ECRClient, repository: string): Promise<string | undefined> {
  const templates: RepositoryCreationTemplate[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new DescribeRepositoryCreationTemplatesCommand({ nextToken }));
    templates.push(...(page.repositoryCreationTemplates ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  const prefixes = templates
    .filter(({ appliedFor }) => appliedFor?.includes('CREATE_ON_PUSH'))
    .map(({ prefix = '' }) => prefix)
    .filter((prefix) => prefix === 'ROOT' || repository.startsWith(prefix.replace(/\/?$/, '/')));
  const [longest] = prefixes.sort((one, other) => rank(other) - rank(one));
  return longest;
}

function rank(prefix: string): number {
  return prefix === 'ROOT' ? 0 : prefix.length;
}
