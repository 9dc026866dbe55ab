package dev.edmund.format.transfer;

import dev.edmund.store.Row;
import java.io.IOException;
import java.io.OutputStream;

/** One format of a file: what stands before, between and behind entities. */
interface EntityOutput {

  /** Begins the file. */
  void begin(OutputStream out) throws IOException;

  /** Writes the entity of a row. */
  void write(Row row, OutputStream out) throws IOException;

  /** Ends the file. */
  void end(OutputStream out) throws IOException;
}
