import type { AwsCli, AwsResult } from '../aws-cli.ts';
import { mismatches, type Pattern } from '../matches.ts';
import type { Estate } from '../seed.ts';
import { must, type Site } from '../site.ts';

/** What one command of `aws` came to on one site. */
export interface Step extends AwsResult {
  /** `ecs CreateCluster`, and what about it where it stands in the story more than once. */
  readonly name: string;
  readonly site: Site['name'];
  /** How it differs from what the story expects; empty where it does not. */
  readonly wrong: readonly string[];
}

/** Tells the story of a service, each of its operations at least once; told on every site in the same words. */
export interface Story {
  /** The service's name on the command line: `elbv2`. */
  readonly service: string;
  tell(exercise: Exercise): Promise<void>;
}

/** Runs the commands of one story on one site, one after another, and keeps what they came to. */
export class Exercise {
  readonly estate: Estate;
  readonly site: Site;
  readonly #aws: AwsCli;
  readonly #service: string;
  readonly #steps: Step[] = [];

  constructor(aws: AwsCli, site: Site, estate: Estate, service: string) {
    this.#aws = aws;
    this.site = site;
    this.#service = service;
    this.estate = estate;
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** The operation must succeed, and print what the pattern says; an operation that prints nothing has no pattern. */
  async answers(step: string, words: readonly string[], pattern?: Pattern): Promise<unknown> {
    const result = await this.#run(step, words);
    this.#keep(step, result, result.code === 0 ? mismatches(result.answer, pattern) : [result.stderr]);
    return result.answer;
  }

  /** Runs a command of another service, for what this story needs of it and does not tell. */
  async prepares(...words: readonly string[]): Promise<unknown> {
    return must(this.#aws, this.site, words);
  }

  /** Lets time pass where a site's clock can be moved; moto has none. */
  async pass(seconds: number): Promise<void> {
    if (this.site.name === 'moto') return;
    const body = JSON.stringify({ advanceSeconds: seconds });
    await fetch(`${this.site.url}/_sandbox/clock`, { method: 'POST', body });
  }

  /** What time it is on the site, which may be ahead of ours. */
  async now(): Promise<Date> {
    if (this.site.name === 'moto') return new Date();
    const answer = await fetch(`${this.site.url}/_sandbox/clock`);
    return new Date(((await answer.json()) as { now: string }).now);
  }

  /** The operation must fail, and `aws` must print this error name. */
  async refuses(step: string, words: readonly string[], errorName: string): Promise<void> {
    const result = await this.#run(step, words);
    const came = result.errorName ?? (result.code === 0 ? 'an answer' : result.stderr);
    this.#keep(step, result, came === errorName ? [] : [`it came to ${came}, not to ${errorName}`]);
  }

  /** Keeps what was found on the site without `aws`, and how it differs from what the story expects. */
  finds(step: string, answer: unknown, wrong: readonly string[]): void {
    this.#keep(step, { code: 0, answer, stderr: '' }, wrong);
  }

  /** A step is named `Operation` or `Operation: what about it`. */
  #run(step: string, words: readonly string[]): Promise<AwsResult> {
    const [operation = ''] = step.split(':');
    return this.#aws.run(this.site.url, [this.#service, commandOf(operation), ...words]);
  }

  #keep(step: string, result: AwsResult, wrong: readonly string[]): void {
    this.#steps.push({ ...result, name: `${this.#service} ${step}`, site: this.site.name, wrong });
  }
}

/** `DescribeScalableTargets` is typed `describe-scalable-targets`. */
function commandOf(operation: string): string {
  return operation.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

/** The text at a path of an answer, such as `TargetGroups.0.TargetGroupArn`; `absent` where a site left it out. */
export function at(answer: unknown, path: string): string {
  const found = path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], answer);
  return typeof found === 'string' ? found : 'absent';
}
