package dev.vifte.http;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// Pictures made in code.
final class Pictures {
  private Pictures() {}

  /// A sunset.
  static byte[] png(int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, new Color(0x27476e), 0, height, new Color(0xf2a65a)));
    pen.fillRect(0, 0, width, height);
    pen.setColor(new Color(0xffe3b3));
    pen.fillOval(width / 3, height / 2, height / 3, height / 3);
    pen.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
