package dev.edmund.plan.entity;

import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Term;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What is told of the entity that a lookup leads to: read for each row, by the link in use alone.
 *
 * @param links all that use the column of the lookup
 */
public record LookupTerms(Model model, EntityAlias entity, List<Link> links) {

  /** The value of the property that names the entity; null where no type has one. */
  public @Nullable Term name() {
    return each(this::name);
  }

  /** A text of the entity; null where it has no such property. */
  public @Nullable Term text(String property) {
    return each(
        target ->
            Optional.ofNullable(target.entity().properties().get(property))
                .flatMap(PropertyStorage::asScalar)
                .filter(scalar -> scalar.column().type() == ColumnType.TEXT)
                .map(scalar -> target.column(scalar.column())));
  }

  /** The qualified type of the entity; null where the links tell it. */
  public @Nullable Term type() {
    return each(
        target -> {
          Column column = target.entity().discriminator();
          return Optional.ofNullable(column).map(target::column);
        });
  }

  private Optional<Term> name(EntityAlias target) {
    Optional<Term> own = named(target);
    Column discriminator = target.entity().discriminator();
    if (own.isPresent() || discriminator == null) {
      return own;
    }
    Term name = null;
    for (FullQualifiedName derived : target.entity().derived()) {
      EntityStorage type = target.storage().require(derived);
      Optional<Term> found = type.type().isAbstract() ? Optional.empty() : named(target.as(type));
      if (found.isPresent()) {
        Term is = new Term.Bind(derived.getFullQualifiedNameAsString(), ColumnType.TEXT);
        Condition ofType = EntityAlias.equal(target.column(discriminator), is);
        name = new Term.When(ofType, found.get(), name);
      }
    }
    return Optional.ofNullable(name);
  }

  private Optional<Term> named(EntityAlias target) {
    return model
        .primaryName(target.entity().type())
        .map(target.entity().properties()::get)
        .flatMap(PropertyStorage::asScalar)
        .filter(scalar -> scalar.column().type() == ColumnType.TEXT)
        .map(scalar -> target.column(scalar.column()));
  }

  private @Nullable Term each(Function<EntityAlias, Optional<Term>> told) {
    Term all = null;
    for (Link link : links) {
      EntityAlias target = entity.members(link);
      Optional<Term> term = told.apply(target);
      if (term.isPresent()) {
        Term value = new Term.Subquery(target.builder().exists(term.get()), ColumnType.TEXT);
        all = link.guards().isEmpty() ? value : new Term.When(isUsed(link), value, all);
      }
    }
    return all;
  }

  private Condition isUsed(Link link) {
    List<Condition> all =
        link.guards().stream()
            .filter(Link.Guard::onSource)
            .map(
                guard ->
                    EntityAlias.equal(
                        entity.column(guard.column()),
                        new Term.Bind(guard.value(), ColumnType.TEXT)))
            .toList();
    return all.size() == 1 ? all.get(0) : new Condition.And(all);
  }
}
