/** Runs the jobs in their order, a few side by side, and returns what each came to. */
export async function atOnce<Job, Result>(
  width: number,
  jobs: readonly Job[],
  run: (job: Job) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = jobs.entries();
  const worker = async () => {
    for (const [index, job] of queue) results[index] = await run(job);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
