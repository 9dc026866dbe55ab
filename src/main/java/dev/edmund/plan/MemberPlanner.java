package dev.edmund.plan;

import dev.edmund.model.Model;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.Access;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.LookupTerms;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.InsideJson;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.Properties;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Plans the members of an entity that come from its structural properties. */
final class MemberPlanner {
  private final Model model;
  private final EntityAlias entity;
  private final PlanOptions wanted;

  /**
   * Plans the members of one entity.
   *
   * @param wanted what is told beside what is selected
   */
  MemberPlanner(Model model, EntityAlias entity, PlanOptions wanted) {
    this.model = model;
    this.entity = entity;
    this.wanted = wanted;
  }

  /**
   * The scalar at a path that starts with {@code property}, such as a key in a complex property.
   */
  Member.Value scalar(@Nullable PropertyStorage property, String path) {
    PropertyStorage found = property;
    String[] names = path.split("/", -1);
    for (int i = 1; i < names.length && found != null; i++) {
      found = Properties.byName(found.parts()).get(names[i]);
    }
    PropertyStorage.Scalar scalar =
        Optional.ofNullable(found)
            .flatMap(PropertyStorage::asScalar)
            .orElseThrow(() -> new IllegalStateException("A key property is scalar"));
    return key(scalar);
  }

  /** A key in an id: equal points in time are one key, so their offsets are left out. */
  private Member.Value key(PropertyStorage.Scalar p) {
    return new Member.Value(
        p.name(),
        entity.builder().select(entity.column(p.column())),
        p.type(),
        p.column().type(),
        p.property(),
        Map.of(),
        null,
        -1);
  }

  /** The member for a property. */
  Member member(PropertyStorage property, Selection selection) {
    return property.accept(new Planned(entity.entity().type(), selection.of(property.name())));
  }

  private Member.Value value(PropertyStorage.Scalar p, EdmStructuredType owner) {
    return new Member.Value(
        p.name(),
        entity.builder().select(entity.column(p.column())),
        p.type(),
        p.column().type(),
        p.property(),
        wanted.annotations() ? model.allowedValues(owner, p.property().getName()) : Map.of(),
        wanted.annotations() ? lookup(p) : null,
        p.offset() == null ? -1 : entity.builder().select(entity.column(p.offset())),
        wanted.names() && p.column().type() == ColumnType.DECIMAL ? currency(p, owner) : -1);
  }

  /** The code of the currency that an amount is in, where a lookup leads to it. */
  private int currency(PropertyStorage.Scalar p, EdmStructuredType owner) {
    List<String> path =
        model
            .currency(owner, p.property().getName())
            .map(text -> List.of(text.split("/", -1)))
            .orElse(List.of());
    Link link = path.size() == 2 ? entity.entity().links().get(path.get(0)) : null;
    return link == null || link.collection()
        ? -1
        : position(new LookupTerms(model, entity, List.of(link)).text(path.get(1)));
  }

  /**
   * What is told about a stream.
   *
   * @param name nothing for the stream that the entity is
   */
  Member.Stream stream(String name, PropertyStorage.Stream p) {
    return new Member.Stream(
        name,
        entity.builder().select(entity.column(p.contentType())),
        entity.builder().select(entity.column(p.etag())),
        null);
  }

  private Member.@Nullable Lookup lookup(PropertyStorage.Scalar p) {
    List<EdmNavigationProperty> targets = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    int discriminator = -1;
    for (Link link : entity.entity().links().values()) {
      boolean dependent = link.constrained() && link.pairs().get(0).source().equals(p.column());
      if (dependent) {
        targets.add(link.property());
        links.add(link);
        for (Link.Guard guard : link.guards()) {
          discriminator = entity.builder().select(entity.column(guard.column()));
        }
      }
    }
    if (targets.isEmpty()) {
      return null;
    }
    LookupTerms terms = new LookupTerms(model, entity, links);
    return new Member.Lookup(
        discriminator,
        targets,
        wanted.names() ? position(terms.name()) : -1,
        wanted.names() ? position(terms.type()) : -1);
  }

  private int position(@Nullable Term term) {
    return term == null ? -1 : entity.builder().select(term);
  }

  private final class Planned implements PropertyStorage.Visitor<Member> {
    private final EdmStructuredType owner;
    private final Selection selection;

