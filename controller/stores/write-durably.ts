/** One file replaced as a whole: a reader, or the next start after a crash, finds the old bytes or the new, never a part. */
import { open, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes beside the file, flushes, renames over it, flushes the folder. One writer per path at a time.
 * @param mode permission bits; the default keeps the file to its owner, because most of ours hold secrets' hashes.
 */
export async function writeDurably(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const beside = `${path}.tmp`;
  try {
    const file = await open(beside, "w", mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await unlink(beside).catch(() => {});
    throw error;
  }
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
