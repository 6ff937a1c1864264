import {
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { pagesBy } from './pages.ts';

/** IAM actions of `readRules`. */
export const ruleReads = ['events:ListEventBuses', 'events:ListRules', 'events:ListTargetsByRule'] as const;

export interface RuleWithTargets {
  readonly rule: Rule;
  readonly targets: readonly Target[];
}

/** Every rule of EventBridge in the region, on every bus, with its targets. */
export async function readRules(aws: Aws): Promise<RuleWithTargets[]> {
  const client = aws.client(EventBridgeClient);
  const buses = await collect(
    pagesBy((page) => client.send(new ListEventBusesCommand({ Limit: 100, ...page }))),
    ({ EventBuses }) => EventBuses,
  );
  const rules = await eachAtOnce(buses, ({ Name }) =>
    collect(
      pagesBy((page) => client.send(new ListRulesCommand({ EventBusName: Name, Limit: 100, ...page }))),
      ({ Rules }) => Rules,
    ),
  );
  return eachAtOnce(rules.flat(), async (rule) => ({
    rule,
    targets: await collect(
      pagesBy((page) =>
        client.send(
          new ListTargetsByRuleCommand({
            Rule: rule.Name,
            EventBusName: rule.EventBusName,
            Limit: 100,
            ...page,
          }),
        ),
      ),
      ({ Targets }) => Targets,
    ),
  }));
}

/** `nightly`, or behind the name of its bus where that is not the default one. */
export function ruleName({
  Name = '',
  EventBusName = 'default',
}: Pick<Rule, 'Name' | 'EventBusName'>): string {
  return EventBusName === 'default' ? Name : `${EventBusName}/${Name}`;
}
