package dev.edmund.plan.shape;

import java.util.List;
import java.util.Set;

/** Finds out whether what is answered takes more statements than one, which have to agree. */
public final class Nested implements Member.Visitor<Boolean> {
  private static final Nested IN = new Nested(Set.of());

  private final Set<Member> but;

  private Nested(Set<Member> but) {
    this.but = but;
  }

  /** Whether something in an entity is read by a statement of its own. */
  public static boolean in(EntityShape shape) {
    return IN.any(shape);
  }

  /**
   * The same where some is not.
   *
   * @param but members that are read with the entity, but for their numbers
   */
  public static boolean in(EntityShape shape, Set<Member> but) {
    return new Nested(but).any(shape);
  }

  /** The same of a property. */
  public static boolean in(Member member) {
    return member.accept(IN);
  }

  private boolean any(EntityShape shape) {
    return shape.variants().stream().anyMatch(v -> v.detail() != null || any(v.members()));
  }

  private boolean any(List<Member> members) {
    return members.stream().anyMatch(member -> member.accept(this));
  }

  @Override
  public Boolean value(Member.Value m) {
    return false;
  }

  @Override
  public Boolean complex(Member.Complex m) {
    return any(m.parts());
  }

  @Override
  public Boolean values(Member.Values m) {
    return true;
  }

  @Override
  public Boolean document(Member.Document m) {
    return false;
  }

  @Override
  public Boolean dynamic(Member.Dynamic m) {
    return false;
  }

  @Override
  public Boolean undeclared(Member.Undeclared m) {
    return false;
  }

  @Override
  public Boolean stream(Member.Stream m) {
    return m.content() != null;
  }

  @Override
  public Boolean related(Member.Related m) {
    return any(m.shape());
  }

  @Override
  public Boolean expanded(Member.Expanded m) {
    return m.count() != null || !but.contains(m);
  }

  @Override
  public Boolean sometimes(Member.Sometimes m) {
    return m.member().accept(this);
  }

  @Override
  public Boolean ofAnyType(Member.OfAnyType m) {
    return true;
  }
}
