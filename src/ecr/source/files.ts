import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Content, fileContent, type Positioned, readAt, sliceContent } from './content.ts';
import { indexTar } from './tar-index.ts';

/** The files of an image, in a folder or in an archive. */
export interface Files {
  /** What they are called in messages. */
  readonly name: string;
  find(path: string): Promise<Content | undefined>;
  /** An archive that ended without its end mark: what is missing may have stood behind that. */
  readonly isCutOff: boolean;
  close(): Promise<void>;
}

export function folderFiles(folder: string): Files {
  return {
    name: folder,
    isCutOff: false,
    async find(path) {
      const whole = join(folder, path);
      const found = await stat(whole).catch(() => undefined);
      return found?.isFile() ? fileContent(whole, found.size) : undefined;
    },
    close: async () => {},
  };
}

/** @throws Failure `refused` for what is no whole archive. The file is closed then. */
export async function archiveFiles(file: Positioned, name: string): Promise<Files> {
  try {
    const { entries, isClosed } = await indexTar(file, name);
    return {
      name,
      isCutOff: !isClosed,
      async find(path) {
        const entry = entries.get(path);
        return entry && sliceContent(file, entry.offset, entry.size, `${path} of ${name}`);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

export async function openPositioned(path: string): Promise<Positioned> {
  const handle: FileHandle = await open(path);
  const { size } = await handle.stat();
  return {
    size,
    readAt: (into, position) => readAt(handle, into, position),
    close: () => handle.close(),
  };
}
