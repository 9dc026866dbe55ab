package dev.edmund.request.expr;

/**
 * A recursive hierarchy (Data Aggregation, 5.5.2).
 *
 * @param nodes the collection of nodes, from the service root
 * @param qualifier the qualifier of the annotation that makes it a hierarchy
 * @param identifier the path from a node to its identifier
 * @param parent the path from a node to its parent or parents
 */
public record RecursiveHierarchy(Expr nodes, String qualifier, Expr identifier, Expr parent) {}
