package dev.vifte.workers.image;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.vifte.imaging.Accelerator;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;

/// Makes libvips read where no memory is, as a mistake in a decoder would.
@SuppressWarnings("restricted") // calling native code is the purpose
public final class CrashingProvider implements StageProvider {
  static final StageKind KIND = new StageKind("test/crash");

  @Override
  public StageKind kind() {
    return KIND;
  }

  @Override
  public String summary() {
    return "crashes in native code";
  }

  @Override
  public Stage create(StageSettings with) {
    return new Crashing();
  }

  record Crashing() implements Stage {
    @Override
    public StageKind kind() {
      return KIND;
    }

    @Override
    public Execution execution() {
      return Execution.ISOLATED;
    }

    @Override
    public Outcome process(StageInput input) throws Exception {
      var library =
          SymbolLookup.libraryLookup(Accelerator.here().library().orElseThrow(), Arena.global());
      var width =
          Linker.nativeLinker()
              .downcallHandle(
                  library.find("vips_image_get_width").orElseThrow(),
                  FunctionDescriptor.of(JAVA_INT, ADDRESS));
      try {
        int read = (int) width.invokeExact(MemorySegment.ofAddress(16));
        return Outcome.retry("read " + read);
      } catch (Throwable e) {
        throw new IOException(e);
      }
    }
  }
}
