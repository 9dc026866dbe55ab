package dev.edmund.model.csdl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element while it is made out of a JSON value. */
final class ElementDraft {
  private final String name;
  private final Json at;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<CsdlElement> children = new ArrayList<>();
  private String text = "";

  /**
   * @param at what it is made of
   */
  ElementDraft(String name, Json at) {
    this.name = name;
    this.at = at;
  }

  ElementDraft set(String attribute, @Nullable String value) {
    if (value != null) {
      attributes.put(attribute, value);
    }
    return this;
  }

  /** Attributes that have the names of members without the dollar sign. */
  ElementDraft copy(String... names) {
    for (String member : names) {
      set(member, at.text("$" + member));
    }
    return this;
  }

  ElementDraft text(String content) {
    this.text = content;
    return this;
  }

  ElementDraft add(CsdlElement child) {
    children.add(child);
    return this;
  }

  ElementDraft addAll(List<CsdlElement> others) {
    children.addAll(others);
    return this;
  }

  CsdlElement done() {
    return new CsdlElement(name, attributes, children, text, at.line(), at.column());
  }
}
