package dev.edmund.model.storage;

/** A column of a table; {@code table} is the table's name. */
public record Column(String table, String name, ColumnType type, boolean nullable) {}
