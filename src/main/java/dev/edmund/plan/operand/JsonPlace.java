package dev.edmund.plan.operand;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;

/** Where in JSON a value is. */
public sealed interface JsonPlace {
  /** What {@link dev.edmund.model.storage.DocumentText} puts behind a name to name its type. */
  String TYPE = "@type";

  /** The value taken apart; null where there is none. */
  Term value();

  /** The value where it is known to be an object, or none. */
  Term object();

  /** The value where it is an array, else null. */
  Term array();

  /** The kind of the value as JSON has it. */
  Term kind();

  /** The place of a member of the object that is here. */
  Inside at(String name);

  /** In a JSON value, behind names. */
  record Inside(Term root, List<String> names) implements JsonPlace {
    public Inside {
      names = List.copyOf(names);
    }

    @Override
    public Term value() {
      return apply(Operation.JSON_VALUE, ColumnType.JSON);
    }

    @Override
    public Term object() {
      return names.isEmpty() ? root : value();
    }

    @Override
    public Term array() {
      return new Term.Apply(
          Operation.JSON_ARRAY, List.of(root, path(), root, path()), ColumnType.JSON);
    }

    @Override
    public Term kind() {
      return apply(Operation.JSON_TYPE, ColumnType.TEXT);
    }

    @Override
    public Inside at(String name) {
      List<String> further = new ArrayList<>(names);
      further.add(name);
      return new Inside(root, further);
    }

    /** The type that stands beside a dynamic property. */
    Term tag() {
      List<String> beside = new ArrayList<>(names);
      String last = beside.remove(beside.size() - 1);
      beside.add(last + TYPE);
      return new Inside(root, beside).value();
    }

    private Term apply(Operation operation, ColumnType type) {
      return new Term.Apply(operation, List.of(root, path()), type);
    }

    /** In the syntax of SQL/JSON, which databases share (ISO/IEC 9075-2, 9.46). */
    private Term path() {
      StringBuilder path = new StringBuilder("$");
      for (String name : names) {
        path.append(".\"");
        path.append(name.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
      }
      return new Term.Bind(path.toString(), ColumnType.TEXT);
    }
  }

  /** An item of an array, by the source it is a row of. */
  record Item(String alias) implements JsonPlace {
    @Override
    public Term value() {
      return new Term.Element(alias, Term.Element.Facet.VALUE);
    }

    @Override
    public Term object() {
      return new Term.Element(alias, Term.Element.Facet.OBJECT);
    }

    @Override
    public Term array() {
      return new Term.Element(alias, Term.Element.Facet.ARRAY);
    }

    @Override
    public Term kind() {
      return new Term.Element(alias, Term.Element.Facet.TYPE);
    }

    @Override
    public Inside at(String name) {
      return new Inside(object(), List.of(name));
    }
  }
}
