import {
  DescribeRuleCommand,
  type DescribeRuleCommandOutput,
  EventBridgeClient,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { ifThere } from '../../aws/ask.ts';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { pagesBy } from '../../ecs/callers/pages.ts';
import { type Tags, tagsOf } from '../mark.ts';

/** IAM actions of {@link readRule}. */
export const ruleReads = [
  'events:DescribeRule',
  'events:ListTargetsByRule',
  'events:ListTagsForResource',
] as const;

/** A rule of the default bus with all that AWS would replace or lose. */
export interface FoundRule {
  readonly rule: Omit<DescribeRuleCommandOutput, '$metadata'>;
  readonly targets: readonly Target[];
  readonly tags: Tags;
}

/** The rule of that name on the default bus; undefined where there is none. */
export async function readRule(aws: Aws, name: string): Promise<FoundRule | undefined> {
  const client = aws.client(EventBridgeClient);
  const answer = await ifThere('ResourceNotFoundException', () =>
    client.send(new DescribeRuleCommand({ Name: name })),
  );
  if (!answer) return undefined;
  const { $metadata: _, ...rule } = answer;
  const [targets, { Tags }] = await Promise.all([
    collect(
      pagesBy((page) => client.send(new ListTargetsByRuleCommand({ Rule: name, Limit: 100, ...page }))),
      ({ Targets }) => Targets,
    ),
    client.send(new ListTagsForResourceCommand({ ResourceARN: rule.Arn })),
  ]);
  return { rule, targets, tags: tagsOf(Tags) };
}
