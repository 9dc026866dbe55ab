package dev.edmund.processor;

import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriInfoKind;
import org.apache.olingo.server.api.uri.UriParameter;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.core.uri.UriInfoImpl;
import org.apache.olingo.server.core.uri.UriParameterImpl;
import org.apache.olingo.server.core.uri.UriResourceComplexPropertyImpl;
import org.apache.olingo.server.core.uri.UriResourceCountImpl;
import org.apache.olingo.server.core.uri.UriResourceEntitySetImpl;
import org.apache.olingo.server.core.uri.UriResourceNavigationPropertyImpl;
import org.apache.olingo.server.core.uri.UriResourcePrimitivePropertyImpl;
import org.apache.olingo.server.core.uri.UriResourceRefImpl;
import org.apache.olingo.server.core.uri.UriResourceSingletonImpl;
import org.apache.olingo.server.core.uri.UriResourceValueImpl;
import org.apache.olingo.server.core.uri.UriResourceWithKeysImpl;
import org.apache.olingo.server.core.uri.queryoption.CountOptionImpl;
import org.apache.olingo.server.core.uri.queryoption.SkipOptionImpl;
import org.apache.olingo.server.core.uri.queryoption.TopOptionImpl;
import org.jspecify.annotations.Nullable;

/**
 * A parsed URL as Olingo's processor interfaces see one: its kind, the parts of its path, and the
 * options that are plain values. What only OData 4.01 can say has no form there.
 */
final class OlingoUri {
  private final UriInfoImpl uri = new UriInfoImpl();
  private final List<UriResource> parts = new ArrayList<>();

  private OlingoUri() {}

  static UriInfo of(ODataRequestLine line) {
    OlingoUri built = new OlingoUri();
    UriInfoKind kind = line.path().isEmpty() ? UriInfoKind.service : UriInfoKind.resource;
    if (!line.path().isEmpty() && line.path().get(0) instanceof Segment.Metadata) {
      kind = UriInfoKind.metadata;
    }
    built.uri.setKind(kind);
    line.path().forEach(built::add);
    built.parts.forEach(built.uri::addResourcePart);
    built.options(line.options());
    return built.uri;
  }

  private void options(QueryOptions options) {
    if (options.top() != null) {
      uri.setSystemQueryOption(new TopOptionImpl().setValue(bounded(options.top())));
    }
    if (options.skip() != null) {
      uri.setSystemQueryOption(new SkipOptionImpl().setValue(bounded(options.skip())));
    }
    if (options.count()) {
      uri.setSystemQueryOption(new CountOptionImpl().setValue(true));
    }
  }

  private static int bounded(long value) {
    return (int) Math.min(value, Integer.MAX_VALUE);
  }

  private void add(Segment segment) {
    if (segment instanceof Segment.Key key) {
      keys(key);
      return;
    }
    UriResource part = part(segment);
    if (part != null) {
      parts.add(part);
    }
  }

  private static @Nullable UriResource part(Segment segment) {
    if (segment instanceof Segment.EntitySet set) {
      return new UriResourceEntitySetImpl(set.set());
    }
    if (segment instanceof Segment.Singleton singleton) {
      return new UriResourceSingletonImpl(singleton.singleton());
    }
    if (segment instanceof Segment.Navigation navigation) {
      return new UriResourceNavigationPropertyImpl(navigation.property());
    }
    if (segment instanceof Segment.Property property) {
      return property.property().getType().getKind() == EdmTypeKind.COMPLEX
          ? new UriResourceComplexPropertyImpl(property.property())
          : new UriResourcePrimitivePropertyImpl(property.property());
    }
    if (segment instanceof Segment.Value) {
      return new UriResourceValueImpl();
    }
    if (segment instanceof Segment.Count) {
      return new UriResourceCountImpl();
    }
    return segment instanceof Segment.Ref ? new UriResourceRefImpl() : null;
  }

  private void keys(Segment.Key key) {
    if (parts.isEmpty()
        || !(parts.get(parts.size() - 1) instanceof UriResourceWithKeysImpl keyed)) {
      return;
    }
    List<UriParameter> predicates = new ArrayList<>();
    for (KeyValue value : key.values()) {
      predicates.add(new UriParameterImpl().setName(value.name()).setText(value.value().text()));
    }
    keyed.setKeyPredicates(predicates);
  }
}
