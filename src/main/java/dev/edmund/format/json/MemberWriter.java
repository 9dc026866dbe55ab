package dev.edmund.format.json;

/** Writes one member of an object, its annotations included, from the row of a frame. */
interface MemberWriter {
  void write(Frame frame, JsonBuffer out);
}
