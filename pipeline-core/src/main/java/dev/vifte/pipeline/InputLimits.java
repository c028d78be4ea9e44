package dev.vifte.pipeline;

/// What one input of a pipeline may be at most. Checked from headers before anything is decoded.
///
/// @param size bytes
/// @param pixels width × height of one picture
/// @param pages of a document
/// @param frames of an animation
public record InputLimits(long size, long pixels, int pages, int frames) {
  /// 50 MB, 100 megapixels, 2,000 pages, 1,000 frames.
  public static final InputLimits DEFAULTS = new InputLimits(50_000_000, 100_000_000, 2_000, 1_000);

  public InputLimits {
    if (size < 1 || pixels < 1 || pages < 1 || frames < 1) {
      throw new IllegalArgumentException("every input limit must be at least 1");
    }
  }
}
