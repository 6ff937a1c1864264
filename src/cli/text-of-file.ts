import { readFileSync } from 'node:fs';
import { usage } from '../failure.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  ENAMETOOLONG: 'the name is too long',
  ERR_INVALID_ARG_VALUE: 'no file can have that name',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not text in UTF-8',
};

/**
 * What the file of a flag contains, without a byte order mark.
 * @throws Failure `usage` naming the flag and the path.
 */
export function textOfFile(path: string, flag: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const why = reasons[code] ?? message;
    throw usage(`${flag}: "${path}" cannot be read: ${why}`, 'name a text file that exists and can be read');
  }
}
