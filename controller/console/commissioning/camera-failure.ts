/** Why there is no camera. No words here. */

export type CameraFailure = "refused" | "busy" | "none" | "other";

/** @param error what the browser said. */
export function cameraFailure(error: unknown): CameraFailure {
  const name = error instanceof Error ? error.name : String(error);
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  return "other";
}
