package dev.vifte.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A plugin as its author would build it: one provider class, compiled here, and its service file.
///
/// @param className of the provider
/// @param kind it says it makes
/// @param service the class named in the service file
record PluginJar(String className, String kind, String service) {
  static PluginJar named(String className) {
    return new PluginJar(className, "own/stage", className);
  }

  PluginJar providing(String otherKind) {
    return new PluginJar(className, otherKind, service);
  }

  PluginJar promising(String otherService) {
    return new PluginJar(className, kind, otherService);
  }

  void writeTo(Path jar) {
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      put(out, className + ".class", compiled(jar.resolveSibling("classes-" + className)));
      put(
          out,
          "META-INF/services/dev.vifte.stage.StageProvider",
          "# by hand\n%s # the only one\n".formatted(service).getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  private byte[] compiled(Path classes) throws IOException {
    Files.createDirectories(classes);
    var options =
        List.of(
            "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (!compiler.getTask(null, null, null, options, null, List.of(source())).call()) {
      throw new AssertionError("the plugin's source does not compile");
    }
    return Files.readAllBytes(classes.resolve(className + ".class"));
  }

  private JavaFileObject source() {
    String code =
        """
        import dev.vifte.pipeline.StageKind;
        import dev.vifte.stage.*;
        public class %s implements StageProvider {
          public StageKind kind() { return new StageKind("%s"); }
          public String summary() { return "%s"; }
          public Stage create(StageSettings with) { throw new AssertionError(); }
        }
        """
            .formatted(className, kind, kind);
    return new SimpleJavaFileObject(
        URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
      }
    };
  }
}
