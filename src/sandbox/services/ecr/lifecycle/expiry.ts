import type { Region } from '../../../world/region.ts';
import type { Tick } from '../../../world/tick.ts';
import { archive } from '../archive.ts';
import { tagsOf } from '../lookup.ts';
import type { Repository } from '../state.ts';
import { evaluatePolicy } from './evaluate.ts';
import { parseLifecyclePolicy } from './policy.ts';

/** Lifecycle policies are carried out now and again, and what belonged to an image that is gone goes, too. */
export function expireImages({ ecr, rules }: Region, { at }: Tick): void {
  for (const repository of ecr.repositories.values()) {
    const { lifecycle } = repository;
    if (!lifecycle) continue;
    const since = lifecycle.evaluatedAt ?? lifecycle.putAt;
    if (at - since.getTime() < rules.lifecycleSeconds * 1000) continue;
    lifecycle.evaluatedAt = new Date(at);
    for (const { manifest, rule } of evaluatePolicy(
      repository,
      parseLifecyclePolicy(lifecycle.text),
      lifecycle.evaluatedAt,
    )) {
      if (rule.action === 'transition') archive(manifest, lifecycle.evaluatedAt);
      else remove(repository, manifest.digest);
    }
  }
}

function remove(repository: Repository, digest: string): void {
  for (const tag of tagsOf(repository, digest)) repository.tags.delete(tag);
  repository.manifests.delete(digest);
  for (const [artifact, { subject }] of repository.manifests)
    if (subject === digest) remove(repository, artifact);
}
