import type { Answer, VerbContext } from '../../verb/verb.ts';
import { listRepositories } from './repositories/list.ts';
import { readRepositories } from './repositories/read.ts';
import { renderRepositories } from './repositories/render.ts';
import type { RepositoriesValue } from './value.ts';
import { unknownContents, unknownUses } from './warnings.ts';

/** The repositories of the region. */
export async function answerRepositories({
  aws,
  terminal,
}: Pick<VerbContext, 'aws' | 'terminal'>): Promise<Answer<RepositoriesValue>> {
  const value = listRepositories(await readRepositories(aws));
  for (const warning of [...unknownUses(value), ...unknownContents(value)]) await terminal.warn(warning);
  return { value, text: (screen) => renderRepositories(value, screen) };
}
