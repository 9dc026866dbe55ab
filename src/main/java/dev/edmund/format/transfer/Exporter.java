package dev.edmund.format.transfer;

import dev.edmund.core.Limits;
import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.Plan;
import dev.edmund.plan.PlanOptions;
import dev.edmund.plan.Planner;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.DataException;
import dev.edmund.sql.ChainSql;
import dev.edmund.sql.Dialect;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * Writes the entities of sets and singletons as an import reads them, row by row. What one session
 * in one snapshot writes is one state of the data.
 */
public final class Exporter {
  private static final int STEP = 1_000;

  private final Model model;
  private final Dialect dialect;
  private final Planner planner;
  private final Progress progress;

  public Exporter(Model model, Dialect dialect, Progress progress) {
    this.model = model;
    this.dialect = dialect;
    // An entity is written with all that it contains.
    this.planner = new Planner(model, Limits.defaults().withDefaultPageSize(Integer.MAX_VALUE - 1));
    this.progress = progress;
  }

  /** How entities are written. */
  public enum Format {
    CSV,
    JSON,
    /** An object on each line. */
    NDJSON
  }

  /**
   * What there is to export: the sets and singletons that are stored. A set of a derived type is
   * left out where the set of a base type has the same entities (see the storage of hierarchies).
   */
  public List<String> names() {
    EdmEntityContainer container = model.edm().getEntityContainer();
    if (container == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (EdmEntitySet set : container.getEntitySets()) {
      boolean part = container.getEntitySets().stream().anyMatch(other -> isPart(set, other));
      if (!part && storage(set).isPresent()) {
        names.add(set.getName());
      }
    }
    container.getSingletons().stream()
        .filter(singleton -> storage(singleton).isPresent())
        .forEach(singleton -> names.add(singleton.getName()));
    return names;
  }

  private Optional<EntityStorage> storage(EdmBindingTarget target) {
    return model.storage().of(target.getEntityType());
  }

  private boolean isPart(EdmEntitySet set, EdmEntitySet of) {
    Map<String, String> containers = model.storage().containers();
    FullQualifiedName type = set.getEntityType().getFullQualifiedName();
    return Objects.equals(containers.get(set.getName()), containers.get(of.getName()))
        && storage(of).map(base -> base.derived().contains(type)).orElse(false);
  }

  /** What is read for a set or singleton. */
  private record Reading(Query query, EntityShape shape, boolean single) {}

  /**
   * Writes all entities of a set, or a singleton.
   *
   * @return how many
   * @throws DataException when there is no such set, or the format has no place for what it has
   */
  public long write(String name, Format format, ReadSession session, OutputStream out) {
    Reading reading = reading(name, session);
    try (Rows rows = session.query(reading.query(), dialect)) {
      EntityOutput output = output(name, reading, format);
      long written = 0;
      output.begin(out);
      while (rows.next()) {
        output.write(rows, out);
        if (++written % STEP == 0) {
          progress.step(name, written, 0);
        }
      }
      output.end(out);
      progress.step(name, written, written);
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EntityOutput output(String name, Reading reading, Format format) {
    return switch (format) {
      case CSV -> {
        if (reading.single()) {
          throw new DataException("The singleton " + name + " is one object: export JSON.");
        }
        yield new CsvOutput(reading.shape(), dialect);
      }
      case JSON ->
          new JsonOutput(
              reading.shape(),
              dialect,
              reading.single() ? JsonOutput.Frame.NOTHING : JsonOutput.Frame.ARRAY);
      case NDJSON -> new JsonOutput(reading.shape(), dialect, JsonOutput.Frame.NOTHING);
    };
  }

  private Reading reading(String name, ReadSession session) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    EdmEntitySet set = container == null ? null : container.getEntitySet(name);
    EdmSingleton singleton = container == null ? null : container.getSingleton(name);
    if (set == null && singleton == null) {
      throw new DataException("The model has no entity set or singleton '" + name + "'.");
    }
    Segment segment =
        set == null
            ? new Segment.Singleton(Objects.requireNonNull(singleton))
            : new Segment.EntitySet(set);
    EdmBindingTarget target = set == null ? singleton : set;
    EntityStorage type =
        storage(Objects.requireNonNull(target))
            .orElseThrow(() -> new DataException(name + " has no storage."));
    Contents contents =
        new Contents(
            model.storage(),
            container == null
                ? List.of()
                : container.getEntitySets().stream()
                    .map(s -> s.getEntityType().getFullQualifiedName())
                    .toList());
    QueryOptions options = contents.options(type);
    for (List<ChainSql.Level> chain : contents.ends()) {
      if (session.hasRow(ChainSql.end(dialect, chain))) {
        throw new DataException(
            name + " has entities that contain each other deeper than an export goes.");
      }
    }
    Plan plan =
        planner.plan(
            new ODataRequestLine(List.of(segment), options, Map.of()),
            new PlanOptions(Integer.MAX_VALUE - 1, true, true));
    return plan.accept(new ToReading(name));
  }

  private record ToReading(String name) implements Plan.Visitor<Reading> {
    private DataException other() {
      return new DataException(name + " holds no entities.");
    }

    @Override
    public Reading entities(Plan.Entities p) {
      return new Reading(p.query(), p.shape(), false);
    }

    @Override
    public Reading union(Plan.Union p) {
      throw other();
    }

    @Override
    public Reading entity(Plan.Entity p) {
      return new Reading(p.query(), p.shape(), true);
    }

    @Override
    public Reading property(Plan.Property p) {
      throw other();
    }

    @Override
    public Reading count(Plan.Count p) {
      throw other();
    }

    @Override
    public Reading stream(Plan.Stream p) {
      throw other();
    }
  }
}
