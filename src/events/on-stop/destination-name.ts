import { type Arn, parseArn } from '../../aws/arn.ts';
import { usage } from '../../failure.ts';

const services = ['sns', 'sqs', 'lambda', 'logs'] as const;

/** The services that can be told, by their names in ARNs. */
export type DestinationService = (typeof services)[number];

/** Who is to be told, as it was typed. */
export interface DestinationName {
  readonly service: DestinationService;
  /** Of the topic, the queue, the function or the log group. */
  readonly name: string;
  /** Of a function: the version or the alias. */
  readonly qualifier?: string;
  /** What an ARN or a queue's URL says of where it is. */
  readonly region?: string;
  readonly account?: string;
}

const form = 'write sns:TOPIC, sqs:QUEUE, lambda:FUNCTION or logs:GROUP, each by its name or its ARN';

/** What each service takes for a name. */
const names: Readonly<Record<DestinationService, RegExp>> = {
  sns: /^[A-Za-z0-9_-]{1,256}(\.fifo)?$/,
  sqs: /^[A-Za-z0-9_-]{1,80}(\.fifo)?$/,
  lambda: /^[A-Za-z0-9_-]{1,64}$/,
  logs: /^(?!aws\/)[.\-_/#A-Za-z0-9]{1,512}$/,
};

/**
 * Who is meant by `sns:alerts`, `sqs:arn:…`, `sqs:https://…`, `lambda:triage:live`, `logs:/aws/events/stopped`, or an
 * ARN alone.
 * @throws a usage failure naming the text and the right form.
 */
export function parseDestination(text: string): DestinationName {
  const [, prefix, rest = ''] = /^(\w+):(.*)$/s.exec(text) ?? [];
  const service = services.find((one) => one === prefix);
  const arn = parseArn(service ? rest : text);
  if (arn) return ofArn(text, arn, service);
  if (!service) throw usage(`--notify ${text} does not say who is to be told`, form);
  if (service === 'sqs' && /^https?:/.test(rest)) return ofQueueUrl(text, rest);
  return checked(text, { service, ...inService(service, rest) });
}

function ofArn(text: string, arn: Arn, prefix: DestinationService | undefined): DestinationName {
  const service = services.find((one) => one === arn.service);
  if (!service || (prefix && prefix !== service)) {
    throw usage(`--notify ${text} is no ARN of ${prefix ?? 'SNS, SQS, Lambda or CloudWatch Logs'}`, form);
  }
  const { region, account, resource } = arn;
  const [, plain = ''] = /^(?:function:|log-group:)?(.*?)(?::\*)?$/s.exec(resource) ?? [];
  return checked(text, { service, ...inService(service, plain), region, account });
}

/** `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`; other hosts, as of a VPC endpoint, say nothing of the region. */
function ofQueueUrl(text: string, url: string): DestinationName {
  const [, host = '', account = '', name = ''] = /^https?:\/\/([^/]+)\/(\d{12})\/([^/]+)$/.exec(url) ?? [];
  const region = /^sqs\.([a-z0-9-]+)\.amazonaws\.com/.exec(host)?.[1];
  return checked(text, { service: 'sqs', name, account, ...(region !== undefined && { region }) });
}

function inService(service: DestinationService, text: string): Pick<DestinationName, 'name' | 'qualifier'> {
  if (service !== 'lambda') return { name: text };
  const [name = '', ...qualifier] = text.split(':');
  return { name, ...(qualifier.length > 0 && { qualifier: qualifier.join(':') }) };
}

function checked(text: string, destination: DestinationName): DestinationName {
  const { service, name, qualifier = 'live' } = destination;
  if (names[service].test(name) && /^[A-Za-z0-9$_-]{1,128}$/.test(qualifier)) return destination;
  throw usage(`--notify ${text} has no name that ${service} would take`, form);
}
