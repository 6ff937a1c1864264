import { gravest } from '../../../terminal/light.ts';
import { kindOf } from '../../found/kind.ts';
import { isRunTaskCall, targetWords } from '../../found/target-words.ts';
import { type Trigger, triggerText } from '../../found/trigger.ts';
import type { FoundRoad, FoundTarget } from '../found-road.ts';
import type { Check, RoadTarget, RoadValue } from '../value.ts';
import { judgeCluster } from './cluster.ts';
import { judgeDeadLetters } from './dead-letters.ts';
import { judgeDefinition } from './definition.ts';
import { judgeRecipient } from './recipient.ts';
import { judgeRole } from './role.ts';
import { judgePattern, judgeSource } from './source.ts';
import { judgeTask } from './task.ts';
import { judgeTrigger } from './trigger.ts';

/** The road from what sets off a rule or schedule to what its tasks may do, hop by hop. */
export function judgeRoad(found: FoundRoad): RoadValue {
  const { trigger } = found;
  const checks = [...judgeSource(found), ...judgePattern(trigger), ...judgeTrigger(found)];
  const targets = found.targets.map((one) => judgeTarget(trigger, one));
  return {
    ...{ name: triggerText(trigger), arn: trigger.arn, kind: kindOf(trigger) },
    ...{ engine: trigger.engine, ours: trigger.isOurs },
    light: gravest([...checks, ...targets].map(({ light }) => light)),
    checks,
    targets,
  };
}

function judgeTarget(trigger: Trigger, found: FoundTarget): RoadTarget {
  const { target, run } = found;
  const checks: Check[] = [
    ...judgeRole(trigger, found),
    ...(run ? judgeCluster(trigger, target, run) : judgeOther(trigger, found)),
    ...(run ? judgeDefinition(trigger, target, run) : []),
    ...(run ? judgeTask(trigger, target, run) : []),
    ...judgeDeadLetters(trigger, found),
  ];
  return {
    ...{ id: target.id, target: targetWords(target) },
    light: gravest(checks.map(({ light }) => light)),
    checks,
  };
}

function judgeOther(trigger: Trigger, found: FoundTarget): Check[] {
  if (!isRunTaskCall(found.target)) return judgeRecipient(trigger, found);
  const text = `${targetWords(found.target)} by the call RunTask itself, whose input is not judged`;
  return [{ subject: 'target', light: 'unknown', text }];
}
