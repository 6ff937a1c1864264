/** How the world behaves where AWS has no fixed number; a test or a story may set them. */
export interface Rules {
  /**
   * Seconds for which a freshly registered scalable target is not yet seen by PutScalingPolicy, which then
   * answers ObjectNotFoundException as AWS at times does. 0 turns it off.
   */
  targetVisibleAfterSeconds: number;
  /** Seconds that a task takes at the least and at the most from its creation to RUNNING. */
  taskStartSeconds: readonly [number, number];
  /** Seconds that a task takes to stop. */
  taskStopSeconds: number;
}

export const defaultRules: Rules = {
  targetVisibleAfterSeconds: 1,
  taskStartSeconds: [20, 40],
  taskStopSeconds: 20,
};
