package dev.edmund.request;

import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmActionImport;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmFunctionImport;
import org.apache.olingo.commons.api.edm.EdmSingleton;

/** The first segment of a path: a child of the entity container or a system resource. */
final class FirstSegmentParser {
  private final EdmNames names;
  private final PathCallParser calls;

  FirstSegmentParser(EdmNames names, PathCallParser calls) {
    this.names = names;
    this.calls = calls;
  }

  void first(PathWalk walk, Cursor in, boolean queryNext) {
    if (in.peek() == '$') {
      system(walk, in);
      return;
    }
    EdmEntityContainer container = names.edm().getEntityContainer();
    if (!in.atName() || container == null) {
      throw walk.notFound(in);
    }
    String name = in.name();
    EdmEntitySet set = container.getEntitySet(name);
    if (set != null) {
      walk.goToValues(new Segment.EntitySet(set), set.getEntityType(), true);
      walk.key(in);
      return;
    }
    EdmSingleton singleton = container.getSingleton(name);
    if (singleton != null) {
      walk.goToValues(new Segment.Singleton(singleton), singleton.getEntityType(), false);
      return;
    }
    EdmFunctionImport function = container.getFunctionImport(name);
    if (function != null) {
      calls.function(walk, List.copyOf(function.getUnboundFunctions()), name, in, queryNext);
      walk.key(in);
      return;
    }
    EdmActionImport action = container.getActionImport(name);
    if (action == null) {
      throw walk.notFound(in);
    }
    PathCallParser.action(walk, action.getUnboundAction(), name, in);
  }

  private void system(PathWalk walk, Cursor in) {
    in.next();
    String word = in.atName() ? in.name() : "";
    switch (word) {
      case "metadata" -> walk.go(new Segment.Metadata(), Resource.Kind.METADATA, null, false);
      case "batch" -> walk.go(new Segment.Batch(), Resource.Kind.BATCH, null, false);
      case "entity" -> walk.go(new Segment.EntityById(null), Resource.Kind.ENTITY_ID, null, false);
      case "all" -> walk.goToValues(new Segment.All(), null, true);
      case "crossjoin" ->
          walk.go(new Segment.CrossJoin(sets(walk, in)), Resource.Kind.CROSSJOIN, null, true);
      default -> throw walk.notFound(in);
    }
  }

  private List<EdmEntitySet> sets(PathWalk walk, Cursor in) {
    List<EdmEntitySet> sets = new ArrayList<>();
    in.expect('(');
    do {
      in.blanks();
      EdmEntitySet set = names.edm().getEntityContainer().getEntitySet(in.name());
      if (set == null) {
        throw walk.notFound(in);
      }
      sets.add(set);
      in.blanks();
    } while (in.accept(','));
    in.expect(')');
    return sets;
  }
}
