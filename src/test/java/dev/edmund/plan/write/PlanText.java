package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.request.payload.DocumentPatch;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans as text. */
final class PlanText implements Step.Visitor<String>, Cell.Visitor<String> {
  private static final PlanText TEXT = new PlanText();

  static String of(WritePlan plan) {
    String steps = all(plan.steps());
    return plan.result() == null ? steps : steps + "\n-> " + slot(plan.result());
  }

  private static String all(List<Step> steps) {
    return steps.stream().map(s -> s.accept(TEXT)).collect(Collectors.joining("\n"));
  }

  private static String slot(@Nullable Slot slot) {
    return slot == null ? "all" : "#" + slot.number() + " " + slot.type().name().getName();
  }

  private static String slots(List<Slot> slots) {
    return slots.isEmpty()
        ? ""
        : " but " + slots.stream().map(PlanText::slot).collect(Collectors.joining(", "));
  }

  static String cells(List<Cell> cells) {
    return cells.stream()
        .map(c -> c.column().name() + "=" + c.value().accept(TEXT))
        .collect(Collectors.joining(", "));
  }

  private static String refusal(@Nullable Refusal refusal) {
    return refusal == null ? "" : " else " + refusal.code().status();
  }

  @Override
  public String find(Step.Find s) {
    return "find "
        + slot(s.slot())
        + s.columns().stream().map(Column::name).filter(n -> !n.startsWith("_")).toList()
        + (s.changed() ? " to change" : "")
        + (s.condition().equals(Precondition.NONE) ? "" : " if " + s.condition())
        + refusal(s.missing());
  }

  @Override
  public String insert(Step.Insert s) {
    return "insert " + slot(s.slot()) + " " + cells(s.cells());
  }

  @Override
  public String update(Step.Update s) {
    return ("update " + slot(s.slot()) + " " + cells(s.cells())).stripTrailing();
  }

  @Override
  public String delete(Step.Delete s) {
    return "delete " + slot(s.slot());
  }

  @Override
  public String members(Step.Members s) {
    return (s.append() ? "append to " : "members of ")
        + slot(s.slot())
        + " "
        + s.property().name()
        + s.rows().stream().map(PlanText::cells).toList();
  }

  @Override
  public String items(Step.Items s) {
    List<Cell> cells = s.cells();
    return (cells == null ? "remove " : "change ")
        + slot(s.slot())
        + " "
        + s.property().name()
        + (s.index() == null ? " each" : " " + s.index())
        + (cells == null ? "" : " " + cells(cells));
  }

  @Override
  public String insertItem(Step.InsertItem s) {
    return "insert into "
        + slot(s.slot())
        + " "
        + s.property().name()
        + " "
        + s.index()
        + " "
        + cells(s.row());
  }

  @Override
  public String count(Step.Count s) {
    return "count " + slot(s.slot()) + " " + s.property().name();
  }

  @Override
  public String content(Step.Content s) {
    return "content of " + slot(s.slot()) + " " + s.property().name();
  }

  @Override
  public String tie(Step.Tie s) {
    return "tie " + slot(s.source()) + " " + s.link().name() + " " + slot(s.target());
  }

  @Override
  public String tieAny(Step.TieAny s) {
    return "tie " + slot(s.source()) + " " + s.link().name() + " " + slot(s.target());
  }

  @Override
  public String untie(Step.Untie s) {
    return "untie "
        + slot(s.source())
        + " "
        + s.link().name()
        + " "
        + slot(s.target())
        + slots(s.kept())
        + refusal(s.required());
  }

  @Override
  public String untieAny(Step.UntieAny s) {
    return "untie "
        + slot(s.source())
        + " "
        + s.link().name()
        + " "
        + slot(s.target())
        + slots(s.kept());
  }

  @Override
  public String require(Step.Require s) {
    return "require " + slot(s.slot()) + " " + s.columns().keySet();
  }

  @Override
  public String allow(Step.Allow s) {
    return "allow " + slot(s.slot()) + ": " + s.refusal().message();
  }

  @Override
  public String choose(Step.Choose s) {
    return "choose " + slot(s.slot()) + "\n" + all(s.found()) + "\nor\n" + all(s.missing());
  }

  @Override
  public String byType(Step.ByType s) {
    return "by type " + slot(s.slot()) + " " + s.steps().keySet();
  }

  @Override
  public String forEach(Step.ForEach s) {
    return "for each " + slot(s.each()) + "\n" + all(s.steps());
  }

  @Override
  public String given(Cell.Given s) {
    return String.valueOf(s.value());
  }

  @Override
  public String nothing(Cell.Nothing s) {
    return "null";
  }

  @Override
  public String of(Cell.Of s) {
    return slot(s.slot()) + "." + s.column().name();
  }

  @Override
  public String first(Cell.First s) {
    return "first of " + s.values().stream().map(this::of).toList();
  }

  @Override
  public String next(Cell.Next s) {
    return "next";
  }

  @Override
  public String fresh(Cell.Fresh s) {
    return "if new " + s.value().accept(this);
  }

  @Override
  public String patched(Cell.Patched s) {
    return "{…} with "
        + (s.change() instanceof DocumentPatch.Inside c ? c.patch().members() : s.change());
  }
}
