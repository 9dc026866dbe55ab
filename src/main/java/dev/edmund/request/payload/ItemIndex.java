package dev.edmund.request.payload;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;

/**
 * Places in ordered collections, from the front or, where negative, from the end (Part 2, 4.10).
 */
public final class ItemIndex {
  private ItemIndex() {}

  /**
   * The place of an item that is there.
   *
   * @param size of the collection
   * @throws ODataException 404 when there is none
   */
  public static long present(long index, long size) {
    long place = index < 0 ? size + index : index;
    if (place < 0 || place >= size) {
      throw new ODataException(
          ErrorCode.NOT_FOUND, "There is no item " + index + ": the collection has " + size + ".");
    }
    return place;
  }

  /**
   * The place that a new item gets (Part 1, 11.4.11).
   *
   * @param size of the collection without it
   * @throws ODataException 400 when it would not be next to another one
   */
  public static long added(long index, long size) {
    long place = index < 0 ? size + 1 + index : index;
    if (place < 0 || place > size) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE,
          "No item can be added at " + index + ": the collection has " + size + ".",
          "$index");
    }
    return place;
  }
}
