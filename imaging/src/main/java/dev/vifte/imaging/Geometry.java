package dev.vifte.imaging;

/// How large a variant is, in pixels of the picture as seen (after orientation).
public sealed interface Geometry {
  /// Inside the box, all of the picture.
  record Fit(int width, int height) implements Geometry {
    public Fit {
      requireSides(width, height);
    }
  }

  /// Covers the box; what sticks out is cut off, evenly on both sides unless a [Gravity] says
  /// otherwise. A picture smaller than the box that must not be enlarged is only cut.
  record Fill(int width, int height) implements Geometry {
    public Fill {
      requireSides(width, height);
    }
  }

  /// This wide, as high as it comes.
  record Width(int width) implements Geometry {
    public Width {
      requireSides(width, 1);
    }
  }

  /// This high, as wide as it comes.
  record Height(int height) implements Geometry {
    public Height {
      requireSides(1, height);
    }
  }

  private static void requireSides(int width, int height) {
    if (Math.min(width, height) < 1 || Math.max(width, height) > 16_384) {
      throw new IllegalArgumentException(
          "a variant is %d x %d px; each side must be 1 to 16384".formatted(width, height));
    }
  }
}
