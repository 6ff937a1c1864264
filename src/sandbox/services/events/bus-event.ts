import type { Region } from '../../world/region.ts';

/** An event as it goes over a bus. https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** To the second, as `2026-11-23T01:00:00Z`. */
  readonly time: string;
  readonly region: string;
  /** ARNs. */
  readonly resources: readonly string[];
  readonly detail: object;
}

/** A new event of that source about the resources, which arises at the instant. */
export function busEvent(
  region: Region,
  now: Date,
  said: { source: string; detailType: string; resources: readonly string[]; detail: object },
): BusEvent {
  return {
    version: '0',
    id: region.ids.uuid(),
    'detail-type': said.detailType,
    source: said.source,
    account: region.accountId,
    time: eventTime(now),
    region: region.name,
    resources: said.resources,
    detail: said.detail,
  };
}

/** The instant to the second, as EventBridge writes it into events: `2026-11-23T01:00:00Z`. */
export function eventTime(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
