package dev.vifte.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// One page of unfinished uploads. Read here, because the SDK refuses what MinIO sends (an empty
/// storage class).
///
/// @param next where the next page begins, if there is one
record UploadPage(List<Upload> uploads, Optional<Marker> next) {
  /// An upload that was begun.
  record Upload(String name, String id, Instant begun) {
    private static Upload of(Element xml) {
      return new Upload(
          decoded(xml, "Key"), text(xml, "UploadId"), Instant.parse(text(xml, "Initiated")));
    }
  }

  /// Behind which object name and upload a page begins.
  record Marker(String name, String id) {
    static final Marker START = new Marker("", "");

    private static Marker of(Element xml) {
      return new Marker(decoded(xml, "NextKeyMarker"), text(xml, "NextUploadIdMarker"));
    }
  }

  /// Reads an answer whose names are URL-encoded.
  static UploadPage read(InputStream answer) throws IOException {
    Element page = parse(answer);
    NodeList found = page.getElementsByTagNameNS("*", "Upload");
    return new UploadPage(
        IntStream.range(0, found.getLength())
            .mapToObj(n -> Upload.of((Element) found.item(n)))
            .toList(),
        text(page, "IsTruncated").equals("true") ? Optional.of(Marker.of(page)) : Optional.empty());
  }

  private static Element parse(InputStream answer) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(answer).getDocumentElement();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("the list of uploads is not readable: " + e.getMessage(), e);
    }
  }

  private static String decoded(Element xml, String tag) {
    return URLDecoder.decode(text(xml, tag), StandardCharsets.UTF_8);
  }

  private static String text(Element xml, String tag) {
    var found = xml.getElementsByTagNameNS("*", tag).item(0);
    return found == null ? "" : found.getTextContent();
  }
}
