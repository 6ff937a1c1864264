import type { InvokeCommandInput, InvokeCommandOutput } from '@aws-sdk/client-lambda';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { CreateLogGroup } from '../logs/groups.ts';
import { findGroup } from '../logs/lookup.ts';
import { append } from '../logs/put-events.ts';
import { newStream } from '../logs/streams.ts';
import { logGroupOf } from './configuration.ts';
import { findFunction, invalid } from './lookup.ts';
import type { LambdaFunction } from './state.ts';

/** Invocations that a function remembers. */
const REMEMBERED = 1000;

/** What a function answers whose code is not run. */
const NOTHING = Buffer.from('null');

/** Writes the invocation down; whoever waits for the answer is given `null`. */
export function Invoke(
  input: InvokeCommandInput,
  { region, now }: Call,
): Omit<Answer<InvokeCommandOutput>, 'Payload'> & { Payload?: Uint8Array } {
  const invoked = findFunction(region, input.FunctionName, input.Qualifier);
  const payload = textOf(input.Payload);
  checkJson(payload);
  const type = input.InvocationType ?? 'RequestResponse';
  if (type === 'DryRun') return { StatusCode: 204 };
  if (type !== 'Event' && type !== 'RequestResponse') throw invalid(`Unknown invocation type: ${type}`);
  invoke(region, invoked, payload, now);
  if (type === 'Event') return { StatusCode: 202 };
  return { StatusCode: 200, ExecutedVersion: '$LATEST', Payload: NOTHING };
}

/** Invokes the function with a text, whoever does it. */
export function invoke(region: Region, invoked: LambdaFunction, payload: string, now: Date): void {
  const requestId = region.ids.uuid();
  invoked.invocations.push({ requestId, at: now, payload });
  if (invoked.invocations.length > REMEMBERED) invoked.invocations.shift();
  log(region, invoked, linesOf(invoked, requestId, payload), now);
}

/** What Lambda itself writes of an invocation, and in place of what the code would say, what it was given. */
function linesOf(invoked: LambdaFunction, requestId: string, payload: string): string[] {
  const memory = `Memory Size: ${invoked.settings.MemorySize} MB`;
  const measured = ['Duration: 1.00 ms', 'Billed Duration: 1 ms', memory];
  return [
    `START RequestId: ${requestId} Version: $LATEST`,
    `The sandbox does not run the function's code. It was given: ${payload}`,
    `END RequestId: ${requestId}`,
    `REPORT RequestId: ${requestId}\t${measured.join('\t')}\tMax Memory Used: 1 MB`,
  ];
}

/** The first invocation makes the log group, as on AWS, and each day has a stream. */
function log(region: Region, invoked: LambdaFunction, lines: readonly string[], now: Date): void {
  const name = logGroupOf(invoked);
  if (!region.logs.groups.has(name)) CreateLogGroup({ logGroupName: name }, { region, now });
  const group = findGroup(region, name);
  const day = `${now.toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]`;
  const known = [...group.streams.values()].find((one) => one.name.startsWith(day));
  const stream = known ?? newStream(group, `${day}${region.ids.hex(32)}`, now.getTime());
  group.streams.set(stream.name, stream);
  const timestamp = now.getTime();
  append(
    region,
    group,
    stream,
    lines.map((message) => ({ timestamp, message })),
    now,
  );
}

/** As it came over the wire, or as text from other code of the world. */
function textOf(payload: unknown): string {
  return payload instanceof Uint8Array ? Buffer.from(payload).toString('utf8') : String(payload ?? '');
}

function checkJson(payload: string): void {
  if (payload === '') return;
  try {
    JSON.parse(payload);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${why}`);
  }
}
