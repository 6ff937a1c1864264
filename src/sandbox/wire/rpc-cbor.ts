import { AwsError } from '../service.ts';
import { qualifiedName, refusalHeaders } from './aws-json.ts';
import type { WireReply, WireRequest } from './http.ts';
import type { Operation, ServiceModel } from './model.ts';
import type { Members, Protocol } from './protocol.ts';
import type { Refusal } from './refusal.ts';
import { CborCodec, cbor } from './sdk-internals.ts';

const codec = new CborCodec();
const protocolHeaders = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };

/** Smithy RPC v2 over CBOR: what newer clients speak to CloudWatch. The operation is named in the path. */
export const rpcCbor: Protocol = {
  dialect: 'json',

  readInput(operation: Operation, request: WireRequest): Members {
    if (request.body.length === 0 || operation.input.isUnitSchema()) return {};
    try {
      return codec.createDeserializer().read(operation.input, request.body) as Members;
    } catch (error) {
      throw new AwsError('SerializationException', error instanceof Error ? error.message : String(error));
    }
  },

  writeOutput(operation: Operation, output: Members): WireReply {
    const serializer = codec.createSerializer();
    if (operation.output.isUnitSchema())
      return { status: 200, headers: protocolHeaders, body: cbor.serialize({}) };
    serializer.write(operation.output, output);
    return { status: 200, headers: protocolHeaders, body: serializer.flush() };
  },

  writeRefusal(refusal: Refusal, _requestId: string, model?: ServiceModel): WireReply {
    return {
      status: refusal.status,
      headers: { ...protocolHeaders, ...refusalHeaders(refusal, model) },
      body: cbor.serialize({
        __type: qualifiedName(refusal, model),
        [refusal.messageMember]: refusal.message,
      }),
    };
  },
};
