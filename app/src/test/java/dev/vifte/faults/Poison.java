package dev.vifte.faults;

import dev.vifte.Json;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// A stage that does harm where the file says so, as a plugin of its own.
public final class Poison implements StageProvider {
  private static final StageKind KIND = new StageKind("fault/poison");

  /// The folders of a plugin and of a pipeline that needs it.
  static void write(Path plugins, Path pipelines) throws IOException {
    try (var jar = new JarOutputStream(Files.newOutputStream(plugins.resolve("poison.jar")))) {
      for (Class<?> each : List.of(Poison.class, Act.class)) {
        String name = each.getName().replace('.', '/') + ".class";
        try (InputStream bytes = Poison.class.getClassLoader().getResourceAsStream(name)) {
          put(jar, name, bytes == null ? new byte[0] : bytes.readAllBytes());
        }
      }
      byte[] service = Poison.class.getName().getBytes(StandardCharsets.UTF_8);
      put(jar, "META-INF/services/" + StageProvider.class.getName(), service);
    }
    Files.writeString(
        pipelines.resolve("poison.yaml"),
        """
        pipeline: poison
        accept: text/csv
        stages:
          harm: { uses: fault/poison, timeout: 5s }
        """);
  }

  private static void put(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }

  @Override
  public StageKind kind() {
    return KIND;
  }

  @Override
  public String summary() {
    return "does harm where the file says so";
  }

  @Override
  public Stage create(StageSettings with) {
    return new Act();
  }

  /// One file: its second line says what is done to whoever works on it.
  private static final class Act implements Stage {
    @Override
    public StageKind kind() {
      return KIND;
    }

    @Override
    @SuppressWarnings("restricted") // it is meant to crash
    public Outcome process(StageInput input) throws IOException {
      String act;
      try (InputStream in = input.open()) {
        act =
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .findFirst()
                .orElse("");
      }
      switch (act.replaceAll(",.*", "")) {
        case "halt" -> Runtime.getRuntime().halt(134);
        case "crash" -> {
          byte _ = MemorySegment.ofAddress(8).reinterpret(8).get(ValueLayout.JAVA_BYTE, 0);
        }
        case "heap" -> eat();
        default -> {}
      }
      return Outcome.done(Json.object(), List.of());
    }

    private static void eat() {
      var all = new ArrayList<byte[]>();
      while (all.size() < Integer.MAX_VALUE) {
        all.add(new byte[1 << 24]);
      }
    }
  }
}
