import { awsQueryForm, ec2Form, readForm } from './form.ts';
import type { WireReply, WireRequest } from './http.ts';
import type { Operation, ServiceModel } from './model.ts';
import type { Members, Protocol } from './protocol.ts';
import { faultOf, type Refusal } from './refusal.ts';
import { structureTuple } from './sdk-internals.ts';
import { element, writeXml } from './xml.ts';

const text = 0;

/** The form of a query request, which older clients may put into the URL of a GET. */
export function formOf(request: WireRequest): URLSearchParams {
  return new URLSearchParams([...request.query, ...new URLSearchParams(request.body.toString('utf8'))]);
}

/** `<OpResponse><OpResult>…</OpResult><ResponseMetadata><RequestId/></ResponseMetadata></OpResponse>` */
export const awsQuery: Protocol = {
  dialect: 'query',

  readInput(operation: Operation, request: WireRequest): Members {
    return readForm(formOf(request), operation.input, awsQueryForm);
  },

  writeOutput(operation: Operation, output: Members, requestId: string, model: ServiceModel): WireReply {
    const result = `${operation.name}Result`;
    const metadata = element('ResponseMetadata', { RequestId: text });
    const hasResult = !operation.output.isUnitSchema();
    const root = element(`${operation.name}Response`, {
      ...(hasResult ? { [result]: operation.output.getSchema() } : {}),
      ResponseMetadata: metadata,
    });
    const body = writeXml(
      root,
      { [result]: output, ResponseMetadata: { RequestId: requestId } },
      namespaceOf(model),
    );
    return { status: 200, headers: { 'content-type': 'text/xml' }, body };
  },

  writeRefusal(refusal: Refusal, requestId: string, model?: ServiceModel): WireReply {
    const error = element('Error', { Type: text, Code: text, Message: text });
    const root = element('ErrorResponse', { Error: error, RequestId: text });
    const { code, message } = refusal;
    const members = { Error: { Type: faultOf(refusal), Code: code, Message: message }, RequestId: requestId };
    const body = writeXml(root, members, model && namespaceOf(model));
    return { status: refusal.status, headers: { 'content-type': 'text/xml' }, body };
  },
};

/** EC2's own variant: the output's members stand in the root, beside the request's id. */
export const ec2Query: Protocol = {
  dialect: 'ec2',

  readInput(operation: Operation, request: WireRequest): Members {
    return readForm(formOf(request), operation.input, ec2Form);
  },

  writeOutput(operation: Operation, output: Members, requestId: string, model: ServiceModel): WireReply {
    const [, , , , names = [], schemas = []] = structureTuple(operation.output) ?? [];
    const members = Object.fromEntries(names.map((name, index) => [name, schemas[index] ?? text]));
    const root = element(`${operation.name}Response`, { requestId: text, ...members });
    return ec2Reply(200, writeXml(root, { ...output, requestId }, namespaceOf(model)));
  },

  writeRefusal(refusal: Refusal, requestId: string): WireReply {
    const error = element('Error', { Code: text, Message: text });
    const root = element('Response', { Errors: element('Errors', { Error: error }), RequestID: text });
    const { code, message } = refusal;
    const members = { Errors: { Error: { Code: code, Message: message } }, RequestID: requestId };
    return ec2Reply(refusal.status, writeXml(root, members));
  },
};

function ec2Reply(status: number, xml: string): WireReply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`;
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body };
}

/** SQS left XML before the SDK's schemas came, so that they hold no namespace for it. */
function namespaceOf(model: ServiceModel): string {
  return model.xmlNamespace ?? `http://queue.amazonaws.com/doc/${model.version}/`;
}
