package dev.edmund.request;

import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What requests have in common that differ in literals or in their page alone. It is itself and
 * equal to nothing else, so that what was worked out for it is found without a look into it.
 *
 * <p>A literal is taken out only where nothing but a bound value depends on it: in the key of an
 * entity of a set, or where a declared property is compared with it. Requests of one shape have
 * literals of the same types, before and after they were made to fit.
 */
public final class RequestShape {
  private final ODataRequestLine line;
  private final List<ShapePlaces.Place> places;
  private final boolean keyed;

  private RequestShape(ODataRequestLine line, List<ShapePlaces.Place> places, boolean keyed) {
    this.line = line;
    this.places = List.copyOf(places);
    this.keyed = keyed;
  }

  /**
   * The shape of a request; empty where one of its literals has a part in more than a value.
   *
   * @param line what its URL says
   * @param literals those that were cut out of it, in their order
   */
  static Optional<RequestShape> of(ODataRequestLine line, List<Expr.Literal> literals) {
    if (!Lasting.is(line) || line.options().id() != null) {
      return Optional.empty();
    }
    List<Segment> path = line.path();
    Expr filter = line.options().filter();
    if (filter == null) {
      List<ShapePlaces.Place> places = keys(path);
      return fit(places, literals)
          ? Optional.of(new RequestShape(line, places, true))
          : Optional.empty();
    }
    List<ShapePlaces.Place> places = new ArrayList<>();
    Expr shaped = ShapePlaces.shaped(filter, places);
    if (shaped == null || !fit(places, literals)) {
      return Optional.empty();
    }
    ODataRequestLine all = line.with(line.options().withFilter(shaped));
    return Optional.of(new RequestShape(all, places, false));
  }

  /**
   * The shape of a request that is wanted again as it is, or for another page. Entities have too
   * many keys to remember them all, and an id is one below some root.
   *
   * @return empty where it has one of these, or does not last
   */
  public static Optional<RequestShape> whole(ODataRequestLine line) {
    boolean wantedAgain =
        Lasting.is(line)
            && line.options().id() == null
            && line.path().stream()
                .noneMatch(s -> s instanceof Segment.Key || s instanceof Segment.EntityById);
    return wantedAgain ? Optional.of(new RequestShape(line, List.of(), false)) : Optional.empty();
  }

  private static List<ShapePlaces.Place> keys(List<Segment> path) {
    return path.size() == 2
            && path.get(0) instanceof Segment.EntitySet
            && path.get(1) instanceof Segment.Key key
        ? key.values().stream().map(KeyValue::value).map(ShapePlaces.Place::of).toList()
        : List.of();
  }

  private static boolean fit(List<ShapePlaces.Place> places, List<Expr.Literal> literals) {
    if (places.isEmpty() || places.size() != literals.size()) {
      return false;
    }
    for (int i = 0; i < places.size(); i++) {
      if (!places.get(i).example().equals(places.get(i).fitted(literals.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the literals are the key of an entity; else they are in the filter. */
  public boolean isKeyed() {
    return keyed;
  }

  /** The request with {@link Expr.Parameter} in the place of the literals of its filter. */
  public ODataRequestLine line() {
    return line;
  }

  /**
   * The request of this shape that has these literals; null where one does not fit its place.
   *
   * @param literals as they stand in the URL
   */
  @Nullable ShapedLine with(List<Expr.Literal> literals) {
    List<Expr.Literal> values = new ArrayList<>(literals.size());
    for (int i = 0; i < literals.size(); i++) {
      Expr.Literal value = places.get(i).fitted(literals.get(i));
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return new ShapedLine(keyed ? withKey(values) : withFilter(values), this, values);
  }

  private ODataRequestLine withKey(List<Expr.Literal> values) {
    Segment.Key key = (Segment.Key) line.path().get(1);
    List<KeyValue> parts = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      parts.add(new KeyValue(key.values().get(i).name(), values.get(i)));
    }
    List<Segment> path = List.of(line.path().get(0), new Segment.Key(parts));
    return new ODataRequestLine(path, line.options(), line.custom());
  }

  private ODataRequestLine withFilter(List<Expr.Literal> values) {
    Expr filter = line.options().filter();
    return filter == null
        ? line
        : line.with(line.options().withFilter(ShapePlaces.filled(filter, values)));
  }

  /** The request of this shape that goes on behind a page; null for the first page. */
  public ShapedLine page(@Nullable String skipToken) {
    return new ShapedLine(line.page(skipToken), this, List.of());
  }
}
