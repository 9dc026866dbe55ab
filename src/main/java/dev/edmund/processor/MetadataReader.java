package dev.edmund.processor;

import dev.edmund.format.metadata.MetadataJson;
import dev.edmund.format.metadata.MetadataXml;
import dev.edmund.model.CsdlDocument;
import dev.edmund.request.ContentNegotiation.Kind;
import org.apache.olingo.server.api.ODataResponse;

/** Answers {@code $metadata}, in XML unless JSON is asked for. */
final class MetadataReader {
  private final byte[] xml40;
  private final byte[] xml401;
  private final byte[] json;

  MetadataReader(CsdlDocument document) {
    this.xml40 = MetadataXml.write(document, "4.0");
    this.xml401 = MetadataXml.write(document, "4.01");
    // CSDL JSON exists since 4.01 only.
    this.json = MetadataJson.write(document, "4.01");
  }

  void read(Exchange exchange, ODataResponse response) {
    Kind kind = exchange.format(Kind.XML, Kind.JSON).kind();
    Responses.start(response, exchange, 200);
    if (kind == Kind.JSON) {
      Responses.body(response, "application/json", json);
    } else {
      Responses.body(response, "application/xml", exchange.version401() ? xml401 : xml40);
    }
  }
}
