package dev.vifte.isolate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a child JVM is started: this JVM's own binary and class path, few and fixed resources, and
/// nothing of the node's environment, which may hold secrets.
final class Launch {
  private static final Set<String> ENVIRONMENT =
      Set.of("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "SystemRoot");

  private final IsolatedSettings settings;
  private final Path temporary;

  Launch(IsolatedSettings settings) {
    this.settings = settings;
    this.temporary = settings.folder().resolve("tmp");
  }

  Process start() throws IOException {
    Files.createDirectories(temporary);
    var builder = new ProcessBuilder(command()).directory(settings.folder().toFile());
    builder.environment().keySet().retainAll(ENVIRONMENT);
    builder.environment().put("MALLOC_ARENA_MAX", "2"); // freed memory is used again
    return builder.start();
  }

  private List<String> command() {
    var command = new ArrayList<String>(kernelLimits());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(resources());
    command.addAll(manners());
    aotCache().ifPresent(command::add);
    settings.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-Duser.home=" + settings.folder().toAbsolutePath());
    command.add("-Djava.io.tmpdir=" + temporary.toAbsolutePath());
    command.addAll(List.of("-cp", classPath(), Child.class.getName()));
    return command;
  }

  /// `prlimit` runs the JVM in its own place, so the process id stays. What may be written to is
  /// limited, not what is addressed: a JVM reserves far more than it uses.
  private List<String> kernelLimits() {
    var prlimit = Path.of("/usr/bin/prlimit");
    if (!Files.isExecutable(prlimit)) {
      return List.of();
    }
    var limits = settings.limits();
    return List.of(
        prlimit.toString(),
        "--core=0",
        "--cpu=" + limits.cpu().toSeconds(),
        "--fsize=" + limits.file(),
        "--data=" + (limits.heap() + limits.outside()),
        "--");
  }

  /// One child should use about one core: serial collector, one processor seen.
  private List<String> resources() {
    return List.of(
        "-Xmx" + settings.limits().heap(),
        "-Xss2m",
        "-XX:MaxMetaspaceSize=192m",
        "-XX:ReservedCodeCacheSize=64m",
        "-XX:MaxDirectMemorySize=64m",
        "-XX:+UseSerialGC",
        "-XX:ActiveProcessorCount=1");
  }

  /// Standard output carries frames, so the JVM's own words go to standard error; a crash leaves no
  /// core and no file behind.
  private static List<String> manners() {
    return List.of(
        "-XX:+DisplayVMOutputToStderr",
        "-Xlog:disable",
        "-Xlog:all=error:stderr",
        "-XX:+ErrorFileToStderr",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:-UsePerfData",
        "-XX:+DisableAttachMechanism",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.awt.headless=true",
        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
        "-Dslf4j.internal.verbosity=ERROR");
  }

  /// The cache this JVM was started with.
  private static Optional<String> aotCache() {
    return ProcessHandle.current().info().arguments().stream()
        .flatMap(Stream::of)
        .filter(argument -> argument.startsWith("-XX:AOTCache="))
        .findFirst();
  }

  /// Absolute, since a child has a working folder of its own.
  private String classPath() {
    var own =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getProperty("java.class.path"))
            .map(Path::of);
    return Stream.concat(own, settings.plugins().stream())
        .map(entry -> entry.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
