package dev.edmund.plan.shape;

import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.jspecify.annotations.Nullable;

/**
 * What a row becomes as an entity.
 *
 * @param declared the type the context promises; other types announce themselves
 * @param discriminator the column with the qualified name of the row's type, or -1 where there is
 *     only one type
 * @param variants the members by concrete type; the only one where there is no discriminator
 * @param reference only the identity is wanted ({@code $ref})
 * @param told whether each entity tells its type and id, because the context does not
 */
public record EntityShape(
    EdmEntityType declared,
    int discriminator,
    List<Variant> variants,
    Identity identity,
    boolean reference,
    boolean told) {
  public EntityShape {
    variants = List.copyOf(variants);
  }

  /** A shape under a context that tells the type and the set. */
  public EntityShape(
      EdmEntityType declared,
      int discriminator,
      List<Variant> variants,
      Identity identity,
      boolean reference) {
    this(declared, discriminator, variants, identity, reference, false);
  }

  /** The same under a context that tells neither type nor set. */
  public EntityShape telling() {
    return new EntityShape(declared, discriminator, variants, identity, reference, true);
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
