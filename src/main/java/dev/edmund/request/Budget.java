package dev.edmund.request;

import dev.edmund.core.Limits;

/** What one query option or path may still use of the limits. Nothing recurses without it. */
final class Budget {
  private final Limits limits;
  private final String target;
  private int tokens;
  private int depth;
  private int expandItems;
  private int searchTerms;
  private int nodes;
  private int applySteps;

  Budget(Limits limits, String target) {
    this.limits = limits;
    this.target = target;
  }

  Limits limits() {
    return limits;
  }

  void token() {
    if (++tokens > limits.tokens()) {
      throw Limits.exceeded("tokens", limits.tokens(), target);
    }
  }

  void enter() {
    if (++depth > limits.depth()) {
      throw Limits.exceeded("depth", limits.depth(), target);
    }
  }

  void leave() {
    depth--;
  }

  void expandItem() {
    if (++expandItems > limits.expandItems()) {
      throw Limits.exceeded("expandItems", limits.expandItems(), target);
    }
  }

  void searchTerm() {
    if (++searchTerms > limits.searchTerms()) {
      throw Limits.exceeded("searchTerms", limits.searchTerms(), target);
    }
  }

  void nodes(int count) {
    nodes += count;
    if (nodes > limits.nodes()) {
      throw Limits.exceeded("nodes", limits.nodes(), target);
    }
  }

  void applyStep() {
    if (++applySteps > limits.applySteps()) {
      throw Limits.exceeded("applySteps", limits.applySteps(), target);
    }
  }

  void computeItems(int count) {
    if (count > limits.computeItems()) {
      throw Limits.exceeded("computeItems", limits.computeItems(), target);
    }
  }

  void listItems(int count) {
    if (count > limits.listItems()) {
      throw Limits.exceeded("listItems", limits.listItems(), target);
    }
  }

  void pattern(int length) {
    if (length > limits.patternLength()) {
      throw Limits.exceeded("patternLength", limits.patternLength(), target);
    }
  }

  void terms(int count) {
    if (count > limits.terms()) {
      throw Limits.exceeded("terms", limits.terms(), target);
    }
  }
}
