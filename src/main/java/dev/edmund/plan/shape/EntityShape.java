package dev.edmund.plan.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.jspecify.annotations.Nullable;

/**
 * What a row becomes as an entity.
 *
 * @param declared the type the context promises; other types announce themselves
 * @param discriminator the column with the qualified name of the row's type, or -1 where there is
 *     only one type
 * @param variants the members by concrete type; the only one where there is no discriminator
 * @param form what of the entity is written
 */
public record EntityShape(
    EdmEntityType declared,
    int discriminator,
    List<Variant> variants,
    Identity identity,
    Form form) {
  public EntityShape {
    variants = List.copyOf(variants);
  }

  /** What is written of an entity. */
  public enum Form {
    WHOLE,
    /** The whole, with type and id whatever they are, because the context does not tell them. */
    TOLD,
    /** Only the identity is wanted ({@code $ref}). */
    REFERENCE,
    /** Entities side by side, which is no entity itself ({@code $crossjoin}). */
    ROW,
    /** Only its URL, at the name that leads to it. */
    LINK,
    /** Not in a result any more, as OData 4.01 has it (JSON Format 4.01, 15.3). */
    REMOVED,
    /** The same, as OData 4.0 has it. */
    DELETED,
    /** It has no identity, because it was made for the answer (Part 1, 11.2.9: transient). */
    TRANSIENT
  }

  /** Whether it is an entity of the database, which has a URL. */
  public boolean identified() {
    return form == Form.WHOLE || form == Form.TOLD;
  }

  /** Whether each entity tells its type and id. */
  public boolean told() {
    return form == Form.TOLD;
  }

  /** The same under a context that tells neither type nor set. */
  public EntityShape telling() {
    return form == Form.WHOLE
        ? new EntityShape(declared, discriminator, variants, identity, Form.TOLD)
        : this;
  }

  /** Whether only the identity is wanted. */
  public boolean reference() {
    return form == Form.REFERENCE;
  }

  /** The same with more members in each variant. */
  public EntityShape with(List<Member> more) {
    return new EntityShape(
        declared,
        discriminator,
        variants.stream().map(variant -> variant.with(more)).toList(),
        identity,
        form);
  }

  /**
   * The same where rows may be without it: it is there where a column is not null.
   *
   * @param without the members that all rows have in another way
   */
  public EntityShape sometimes(int there, Set<String> without) {
    List<Variant> all = new ArrayList<>();
    for (Variant variant : variants) {
      List<Member> members = new ArrayList<>();
      variant.members().stream()
          .filter(m -> !without.contains(m.name()))
          .forEach(m -> members.add(new Member.Sometimes(there, m)));
      all.add(new Variant(variant.type(), variant.version(), members, variant.detail()));
    }
    return new EntityShape(declared, discriminator, all, identity, Form.TRANSIENT);
  }

  /** Entities side by side, as members of an object. */
  public static EntityShape row(EdmEntityType first, List<Member> members) {
    return new EntityShape(
        first,
        -1,
        List.of(new Variant(first, -1, members, null)),
        new Identity(null, List.of()),
        Form.ROW);
  }

  /** The same where only the URL is wanted. */
  public EntityShape linked() {
    return new EntityShape(declared, discriminator, variants, identity, Form.LINK);
  }

  /** An entity that is none of the database, with the given members. */
  public static EntityShape made(EdmEntityType type, List<Member> members) {
    return new EntityShape(
        type,
        -1,
        List.of(new Variant(type, -1, members, null)),
        new Identity(null, List.of()),
        Form.TRANSIENT);
  }

  /**
   * The same where a column tells which of some types a row is of; all have the same members.
   *
   * @param column null in it for the declared type
   */
  public EntityShape of(int column, List<EdmEntityType> types) {
    Variant only = variants.get(0);
    List<Variant> all =
        types.stream()
            .map(type -> new Variant(type, only.version(), only.members(), only.detail()))
            .toList();
    return new EntityShape(declared, column, all, identity, form);
  }

  /** Where an entity of one of the types is. */
  public Identity identity(Variant variant) {
    return variant.detail() == null ? identity : variant.detail().identity();
  }

  /**
   * What entities of one type have.
   *
   * @param version the column behind the ETag, or -1
   * @param detail where the columns are, if not in the row itself
   */
  public record Variant(
      EdmEntityType type, int version, List<Member> members, @Nullable Detail detail) {
    public Variant {
      members = List.copyOf(members);
    }

    private Variant with(List<Member> more) {
      List<Member> all = new ArrayList<>(members);
      all.addAll(more);
      return new Variant(type, version, all, detail);
    }
  }

  /**
   * The rest of an entity, read for each row: a hierarchy of many types has more tables than a
   * statement can join. Version, members and identity are columns of this read.
   */
  public record Detail(NestedRead read, Identity identity) {}

  /** Where the entity is: its URL is made of this. */
  public record Identity(@Nullable String path, List<KeyPart> key) {
    public Identity {
      key = List.copyOf(key);
    }
  }

  /** A key property and the column with its value. */
  public record KeyPart(String name, Member.Value value) {}
}
