package dev.edmund.processor;

import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.store.ReadPool;
import dev.edmund.store.ReadSession;
import java.util.List;
import java.util.function.Function;

/** Finds out whether what is answered takes more statements than one, which have to agree. */
final class Nested implements Member.Visitor<Boolean> {
  private static final Nested IN = new Nested();

  private Nested() {}

  /** Reads an entity: of one state of the data, where it takes several statements. */
  static <R> R read(ReadPool pool, EntityShape shape, Function<ReadSession, R> work) {
    return IN.any(shape) ? pool.snapshot(work) : pool.read(work);
  }

  /** Reads a property in the same way. */
  static <R> R read(ReadPool pool, Member member, Function<ReadSession, R> work) {
    return member.accept(IN) ? pool.snapshot(work) : pool.read(work);
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
    return false;
  }

  @Override
  public Boolean related(Member.Related m) {
    return any(m.shape());
  }

  @Override
  public Boolean expanded(Member.Expanded m) {
    return true;
  }

  @Override
  public Boolean ofAnyType(Member.OfAnyType m) {
    return true;
  }
}
