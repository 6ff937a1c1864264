import type { Target } from '@aws-sdk/client-eventbridge';
import type { BusEvent } from './bus-event.ts';
import { valueAt } from './input/json-path.ts';
import { fillTemplate } from './input/template.ts';
import { variables } from './input/variables.ts';
import type { Json } from './pattern/json.ts';

/**
 * The text that reaches a target of the rule: its constant input, the part of the event that its path leads to, what
 * its template makes of the event, or the whole event. What a template makes need not be JSON, since values are put in
 * as they are; whether a target can do with it is the target's matter. That a path which leads nowhere gives the empty
 * text is inferred from what a template does with one.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
 */
export function targetInput(
  { Input: input, InputPath: path, InputTransformer: transformer }: Target,
  event: BusEvent,
  rule: { readonly arn: string; readonly name: string },
  now: Date,
): string {
  if (input !== undefined) return input;
  if (path !== undefined) return JSON.stringify(valueAt(path, event as unknown as Json) ?? '');
  if (!transformer) return JSON.stringify(event);
  const { InputTemplate: template = '', InputPathsMap: paths = {} } = transformer;
  return fillTemplate(template, variables(event, rule, now, paths));
}
