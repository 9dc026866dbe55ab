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

/**
 * A parsed URL as Olingo's processor interfaces see one: its kind, the parts of its path, and the
 * options that are plain values. What only OData 4.01 can say has no form there; the visits tell
 * whether a segment has one.
 */
final class OlingoUri implements Segment.Visitor<Boolean> {
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
    line.path().forEach(segment -> segment.accept(built));
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

  private boolean add(UriResource part) {
    return parts.add(part);
  }

  @Override
  public Boolean entitySet(Segment.EntitySet s) {
    return add(new UriResourceEntitySetImpl(s.set()));
  }

  @Override
  public Boolean singleton(Segment.Singleton s) {
    return add(new UriResourceSingletonImpl(s.singleton()));
  }

  @Override
  public Boolean navigation(Segment.Navigation s) {
    return add(new UriResourceNavigationPropertyImpl(s.property()));
  }

  @Override
  public Boolean property(Segment.Property s) {
    return s.property().getType().getKind() == EdmTypeKind.COMPLEX
        ? add(new UriResourceComplexPropertyImpl(s.property()))
        : add(new UriResourcePrimitivePropertyImpl(s.property()));
  }

  @Override
  public Boolean dynamic(Segment.Dynamic s) {
    return false;
  }

  @Override
  public Boolean annotation(Segment.Annotation s) {
    return false;
  }

  @Override
  public Boolean value(Segment.Value s) {
    return add(new UriResourceValueImpl());
  }

  @Override
  public Boolean count(Segment.Count s) {
    return add(new UriResourceCountImpl());
  }

  @Override
  public Boolean ref(Segment.Ref s) {
    return add(new UriResourceRefImpl());
  }

  @Override
  public Boolean key(Segment.Key s) {
    if (parts.isEmpty()
        || !(parts.get(parts.size() - 1) instanceof UriResourceWithKeysImpl keyed)) {
      return false;
    }
    List<UriParameter> predicates = new ArrayList<>();
    for (KeyValue value : s.values()) {
      predicates.add(new UriParameterImpl().setName(value.name()).setText(value.value().text()));
    }
    keyed.setKeyPredicates(predicates);
    return true;
  }

  @Override
  public Boolean metadata(Segment.Metadata s) {
    return false;
  }

  @Override
  public Boolean batch(Segment.Batch s) {
    return false;
  }

  @Override
  public Boolean entityById(Segment.EntityById s) {
    return false;
  }

  @Override
  public Boolean all(Segment.All s) {
    return false;
  }

  @Override
  public Boolean crossJoin(Segment.CrossJoin s) {
    return false;
  }

  @Override
  public Boolean typeCast(Segment.TypeCast s) {
    return false;
  }

  @Override
  public Boolean operation(Segment.Operation s) {
    return false;
  }

  @Override
  public Boolean filter(Segment.Filter s) {
    return false;
  }

  @Override
  public Boolean each(Segment.Each s) {
    return false;
  }

  @Override
  public Boolean query(Segment.Query s) {
    return false;
  }

  @Override
  public Boolean ordinal(Segment.Ordinal s) {
    return false;
  }
}
