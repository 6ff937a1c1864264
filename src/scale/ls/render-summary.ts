import { ago, duration } from '../../terminal/ago.ts';
import { fields } from '../../terminal/fields.ts';
import type { Screen } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';
import { activityText } from '../status/render-times.ts';
import { nothing, serviceColumns, stateText } from './render.ts';
import type { SummarisedService, SummaryValue } from './value.ts';

/** A line or two a service: its tasks, and what scaling did last and why. */
export function renderSummary(value: SummaryValue, screen: Screen): string {
  if (!screen.aligned) return table([...serviceColumns, ...lastColumns], value.services, screen);
  if (value.services.length === 0) return nothing(value);
  return fields(
    value.services.map((service) => ({
      label: service.service,
      value: [tasksText(service), lastText(service, value)].filter(Boolean).join('; '),
      paint: toneOf(service),
    })),
    screen,
  );
}

const lastColumns = [
  { title: 'last', value: ({ last }: SummarisedService) => last?.at },
  { title: 'result', value: ({ last }: SummarisedService) => last?.result },
  { title: 'what', value: ({ last }: SummarisedService) => last && activityText(last) },
];

/** `at max, 10 of 10 tasks (2 to 10)`. */
function tasksText(service: SummarisedService): string {
  const { running, desired, min, max } = service;
  const state = stateText(service);
  const tasks = desired === undefined ? undefined : `${running} of ${desired} tasks (${min} to ${max})`;
  return [state === 'ok' ? undefined : state, tasks].filter(Boolean).join(', ');
}

function lastText({ gone, last }: SummarisedService, { at, since }: SummaryValue): string {
  if (gone) return '';
  if (!last) return `nothing was scaled in the last ${duration((at.getTime() - since.getTime()) / 1000)}`;
  return `${ago(last.at, at)} ${last.result === 'done' ? '' : `${last.result}: `}${activityText(last)}`;
}

function toneOf({ gone, atMax, suspended }: SummarisedService) {
  return (text: string, { paint }: Screen): string => {
    if (gone || suspended.length > 0) return paint.bad(text);
    return atMax ? paint.warn(text) : text;
  };
}
