import { objectIn } from '../pattern/json.ts';

/** What is to stand in a log group, and when it happened in milliseconds since the epoch. */
interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/**
 * The log event that a payload comes to: of a whole event its text, and else what its members `timestamp` and `message`
 * say, which is all that a transformed event may hold. Undefined for any other payload.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_events_targets.LogGroupTargetInput.html
 */
export function logEventIn(payload: string, now: Date): LogEvent | undefined {
  const value = objectIn(payload);
  if (!value) return undefined;
  if ('detail-type' in value) return { timestamp: timeOf(value.time) ?? now.getTime(), message: payload };
  const timestamp = timeOf(value.timestamp);
  if (timestamp === undefined || value.message === undefined) return undefined;
  const { message } = value;
  return { timestamp, message: typeof message === 'string' ? message : JSON.stringify(message) };
}

/** Of an instant in ISO 8601, or in milliseconds since the epoch as a number or a text. */
function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const time = /^\d+$/.test(String(value)) ? Number(value) : Date.parse(String(value));
  return Number.isNaN(time) ? undefined : time;
}