    Planned(EdmStructuredType owner, Selection selection) {
      this.owner = owner;
      this.selection = selection;
    }

    @Override
    public Member scalar(PropertyStorage.Scalar p) {
      return value(p, owner);
    }

    @Override
    public Member complex(PropertyStorage.Complex p) {
      List<Member> parts = new ArrayList<>();
      EdmComplexType type = (EdmComplexType) p.type();
      for (PropertyStorage part : p.parts()) {
        if (selection.wants(part.name())) {
          parts.add(part.accept(new Planned(type, selection.of(part.name()))));
        }
      }
      Operand value = Properties.operand(p, entity, entity, entity.builder());
      parts.addAll(new ValuePlanner(model, entity.builder()).computed(value, type, selection));
      return new Member.Complex(
          p.name(), type, entity.builder().select(entity.column(p.presence())), parts);
    }

    @Override
    public Member values(PropertyStorage.Values p) {
      return collection(p, selection);
    }

    @Override
    public Member document(PropertyStorage.Document p) {
      if (selection.hasOptions() || selection.changesParts()) {
        Operand value = Properties.operand(p, entity, entity, entity.builder());
        return new InsidePlanner(model)
            .member(new InsideJson(p.name(), value, p.property()), selection, entity.builder());
      }
      return new Member.Document(
          p.name(),
          entity.builder().select(entity.column(p.column())),
          p.type(),
          p.collection(),
          selection.inDocument(),
          model.edm());
    }

    @Override
    public Member stream(PropertyStorage.Stream p) {
      return MemberPlanner.this.stream(p.name(), p);
    }
  }

  private Member.Values collection(PropertyStorage.Values p, Selection selection) {
    int parent = entity.builder().select(entity.rowId());
    QueryBuilder values = QueryBuilder.over(p.table());
    String alias = values.alias();
    values.where(
        EntityAlias.equal(
            new Term.Field(alias, p.owner()), new Term.Parent(parent, p.owner().type())));
    Operand each =
        Properties.operand(p.member(), column -> new Term.Field(alias, column), null, values);
    Member element = p.member().accept(new Element(values, alias, selection, model));
    EdmType type = p.property().getType();
    return new ItemsPlanner(model, selection.options())
        .member(p.name(), type, values, each, new Term.Field(alias, p.ordinal()), element);
  }

  /** The members of a collection: columns of its own table. */
  private record Element(QueryBuilder builder, String alias, Selection selection, Model model)
      implements PropertyStorage.Visitor<Member> {
    private Access row() {
      return column -> new Term.Field(alias, column);
    }

    @Override
    public Member scalar(PropertyStorage.Scalar p) {
      return new Member.Value(
          p.name(),
          builder.select(new Term.Field(alias, p.column())),
          p.type(),
          p.column().type(),
          p.property(),
          Map.of(),
          null,
          p.offset() == null ? -1 : builder.select(new Term.Field(alias, p.offset())));
    }

    @Override
    public Member complex(PropertyStorage.Complex p) {
      List<Member> parts = new ArrayList<>();
      for (PropertyStorage part : p.parts()) {
        if (selection.wants(part.name())) {
          parts.add(part.accept(new Element(builder, alias, selection.of(part.name()), model)));
        }
      }
      Operand value = Properties.operand(p, row(), null, builder);
      EdmComplexType type = (EdmComplexType) p.type();
      parts.addAll(new ValuePlanner(model, builder).computed(value, type, selection));
      return new Member.Complex(
          p.name(), type, builder.select(new Term.Field(alias, p.presence())), parts);
    }

    @Override
    public Member values(PropertyStorage.Values p) {
      throw new IllegalStateException("A member with a collection is kept as JSON");
    }

    @Override
    public Member document(PropertyStorage.Document p) {
      if (selection.changesParts()) {
        InsideJson value =
            new InsideJson(p.name(), Properties.operand(p, row(), null, builder), p.property());
        return new InsidePlanner(model).member(value, selection, builder);
      }
      return new Member.Document(
          p.name(),
          builder.select(new Term.Field(alias, p.column())),
          p.type(),
          p.collection(),
          selection.inDocument(),
          model.edm());
    }

    @Override
    public Member stream(PropertyStorage.Stream p) {
      throw new IllegalStateException("A member with a stream is kept as JSON");
    }
  }
}
