package dev.edmund.format.json;

import dev.edmund.sql.Statement;

/** What has been made of the parts of a plan, so that it need not be made for each answer. */
public interface StreamParts {

  /** What reads and writes the entities of a part. */
  Packed part(int number);

  /** The statement for the first rows of a part. */
  Statement first(int number, long limit, long offset);
}
