package dev.edmund.processor;

import dev.edmund.model.Model;
import dev.edmund.plan.Plan;
import dev.edmund.plan.PlanOptions;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import dev.edmund.sql.ReadSql;
import dev.edmund.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmSingleton;

/** Counts what a service holds and suggests what to ask it. */
final class Overview {
  private final Reader reader;
  private final boolean restricted;

  /**
   * @param restricted whether not everybody may see everything, so that rows are not counted
   */
  Overview(Reader reader, boolean restricted) {
    this.reader = reader;
    this.restricted = restricted;
  }

  ServiceOverview now() {
    Model model = reader.model();
    List<ServiceOverview.Resource> resources = new ArrayList<>();
    EdmEntityContainer container = model.edm().getEntityContainer();
    if (container != null) {
      for (EdmEntitySet set : container.getEntitySets()) {
        resources.add(new ServiceOverview.Resource(set.getName(), "EntitySet", rows(set)));
      }
      for (EdmSingleton singleton : container.getSingletons()) {
        resources.add(
            new ServiceOverview.Resource(singleton.getName(), "Singleton", OptionalLong.empty()));
      }
    }
    return new ServiceOverview(model.mounts(), resources, Samples.of(model));
  }

  private OptionalLong rows(EdmEntitySet set) {
    if (restricted || reader.model().storage().of(set.getEntityType()).isEmpty()) {
      return OptionalLong.empty();
    }
    ODataRequestLine line =
        new ODataRequestLine(
            List.of(new Segment.EntitySet(set), new Segment.Count()), QueryOptions.NONE, Map.of());
    Plan plan = reader.planner().plan(line, new PlanOptions(1, false, false));
    Plan.Count count = (Plan.Count) plan;
    return reader
        .reads()
        .read(
            session -> {
              try (Rows rows =
                  session.query(ReadSql.render(count.queries().get(0), reader.dialect()), null)) {
                return rows.next() && rows.value(0) instanceof Long number
                    ? OptionalLong.of(number)
                    : OptionalLong.empty();
              }
            });
  }
}
