package dev.vifte.ingest;

/// What one tenant may take.
///
/// @param perSecond uploads a second at each gateway
/// @param tasks in the queue at once, of all its jobs; uploads are refused above it, tasks of
///   accepted jobs never
public record Share(int perSecond, long tasks) {
  public static final Share DEFAULTS = new Share(500, 10_000_000);

  public Share {
    if (perSecond < 1 || tasks < 1) {
      throw new IllegalArgumentException(
          "a tenant's share must be at least 1 upload a second and 1 task, not %d and %d"
              .formatted(perSecond, tasks));
    }
  }
}
