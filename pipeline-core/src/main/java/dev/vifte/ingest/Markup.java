package dev.vifte.ingest;

import dev.vifte.object.MediaType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// SVG, HTML and other XML by their first element or document type, without parsing: nothing here
/// can expand an entity or open a reference.
final class Markup {
  private static final Pattern PROLOG =
      Pattern.compile("\\s+|<\\?.*?\\?>|<!--.*?(-->|$)", Pattern.DOTALL);
  private static final Pattern FIRST =
      Pattern.compile(
          "<(!DOCTYPE\\s+)?(\\w+:)?([a-z_][\\w.-]*)(?=[\\s/>\\[]|$)", Pattern.CASE_INSENSITIVE);
  // the elements that the WHATWG MIME sniffing standard takes as a sign of HTML
  private static final Set<String> HTML =
      Set.of(
          "html", "head", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title",
          "b", "body", "br", "p");

  private Markup() {}

  static Optional<MediaType> of(byte[] head) {
    return PlainText.decode(head)
        .map(PlainText::text)
        .filter(text -> text.stripLeading().startsWith("<"))
        .flatMap(Markup::ofText)
        .map(MediaType::new);
  }

  private static Optional<String> ofText(String text) {
    var prolog = PROLOG.matcher(text);
    int at = 0;
    boolean declared = text.stripLeading().startsWith("<?xml");
    while (prolog.region(at, text.length()).lookingAt()) {
      at = prolog.end();
    }
    var first = FIRST.matcher(text).region(at, text.length());
    if (first.lookingAt()) {
      return Optional.of(type(first.toMatchResult()));
    }
    return declared
        ? Optional.of("application/xml")
        : Optional.of("text/html").filter(_ -> text.stripLeading().startsWith("<!--"));
  }

  private static String type(MatchResult first) {
    String element = first.group(3).toLowerCase(Locale.ROOT);
    if (element.equals("svg")) {
      return "image/svg+xml";
    }
    return HTML.contains(element) ? "text/html" : "application/xml";
  }
}
