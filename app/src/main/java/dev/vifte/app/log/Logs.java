package dev.vifte.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.vifte.app.settings.LogSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sets the log up: to standard error, as text or JSON. Until [#as] is called only warnings show.
public final class Logs extends ContextAwareBase implements Configurator {
  private static final LogSettings BEFORE = new LogSettings("text", "warn");
  static final String TEXT = "%d{ISO8601} %-5level %logger{0}: %msg %kvp%mdc%n%ex";

  /// Makes every later line follow these settings.
  public static void as(LogSettings settings) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      configure(context, settings);
    }
  }

  /// Called by Logback once, in place of a search for configuration files.
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    configure(context, BEFORE);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static void configure(LoggerContext context, LogSettings settings) {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, settings));
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(settings.level()));
    root.addAppender(appender);
    // They tell of each odd file, which the stages already report.
    context.getLogger("org.apache.pdfbox").setLevel(Level.ERROR);
    context.getLogger("org.apache.fontbox").setLevel(Level.ERROR);
    context.getLogger("org.apache.pekko").setLevel(Level.WARN);
    context.getLogger("io.github.resilience4j").setLevel(Level.WARN);
    context.getLogger("io.micrometer").setLevel(Level.WARN);
    // A port that is taken is told by the command itself.
    context.getLogger("org.apache.pekko.io.TcpListener").setLevel(Level.OFF);
    context.getLogger("ch.qos.logback").setLevel(Level.WARN);
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogSettings settings) {
    if (settings.format().equals("json")) {
      var json = new JsonLines();
      json.setContext(context);
      json.start();
      return json;
    }
    var text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern(TEXT);
    text.start();
    return text;
  }
}
