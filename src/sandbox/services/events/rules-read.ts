import type {
  DescribeRuleCommandInput,
  DescribeRuleCommandOutput,
  ListRulesCommandInput,
  ListRulesCommandOutput,
  Rule,
} from '@aws-sdk/client-eventbridge';
import type { Answer, Call } from '../../service.ts';
import { findBus, findRule, listed } from './lookup.ts';
import type { EventRule } from './state.ts';

export function DescribeRule(
  input: DescribeRuleCommandInput,
  { region }: Call,
): Answer<DescribeRuleCommandOutput> {
  const rule = findRule(region, input.Name, input.EventBusName);
  return { ...describe(rule), CreatedBy: region.accountId };
}

/** The rules of one bus, in the order of their names. */
export function ListRules(input: ListRulesCommandInput, { region }: Call): Answer<ListRulesCommandOutput> {
  const wanted = [...findBus(region, input.EventBusName).rules.values()]
    .filter(({ name }) => name.startsWith(input.NamePrefix ?? ''))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = listed(wanted, input);
  return { Rules: items.map(describe), NextToken: nextToken };
}

function describe(rule: EventRule): Rule {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.eventPattern,
    ScheduleExpression: rule.scheduleExpression,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
    ManagedBy: rule.managedBy,
    EventBusName: rule.bus.name,
  };
}
