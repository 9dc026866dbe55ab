package dev.edmund.format.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Writes the stored JSON value that a parser stands at, and leaves the parser at its end. */
interface TokenEncoder {
  void write(JsonParser in, JsonBuffer out) throws IOException;
}
