import type { Trigger, TriggerTarget } from '../found/trigger.ts';
import type { Members } from '../members.ts';
import { valueAtPath } from './json-path.ts';

/**
 * The text that a target of a rule gets for an event: its constant input, the part that its path leads to, what its
 * template makes of the event, or the event itself. Values are written so that the text stays JSON.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
 */
export function handedOver(target: TriggerTarget, event: Members, trigger: Trigger): string {
  const { input, inputPath, transformer } = target;
  if (input !== undefined) return input;
  if (inputPath !== undefined) return JSON.stringify(valueAtPath(inputPath, event) ?? '');
  if (!transformer) return JSON.stringify(event);
  return filled(transformer.template, (name) => variable(name, transformer.paths, event, trigger));
}

/** Variables that stand alone become JSON, those within a text its characters. */
function filled(template: string, lookUp: (name: string) => unknown): string {
  let isInside = false;
  return template.replace(/\\.|"|<([^<>]+)>/gs, (piece, name: string | undefined) => {
    if (piece === '"') isInside = !isInside;
    if (name === undefined) return piece;
    const json = JSON.stringify(lookUp(name) ?? '');
    if (!isInside) return json;
    return json.startsWith('"') ? json.slice(1, -1) : JSON.stringify(json).slice(1, -1);
  });
}

/** Those that EventBridge has by itself, beside those of the template. */
function variable(
  name: string,
  paths: Readonly<Record<string, string>>,
  event: Members,
  { arn, name: rule }: Trigger,
): unknown {
  switch (name) {
    case 'aws.events.rule-arn':
      return arn;
    case 'aws.events.rule-name':
      return rule;
    case 'aws.events.event.ingestion-time':
      return event.time;
    case 'aws.events.event.json':
    case 'aws.events.event':
      return event;
    default:
      return valueAtPath(paths[name] ?? '$.none', event);
  }
}

/** The text that a schedule's target gets: its input, with the words for this one time in it. */
export function scheduledInput({ input }: TriggerTarget, { arn }: Trigger, now: Date): string {
  const words: Readonly<Record<string, string>> = {
    'schedule-arn': arn,
    'scheduled-time': `${now.toISOString().slice(0, 19)}Z`,
    'execution-id': 'ecsctl',
    'attempt-number': '1',
  };
  return (input ?? '{}').replace(/<aws\.scheduler\.([a-z-]+)>/g, (text, word: string) => words[word] ?? text);
}
