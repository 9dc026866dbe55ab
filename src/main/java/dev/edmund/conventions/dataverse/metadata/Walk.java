package dev.edmund.conventions.dataverse.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.path.Segment;
import java.util.List;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmType;

/**
 * Takes the next step of a path through definitions.
 *
 * @param at where the path has led so far
 */
record Walk(Definitions definitions, Way at) implements Segment.Visitor<Way> {
  @Override
  public Way entitySet(Segment.EntitySet s) {
    return new Way(definitions.set(s.set().getName()), s.set().getEntityType(), true, null);
  }

  @Override
  public Way key(Segment.Key s) {
    return one(at.rows().stream().filter(row -> has(row, s.values())).toList(), at.type());
  }

  private static boolean has(MetadataRow row, List<KeyValue> key) {
    return key.stream()
        .allMatch(
            part ->
                Objects.equals(row.values().path(part.name()).asText(null), part.value().text()));
  }

  private static Way one(List<MetadataRow> found, EdmType type) {
    if (found.isEmpty()) {
      throw new ODataException(ErrorCode.NOT_FOUND, "There is no such definition.", "path");
    }
    return new Way(found.subList(0, 1), type, false, null);
  }

  @Override
  public Way typeCast(Segment.TypeCast s) {
    List<MetadataRow> those = at.rows().stream().filter(row -> Rows.isOf(row, s.type())).toList();
    return at.many() ? new Way(those, s.type(), true, null) : one(those, s.type());
  }

  @Override
  public Way navigation(Segment.Navigation s) {
    List<MetadataRow> there = Rows.related(at.row(), s.property().getName());
    return new Way(there, s.property().getType(), s.property().isCollection(), null);
  }

  @Override
  public Way property(Segment.Property s) {
    String name = s.property().getName();
    JsonNode outer = at.value();
    JsonNode next = outer == null ? Rows.value(at.row(), name) : outer.path(name);
    return new Way(at.rows(), at.type(), false, next);
  }

  @Override
  public Way filter(Segment.Filter s) {
    return new Way(Evaluation.filter(at.rows(), s.predicate()), at.type(), true, null);
  }

  @Override
  public Way count(Segment.Count s) {
    return at;
  }

  @Override
  public Way metadata(Segment.Metadata s) {
    throw Rows.notBuilt("$metadata");
  }

  @Override
  public Way batch(Segment.Batch s) {
    throw Rows.notBuilt("$batch");
  }

  @Override
  public Way entityById(Segment.EntityById s) {
    throw Rows.notBuilt("$entity");
  }

  @Override
  public Way all(Segment.All s) {
    throw Rows.notBuilt("$all");
  }

  @Override
  public Way crossJoin(Segment.CrossJoin s) {
    throw Rows.notBuilt("$crossjoin");
  }

  @Override
  public Way singleton(Segment.Singleton s) {
    throw Rows.notBuilt(s.singleton().getName());
  }

  @Override
  public Way dynamic(Segment.Dynamic s) {
    throw Rows.notBuilt(s.name());
  }

  @Override
  public Way operation(Segment.Operation s) {
    throw Rows.notBuilt(s.operation().getName());
  }

  @Override
  public Way annotation(Segment.Annotation s) {
    throw Rows.notBuilt("@" + s.term());
  }

  @Override
  public Way value(Segment.Value s) {
    throw Rows.notBuilt("$value");
  }

  @Override
  public Way ref(Segment.Ref s) {
    throw Rows.notBuilt("$ref");
  }

  @Override
  public Way each(Segment.Each s) {
    throw Rows.notBuilt("$each");
  }

  @Override
  public Way query(Segment.Query s) {
    throw Rows.notBuilt("$query");
  }

  @Override
  public Way ordinal(Segment.Ordinal s) {
    throw Rows.notBuilt("A position");
  }
}
