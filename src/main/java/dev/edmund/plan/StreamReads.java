package dev.edmund.plan;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Properties;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import dev.edmund.request.option.ExpandItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans the streams that {@code $expand} puts into an entity (Part 1, 11.2.5.2). */
final class StreamReads {
  private final EntityAlias entity;
  private final List<List<String>> paths;

  /** Plans the streams among the items; a path without names leads to that of a media entity. */
  StreamReads(EntityAlias entity, List<ExpandItem> items) {
    this.entity = entity;
    this.paths =
        items.stream()
            .filter(item -> item.kind() == ExpandItem.Kind.STREAM)
            .map(item -> Selection.names(item.path()))
            .toList();
  }

  /** What is selected, and with it the complex values that have one of the streams. */
  Selection with(Selection selected) {
    Selection selection = selected;
    for (List<String> path : paths) {
      if (path.size() > 1) {
        selection = selection.with(path.subList(0, path.size() - 1));
      }
    }
    return selection;
  }

  /** Adds the streams to the members of the entity, each at its place. */
  void into(Map<String, Member> members) {
    for (List<String> path : paths) {
      PropertyStorage.Stream stream = path.isEmpty() ? entity.entity().media() : find(path);
      if (stream == null) {
        continue; // An entity of another type, which has no such property.
      }
      String name = path.isEmpty() ? "" : stream.name();
      Member read = member(name, stream);
      if (path.size() <= 1) {
        members.put(name, read);
      } else {
        members.computeIfPresent(path.get(0), (n, holder) -> inside(holder, path, 1, read));
      }
    }
  }

  private PropertyStorage.@Nullable Stream find(List<String> path) {
    Map<String, PropertyStorage> parts = entity.entity().properties();
    PropertyStorage found = null;
    for (String name : path) {
      found = parts.get(name);
      if (found == null) {
        return null;
      }
      if (found.asDocument().isPresent()) {
        throw ODataException.notImplemented("$expand of a stream inside of JSON", "$expand");
      }
      parts = Properties.byName(found.parts());
    }
    return found == null ? null : found.asStream().orElse(null);
  }

  private Member member(String name, PropertyStorage.Stream stream) {
    QueryBuilder builder = entity.builder();
    int owner = builder.select(entity.rowId());
    QueryBuilder chunks = QueryBuilder.over(stream.chunks());
    chunks.select(new Term.Field(chunks.alias(), stream.bytes()));
    chunks.where(
        EntityAlias.equal(
            new Term.Field(chunks.alias(), stream.owner()),
            new Term.Parent(owner, stream.owner().type())));
    chunks.orderBy(new Term.Field(chunks.alias(), stream.ordinal()), false);
    return new Member.Stream(
        name,
        builder.select(entity.column(stream.contentType())),
        builder.select(entity.column(stream.etag())),
        new NestedRead(chunks.build(null, 0), null, null, 0));
  }

  private static Member inside(Member holder, List<String> path, int depth, Member stream) {
    if (!(holder instanceof Member.Complex complex)) {
      throw ODataException.notImplemented("$expand of a stream in " + holder.name(), "$expand");
    }
    List<Member> parts = new ArrayList<>(complex.parts());
    if (depth == path.size() - 1) {
      parts.removeIf(part -> part.name().equals(stream.name()));
      parts.add(stream);
    } else {
      parts.replaceAll(
          part ->
              part.name().equals(path.get(depth)) ? inside(part, path, depth + 1, stream) : part);
    }
    return new Member.Complex(complex.name(), complex.type(), complex.presence(), parts);
  }
}
