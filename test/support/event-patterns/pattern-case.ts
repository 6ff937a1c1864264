/** What of an event its sender decides; the rest of it is the same in every case. */
export interface SentEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** A pattern, an event, and whether the one matches the other by what AWS publishes about EventBridge. */
export interface PatternCase {
  /** `numeric: above a number`: the operator, and what about it. */
  readonly name: string;
  /** The pattern as text, since it may hold a key twice. */
  readonly pattern: string;
  readonly event: SentEvent;
  readonly matches: boolean;
}

const sent: SentEvent = {
  source: 'shop.orders',
  'detail-type': 'Order Placed',
  resources: [],
  detail: {},
};

/** The value of `detail.value` in the pattern, the one in the event (undefined: there is none), and the outcome. */
type ValueRow = readonly [about: string, wanted: readonly unknown[], value: unknown, matches: boolean];

/** Cases about one value, which is in the event's detail. */
export function casesOfValue(operator: string, rows: readonly ValueRow[]): PatternCase[] {
  return rows.map(([about, wanted, value, matches]) => ({
    name: `${operator}: ${about}`,
    pattern: JSON.stringify({ detail: { value: wanted } }),
    event: { ...sent, detail: { other: 'there', value } },
    matches,
  }));
}

/** A whole pattern or its text, what the event has of its own, and the outcome. */
type EventRow = readonly [
  about: string,
  pattern: object | string,
  event: Partial<SentEvent>,
  matches: boolean,
];

/** Cases about more than one value. */
export function casesOfEvent(operator: string, rows: readonly EventRow[]): PatternCase[] {
  return rows.map(([about, pattern, own, matches]) => ({
    name: `${operator}: ${about}`,
    pattern: typeof pattern === 'string' ? pattern : JSON.stringify(pattern),
    event: { ...sent, ...own },
    matches,
  }));
}

/** The event as it would be on a bus. */
export function onBus(event: SentEvent): object {
  return {
    version: '0',
    id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
    account: '123456789012',
    time: '2026-03-04T09:00:00Z',
    region: 'us-east-1',
    ...event,
  };
}
