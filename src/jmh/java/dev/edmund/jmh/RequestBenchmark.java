package dev.edmund.jmh;

import dev.edmund.core.Limits;
import dev.edmund.model.Model;
import dev.edmund.plan.Plan;
import dev.edmund.plan.PlanOptions;
import dev.edmund.plan.PlanQueries;
import dev.edmund.plan.Planner;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.UriParser;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.SqliteDialect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs to read and plan a request: less than 50 µs when warm is wanted. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class RequestBenchmark {
  private static final String ROOT = "http://edmund.example/odata/";

  @Param({"key", "filter", "expand", "group"})
  public String request = "";

  private final Model model = Model.load(Path.of("model/connections.csdl.xml"));
  private final UriParser parser =
      new UriParser(model.edm(), Limits.defaults(), ParserSettings.DEFAULT);
  private final Planner planner = new Planner(model, Limits.defaults());
  private final Dialect dialect = new SqliteDialect();

  private ODataRequestLine parsed() {
    return switch (request) {
      case "key" -> parser.parse("connections(8e22ef92-8ae2-5a52-8180-4aba0a111719)", null, ROOT);
      case "filter" ->
          parser.parse(
              "connections",
              "$select=name,statecode,record1objecttypecode&$filter=statecode%20eq%200%20and%20"
                  + "record1objecttypecode%20eq%201&$orderby=name,createdon%20desc&$top=50",
              ROOT);
      case "expand" ->
          parser.parse(
              "connections",
              "$select=name&$expand=record1roleid($select=name),record1id_account($select=name)"
                  + "&$top=50",
              ROOT);
      default ->
          parser.parse(
              "connections",
              "$apply=groupby((statecode,record1objecttypecode),aggregate($count%20as%20n))",
              ROOT);
    };
  }

  private Plan planned() {
    return planner.plan(parsed(), new PlanOptions(5_000, false, false));
  }

  /** URL to tree. */
  @Benchmark
  public ODataRequestLine parse() {
    return parsed();
  }

  /** URL to plan. */
  @Benchmark
  public Plan parseAndPlan() {
    return planned();
  }

  /** URL to SQL. */
  @Benchmark
  public void parsePlanAndRender(Blackhole sink) {
    PlanQueries.of(planned(), List.of(), dialect.keyset())
        .forEach(labelled -> sink.consume(ReadSql.render(labelled.query(), dialect)));
  }
}
