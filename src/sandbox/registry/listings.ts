import type { Manifest } from '../services/ecr/state.ts';
import { jsonReply, type RegistryReply } from './reply.ts';
import type { Visit } from './visit.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MOST_TAGS = 1000;

/** The tags in order, `n` at most behind `last`. */
export function listTags({ call, registry, name, query }: Visit): RegistryReply {
  const last = query.get('last') ?? '';
  const size = Math.min(Number(query.get('n') ?? MOST_TAGS) || MOST_TAGS, MOST_TAGS);
  const behind = [...registry.repository(name, call).tags.keys()].sort().filter((tag) => tag > last);
  const tags = behind.slice(0, size);
  const next = `/v2/${name}/tags/list?n=${size}&last=${encodeURIComponent(tags.at(-1) ?? '')}`;
  const link: Record<string, string> = behind.length > size ? { link: `<${next}>; rel="next"` } : {};
  return jsonReply({ name, tags }, undefined, link);
}

/** An index of the artifacts that belong to an image: signatures, attestations, bills of materials. */
export function listReferrers({ call, registry, name, reference, query }: Visit): RegistryReply {
  const wanted = query.get('artifactType');
  const manifests = [...registry.repository(name, call).manifests.values()]
    .filter(({ subject }) => subject === reference)
    .filter(({ artifactMediaType }) => wanted === null || artifactMediaType === wanted)
    .map(descriptorOf);
  const filtered: Record<string, string> = wanted === null ? {} : { 'oci-filters-applied': 'artifactType' };
  return jsonReply({ schemaVersion: 2, mediaType: INDEX, manifests }, INDEX, filtered);
}

function descriptorOf({ mediaType, digest, text, artifactMediaType, annotations }: Manifest) {
  const size = Buffer.byteLength(text);
  return { mediaType, digest, size, artifactType: artifactMediaType, annotations };
}
