package dev.edmund.plan;

import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Documents;
import dev.edmund.plan.operand.InsideJson;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;

/** Plans a value inside of JSON that no column has by itself. */
final class InsidePlanner {
  private final Model model;

  InsidePlanner(Model model) {
    this.model = model;
  }

  /** The member that the value becomes; its columns go into the query of the entity. */
  Member member(InsideJson inside, Selection selection, QueryBuilder builder) {
    Operand value = inside.value();
    return value instanceof Operand.ItemMembers items
        ? collection(inside, items, selection, builder)
        : single(inside, value, selection, builder);
  }

  private Member single(
      InsideJson inside, Operand value, Selection selection, QueryBuilder builder) {
    if (value instanceof Operand.Document document && selection.changesParts()) {
      return parts(inside, document, selection, builder);
    }
    if (value instanceof Operand.Document document) {
      return new Member.Document(
          inside.name(),
          builder.select(document.place().object()),
          document.type(),
          false,
          selection.inDocument(),
          model.edm());
    }
    if (value instanceof Operand.Dynamic dynamic) {
      return new Member.Undeclared(
          inside.name(),
          inside.property() != null,
          builder.select(dynamic.tag()),
          builder.select(dynamic.place().kind()),
          builder.select(dynamic.place().value()),
          selection.inDocument(),
          model.edm());
    }
    EdmProperty property = Objects.requireNonNull(inside.property(), "A scalar is declared");
    Term term = value.term();
    return new Member.Value(
        inside.name(),
        builder.select(term),
        property.getType(),
        term.type(),
        property,
        Map.of(),
        null,
        value.offset() == null ? -1 : builder.select(value.offset()));
  }

  /** A complex value part by part, as some are computed, or cut from a collection. */
  private Member parts(
      InsideJson inside, Operand.Document document, Selection selection, QueryBuilder builder) {
    EdmComplexType type = document.type();
    if (Documents.hasDerived(type, model.storage())) {
      throw ODataException.notImplemented(
          "Computing or restricting parts of " + inside.name() + ", whose type has derived ones,",
          inside.name());
    }
    List<Member> parts = new ArrayList<>();
    for (String name : type.getPropertyNames()) {
      if (selection.wants(name) && type.getProperty(name) instanceof EdmProperty property) {
        Operand value = Documents.property(property, document.place(), builder);
        parts.add(member(new InsideJson(name, value, property), selection.of(name), builder));
      }
    }
    if (type.isOpenType()) {
      parts.add(dynamic(document, selection, builder));
    }
    parts.addAll(new ValuePlanner(model, builder).computed(document, type, selection));
    return new Member.Complex(inside.name(), type, builder.select(document.presence()), parts);
  }

  private Member dynamic(Operand.Document document, Selection selection, QueryBuilder builder) {
    EdmComplexType type = document.type();
    Set<String> declared = new HashSet<>(type.getPropertyNames());
    declared.addAll(type.getNavigationPropertyNames());
    selection.options().compute().forEach(item -> declared.add(item.name()));
    int all = builder.select(document.place().object());
    return new Member.Dynamic("", all, selection.asParts(), declared, model.edm());
  }

  private Member collection(
      InsideJson inside, Operand.ItemMembers items, Selection selection, QueryBuilder builder) {
    EdmProperty property = Objects.requireNonNull(inside.property(), "A collection is declared");
    int array = builder.select(items.array());
    QueryBuilder nested = QueryBuilder.over(new Term.Parent(array, ColumnType.JSON));
    Operand each = items.each(nested);
    Member element = single(new InsideJson("value", each, property), each, selection, nested);
    return new ItemsPlanner(model, selection.options())
        .member(
            inside.name(),
            property.getType(),
            nested,
            each,
            new Term.Element(nested.alias(), Term.Element.Facet.ORDINAL),
            element);
  }
}
