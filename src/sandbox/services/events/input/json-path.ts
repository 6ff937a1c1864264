import { isList, isObject, type Json } from '../pattern/json.ts';

/**
 * What a JSON path leads to in an event, undefined where it leads nowhere or is none that EventBridge knows: `$`, names
 * after dots, indices and `*`, as in `$.detail.containers[0].name`. One with `*` leads to the list of all that it
 * finds. Nothing checks a path before an event comes.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function valueAt(path: string, event: Json): Json | undefined {
  const steps = stepsOf(path);
  if (!steps) return undefined;
  const found = steps.reduce<Json[]>((values, step) => values.flatMap((value) => next(value, step)), [event]);
  return steps.includes('*') ? found : found[0];
}

type Step = string | number;

function stepsOf(path: string): Step[] | undefined {
  if (!/^\$(\.[^.[\]]+|\[(\d+|\*)\])*$/.test(path)) return undefined;
  return [...path.matchAll(/\.([^.[\]]+)|\[(\d+|\*)\]/g)].map(([, name, index]) =>
    name === undefined && index !== '*' ? Number(index) : (name ?? '*'),
  );
}

/** Where one step leads from a value: nowhere, to one value, or with `*` to any number of them. */
function next(value: Json, step: Step): Json[] {
  if (isList(value))
    return step === '*' ? [...value] : only(typeof step === 'number' ? value[step] : undefined);
  if (!isObject(value)) return [];
  if (step === '*') return Object.values(value);
  return typeof step === 'string' && Object.hasOwn(value, step) ? only(value[step]) : [];
}

function only(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value];
}
