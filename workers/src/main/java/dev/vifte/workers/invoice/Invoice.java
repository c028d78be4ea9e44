package dev.vifte.workers.invoice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/// The JSON of an invoice, completed: a line without `amount` gets quantity × unit price, an
/// invoice without `total` the sum of the amounts.
record Invoice(ObjectNode json) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /// More digits than any amount has; keeps `1e999999999` from being written out.
  private static final int MOST_DIGITS = 30;

  /// Reads and completes it.
  static Invoice read(byte[] bytes) throws IOException, InvalidInvoiceException {
    if (!(tree(bytes) instanceof ObjectNode object)) {
      throw new InvalidInvoiceException("an invoice is a JSON object: {\"invoice_id\": …}");
    }
    var invoice = new Invoice(object);
    invoice.complete();
    return invoice;
  }

  private static JsonNode tree(byte[] bytes) throws IOException, InvalidInvoiceException {
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new InvalidInvoiceException(
          "line %d, column %d is not valid JSON: %s"
              .formatted(at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()));
    }
  }

  private void complete() throws InvalidInvoiceException {
    JsonNode lines = json.path("lines");
    BigDecimal total = BigDecimal.ZERO;
    boolean known = lines.isArray();
    for (int i = 0; i < lines.size(); i++) {
      Optional<BigDecimal> amount = amount(lines.path(i), "lines[%d].".formatted(i));
      known &= amount.isPresent();
      total = total.add(amount.orElse(BigDecimal.ZERO));
    }
    if (known && !json.has("total")) {
      json.put("total", total);
    }
  }

  private static Optional<BigDecimal> amount(JsonNode line, String at)
      throws InvalidInvoiceException {
    var given = number(line, "amount", at);
    var quantity = number(line, "quantity", at);
    var price = number(line, "unit_price", at);
    if (given.isPresent() || quantity.isEmpty() || price.isEmpty()) {
      return given;
    }
    var amount = quantity.get().multiply(price.get());
    ((ObjectNode) line).put("amount", amount);
    return Optional.of(amount);
  }

  private static Optional<BigDecimal> number(JsonNode line, String field, String at)
      throws InvalidInvoiceException {
    JsonNode value = line.path(field);
    return value.isNumber() ? Optional.of(bounded(value, at + field)) : Optional.empty();
  }

  /// A number of a length that can be printed.
  static BigDecimal bounded(JsonNode value, String path) throws InvalidInvoiceException {
    BigDecimal number = value.decimalValue();
    if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw new InvalidInvoiceException(
          "field '%s' has more than %d digits".formatted(path, MOST_DIGITS));
    }
    return number;
  }
}
