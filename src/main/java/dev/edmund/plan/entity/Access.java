package dev.edmund.plan.entity;

import dev.edmund.model.storage.Column;
import dev.edmund.plan.query.Term;

/** A row of a query under construction, from which columns can be taken. */
public interface Access {

  /** The column as a term; joins the table it is in where that is not joined yet. */
  Term column(Column column);
}
