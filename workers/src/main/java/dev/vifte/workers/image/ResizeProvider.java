package dev.vifte.workers.image;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;

/// Makes `image/resize` from its list of variants.
public final class ResizeProvider implements StageProvider {
  @Override
  public StageKind kind() {
    return Resize.KIND;
  }

  @Override
  public String summary() {
    return "variants of a picture from one decode; variants: [{name, fit: WxH | fill: WxH |"
        + " width: N | height: N, format: auto | jpeg | png | webp | avif, quality, enlarge,"
        + " gravity, rotate, flip, trim, blur, sharpen, background, padding, watermark, max_bytes,"
        + " autoquality}],"
        + " look: colours, placeholders and hashes as data";
  }

  @Override
  public Stage create(StageSettings with) {
    return VariantSettings.read(with);
  }
}
