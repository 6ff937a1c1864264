import {
  ECRClient,
  GetLifecyclePolicyPreviewCommand,
  type GetLifecyclePolicyPreviewCommandOutput,
  type LifecyclePolicyPreviewResult,
  StartLifecyclePolicyPreviewCommand,
} from '@aws-sdk/client-ecr';
import type { Aws } from '../../../aws/aws.ts';
import { poll } from '../../../aws/poll.ts';
import { Failure } from '../../../failure.ts';
import type { VerbContext } from '../../../verb/verb.ts';
import { isSamePolicy, type LifecyclePolicy, policyText } from '../policy.ts';

type Watching = Pick<VerbContext, 'clock' | 'signal' | 'terminal'> & { readonly aws: Aws };
type Preview = GetLifecyclePolicyPreviewCommandOutput;

/** Seconds until ECR must have tried a policy, and between two looks. */
const patience = 10 * 60;
const every = 5;
/** How often a preview is begun anew where somebody else's has taken its place. */
const mostStarts = 4;

/**
 * What ECR says that a policy would do to the images of a repository. A repository has one preview at a time: that of somebody
 * else is waited for, and where one has taken the place of ours, ours is begun anew.
 * @param policy that of the repository where none is given.
 * @throws Failure `not-found` where there is no policy, `no-verdict` where ECR gives no answer, `timed-out`.
 */
export async function readPreview(
  context: Watching,
  repositoryName: string,
  policy: LifecyclePolicy | undefined,
): Promise<LifecyclePolicyPreviewResult[]> {
  const client = context.aws.client(ECRClient);
  const progress = await context.terminal.progress(`try the lifecycle policy on ${repositoryName}`);
  try {
    for (let start = 1; start <= mostStarts; start += 1) {
      const asked = await begin(client, repositoryName, policy);
      const first = await ended(context, client, repositoryName);
      if (first.status === 'FAILED') throw noVerdict(repositoryName, 'ECR could not try the policy');
      if (asked === undefined || first.status === 'EXPIRED' || !isOf(asked, first)) continue;
      return [...(first.previewResults ?? []), ...(await further(client, repositoryName, first.nextToken))];
    }
    throw noVerdict(repositoryName, 'previews of somebody else have taken the place of ours again and again');
  } finally {
    progress.clear();
  }
}

/** The text that is being tried; undefined while another preview is under way. */
async function begin(
  client: ECRClient,
  repositoryName: string,
  policy: LifecyclePolicy | undefined,
): Promise<string | undefined> {
  try {
    const { lifecyclePolicyText } = await client.send(
      new StartLifecyclePolicyPreviewCommand({
        repositoryName,
        ...(policy && { lifecyclePolicyText: policyText(policy) }),
      }),
    );
    return lifecyclePolicyText ?? '';
  } catch (error) {
    const { name } = error as Error;
    if (name === 'LifecyclePolicyPreviewInProgressException') return undefined;
    if (name !== 'LifecyclePolicyNotFoundException') throw error;
    throw new Failure('not-found', `${repositoryName} has no lifecycle policy that could be tried`, {
      hint: 'say which one to try: --keep N, --untagged DAYS, or --file FILE',
    });
  }
}

/** The first page of the preview, as soon as ECR has done with it in one way or the other. */
function ended({ clock, signal }: Watching, client: ECRClient, repositoryName: string): Promise<Preview> {
  return poll<Preview, Preview>({
    look: () => client.send(new GetLifecyclePolicyPreviewCommand({ repositoryName, maxResults: 100 })),
    judge: (seen) =>
      seen.status === 'IN_PROGRESS'
        ? { kind: 'waiting', for: `ECR to try the policy on ${repositoryName}` }
        : { kind: 'done', value: seen },
    every,
    patience,
    clock,
    signal,
  });
}

async function further(
  client: ECRClient,
  repositoryName: string,
  token: string | undefined,
): Promise<LifecyclePolicyPreviewResult[]> {
  const results: LifecyclePolicyPreviewResult[] = [];
  for (let nextToken = token; nextToken; ) {
    const page: Preview = await client.send(
      new GetLifecyclePolicyPreviewCommand({ repositoryName, maxResults: 100, nextToken }),
    );
    results.push(...(page.previewResults ?? []));
    nextToken = page.nextToken;
  }
  return results;
}

function isOf(asked: string, { lifecyclePolicyText = '' }: Preview): boolean {
  if (asked === lifecyclePolicyText) return true;
  try {
    return isSamePolicy(JSON.parse(asked), JSON.parse(lifecyclePolicyText));
  } catch {
    return false;
  }
}

function noVerdict(repository: string, why: string): Failure {
  return new Failure('no-verdict', `${why}, so that nothing is known of ${repository}`, {
    hint: 'try again in a while',
  });
}
