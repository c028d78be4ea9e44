package dev.vifte.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/// One flat JSON object a line: `time`, `level`, `logger`, `message`, the keys of the attempt it
/// was logged in and its own, such as `job`, and `thrown`.
final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NONE = {};

  private final ThrowableProxyConverter thrown = new ThrowableProxyConverter();

  @Override
  public void start() {
    thrown.start();
    super.start();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ObjectNode line =
        Json.object()
            .put("time", event.getInstant().toString())
            .put("level", event.getLevel().toString().toLowerCase(java.util.Locale.ROOT))
            .put("logger", event.getLoggerName())
            .put("message", event.getFormattedMessage());
    event.getMDCPropertyMap().forEach(line::put);
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> line.put(pair.key, String.valueOf(pair.value)));
    }
    if (event.getThrowableProxy() != null) {
      line.put("thrown", thrown.convert(event));
    }
    return (line + "\n").getBytes(UTF_8);
  }

  @Override
  public byte[] headerBytes() {
    return NONE;
  }

  @Override
  public byte[] footerBytes() {
    return NONE;
  }
}
