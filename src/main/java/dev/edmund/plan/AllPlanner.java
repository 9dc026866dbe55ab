package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.jspecify.annotations.Nullable;

/** Plans {@code $all}: all entity sets and singletons, one after the other (Part 2, 4.16). */
final class AllPlanner {
  private final Model model;
  private final Planner planner;

  AllPlanner(Model model, Planner planner) {
    this.model = model;
    this.planner = planner;
  }

  /** One of the sets, and what leads to it. */
  private record Part(Resource resource, List<Segment> path) {}

  static boolean isAll(List<Segment> path) {
    return !path.isEmpty() && path.get(0) instanceof Segment.All;
  }

  Plan plan(ODataRequestLine line, PlanOptions options) {
    List<Segment> rest = line.path().subList(1, line.path().size());
    EdmEntityType cast = cast(rest);
    List<Segment> behind = cast == null ? rest : rest.subList(1, rest.size());
    QueryOptions query = line.options();
    if (query.apply() != null) {
      throw ODataException.notImplemented("$apply to $all", "$apply");
    }
    if (cast == null && query.filter() != null) {
      throw ODataException.notImplemented("$filter of $all without a type behind it", "$filter");
    }
    List<Part> parts = parts(cast, behind, query);
    if (parts.stream().anyMatch(p -> p.resource.form() == Resource.Form.COUNT)) {
      return new Plan.Count(
          parts.stream().map(p -> planner.count(p.resource, p.path, query)).toList(), null);
    }
    return union(cast, parts, query, options);
  }

  private static @Nullable EdmEntityType cast(List<Segment> rest) {
    return !rest.isEmpty() && rest.get(0) instanceof Segment.TypeCast first
        ? (EdmEntityType) first.type()
        : null;
  }

  private Plan union(
      @Nullable EdmEntityType cast, List<Part> parts, QueryOptions query, PlanOptions options) {
    if (parts.size() > 1 && !query.orderBy().isEmpty()) {
      throw ODataException.notImplemented("$orderby over several entity sets", "$orderby");
    }
    String context = context(cast, parts, query, options);
    List<Plan.Entities> all = new ArrayList<>();
    for (Part each : parts) {
      Plan.Entities part = planner.entities(each.resource, each.path, query.withCount(), options);
      all.add(
          new Plan.Entities(
              part.query(), part.shape().telling(), part.paging(), context, part.count(), null));
    }
    Plan.Paging paging = options.paging(query, List.of());
    return new Plan.Union(all, paging, context, query.count());
  }

  private static String context(
      @Nullable EdmEntityType cast, List<Part> parts, QueryOptions query, PlanOptions options) {
    if (parts.stream().anyMatch(p -> p.resource.form() == Resource.Form.REFERENCE)) {
      return "Collection($ref)";
    }
    return cast == null
        ? "Collection(Edm.EntityType)"
        : "Collection("
            + cast.getFullQualifiedName()
            + ")"
            + new ContextFragment(options.version401()).selectList(query);
  }

  private List<Part> parts(@Nullable EdmEntityType cast, List<Segment> behind, QueryOptions query) {
    List<Part> parts = new ArrayList<>();
    for (EdmBindingTarget target : targets()) {
      List<Segment> path = new ArrayList<>();
      path.add(
          target instanceof EdmSingleton singleton
              ? new Segment.Singleton(singleton)
              : new Segment.EntitySet((EdmEntitySet) target));
      EdmEntityType type = target.getEntityType();
      if (cast != null && cast.compatibleTo(type)) {
        path.add(new Segment.TypeCast(cast));
      } else if (cast != null && !type.compatibleTo(cast)) {
        continue;
      }
      path.addAll(behind);
      Resource resource = PathPlanner.plan(model, path);
      EdmEntityType seen = resource.entity().entity().type();
      if (query.search() == null || !model.searchable(seen).isEmpty()) {
        parts.add(new Part(resource, path));
      }
    }
    if (query.search() != null && parts.isEmpty()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "No property of any type here is searchable.", "$search");
    }
    return parts;
  }

  /** What has entities that are not in another set as well. */
  private List<EdmBindingTarget> targets() {
    EdmEntityContainer container = model.edm().getEntityContainer();
    if (container == null) {
      return List.of();
    }
    List<EdmBindingTarget> targets = new ArrayList<>();
    for (EdmEntitySet set : container.getEntitySets()) {
      if (container.getEntitySets().stream().noneMatch(base -> holds(base, set))) {
        targets.add(set);
      }
    }
    targets.addAll(container.getSingletons());
    return targets.stream().filter(t -> model.storage().of(t.getEntityType()).isPresent()).toList();
  }

  /** The set of a base type has the entities of the set of a derived type, too. */
  private boolean holds(EdmEntitySet base, EdmEntitySet set) {
    Optional<EntityStorage> storage = model.storage().of(base.getEntityType());
    Optional<EntityStorage> derived = model.storage().of(set.getEntityType());
    return !storage.equals(derived)
        && set.getEntityType().compatibleTo(base.getEntityType())
        && storage.isPresent()
        && storage.map(EntityStorage::root).equals(derived.map(EntityStorage::root))
        && id(base).equals(id(set));
  }

  private String id(EdmEntitySet set) {
    return model.storage().containers().getOrDefault(set.getName(), "");
  }
}
