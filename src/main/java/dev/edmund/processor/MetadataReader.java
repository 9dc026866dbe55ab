package dev.edmund.processor;

import dev.edmund.format.metadata.MetadataJson;
import dev.edmund.format.metadata.MetadataXml;
import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.request.header.ContentNegotiation.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.olingo.server.api.ODataResponse;

/**
 * Answers {@code $metadata}, in XML unless JSON is asked for, in the version of the answer. Each
 * form is written when it is first asked for, once, and kept: large models take a while, and few
 * clients ask for more than one form.
 */
final class MetadataReader {
  private final CsdlDocument document;
  private final Map<Form, Written> written = new ConcurrentHashMap<>();

  MetadataReader(CsdlDocument document) {
    this.document = document;
  }

  /** What makes documents differ; nothing in them depends on the mount. */
  private record Form(Kind kind, String version) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Written(byte[] body, String etag) {}

  void read(Exchange exchange, ODataResponse response) {
    Kind kind = exchange.format(Kind.XML, Kind.JSON).kind();
    Written form = written.computeIfAbsent(new Form(kind, exchange.version()), this::write);
    Responses.revalidated(response, exchange, kind.mediaType(), form.etag(), form.body());
  }

  private Written write(Form form) {
    byte[] body =
        form.kind() == Kind.JSON
            ? MetadataJson.write(document, form.version())
            : MetadataXml.write(document, form.version());
    return new Written(body, ETags.of(body));
  }
}
