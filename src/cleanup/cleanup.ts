import { defineVerb } from '../verb/verb.ts';
import { readPrices } from './cost/prices.ts';
import { kinds } from './kinds/index.ts';
import { cleanOrphans } from './orphans.ts';
import { cleanStack } from './stack.ts';
import { cleanTaskDefinitions, taskDefinitionActions } from './task-definitions/clean-task-definitions.ts';
import { taskDefinitionFlags } from './task-definitions/flags.ts';
import { onlyOneOf, refuseForeign, wordsOf } from './words.ts';

export const verb = defineVerb({
  summary: 'delete all that a stack made, and prove that nothing is left',
  description:
    'Finds what a CloudFormation stack owns, what carries its id, and what hangs on these; shows all of it with the ' +
    'reason and what it costs; deletes it in the order that AWS needs; and looks again. Works while the stack lives, ' +
    'while its deletion has failed, and after it is gone. What holds data stays unless you say otherwise.',
  arguments: {},
  flags: {
    stack: { kind: 'text', help: 'the stack by name or id', placeholder: 'NAME', complete: 'stack' },
    orphans: { kind: 'switch', help: 'instead: what stacks that are gone have left, and what looks idle' },
    allRegions: { kind: 'switch', help: 'with --orphans: in every region of the account' },
    taskDefinitions: { kind: 'switch', help: 'instead: revisions of task definitions that nothing uses' },
    check: { kind: 'switch', help: 'look only; exit 3 if anything is left' },
    keep: {
      kind: 'text',
      repeat: true,
      help: 'an id, a name or a kind that stays; with --task-definitions how many of the newest, 1 unless said',
      placeholder: 'ID|TYPE|N',
    },
    also: { kind: 'text', repeat: true, help: 'something suspected that goes, too', placeholder: 'ID' },
    retained: { kind: 'switch', help: 'also what a deletion policy kept' },
    deleteData: {
      kind: 'switch',
      help: 'also what holds data: buckets, repositories, log groups and their like',
    },
    keepTaskDefinitions: { kind: 'switch', help: 'leave task definitions as they are' },
    deleteTaskDefinitions: {
      kind: 'switch',
      help: 'delete task definitions for good instead of deregistering them',
    },
    ...taskDefinitionFlags,
    prices: { kind: 'file', help: 'a JSON file of prices in US dollars a month, instead of the list prices' },
  },
  examples: [
    ['ecsctl cleanup --stack lab --check', 'is anything left of the stack, and what does it cost?'],
    ['ecsctl cleanup --stack lab', 'delete the stack and all that belongs to it; its name is asked for'],
    [
      'ecsctl cleanup --stack lab --delete-data --retained',
      'with its buckets, images and logs, and what policies kept',
    ],
    ['ecsctl cleanup --orphans --all-regions --check', 'what have stacks left that are gone, anywhere?'],
    [
      'ecsctl cleanup --task-definitions --keep 5 --older-than 90d',
      'deregister old revisions that nothing uses',
    ],
  ],
  iam: [
    'tag:GetResources',
    'cloudformation:ListStacks',
    'cloudformation:DescribeStacks',
    'cloudformation:ListStackResources',
    'cloudformation:DescribeStackResources',
    'cloudformation:DescribeStackEvents',
    'cloudformation:GetTemplate',
    'cloudformation:ListExports',
    'cloudformation:ListImports',
    'cloudformation:UpdateTerminationProtection',
    'cloudformation:DeleteStack',
    'ec2:DescribeRegions',
    ...new Set([...kinds.flatMap(({ reads, writes }) => [...reads, ...writes]), ...taskDefinitionActions]),
  ],
  mutates: true,
  async run(context, { flags, given }) {
    const job = onlyOneOf(flags);
    refuseForeign(job, given);
    if (job === 'taskDefinitions') return cleanTaskDefinitions(context, flags);
    const { check, retained, deleteData, keepTaskDefinitions, deleteTaskDefinitions } = flags;
    const wishes = {
      check,
      choices: {
        keep: wordsOf(flags.keep ?? []),
        also: wordsOf(flags.also ?? []),
        retained,
        deleteData,
        keepTaskDefinitions,
        deleteTaskDefinitions,
      },
      prices: readPrices(flags.prices),
    };
    if (job === 'orphans') return cleanOrphans(context, { ...wishes, allRegions: flags.allRegions });
    return cleanStack(context, { ...wishes, stack: flags.stack ?? '' });
  },
});
