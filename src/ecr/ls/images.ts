import type { Answer, VerbContext } from '../../verb/verb.ts';
import type { EcrName } from '../repository/name.ts';
import { awsOf } from '../repository/read-repository.ts';
import { listImages } from './images/list.ts';
import { readImages } from './images/read.ts';
import { renderImages } from './images/render.ts';
import type { ImagesValue } from './value.ts';
import { unknownUses } from './warnings.ts';
import type { ListWishes } from './wishes.ts';

/** The images of a repository. */
export async function answerImages(
  { aws, terminal }: Pick<VerbContext, 'aws' | 'terminal'>,
  name: EcrName,
  wishes: ListWishes,
): Promise<Answer<ImagesValue>> {
  const value = listImages(await readImages(awsOf(aws, name), name, wishes));
  for (const warning of unknownUses(value)) await terminal.warn(warning);
  return { value, text: (screen) => renderImages(value, wishes, screen) };
}
