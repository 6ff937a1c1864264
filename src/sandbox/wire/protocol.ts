import type { WireReply, WireRequest } from './http.ts';
import type { Operation, ServiceModel } from './model.ts';
import type { Refusal } from './refusal.ts';

export type Members = Readonly<Record<string, unknown>>;

/** How error names are spelled: the JSON services', the awsQuery services', EC2's or S3's. */
export type Dialect = 'json' | 'query' | 'ec2' | 's3';

/** One of AWS's wire protocols, from the service's side. */
export interface Protocol {
  readonly dialect: Dialect;

  /** The operation's input. Throws an AwsError when the request's body does not follow the protocol. */
  readInput(operation: Operation, request: WireRequest): Members | Promise<Members>;

  writeOutput(operation: Operation, output: Members, requestId: string, model: ServiceModel): WireReply;

  /** `model` is undefined when it is the service itself that the sandbox does not have. */
  writeRefusal(refusal: Refusal, requestId: string, model?: ServiceModel): WireReply;
}
