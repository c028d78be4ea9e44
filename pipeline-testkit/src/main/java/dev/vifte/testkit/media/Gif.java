package dev.vifte.testkit.media;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/// A GIF picture with 216 colours, still until [#animated]. Immutable.
public final class Gif {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private final Picture picture;
  private final int frames;

  private Gif(Picture picture, int frames) {
    this.picture = picture;
    this.frames = frames;
  }

  static Gif of(Picture picture) {
    return new Gif(picture, 1);
  }

  /// With `count` frames of the whole size, each another scene, 0.2 s apart.
  public Gif animated(int count) {
    return new Gif(picture, count);
  }

  /// The file.
  public byte[] bytes() {
    List<IIOImage> images = new ArrayList<>();
    for (int frame = 0; frame < frames; frame++) {
      BufferedImage image = Palette.of(picture.seed(picture.seed() + frame).image());
      images.add(new IIOImage(image, null, timing(image)));
    }
    return Written.sequence("gif", images, _ -> {});
  }

  private static IIOMetadata timing(BufferedImage image) {
    ImageWriter writer = Written.jdkWriter("gif");
    ImageWriteParam param = writer.getDefaultWriteParam();
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
    var control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", "20");
    var root = new IIOMetadataNode(FORMAT);
    root.appendChild(control);
    try {
      metadata.mergeTree(FORMAT, root);
    } catch (IIOInvalidTreeException e) {
      throw new IllegalStateException("this JDK's GIF writer takes no delay; use another JDK", e);
    }
    return metadata;
  }
}
