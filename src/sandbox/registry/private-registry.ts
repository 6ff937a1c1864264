import { createOnPush } from '../services/ecr/creation-templates.ts';
import { ecr } from '../services/ecr/index.ts';
import { findRepository } from '../services/ecr/lookup.ts';
import type { Registry } from './visit.ts';

/** The registry of a region, that of ECR's repositories. */
export const privateRegistry: Registry = {
  service: ecr,
  repository: (repositoryName, call) => findRepository({ repositoryName }, call),
  find: (name, { region }) => region.ecr.repositories.get(name),
  pushed(repositoryName, call) {
    return (
      call.region.ecr.repositories.get(repositoryName) ??
      createOnPush(repositoryName, call) ??
      findRepository({ repositoryName }, call)
    );
  },
  input: (repositoryName) => ({ repositoryName }),
};
