package dev.edmund.plan.rules;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** Reads which properties have their values from elsewhere. */
record FollowReader(Model model, Notes notes) {

  List<Follow> follows(EdmStructuredType type) {
    List<Follow> all = new ArrayList<>();
    for (String name : type.getPropertyNames()) {
      List<String> paths = model.annotations().texts(Model.target(type, name), Terms.FOLLOWS);
      follow(type, name, paths).ifPresent(all::add);
    }
    return all;
  }

  private Optional<Follow> follow(EdmStructuredType type, String name, List<String> paths) {
    List<Follow.Source> sources = new ArrayList<>();
    String navigation = null;
    for (String path : paths) {
      String first = path.strip().split("/", 2)[0];
      Optional<Follow.Source> source = source(type, path.strip().split("/", -1));
      if (source.isEmpty() || (navigation != null && !navigation.equals(first))) {
        notes.ignored(
            Model.target(type, name),
            Terms.FOLLOWS,
            "'" + path + "' is no property behind a single-valued navigation property");
      } else {
        navigation = first;
        sources.add(source.get());
      }
    }
    return navigation == null
        ? Optional.empty()
        : Optional.of(new Follow(name, navigation, sources));
  }

  private Optional<Follow.Source> source(EdmStructuredType type, String[] path) {
    EdmNavigationProperty navigation = type.getNavigationProperty(path[0]);
    if (navigation == null || navigation.isCollection() || path.length < 2 || path.length > 3) {
      return Optional.empty();
    }
    EdmEntityType target =
        path.length == 2
            ? navigation.getType()
            : model.edm().getEntityType(new FullQualifiedName(path[1]));
    String property = path[path.length - 1];
    return target == null
            || !target.compatibleTo(navigation.getType())
            || target.getProperty(property) == null
        ? Optional.empty()
        : Optional.of(new Follow.Source(target.getFullQualifiedName(), property));
  }

  Map<String, String> overrides(EdmStructuredType type) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name : type.getPropertyNames()) {
      String target = Model.target(type, name);
      Optional<String> other = model.annotations().text(target, Terms.OVERRIDES).map(String::strip);
      if (other.isPresent() && type.getPropertyNames().contains(other.get())) {
        all.put(name, other.get());
      } else if (other.isPresent()) {
        notes.ignored(target, Terms.OVERRIDES, "the type has no property '" + other.get() + "'");
      }
    }
    return all;
  }
}
