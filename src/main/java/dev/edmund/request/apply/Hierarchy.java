package dev.edmund.request.apply;

import dev.edmund.request.expr.Expr;

/**
 * A recursive hierarchy and how instances are assigned to its nodes (Data Aggregation, 5.5).
 *
 * @param nodes the collection of nodes, from the service root
 * @param qualifier the qualifier of the annotation that makes it a hierarchy
 * @param node the path to the node identifier, which may lead through collections
 */
public record Hierarchy(Expr nodes, String qualifier, Expr node) {}
