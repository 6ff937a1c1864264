import type { InputTransformer } from '@aws-sdk/client-eventbridge';
import type { Plan } from '../../plan/plan.ts';
import { ruleArn } from '../place.ts';
import { disabledWarning } from '../rule/disabled-warning.ts';
import { ruleSteps } from '../rule/rule-steps.ts';
import { refuseNamesake } from '../schedule/namesake.ts';
import { admissions, type FoundDestination, judgeDestination } from './destinations/index.ts';
import { type Scope, stoppedPattern } from './pattern.ts';
import type { FoundNotice } from './read.ts';
import { sentence } from './sentence.ts';
import { planTargets, type WantedTarget } from './targets.ts';
import type { WantedNotice } from './wanted.ts';

/** Characters of a rule's description. */
const longestDescription = 512;

/**
 * Plans the rule that tells of stopped tasks: those who are told let it in, then the rule, then its targets, so that
 * nothing is sent that would be turned away. Foreign statements, and foreign targets, stay.
 * @throws Failure `refused` for a rule of somebody else, for a schedule of the name, and for those who cannot be told.
 */
export function planNotice(wanted: WantedNotice, found: FoundNotice): Plan {
  const { name } = wanted;
  const { place, rule, destinations } = found;
  if (found.hasSchedule) refuseNamesake('schedule', name);
  const warnings = destinations.flatMap(judgeDestination);
  const subject = noticeWords(wanted);
  const ruleWanted = {
    name,
    kind: 'on-stop',
    eventPattern: stoppedPattern(scopeOf(wanted, found), wanted),
    description: `Tells of ${subject}`.slice(0, longestDescription),
    reason: `word of ${subject} is wanted`,
  } as const;
  const before = [
    ...admissions(destinations, { name, arn: ruleArn(place, name) }),
    ...ruleSteps(ruleWanted, rule),
  ];
  const words = sentence({ region: place.region, ...wanted });
  const told = destinations.map((one) => targetOf(one, wanted, words));
  const after = before.map(({ id }) => id);
  const targets = planTargets(name, told, { words, found: rule, after });
  return {
    subject: name,
    steps: [...before, ...targets.steps],
    kept: targets.kept,
    warnings: [...warnings, ...disabledWarning('rule', name, rule?.rule.State)],
  };
}

function scopeOf({ service, family }: WantedNotice, { place, clusterArn }: FoundNotice): Scope {
  const { partition, region, account } = place;
  return {
    ...(clusterArn !== undefined && { clusterArn }),
    ...(service !== undefined && { service }),
    ...(family !== undefined && {
      definitionPrefix: `arn:${partition}:ecs:${region}:${account}:task-definition/${family}:`,
    }),
  };
}

/**
 * People read topics, so that these get a sentence. Programs read the others, and get the event: also because a quotation
 * mark in a reason, which EventBridge does not escape, would spoil the JSON that functions and log groups must get.
 */
function targetOf(
  found: FoundDestination,
  wanted: WantedNotice,
  InputTransformer: InputTransformer,
): WantedTarget {
  const isText =
    found.service === 'sns' ? wanted.format !== 'json' : found.service === 'sqs' && wanted.format === 'text';
  return {
    Arn: found.arn,
    ...(isText && { InputTransformer }),
    ...(found.service === 'sqs' &&
      found.name.endsWith('.fifo') && {
        SqsParameters: { MessageGroupId: wanted.name },
      }),
  };
}

function noticeWords({ cluster, service, family, areFailures, reasonText }: WantedNotice): string {
  const where = cluster === undefined ? '' : ` in cluster ${cluster}`;
  const whose =
    service !== undefined
      ? ` of service ${cluster}/${service}`
      : `${family === undefined ? '' : ` of family ${family}`}${where}`;
  const why = reasonText === undefined ? '' : ` (${reasonText})`;
  return `tasks${whose} that ${areFailures ? 'failed' : 'stopped'}${why}`;
}
