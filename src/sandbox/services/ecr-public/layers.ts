import type {
  BatchCheckLayerAvailabilityCommandInput,
  BatchCheckLayerAvailabilityCommandOutput,
  CompleteLayerUploadCommandInput,
  CompleteLayerUploadCommandOutput,
  InitiateLayerUploadCommandInput,
  InitiateLayerUploadCommandOutput,
  UploadLayerPartCommandInput,
  UploadLayerPartCommandOutput,
} from '@aws-sdk/client-ecr-public';
import type { Answer, Call } from '../../service.ts';
import { availability, completeUpload, initiateUpload, uploadPart } from '../ecr/layers.ts';
import { findPublicRepository } from './lookup.ts';

/** Nothing is ever archived in the public registry. */
export function BatchCheckLayerAvailability(
  input: BatchCheckLayerAvailabilityCommandInput,
  call: Call,
): Answer<BatchCheckLayerAvailabilityCommandOutput> {
  const found = availability(findPublicRepository(input, call), input.layerDigests);
  const layers = found.map((layer) => ({
    ...layer,
    layerAvailability:
      layer.layerAvailability === 'AVAILABLE' ? ('AVAILABLE' as const) : ('UNAVAILABLE' as const),
  }));
  return { layers, failures: [] };
}

export function InitiateLayerUpload(
  input: InitiateLayerUploadCommandInput,
  call: Call,
): Answer<InitiateLayerUploadCommandOutput> {
  return initiateUpload(findPublicRepository(input, call), call);
}

export function UploadLayerPart(
  input: UploadLayerPartCommandInput,
  call: Call,
): Answer<UploadLayerPartCommandOutput> {
  return uploadPart(findPublicRepository(input, call), input, call);
}

export function CompleteLayerUpload(
  input: CompleteLayerUploadCommandInput,
  call: Call,
): Answer<CompleteLayerUploadCommandOutput> {
  return completeUpload(findPublicRepository(input, call), input, call);
}
