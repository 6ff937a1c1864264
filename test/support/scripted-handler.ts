import { Readable } from 'node:stream';

interface SentRequest {
  readonly headers: Readonly<Record<string, string>>;
}

interface ScriptedAnswer {
  readonly status: number;
  readonly body: object;
  /** What AWS's clock says. */
  readonly date?: Date;
}

/** One answer of the network: an HTTP status and a JSON body, or an error of the connection. */
export type Scripted = ScriptedAnswer | Error | Promise<never>;

/** Stands for the network under a real SDK client: gives the scripted answers in turn, the last one for ever. */
export class ScriptedHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly sent: SentRequest[] = [];
  readonly #script: Scripted[];

  constructor(...script: Scripted[]) {
    this.#script = script;
  }

  async handle(request: SentRequest) {
    this.sent.push(request);
    const answer = await (this.#script.length > 1 ? this.#script.shift() : this.#script[0]);
    if (answer instanceof Error) throw answer;
    const { status = 200, body = {}, date }: Partial<ScriptedAnswer> = answer ?? {};
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': 'request-1',
      ...(date && { date: date.toUTCString() }),
    };
    return {
      response: { statusCode: status, headers, body: Readable.from([Buffer.from(JSON.stringify(body))]) },
    };
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {};
  }

  destroy(): void {}
}

/** An error answer in AWS's JSON protocols. */
export function refusing(name: string, message = '', status = 400): ScriptedAnswer {
  return { status, body: { __type: `com.amazonaws#${name}`, message } };
}

/** An error as Node's sockets throw it. */
export function socketError(code: string): Error {
  return Object.assign(new Error(`connect ${code} 127.0.0.1:1`), { code });
}
